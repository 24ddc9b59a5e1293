"""What the tests of this room share: the shipped lexicon, and a lexicon made of a few lines."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from triage.catalog.catalog import Lexicon
from triage.catalog.cue_table import compile_cues
from triage.catalog.load import load_catalog

SPECS = Path(__file__).parent / "specs"


def spec(name: str) -> list[dict[str, Any]]:
    """The rows of ``specs/<name>.json``."""
    rows: list[dict[str, Any]] = json.loads((SPECS / f"{name}.json").read_text("utf-8"))
    return rows


@cache
def lexicon() -> Lexicon:
    return load_catalog().lexicon


def small_lexicon(cues: dict[str, Any]) -> Lexicon:
    """The shipped lexicon with ``cues`` as its only cues."""
    shipped = lexicon()
    sections = {name: shipped.section(name) for name in ("hidden", "polarity", "signatures")}
    sections["cues"] = compile_cues({"cues_test": cues, "polarity": sections["polarity"]})
    return Lexicon(sections, {name: shipped.table(name) for name in TABLES})


TABLES = ("folding.txt", "expansions.txt", "traditional.txt")
