"""Faults of ``guide.yaml``, ``routes.yaml`` and ``easy.yaml`` are found where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.catalog import load_catalog
from triage.catalog.check import check_data

GUIDE = """situations:
- id: calls
  title: {zh: 电话, en: calls}
  names: [打电话]
  when: {kind: [collection]}
  first: {zh: 先问清, en: Ask first}
  facts: [FACT]
  cards: [lender]
cards:
  lender:
    title: {zh: 说, en: say}
    lines:
    - {zh: 一, en: one}
    - {zh: 二, en: two}
    - {zh: 三, en: three}
help:
- contact: org:police:hotline
  when: {zh: 有危险, en: danger}
"""
ROUTES = """lenders:
- {id: bank, title: {zh: 银行, en: bank}, names: []}
problems:
- {id: harassment, title: {zh: 骚扰, en: harassment}, names: [], when: {conduct: [serious]}}
doors:
- id: police
  name: {zh: 公安, en: police}
  contact: org:police:hotline
  handles: {zh: 危险, en: danger}
  not: {zh: 欠款, en: debts}
  ready: {zh: 证据, en: evidence}
  time: {zh: 当场, en: at once}
routes:
- {problem: [harassment], lender: [bank], doors: [police]}
"""
EASY = """texts:
  STEP: {zh: 先查, en: check first}
terms:
- {zh: [止付], en: [stop-payment], text: {zh: 先停住, en: hold}}
"""


@pytest.fixture
def full(folder: Path) -> Path:
    """The small folder with these three files."""
    from triage.catalog.yaml_lines import Document

    fact = Document("f", (folder / "facts.yaml").read_text("utf-8")).value[0]["id"]
    step = Document("s", (folder / "steps.yaml").read_text("utf-8")).value[0]["id"]
    (folder / "guide.yaml").write_text(GUIDE.replace("FACT", fact), "utf-8")
    (folder / "routes.yaml").write_text(ROUTES, "utf-8")
    (folder / "easy.yaml").write_text(EASY.replace("STEP", step), "utf-8")
    return folder


def test_they_are_sound_and_loaded(full: Path) -> None:
    assert check_data(full) == ()
    catalog = load_catalog(full)
    assert catalog.section("guide")["situations"][0]["id"] == "calls"
    assert catalog.section("routes")["doors"][0]["id"] == "police"
    assert catalog.section("easy")["terms"][0]["zh"] == ["止付"]


def test_a_folder_does_without_them(folder: Path) -> None:
    assert load_catalog(folder).section("guide") == {}


FAULTS = [
    ("guide.yaml", "cards: [lender]", "cards: [nobody]", "no card nobody on record"),
    ("guide.yaml", "facts: [", "facts: [fact-none, ", "no fact fact-none on record"),
    ("guide.yaml", "org:police:", "org:nobody:", "no organisation nobody on record"),
    ("guide.yaml", "when: {kind: [collection]}", "when: {colour: [red]}", "unknown key colour"),
    ("guide.yaml", "    - {zh: 三, en: three}\n", "", "at least 3 wanted here"),
    ("guide.yaml", "first: {zh: 先问清, en: Ask first}", "first: {zh: 先问清}", "en is missing"),
    ("routes.yaml", "doors: [police]", "doors: [mayor]", "no door mayor on record"),
    ("routes.yaml", "problem: [harassment]", "problem: [rain]", "no problem rain on record"),
    ("routes.yaml", "lender: [bank]", "lender: [uncle]", "no lender type uncle on record"),
    ("routes.yaml", "org:police:", "org:nobody:", "no organisation nobody on record"),
    ("routes.yaml", "  ready: {zh: 证据, en: evidence}\n", "", "ready is missing"),
    (
        "routes.yaml",
        "lenders:\n",
        "lenders:\n- {id: bank, title: {zh: 行, en: b}, names: []}\n",
        "the id bank stands here twice",
    ),
    ("easy.yaml", "terms:", "  nowhere: {zh: 查, en: check}\nterms:", "no step or piece nowhere on record"),
    ("easy.yaml", "zh: 先查, en: check first", 'zh: "查{moon}", en: "check {moon}"', "has no such slot"),
]


@pytest.mark.parametrize(("name", "old", "new", "wanted"), FAULTS)
def test_a_fault_is_told(full: Path, name: str, old: str, new: str, wanted: str) -> None:
    text = (full / name).read_text("utf-8")
    assert text.count(old) == 1
    (full / name).write_text(text.replace(old, new), "utf-8")
    faults = [str(one) for one in check_data(full)]
    assert any(fault.startswith(f"{name}:") and wanted in fault for fault in faults), faults


def test_a_step_for_a_situation_that_is_not_there(full: Path) -> None:
    steps = full / "steps.yaml"
    steps.write_text(steps.read_text("utf-8").replace("when: {", "when: {situation: [moon], ", 1), "utf-8")
    assert any("no situation moon on record" in str(fault) for fault in check_data(full))
