"""Every kind, in both languages, with and without a message: whole, open where nothing is known, nothing invented."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage import assess
from triage.catalog.letters import letter_kinds, slots_in, template
from triage.catalog.register import offerable
from triage.errors import InputError
from triage.letters import as_markdown, as_text, draft
from triage.letters.known import contact_of, known_of
from triage.model import CLAIMS, RELATIONS, Context, Message
from triage.render.words import number_words

from .made import AS_OF, CATALOG, KEPT, MESSAGES, drafted, kept, report

KINDS = letter_kinds(CATALOG)
LANGS = ("zh", "en")
FITTING = [
    (kind, one) for kind in KINDS for one in (None, *MESSAGES) if (KINDS[kind].stance, one) != ("accepts", "scam")
]
LEFTOVER = re.compile(r"\{[a-z_]+\}|\{if|\{unless")
BLANK = {"zh": "〔请填写：", "en": "[fill in: "}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("message", [None, *(one for one in MESSAGES if one != "hostile")])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_renders(kind: str, message: str | None, lang: str) -> None:
    if KINDS[kind].stance == "accepts" and message == "scam":
        with pytest.raises(InputError, match="looks like a scam"):
            drafted(kind, message, lang)
        return
    made = drafted(kind, message, lang)
    text = as_text(made)
    assert not LEFTOVER.search(text)
    assert made.title in text
    assert made.notes[0] == CATALOG.section("letters")["stances"][KINDS[kind].stance][lang]
    letter = "\n".join(block.text for block in made.blocks)
    for name in made.blanks:
        assert f"{BLANK[lang]}{CATALOG.section('letters')['slots'][name][lang]}" in letter
    assert (BLANK[lang] in letter) == bool(made.blanks)
    assert not re.search("[!！]", letter.replace(MESSAGES[message].text if message else "", ""))
    assert "()" not in letter
    assert "（）" not in letter


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_message_all_but_the_date_and_the_body_is_open(kind: str) -> None:
    made = drafted(kind, None, "zh")
    shown = slots_in([line for line in template(CATALOG, kind, "zh") if line.only_if is None])
    assert set(shown) - set(made.blanks) <= {"date", "body"}


@pytest.mark.parametrize("path", kept(), ids=lambda path: path.stem)
def test_kept_drafts(path: object) -> None:
    assert path.read_text("utf-8") == kept()[path]  # type: ignore[attr-defined,index]


def test_no_kept_draft_is_left_over() -> None:
    from .made import GOLDEN

    assert set(GOLDEN.glob("*.txt")) == set(kept())
    assert len(KEPT) * 2 == len(kept())


# --- what a letter may say -------------------------------------------------------------------------------------------


def test_the_lender_is_named_from_the_register_only() -> None:
    assert "致：招商银行股份有限公司" in as_text(drafted("verify", "bank", "zh"))
    for message in ("scam", "family", "night", "plain", "everyday"):
        assert "lender" in drafted("verify", message, "zh").blanks, message


def test_contradicted_or_scam_leaves_the_lender_open_and_warns() -> None:
    scam, old = drafted("verify", "scam", "zh"), drafted("verify", "old", "zh")
    assert any("像骗局" in note for note in scam.notes)
    assert "lender" in old.blanks
    assert any("对不上" in note for note in old.notes)


@pytest.mark.parametrize("kind", KINDS)
def test_only_offerable_contacts(kind: str) -> None:
    for message in (message for id, message in FITTING if id == kind):
        found = report(message)
        known = known_of(KINDS[kind], CATALOG, "zh", AS_OF, found, Context(), {})
        contacts = contact_of(KINDS[kind], known, CATALOG, AS_OF, message == "bank")
        assert all(offerable(one) for one in contacts)
        notes = "\n".join(drafted(kind, message, "zh").notes)
        assert all(number_words(one.value) in notes for one in contacts)
        assert "{" not in notes
        assert "13900000000" not in notes
        assert "fw0000" not in notes


def test_a_body_that_takes_other_lenders_is_said_to() -> None:
    assert not any("不是这里受理的" in note for note in drafted("report-12378", "bank", "zh").notes)
    assert any("招商银行不是这里受理的" in note for note in drafted("report-local-finance", "bank", "zh").notes)
    assert not any("不是这里受理的" in note for note in drafted("report-local-finance", None, "zh").notes)


def test_a_body_without_a_number_to_offer_is_named_all_the_same() -> None:
    made = drafted("report-nifa", None, "zh")
    assert "致：中国互联网金融协会" in as_text(made)
    assert any("没有可以提供的号码" in note for note in made.notes)


def test_no_identity_number_in_any_letter() -> None:
    for kind in (kind for kind, message in FITTING if message == "scam"):
        for lang in LANGS:
            answers = {"name": "周明 11010519491231002X"} if "name" in slots_in(template(CATALOG, kind, lang)) else {}
            text = as_text(drafted(kind, "scam", lang, answers=answers))
            assert "11010519491231002" not in text
            assert "19491231" not in text


def test_the_complaint_lists_the_findings_and_no_more() -> None:
    made = drafted("conduct", "night", "zh")
    items = [block.text for block in made.blocks if "短信写道" in block.text or "可能涉及" in block.text]
    found = report("night")
    assert found is not None
    assert 3 <= len(items) <= sum(one.axis == "conduct" for one in found.findings)
    text = MESSAGES["night"].text
    for item in items:
        quote = re.search("「(.*?)」", item)
        assert quote is None or quote[1] in text
        assert "可能涉及" in item
    assert "2026年11月20日 23:40收到，可能涉及夜间催收" in items[-1]
    assert "仅就这条短信能看到的" in as_text(made)


def test_a_lawful_message_gives_no_accusation() -> None:
    for kind in KINDS:
        text = as_text(drafted(kind, "bank", "zh"))
        assert "可能涉及" not in text
    conduct = drafted("conduct", "bank", "zh")
    assert "findings" in conduct.blanks
    assert any("没看到可以列出的" in note for note in conduct.notes)


def test_card_rules_only_for_cards_and_repetition_only_to_the_police() -> None:
    assert "信用卡业务办法" in as_text(drafted("dispute-amount", "bank", "zh"))
    assert "信用卡业务办法" not in as_text(drafted("dispute-amount", "plain", "zh"))
    assert "信用卡业务办法" in as_text(drafted("card-instalments", None, "zh"))
    assert "治安管理处罚法" not in as_text(drafted("conduct", "night", "zh"))
    assert "治安管理处罚法" in as_text(drafted("report-police", "night", "zh"))


def test_a_rule_read_in_copies_is_marked_and_the_mark_explained() -> None:
    for kind, message in FITTING:
        made = drafted(kind, message, "zh")
        said = (*made.notes, *(block.text for block in made.blocks if not block.text.startswith("短信原文")))
        letter = "\n".join(said)
        marked = bool(re.search("(?:条|指引|办法|2025)”?[*]", letter))
        assert marked == any(note.startswith("带 * 的规定") for note in made.notes), (kind, message)


def test_a_rule_not_yet_in_force_is_not_cited() -> None:
    early = draft("already-paid", CATALOG, "zh", as_of=date(2020, 12, 31))
    assert "民法典557条" not in as_text(early)
    assert "民法典552条" not in as_text(draft("third-party", CATALOG, "zh", as_of=date(2020, 12, 31)))
    assert "民法典557条" in as_text(drafted("already-paid", None, "zh"))


def test_old_dates_warn_before_a_debt_is_accepted() -> None:
    assert any("诉讼时效" in note for note in drafted("hardship", "old", "zh").notes)
    assert not any("诉讼时效" in note for note in drafted("hardship", "bank", "zh").notes)
    assert not any("诉讼时效" in note for note in drafted("verify", "old", "zh").notes)


def test_a_number_from_the_message_is_said_to_be_from_it() -> None:
    assert "合同编号：HT20260000（短信所写，请核对）" in as_text(drafted("verify", "plain", "zh"))
    made = drafted("verify", "plain", "zh", answers={"contract": "HT1"})
    assert "合同编号：HT1" in as_text(made)


def test_claims_choose_the_account() -> None:
    paid = as_text(drafted("correct-overdue", "bank", "zh", Context(claim="paid", paid_on=date(2026, 11, 15))))
    assert "这笔款项已于2026年11月15日通过〔请填写：付款渠道和流水号〕支付" in paid
    assert "还没有到期" in as_text(drafted("correct-overdue", "bank", "zh", Context(claim="not_due")))
    assert "没有申请过" in as_text(drafted("correct-overdue", "bank", "zh", Context(claim="never_borrowed")))
    unknown = as_text(drafted("correct-overdue", "bank", "zh"))
    assert "本人的说明：〔请填写：具体情况〕" in unknown


# --- what does not go together ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [id for id, one in KINDS.items() if one.stance == "accepts"])
def test_a_debt_is_accepted_by_its_borrower_only(kind: str) -> None:
    for relation in ("family", "contact", "colleague", "stranger"):
        with pytest.raises(InputError, match="accepts the debt"):
            drafted(kind, "bank", "zh", Context(relation=relation))
    for claim in ("paid", "never_borrowed", "not_sure"):
        with pytest.raises(InputError, match="accepts the debt"):
            drafted(kind, None, "zh", Context(claim=claim))
    assert any("12348" in note for note in drafted(kind, None, "zh", Context(relation="spouse")).notes)
    assert drafted(kind, "bank", "zh", Context(relation="self", claim="not_due")).blocks


@pytest.mark.parametrize(
    ("kind", "relation"), [("wrong-person", "self"), ("third-party", "guarantor"), ("third-party", "self")]
)
def test_a_letter_for_others_is_not_for_the_borrower(kind: str, relation: str) -> None:
    with pytest.raises(InputError, match="does not go together"):
        drafted(kind, None, "zh", Context(relation=relation))


def test_verify_is_for_everybody() -> None:
    for relation in (None, *RELATIONS):
        for claim in (None, *CLAIMS):
            assert drafted("verify", None, "zh", Context(relation=relation, claim=claim)).blocks


def test_unknown_kinds_and_keys() -> None:
    with pytest.raises(InputError, match="no such kind"):
        drafted("ransom", None, "zh")
    for key in ("nothing", "findings", "laws"):
        with pytest.raises(InputError, match="no such key"):
            drafted("conduct", None, "zh", answers={key: "x"})


# --- hostile values --------------------------------------------------------------------------------------------------


def test_a_hostile_message_stays_text() -> None:
    for kind in KINDS:
        made = drafted(kind, "hostile", "zh")
        assert all(block.text.isprintable() for block in made.blocks)
        assert "〔请填写：放款机构" not in "".join(b.text for b in made.blocks if b.text.startswith("短信原文"))


values = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    [
        "# x",
        "[a](http://b.example)",
        "<img src=x>",
        "{name}",
        "1. x",
        "\x1b[31m",
        "\u202eabc",
        "a\nb\r\nc",
        "`rm`",
        "=1+1",
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(KINDS)), values, st.sampled_from(LANGS))
def test_set_values_stay_one_line_of_plain_text(kind: str, value: str, lang: str) -> None:
    names = [one for one in slots_in(template(CATALOG, kind, lang)) if one not in ("findings", "laws")]
    plain = drafted(kind, None, lang)
    made = drafted(kind, None, lang, answers=dict.fromkeys(names, value))
    assert all(block.text.isprintable() for block in made.blocks)
    assert not any("\n" in block.text for block in made.blocks)
    conditions = {line.only_if[0] for line in template(CATALOG, kind, lang) if line.only_if}
    if not conditions & set(names):
        assert len(made.blocks) == len(plain.blocks)
    blocks = as_markdown(made).split("\n\n")
    assert sum(block.startswith("# ") for block in blocks) == 1
    assert not re.search(r"(?<!\\)[<\[]", as_markdown(made))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(sorted(KINDS)))
def test_any_message_gives_a_letter(text: str, kind: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    found = assess(Message(text), Context(), catalog=CATALOG, as_of=AS_OF)
    made = draft(kind, CATALOG, "zh", as_of=AS_OF, report=found)
    assert made.blocks[0].style == "title"
    assert all(block.text.isprintable() for block in made.blocks)
