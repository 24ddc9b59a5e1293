"""The generated folding tables say what their sources say."""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_tables", ROOT / "scripts" / "generate_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["folding.txt", "expansions.txt", "traditional.txt"])
def test_a_table_is_what_the_script_writes(name: str) -> None:
    pytest.importorskip("opencc")
    written = (ROOT / "data" / "tables" / name).read_text("utf-8")
    if name != "traditional.txt" and f"Unicode {unicodedata.unidata_version} " not in written:
        pytest.skip("the table was made with another version of Unicode")
    assert generator().tables()[name] == written


def test_no_character_folds_to_one_that_folds_again() -> None:
    single, apart, simpler = generator().settled()
    every = {**single, **apart, **simpler}
    assert len(every) == len(single) + len(apart) + len(simpler)
    assert not {char: plain for char, plain in every.items() if any(one in every for one in plain)}
