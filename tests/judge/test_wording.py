"""Findings that rest on words alone are left out where the message is worded as few of their sort are."""

import pytest

from tests.judge.made import Made
from triage.catalog import load_catalog
from triage.judge.scene import Scene
from triage.judge.wording import is_doubtful
from triage.model import Evidence, Finding
from triage.read.wording import wording_of

LAWFUL = "【青竹银行】尊敬的客户，您的贷款已逾期5天，请登录手机银行还款，如有困难请联系客服协商。"
SCAM = "您的资料审核卡住了，差一步，按我说的在那个框里填一下，填完截图给我看。"
MISCONDUCT = "天天躲，你能躲到哪里去，你那点事我全知道。"


def doubted(text: str, word: str, axis: str, severity: str = "caution", field: str = "text") -> bool:
    made = Made(text).cue("state.overdue", word)
    span = made.case().reading.cues[0].span
    finding = Finding(
        rule="made", axis=axis, severity=severity, confidence="high", red_line=None, point=None,
        at=(Evidence(field, span.start, span.end),), slots=(), facts=(), level=None, needs=(), error_about=None,
    )  # fmt: skip
    return is_doubtful(Scene(made.case()), finding)


@pytest.mark.parametrize(
    ("text", "word", "axis", "left_out"),
    [
        (LAWFUL, "逾期", "scam", True),
        (LAWFUL, "逾期", "conduct", True),
        (LAWFUL, "逾期", "error", False),
        (SCAM, "填完", "scam", False),
        (MISCONDUCT, "躲", "conduct", False),
        ("躲？", "躲", "conduct", False),
    ],
    ids=["no scam", "not improper", "only these axes", "a scam", "improper", "too short to say"],
)
def test_words_are_doubted_by_how_the_message_is_worded(text: str, word: str, axis: str, left_out: bool) -> None:
    assert doubted(text, word, axis) is left_out


@pytest.mark.parametrize("field", ["sender", "received_at", "context.did"])
def test_what_is_not_in_the_text_is_not_doubted(field: str) -> None:
    assert not doubted(LAWFUL, "逾期", "scam", field=field)


def test_an_account_is_not_doubted_where_a_scam_is_concerned() -> None:
    made = Made(LAWFUL + "账户6222020000000000000").account("6222020000000000000")
    span = made.case().reading.accounts[0].span
    finding = Finding(
        rule="made", axis="scam", severity="caution", confidence="high", red_line=None, point=None,
        at=(Evidence("text", span.start, span.end),), slots=(), facts=(), level=None, needs=(), error_about=None,
    )  # fmt: skip
    assert not is_doubtful(Scene(made.case()), finding)
    assert is_doubtful(Scene(made.case()), finding._replace(axis="conduct"))


def test_a_serious_sign_of_a_scam_is_doubted_last(monkeypatch: pytest.MonkeyPatch) -> None:
    table = wording_of(load_catalog().lexicon)
    floor, low = table.floors[0], table.low_floors[0]
    assert low < floor < table.bars[0]
    for score, left_out in ((low - 1, (True, True)), ((low + floor) / 2, (True, False)), (floor, (False, False))):
        monkeypatch.setattr("triage.read.wording.likeness", lambda text, lexicon, score=score: (score, score))
        assert (doubted(LAWFUL, "逾期", "scam"), doubted(LAWFUL, "逾期", "scam", "serious")) == left_out
        assert doubted(LAWFUL, "逾期", "conduct", "serious") is (score < table.floors[1])
