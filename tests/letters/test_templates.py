"""The texts on record: both languages alike, no admission where none belongs, nothing that harms."""

import re
from pathlib import Path

import pytest

from tests.test_words import FORBIDDEN, FORBIDDEN_EN
from triage.catalog.check import check_data
from triage.catalog.letters import SLOT, letter_kinds, remark_of, slots_in, template

from .made import CATALOG

KINDS = letter_kinds(CATALOG)
NEUTRAL = [id for id, kind in KINDS.items() if kind.stance != "accepts"]
ACCEPTS = [id for id, kind in KINDS.items() if kind.stance == "accepts"]
WANTED = {
    *("verify", "correct-overdue", "personal-data", "extension", "card-instalments", "hardship", "dispute-amount"),
    *("already-paid", "wrong-person", "third-party", "credit-objection", "conduct", "complaint-lender", "spam-12321"),
    *("report-12378", "report-nifa", "report-local-finance", "report-12345", "report-police"),
}
ADMISSION = re.compile(
    "(?<!不表示)(?<!不)认可|承认|我欠|本人(?:欠|拖欠|尚欠)|(?:我|本人)(?:会|愿|同意|一定|尽快|承诺)(?:意)?(?:还|付|支付|归还)"
    "|尽快还|保证还|还款意愿|我的欠款|本人的欠款|请宽限|申请(?:展期|宽限|分期|延期)"
)
ADMISSION_EN = re.compile(
    r"\bI (?:owe|will (?:re)?pay|admit|acknowledge|agree to (?:re)?pay|am willing to)\b|\bmy (?:debt|arrears)\b"
    r"|(?<!not )\baccept(?:s)? (?:the|that|what)\b|instalment plan|extension",
    re.IGNORECASE,
)
THREAT = re.compile("否则|后果自负|追究|起诉(?!状)|曝光|法律责任|违法|非法|诈骗|骗子|黑社会")
THREAT_EN = re.compile(r"\b(?:otherwise|or else|sue|prosecut|illegal|unlawful|fraudster|consequences)\b", re.IGNORECASE)


def words(kind: str, lang: str) -> str:
    return "\n".join(line.text for line in template(CATALOG, kind, lang))


def test_every_kind_is_there() -> None:
    assert set(KINDS) == WANTED
    assert {"extension", "card-instalments", "hardship"} == set(ACCEPTS)


def test_no_fault_in_the_data() -> None:
    assert [fault for fault in check_data() if "letter" in str(fault)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_lines_and_slots(kind: str) -> None:
    zh, en = (template(CATALOG, kind, lang) for lang in ("zh", "en"))
    assert [(line.style, line.only_if) for line in zh] == [(line.style, line.only_if) for line in en]
    assert [sorted(SLOT.findall(line.text)) for line in zh] == [sorted(SLOT.findall(line.text)) for line in en]
    assert slots_in(zh)


@pytest.mark.parametrize("kind", NEUTRAL)
def test_no_admission_in_a_neutral_kind(kind: str) -> None:
    assert ADMISSION.findall(words(kind, "zh")) == []
    assert ADMISSION_EN.findall(words(kind, "en")) == []


def test_admissions_are_recognised() -> None:
    for text in ("本人会还", "我愿意还款", "本人认可这笔借款", "我承认", "申请展期"):
        assert ADMISSION.search(text), text
    assert not ADMISSION.search("本函不表示认可短信所说的债务")
    assert ADMISSION_EN.search("I will pay")
    assert not ADMISSION_EN.search("it does not accept the debt")


@pytest.mark.parametrize("kind", ACCEPTS)
def test_a_kind_that_accepts_says_so(kind: str) -> None:
    assert "认可" in words(kind, "zh")
    assert "accept" in words(kind, "en")


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_has_room_for_the_rules_it_cites(kind: str) -> None:
    assert ("laws" in slots_in(template(CATALOG, kind, "zh"))) == bool(KINDS[kind].facts)
    assert ("findings" in slots_in(template(CATALOG, kind, "zh"))) == KINDS[kind].cites_findings


@pytest.mark.parametrize("kind", KINDS)
def test_no_threat_no_accusation_no_promise(kind: str) -> None:
    zh, en = words(kind, "zh"), words(kind, "en")
    assert THREAT.findall(zh) == []
    assert THREAT_EN.findall(en) == []
    assert FORBIDDEN.findall(zh) == []
    assert FORBIDDEN_EN.findall(en) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_number_no_article_in_a_text(kind: str) -> None:
    """Articles, contacts and dates come from facts and the register; a text has no digit but those of its requests."""
    for lang in ("zh", "en"):
        body = [line.text for line in template(CATALOG, kind, lang) if line.style != "title"]
        assert re.findall(r"[0-9]|第[一二三四五六七八九十百]+条|身份证号|ID number", "\n".join(body)) == []


def test_remarks_name_no_number_of_their_own() -> None:
    """A line that a remark names comes from the register, what it says of the law from a fact."""
    remarks = [one for kind in KINDS.values() for one in kind.notes]
    remarks += [remark_of(raw) for raw in CATALOG.section("letters")["warnings"].values()]
    assert len(remarks) > 12
    for one in remarks:
        assert not re.search("[0-9]", one.text.zh + one.text.en), one
        assert ("{contact}" in one.text.zh) == ("{contact}" in one.text.en) == (one.contact is not None)
        if re.search("时效|承担责任|成为还款人|要求删除|不能靠异议", one.text.zh):
            assert one.facts, one


def test_what_is_broken_is_told_with_its_file(tmp_path: Path) -> None:
    from shutil import copytree

    from triage.catalog.load import data_folder

    folder = tmp_path / "data"
    copytree(data_folder(), folder)
    letter = folder / "letters" / "verify.en.md"
    letter.write_text(letter.read_text("utf-8").replace("{sender}", "{somebody}"), "utf-8")
    (folder / "letters" / "nobody.zh.md").write_text("# 标题\n", "utf-8")
    (folder / "letters" / "hardship.zh.md").unlink()
    told = [str(fault) for fault in check_data(folder)]
    assert any("verify.en.md" in one and "somebody" in one for one in told)
    assert any("verify.en.md" in one and "same lines" in one for one in told)
    assert any("nobody.zh.md" in one and "no kind" in one for one in told)
    assert any("hardship.zh.md is missing" in one for one in told)
