"""What no text for people may say, and what every one of them must carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from triage.advise import citation, unchecked
from triage.advise.answer import PLACES
from triage.advise.entries import slots_in
from triage.advise.steps import STAGES

from .scenes import AUTHORITIES, CATALOG, DATA, load

STEPS = load("steps.yaml")
PIECES = load("answers.yaml")["pieces"]
FACTS = load("facts.yaml")
SOURCES = load("sources_law.yaml")
TEXTS = [(one["id"], one) for one in (*STEPS, *PIECES)]
CUES = {
    line.split(":")[0]
    for path in sorted((DATA / "lexicon").glob("cues_*.yaml"))
    for line in path.read_text("utf-8").splitlines()
    if re.match(r"[a-z_]+\.[a-z_]+:", line)
}

FORBIDDEN_ZH = re.compile(
    "！|!|安全(?!账户)|可信|放心|是真的|真的短信|不用还|不必还|不用理|不必理|拉黑|银保监|银监会|保监会|已过时效|无需偿还|"
    "违法|保证(能|成功|追回)|一定能|肯定能|怎么会借|停息挂账(?!」)|国外"
)
FORBIDDEN_EN = re.compile(
    r"!|\b(is|are) (safe|genuine|real|trustworthy|legit)|\bignore (it|this|the message)|\bblock the number|"
    r"\bneed not (pay|repay)|\bdo not have to (pay|repay)|\bCBIRC|\bCBRC|\bguaranteed (?!recovery)|\bwill win\b",
    re.IGNORECASE,
)
VERBS_ZH = re.compile(
    "打|关掉|保护|把|留住|留好|留意|停|记下|先(不|别|问)|不回|备好|准备|查|看|告诉|截屏|问|找出|说|带|弄清|自己(拨|打|查)|翻|核对|放一放|"
    "用|投诉|向派出所报案|向征信中心|向当地人民银行投诉|要|联系|请|列"
)
VERBS_EN = re.compile(
    r"(Ask|Call|Check|Close|Complain|Contact|Do|Find|Get|Go|Have|Hold|Keep|Leave|List|Look|Note|Open|Pause|Prepare|Report|Save|Say|"
    r"See|Send|Stop|Tell|Use|Watch)\b"
)
WHEN = {
    "headline": "act_now scam_likely court_paper wrong_recipient error_likely conduct_serious scam_possible "
    "error_possible conduct_questionable verify_first not_collection",
    "kind": "collection pre_due_reminder statement paid_confirmation settlement_offer debt_transfer_notice "
    "court_notice lawyer_letter mediation_notice agent_offer loan_marketing account_notice non_loan_arrears otp other",
    "scam": "none_found possible likely",
    "error": "none_found possible likely",
    "conduct": "none_found questionable serious",
    "identity": "consistent unconfirmed contradicted",
    "relation": "self family spouse guarantor contact colleague stranger",
    "claim": "paid never_borrowed not_due not_sure",
    "did": "clicked called replied app screen code card id paid_here",
    "error_about": "recipient paid amount date no_loan",
    "red_line": "private_account asks_code screen_share advance_fee off_app_contact fake_authority phishing_link "
    "app_install secrecy",
    "point": "threat_violence insult third_party_disclosure third_party_collection impersonates_authority night_hours "
    "extra_fee induce_new_loan false_consequence public_shaming",
    "org_status": "active renamed licence_ended defunct investigated label unknown",
    "org_role": "lender platform collector authority carrier other",
    "lender_type": "bank consumer_finance microloan platform p2p none",
    "rule": " ".join(path.stem for path in (DATA / "rules").glob("*.yaml")),
    "has": "third_person guarantor borrower hotline app lender link phone amount account card overdue old_dates "
    "past_due not_chinese deadline hearing court_day path collectors_list cost_table credit_report lender_behind "
    "several_loans no_message",
    "situation": " ".join(one["id"] for one in load("guide.yaml")["situations"]),
}


def texts() -> Iterator[tuple[str, str, str]]:
    for id, one in TEXTS:
        for lang in ("zh", "en"):
            yield id, lang, one["text"][lang]
    for one in FACTS:
        for key in ("statement", "short", "limits"):
            for lang in ("zh", "en"):
                if key in one:
                    yield one["id"], lang, one[key][lang]


@pytest.mark.parametrize(("lang", "forbidden"), [("zh", FORBIDDEN_ZH), ("en", FORBIDDEN_EN)])
def test_words_that_no_text_may_use(lang: str, forbidden: re.Pattern[str]) -> None:
    assert not [(id, found[0]) for id, of, text in texts() if of == lang and (found := forbidden.search(text))]


def test_nothing_invisible_stands_in_a_text() -> None:
    assert not [id for id, _, text in texts() if text != text.strip() or not text.isprintable()]


@pytest.mark.parametrize(("id", "one"), TEXTS, ids=[id for id, _ in TEXTS])
def test_every_text(id: str, one: dict[str, Any]) -> None:
    zh, en = one["text"]["zh"], one["text"]["en"]
    assert set(slots_in(zh)) == set(slots_in(en))
    assert ("contact" in slots_in(zh)) == bool(one.get("contacts"))
    for figures in (re.findall(r"[0-9]+", zh), re.findall(r"[0-9]+", en)):
        assert not figures or one.get("facts"), "a figure needs a fact"
        assert all(len(figure) < 5 for figure in figures), "numbers to call come from the register"
        assert not set(figures) & set(AUTHORITIES.values())
    assert not re.search(r"第?[0-9一二三四五六七八九十百]+条(?!短信)|\barticles? [0-9]|\barts?\.", zh + en), (
        "citations come from facts"
    )
    assert not re.search(r"[㐀-鿿]", en.replace("「", "").replace("」", "")), "English text is English"
    assert len(zh) <= 110, "three lines of a terminal at most"


@pytest.mark.parametrize("one", STEPS, ids=[one["id"] for one in STEPS])
def test_every_step_begins_with_a_verb(one: dict[str, Any]) -> None:
    assert VERBS_ZH.match(one["text"]["zh"])
    assert VERBS_EN.match(one["text"]["en"])
    assert one["stage"] in STAGES


@pytest.mark.parametrize(("id", "one"), TEXTS, ids=[id for id, _ in TEXTS])
def test_every_condition_uses_known_keys_and_values(id: str, one: dict[str, Any]) -> None:
    for key, values in one["when"].items():
        name = key.removeprefix("not_") if key not in WHEN else key
        assert isinstance(values, list)
        for value in values:
            known = CUES if name == "cue" else set(WHEN[name].split())
            assert value in known, f"{key}: {value}"


def test_ids_and_orders() -> None:
    assert len({id for id, _ in TEXTS}) == len(TEXTS)
    for _, one in TEXTS:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?", one["id"])
    for place in (*STAGES, *PLACES):
        orders = [one["order"] for _, one in TEXTS if one.get("stage", one.get("place")) == place]
        assert len(set(orders)) == len(orders), f"two of the same order: {place}"
    assert all(one["place"] in PLACES for one in PIECES)


def test_variants_stay_in_one_place() -> None:
    stems: dict[str, set[str]] = {}
    for id, one in TEXTS:
        stems.setdefault(id.partition(".")[0], set()).add(one.get("stage", one.get("place")))
    assert not {stem for stem, places in stems.items() if len(places) > 1}


def test_what_is_cited_is_on_record() -> None:
    ids = {one["id"] for one in FACTS}
    assert len(ids) == len(FACTS)
    assert {fact for _, one in TEXTS for fact in one.get("facts", ())} <= ids
    cited = {source for one in (*FACTS, *load("lpr.yaml")["rates"]) for source in one["sources"]}
    assert cited == set(SOURCES), "every source on record is used, and none other"
    terms = CATALOG.section("answers")["terms"]
    assert {one["fact"] for one in terms.values()} <= ids


@pytest.mark.parametrize("one", FACTS, ids=[one["id"] for one in FACTS])
def test_every_fact(one: dict[str, Any]) -> None:
    assert one["level"] in ("law", "regulation", "rule", "standard", "self_discipline", "none")
    assert one["verified"] in ("A", "B", "C")
    assert one["sources"]
    assert all(one["short"].values())
    if one["level"] in ("standard", "self_discipline"):
        assert one["limits"]
    CATALOG.fact(one["id"])


def test_a_standard_or_guideline_is_never_the_only_ground_called_law() -> None:
    soft = {one["id"] for one in FACTS if one["level"] in ("standard", "self_discipline")}
    for id, one in TEXTS:
        if set(one.get("facts", ())) & soft and not set(one["facts"]) - soft:
            assert not re.search("法律规定|依法禁止|违反法律", one["text"]["zh"]), id


@pytest.mark.parametrize("one", PIECES, ids=[one["id"] for one in PIECES])
def test_a_truth_quotes_what_it_answers(one: dict[str, Any]) -> None:
    assert ("quote" in slots_in(one["text"]["zh"])) == (one["place"] == "truth")
    if one["place"] == "truth":
        assert one["when"]["cue"]


def test_only_rules_read_in_copies_are_marked_so() -> None:
    assert unchecked(("fact-privacy-1033", "fact-instalment-70"), CATALOG)
    assert not unchecked(("fact-privacy-1033", "fact-cba-2026-hours"), CATALOG)
    assert not unchecked(("fact-12348-scope",), CATALOG)
    assert citation("fact-join-debt-552", CATALOG).zh == "民法典552条"


@pytest.mark.skipif(not (DATA / "known_senders.yaml").is_file(), reason="the register is not there")
def test_contacts_named_in_texts_are_on_the_real_register() -> None:
    from triage.catalog import load_catalog
    from triage.catalog.register import offerable

    real = load_catalog()
    for id, one in TEXTS:
        for selector in one.get("contacts", ()):
            kind, name, *rest = selector.split(":")
            if kind == "org":
                found = [contact for contact in real.org(name).contacts if [contact.kind] == rest]
                assert any(offerable(contact) for contact in found), f"{id}: {selector}"
            else:
                assert (kind, name) in {("claimed", "hotline"), ("claimed", "parent")}, f"{id}: {selector}"


@pytest.mark.parametrize("one", STEPS, ids=[one["id"] for one in STEPS])
def test_no_step_asks_to_pay_reply_or_tap_by_the_message(one: dict[str, Any]) -> None:
    for clause in re.split("[，。；：]", one["text"]["zh"]):
        if re.search("点.{0,4}链接|转账|回复|扫码|加.{0,4}微信|短信里的", clause):
            assert re.search("不|别|停|时间|记录|留好", clause), clause
    assert not re.search("手续费|服务费|保证金|收费(?!代办)", one["text"]["zh"].replace("不收费", "")), (
        "every step is free"
    )
