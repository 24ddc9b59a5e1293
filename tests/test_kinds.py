"""What a message is taken for where two kinds lie close: a threat with an office is no paper of that office."""

from datetime import date

import pytest

from triage import Message, assess, load_catalog


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("再不还，后天就叫警察来抓你去坐牢", "collection"),
        ("欠钱不还，我让公安局把你抓走", "collection"),
        (
            "【青竹市江东区人民法院】（2026）浙0199民初123号案件定于12月3日9时开庭，请携带身份证到第五法庭。",
            "court_notice",
        ),
        ("公安机关已对您立案，明日对您实施抓捕。", "court_notice"),
    ],
)
def test_a_threat_with_an_office_is_no_paper_of_it(text: str, kind: str) -> None:
    answer = assess(Message(text, received_at="2026-11-20T10:00"), catalog=load_catalog(), as_of=date(2026, 11, 22))
    assert answer.verdict.kind == kind
