"""What is offered: only what the register (or the user's own file) gives, well sourced, not too old on the day of the
answer, and never anything that the message itself brings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage import Context, Message, assess, load_catalog
from triage.catalog import Catalog
from triage.catalog.age import aged
from triage.catalog.overlay import overlaid
from triage.catalog.register import offerable, standing
from triage.model import CLAIMS, DEEDS, RELATIONS, Contact, Report
from triage.render.words import line_words

CORPUS = Path(__file__).parent / "corpus"
DAYS = (date(2026, 11, 22), date(2028, 6, 1), date(2033, 1, 1))
OWN = """\
orgs:
  - id: bank-cmbchina
    contacts:
      - {kind: hotline, value: "4000000123", purpose: credit_card, as_of: "2026-11"}
      - {kind: hotline, value: "95555", purpose: closed, callable_by: nobody, as_of: "2026-11"}
  - id: cloud-loan
    name: 云栈小贷
    role: lender
    lender_type: microloan
    contacts:
      - {kind: hotline, value: "4000000456", as_of: "2026-11"}
      - {kind: hotline, value: "4000000457", purpose: vip, callable_by: nobody, as_of: "2026-11"}
  - id: court-12368
    contacts: [{kind: hotline, value: "05560000000", as_of: "2026-11"}]
"""


@cache
def catalogs() -> tuple[Catalog, Catalog]:
    return load_catalog(), overlaid(load_catalog(), OWN, "mine.yaml")


def offered(report: Report) -> list[Contact]:
    return [contact for step in report.steps for contact in step.contacts] + [
        contact for piece in report.pieces for contact in piece.contacts
    ]


def must_be_offerable(report: Report, catalog: Catalog) -> None:
    for contact in offered(report):
        assert contact in catalog.org(contact.org).contacts
        assert contact.callable_by == "borrower"
        assert offerable(aged(contact, catalog, report.as_of)), (contact, report.as_of)
        assert all(catalog.source(id).title for id in contact.sources)
        if contact.source_kind == "own":
            assert standing(contact) == "own"


@pytest.mark.parametrize("name", [path.name for path in sorted(CORPUS.glob("*.jsonl"))])
def test_over_the_whole_corpus(name: str) -> None:
    rows = [json.loads(line) for line in (CORPUS / name).read_text("utf-8").splitlines()]
    for at, row in enumerate(rows):
        catalog = catalogs()[at % 2]
        relation, deed = RELATIONS[at % len(RELATIONS)], DEEDS[at % len(DEEDS)]
        message = Message(row["text"], row.get("sender"), received_at="2026-11-20")
        for context in (Context(), Context(relation=relation), Context(did=(deed,)), Context(claim=CLAIMS[at % 4])):
            must_be_offerable(assess(message, context, catalog=catalog, as_of=DAYS[at % 3]), catalog)


# --- nothing that the message brings ---------------------------------------------------------------------------------

NAMES = ("招商银行", "云栈小贷", "信用飞", "携程金融", "马上消费金融", "某市人民法院", "利信金融", "不知名贷", "钱站")
FORMS = (
    "详询{}。",
    "客服电话{}，",
    "官方热线：{}；",
    "请拨打{}处理",
    "只认{}这个号码",
    "登录{}还款",
    "下载{}App",
    "打110无效，打{}。",
)
REST = (
    "您的借款已逾期5天",
    "请于11月25日前还款",
    "应还862.50元",
    "否则起诉",
    "验证码发给专员",
    "已转交法务",
    "还请家人代还",
)


def numbers() -> st.SearchStrategy[str]:
    """Numbers that reach nobody and that are on record for nobody."""
    digits = st.text("0123456789", min_size=7, max_size=7)
    return st.one_of(
        digits.map("400".__add__),
        digits.map("1390".__add__),
        digits.map("+85261".__add__),
        digits.map(lambda one: "106900" + one),
        digits.map(lambda one: f"020-3{one}"),
    )


def hosts() -> st.SearchStrategy[str]:
    label = st.text("abcdefghijkmnopqrstuvwxyz0123456789", min_size=6, max_size=12)
    return st.one_of(label.map("{}.example".format), label.map("https://m.{}.top/h5".format), label.map("{}.cn".format))


@st.composite
def messages(draw: st.DrawFn) -> tuple[str, list[str]]:
    brought = draw(st.lists(st.one_of(numbers(), hosts()), min_size=1, max_size=3))
    parts = [draw(st.sampled_from(FORMS)).format(one) for one in brought]
    parts += draw(st.lists(st.sampled_from(REST), max_size=4))
    signature = f"【{draw(st.sampled_from(NAMES))}】"
    return signature + "，".join(draw(st.permutations(parts))), brought


def plain(value: str) -> Iterator[str]:
    """What of a number or link would give it away: its digits in a row, or its host."""
    if re.search("[a-z]", value):
        yield re.sub(r"^https?://|/.*$", "", value)
    else:
        yield re.sub("[^0-9]", "", value)


@settings(max_examples=300, deadline=None)
@given(
    messages(),
    st.sampled_from([None, *RELATIONS]),
    st.sampled_from(DAYS),
    st.booleans(),
    st.one_of(st.none(), numbers()),
)
def test_nothing_the_message_brings_is_offered(
    made: tuple[str, list[str]], relation: str | None, day: date, own: bool, sender: str | None
) -> None:
    text, brought = made
    catalog = catalogs()[own]
    on_record = {one.value for id in catalog.org_ids() for one in catalog.org(id).contacts}
    report = assess(
        Message(text, sender, received_at="2026-11-20"), Context(relation=relation), catalog=catalog, as_of=day
    )
    must_be_offerable(report, catalog)
    given_away = {piece for value in (*brought, sender or "0") for piece in plain(value)} - on_record
    for contact in offered(report):
        assert contact.value not in given_away
    for step in report.steps:
        said = re.sub("[ -]", "", line_words(step, catalog, "zh"))
        assert not [one for one in given_away if len(one) > 4 and one in said], (text, said)


def test_an_own_record_is_offered_and_what_it_replaced_is_not() -> None:
    _, mine = catalogs()
    report = assess("【招商银行】您的信用卡已逾期5天，请还款。", catalog=mine, as_of=DAYS[0])
    assert [one.value for one in offered(report) if one.org == "bank-cmbchina"] == ["4000000123"]
    later = assess("【招商银行】您的信用卡已逾期5天，请还款。", catalog=mine, as_of=DAYS[2])
    assert [one for one in offered(later) if one.source_kind == "own"] == []


def test_an_own_number_of_a_public_body_does_not_take_its_place() -> None:
    _, mine = catalogs()
    text = "【某市人民法院】李强：您有（2026）苏0981民初1234号案件文书送达，请查收。"
    values = {one.value for one in offered(assess(text, catalog=mine, as_of=DAYS[0])) if one.org == "court-12368"}
    assert values == {"12368"}


def test_of_records_that_have_grown_old_only_the_surest_are_still_offered() -> None:
    catalog, _ = catalogs()
    names = (catalog.org(id).name.zh for id in catalog.org_ids() if catalog.org(id).role in ("lender", "platform"))
    fresh, old = (
        [
            one
            for name in names_of
            for one in offered(assess(f"【{name}】您的借款已逾期5天。", catalog=catalog, as_of=day))
        ]
        for names_of, day in zip([list(names)] * 2, (DAYS[0], DAYS[2]), strict=True)
    )
    lenders = [one for one in old if catalog.org(one.org).role != "authority"]
    assert {one.confidence for one in fresh} == {"high", "medium"}
    assert {one.confidence for one in lenders} == {"high"}
