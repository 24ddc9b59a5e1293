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
    "不用还|不用理|不必理会|无需理会|拉黑就行|是真的|真实可信|可信度|放心(?!借)|很安全|是安全的|安全的短信"
    "|不必还|无需偿还|不理它|直接拉黑|肯定能|必定能|百分之百|包赢|(?<!不能)保证(?:解决|成功|减免|追回|退款)|一定能|包过"
    "|正规短信|官方短信没有问题|安心|已过时效|(?<!原)银保监会|(?<!原)银监会|中国银保监"
)
FORBIDDEN_EN = re.compile(
    r"\b(?:is safe|are safe|can be trusted|trustworthy|don't worry|do not worry|is genuine|guaranteed to)\b"
    r"|ignore (?:it|this message)|\bjust block\b"
    r"|\bCBIRC\b|\bCBRC\b|\bwill (?:certainly|surely)\b|\bno problem\b",
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


# --- figures of law --------------------------------------------------------------------------------------------------

TERM = re.compile("(?:[0-9]+|[一二三四五六七八九十]+)(?:个)?(?:日|天|年|个月|元|倍|%)|第[0-9一二三四五六七八九十百]+条")
TERM_EN = re.compile(r"\b[0-9]+ (?:days?|years?|months?|yuan|times)\b|\bart(?:icle|s?\.) ?[0-9]")
# A span of time that is no rule of law: how the message or the reader counts.
NO_RULE = re.compile("一年(?:前|后)|一天|每年两次|几年|三年多|[0-9]+年[0-9]+月|[0-9]{4}年")
FOLDER = DATA


def records(node: Any, facts: bool, place: str) -> Iterator[tuple[str, bool, str, str]]:
    """Every text with whether the record that it stands in, or one around that, names facts."""
    if isinstance(node, dict):
        facts = facts or bool(node.get("facts"))
        if isinstance(node.get("zh"), str):
            yield place, facts, node["zh"], node.get("en", "")
        for key, value in node.items():
            if key not in ("examples", "when", "misses"):
                yield from records(value, facts, f"{place}.{key}")
    elif isinstance(node, list):
        for at, value in enumerate(node):
            yield from records(value, facts, f"{place}.{value.get('id', at) if isinstance(value, dict) else at}")


@pytest.mark.parametrize(
    "name", ["steps", "answers", "guide", "routes", *(f"rules/{path.stem}" for path in (DATA / "rules").glob("*.yaml"))]
)
def test_no_figure_of_law_without_a_fact(name: str) -> None:
    raw = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    faults = [
        f"{place}: {hit[0]}"
        for place, facts, zh, en in records(raw, False, name)
        if not facts
        for hit in (TERM.search(NO_RULE.sub("", zh)), TERM_EN.search(en))
        if hit
    ]
    assert faults == []
