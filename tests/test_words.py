"""Every text for people: both languages, equal slots, no verdict of safety, no advice to ignore, no exclamation."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parent.parent / "data"
FILES = sorted(path for path in DATA.rglob("*.yaml") if path.parent.name != "lexicon")
# What the message says may be quoted in 「」; a reassurance in our own words may not be given.
FORBIDDEN = re.compile(
    "不用还|不用理|不必理会|无需理会|拉黑就行|是真的|真实可信|可信度|放心|很安全|是安全的|安全的短信"
    "|银保监会|银监会|保证(?:解决|成功|减免)|一定能|包过"
)
FORBIDDEN_EN = re.compile(
    r"\b(?:is safe|are safe|can be trusted|trustworthy|don't worry|do not worry|is genuine|guaranteed to)\b"
    r"|ignore (?:it|this message)",
    re.IGNORECASE,
)


def texts(node: Any, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("zh"), str):
            yield place, node["zh"], node.get("en", "")
        for key, value in node.items():
            if key not in ("examples", "when"):
                yield from texts(value, f"{place}.{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            name = value.get("id", at) if isinstance(value, dict) else at
            yield from texts(value, f"{place}.{name}")


ALL = [one for path in FILES for one in texts(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), path.stem)]


def test_there_are_texts() -> None:
    assert len(ALL) > 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_texts_of(path: Path) -> None:
    faults = []
    for place, zh, en in texts(yaml.load(path.read_text("utf-8"), yaml.BaseLoader), path.stem):
        if not zh.strip() or not en.strip():
            faults.append(f"{place}: one language is missing")
        if sorted(re.findall(r"\{[a-z_]+\}", zh)) != sorted(re.findall(r"\{[a-z_]+\}", en)):
            faults.append(f"{place}: slots differ")
        if re.search("[!！]", zh + en):
            faults.append(f"{place}: exclamation mark")
        own = re.sub("「[^」]*」|“[^”]*”", "", zh)
        if hit := FORBIDDEN.search(own):
            faults.append(f"{place}: {hit[0]}")
        if hit := FORBIDDEN_EN.search(re.sub('"[^"]*"', "", en)):
            faults.append(f"{place}: {hit[0]}")
    assert faults == []
