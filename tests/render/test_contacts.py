"""How a number is introduced: with whose it is, its source and its age, once."""

from datetime import date

import pytest

from triage.model import Contact
from triage.render.contacts import placed, source_words
from triage.render.words import CONTACT

from .reports import CATALOG

DAY = date(2026, 11, 22)
LINE = Contact("platform", "hotline", "4000000003", "general", "borrower", "high", "list", ("s", "s"), "2026-08-21")
PUBLIC = Contact("legal-aid-12348", "hotline", "12348", "general", "borrower", "medium", "list", ("s",), "2026-08")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("打 {}。", "打 400-000-0003（小舟借款；2处公开名录，2026-08）。"),
        ("打 {} 问。", "打 400-000-0003（小舟借款；2处公开名录，2026-08）问。"),
        ("打 {}（客服）问。", "打 400-000-0003（客服；小舟借款；2处公开名录，2026-08）问。"),
        ("问（小舟借款 {}，免费）。", "问（小舟借款 400-000-0003，2处公开名录，2026-08，免费）。"),
    ],
)
def test_brackets_never_stand_side_by_side(text: str, shown: str) -> None:
    assert placed(text.format(CONTACT), LINE, CATALOG, "zh", DAY, set()) == shown


def test_a_source_is_given_once() -> None:
    introduced: set[str] = set()
    first = placed(f"Call {CONTACT} now.", PUBLIC, CATALOG, "en", DAY, introduced)
    assert first == "Call 12348 (one list, 2026-08) now."
    assert placed(f"Call {CONTACT} now.", PUBLIC, CATALOG, "en", DAY, introduced) == "Call 12348 now."


def test_emergency_numbers_stand_alone() -> None:
    police = PUBLIC._replace(org="police-110", value="110")
    assert placed(f"打 {CONTACT} 报警", police, CATALOG, "zh", DAY, set()) == "打 110 报警"


def test_old_or_medium_lines_are_to_be_compared_in_the_app() -> None:
    assert "先在App里对一下" not in source_words(LINE, CATALOG, "zh", DAY, "小舟借款")
    assert "先在App里对一下" in source_words(LINE._replace(confidence="medium"), CATALOG, "zh", DAY, "小舟借款")
    assert "先在App里对一下" in source_words(LINE._replace(as_of="2023-12"), CATALOG, "zh", DAY, "小舟借款")
    assert "App" not in source_words(PUBLIC._replace(as_of="2020-01"), CATALOG, "zh", DAY, "")


def test_official_sources_are_called_so() -> None:
    official = LINE._replace(source_kind="official")
    assert source_words(official._replace(sources=("s", "own")), CATALOG, "zh", DAY, "小舟借款") == "官方公布，2026-08"
    assert "声明" in source_words(LINE._replace(source_kind="press_statement"), CATALOG, "zh", DAY, "小舟借款")


def test_the_date_of_a_list_is_not_called_that_of_an_official_source() -> None:
    official = LINE._replace(source_kind="official")
    assert source_words(official, CATALOG, "zh", DAY, "小舟借款") == "官方公布，资料2026-08"
    older = official._replace(sources=("s", "own"), as_of="2026-09")
    assert source_words(older, CATALOG, "zh", DAY, "小舟借款") == "官方公布，资料2026-09"
