"""Every predicate: when it holds, what it points at, when it does not."""

from typing import Any

import pytest

from tests.judge.made import Made, seen

TEXT = "【青竹银行】李强先生，您的借款已逾期5天，请还款8600元。加微信fw00，否则抓您，详询13800000000"


def made(**context: Any) -> Made:
    return Made(TEXT, **context)


def test_a_cue_is_asserted_unless_the_rule_says_otherwise() -> None:
    one = made().cue("ask.wechat", "加微信", "negated").cue("state.overdue", "已逾期")
    assert seen(one, {"cue": {"any": ["ask.wechat"]}}) is None
    assert seen(one, {"cue": {"any": ["ask.wechat"], "polarity": ["negated", "quoted"]}}) == ["加微信"]
    assert seen(one, {"cue": {"any": ["ask.wechat", "state.overdue"]}}) == ["已逾期"]


def test_a_family_of_cues() -> None:
    one = made().cue("ask.wechat", "加微信").cue("threat.arrest", "抓您")
    assert seen(one, {"cue": {"any": ["ask.*"]}}) == ["加微信"]
    assert seen(one, {"cue": {"any": ["threat.*", "ask.code"]}}) == ["抓您"]
    assert seen(one, {"cue": {"any": ["stage.*"]}}) is None


@pytest.mark.parametrize(
    ("within", "words"),
    [("message", ["加微信", "已逾期"]), ("sentence", None), ("clause", None)],
)
def test_near_looks_in_the_same_place(within: str, words: list[str] | None) -> None:
    one = made().cue("state.overdue", "已逾期").cue("ask.wechat", "加微信")
    when = {"near": {"of": [{"cue": {"any": ["ask.wechat"]}}, {"cue": {"any": ["state.overdue"]}}], "within": within}}
    assert seen(one, when) == words


def test_near_in_a_clause_and_in_a_sentence() -> None:
    one = made().cue("ask.wechat", "加微信").cue("threat.arrest", "抓您").account("fw00", "wechat")
    of = [{"cue": {"any": ["ask.wechat"]}}, {"cue": {"any": ["threat.arrest"]}}]
    assert seen(one, {"near": {"of": of, "within": "clause"}}) is None
    assert seen(one, {"near": {"of": of}}) == ["加微信", "抓您"]
    of = [{"cue": {"any": ["ask.wechat"]}}, {"any": [{"account": {"kind": "wechat"}}, {"link": {}}]}]
    assert seen(one, {"near": {"of": of, "within": "clause"}}) == ["加微信", "fw00"]


def test_near_leaves_out_what_lies_elsewhere() -> None:
    one = Made("逾期。逾期抓您").add("cues", None)
    one.parts.clear()
    one.cue("threat.arrest", "抓您").cue("state.overdue", "逾期")
    first = one.parts["cues"][1]
    one.add("cues", first._replace(span=type(first.span)(3, 5)))
    of = [{"cue": {"any": ["threat.arrest"]}}, {"cue": {"any": ["state.overdue"]}}]
    assert seen(one, {"near": {"of": of, "within": "clause"}}) == ["抓您", "逾期"]


def test_all_any_and_none() -> None:
    one = made().cue("state.overdue", "已逾期")
    here, absent = {"cue": {"any": ["state.overdue"]}}, {"cue": {"any": ["ask.code"]}}
    assert seen(one, {"all": [here, {"none": [absent]}]}) == ["已逾期"]
    assert seen(one, {"all": [here, {"none": [absent, here]}]}) is None
    assert seen(one, {"any": [absent, here]}) == ["已逾期"]
    assert seen(one, {"all": [here, absent]}) is None


def test_a_check_by_subject_status_and_reason() -> None:
    one = made().checked("phone", "13800000000", "mismatch", "registered_to_other", "qingzhu")
    assert seen(one, {"check": {"subject": "phone", "status": "mismatch"}}) == ["13800000000"]
    assert seen(one, {"check": {"subject": ["link", "phone"], "status": ["mismatch"], "reason": ["typo"]}}) is None
    assert seen(one, {"check": {"subject": "phone", "status": "match"}}) is None
    assert seen(one, {"check": {"subject": "link", "status": "mismatch"}}) is None


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({}, True),
        ({"role": ["lender"]}, True),
        ({"role": "authority"}, False),
        ({"status": ["active"]}, True),
        ({"status": ["defunct"]}, False),
        ({"category": "bank", "identified": "yes"}, True),
        ({"identified": "no"}, False),
    ],
)
def test_claims_org(asked: dict[str, Any], holds: bool) -> None:
    one = made().claims_to_be("qingzhu", "青竹银行")
    assert (seen(one, {"claims_org": asked}) is not None) == holds


def test_a_label_and_an_unknown_name_identify_nobody() -> None:
    assert seen(made().claims_to_be("label", "青竹银行"), {"claims_org": {"identified": "no"}}) == ["青竹银行"]
    assert seen(made().claims_to_be(None, "青竹银行"), {"claims_org": {"identified": "no"}}) == ["青竹银行"]
    assert seen(made().claims_to_be(None, "青竹银行"), {"claims_org": {"status": ["active"]}}) is None


@pytest.mark.parametrize(
    ("reason", "state"),
    [("known_name", "known"), ("contradicts_body", "known"), ("near_name", "unknown"), ("unknown_name", "unknown")]
    + [(one, one) for one in ("generic", "label", "several")],
)
def test_a_signature_is_as_its_check_says(reason: str, state: str) -> None:
    one = made().signed("【青竹银行】", reason)
    assert seen(one, {"signature": {"is": state}}) == ["【青竹银行】"]
    assert seen(one, {"signature": {"is": ["none"]}}) is None


def test_no_signature_points_at_nothing() -> None:
    assert seen(made(), {"signature": {"is": ["none", "generic"]}}) == []


def test_sender() -> None:
    one = made().sent_by("+85260000000", "overseas")
    assert seen(one, {"sender": {"kind": ["overseas"]}}) == ["+85260000000"]
    assert seen(one, {"sender": {}}) == ["+85260000000"]
    assert seen(one, {"sender": {"kind": ["mobile"]}}) is None
    assert seen(made(), {"sender": {}}) is None


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"phone": {"kind": ["mobile"]}}, ["13800000000"]),
        ({"phone": {"kind": ["landline"]}}, None),
        ({"phone": {}}, ["13800000000"]),
        ({"link": {"trait": ["short_link", "ip_host"]}}, ["微信"]),
        ({"link": {"trait": ["app_package"]}}, None),
        ({"link": {}}, ["微信"]),
        ({"account": {"kind": "wechat", "holder": "person"}}, ["fw00"]),
        ({"account": {"kind": "wechat", "holder": "institution"}}, None),
        ({"account": {"kind": "qq", "holder": "person"}}, None),
        ({"reference": {"kind": "contract"}}, ["8600"]),
        ({"reference": {"kind": "case_number"}}, None),
        ({"person": {"role": ["addressee"]}}, ["李强先生"]),
        ({"person": {"role": ["payee"]}}, None),
        ({"note": {"code": ["odd"]}}, ["青竹"]),
        ({"note": {"code": ["other"]}}, None),
        ({"amount": {"role": ["total"]}}, ["8600元"]),
        ({"amount": {"role": ["fee"]}}, None),
        ({"date": {"role": ["due"]}}, ["详询"]),
        ({"date": {"role": ["loan"]}}, None),
        ({"duration": {"role": ["overdue"]}}, ["5天"]),
        ({"duration": {"role": ["grace"]}}, None),
    ],
)
def test_what_the_message_holds(when: dict[str, Any], words: list[str] | None) -> None:
    one = made().phone("13800000000", "mobile").link("微信", "short_link").account("fw00", "wechat", "person")
    one.reference("8600", "contract").person("李强先生", "李强", "先生").note("odd", "青竹")
    one.amount("total", "8600元", "8600").date("due", "详询", "2026-11-15").duration("overdue", "5天", 5)
    assert seen(one, when) == words


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"relation": ["family"]}, True),
        ({"relation": ["self"]}, False),
        ({"claim": ["paid"], "relation": ["family"]}, True),
        ({"claim": ["not_due"], "relation": ["family"]}, False),
        ({"did": ["clicked", "code"]}, True),
        ({"did": ["code"]}, False),
    ],
)
def test_context(asked: dict[str, Any], holds: bool) -> None:
    one = made(relation="family", claim="paid", did=("clicked",))
    assert (seen(one, {"context": asked}) is not None) == holds
    assert seen(made(), {"context": asked}) is None


@pytest.mark.parametrize(
    ("written", "title", "own", "fits"),
    [
        ("李强", "先生", "李强", True),
        ("李*", None, "李强", True),
        ("*强", None, "李强", True),
        ("李某某", None, "李小强", True),
        ("李*强", None, "李小强", True),
        ("李*强", None, "李强", False),
        ("张*", None, "李强", False),
        ("李", "女士", "李强", True),
        ("陈", "先生", "李强", False),
        ("欧阳", "先生", "欧阳明", True),
        ("小李", None, "李强", True),
        ("老王", None, "李强", False),
        ("**", None, "李强", None),
        ("", None, "李强", None),
        ("李 强", None, "李强", True),
        ("李\u200b*", None, "李强", True),
        ("李強", None, "李强", True),
        ("陳", "先生", "陈明", True),
        ("王强", None, "王強", True),
    ],
)
def test_the_name_addressed(written: str, title: str | None, own: str, fits: bool | None) -> None:
    one = made(name=own).person("李强先生", written, title)
    assert (seen(one, {"name": {"status": "match"}}) is not None) == (fits is True)
    assert (seen(one, {"name": {"status": "mismatch"}}) is not None) == (fits is False)


def test_one_name_that_fits_outweighs_the_others() -> None:
    one = made(name="李强").person("李强先生", "李强", "先生").person("青竹", "张三", role="debtor")
    assert seen(one, {"name": {"status": "mismatch"}}) is None
    staff = made(name="李强").person("青竹", "张三", role="staff")
    assert seen(staff, {"name": {"status": "mismatch"}}) is None
    assert seen(made().person("李强先生", "李强"), {"name": {"status": "mismatch"}}) is None


@pytest.mark.parametrize(
    ("received", "holds"),
    [
        ("2026-11-20T21:59", False),
        ("2026-11-20T22:00", True),
        ("2026-11-20T23:40:10", True),
        ("2026-11-20T00:00", True),
        ("2026-11-20T07:59:59", True),
        ("2026-11-20T08:00", False),
        ("2026-11-20T08:00:00", False),
        ("2026-11-20", False),
        (None, False),
    ],
)
def test_the_clock(received: str | None, holds: bool) -> None:
    found = seen(Made(TEXT, received), {"clock": {"from": "22:00", "to": "08:00"}})
    assert found == ([(received or "").split("T")[1]] if holds else None)


def test_a_clock_span_within_a_day() -> None:
    assert seen(Made(TEXT, "2026-11-20T12:30"), {"clock": {"from": "12:00", "to": "13:00"}}) == ["12:30"]
    assert seen(Made(TEXT, "2026-11-20T13:00"), {"clock": {"from": "12:00", "to": "13:00"}}) is None


def test_arithmetic_points_at_what_does_not_fit() -> None:
    one = made().amount("total", "8600元", "8600").amount("min_payment", "5天", "9000")
    assert seen(one, {"arithmetic": {"test": "minimum_above_total"}}) == ["5天", "8600元"]
    assert seen(one, {"arithmetic": {"test": "settlement_above_debt"}}) is None


def test_guards_give_no_evidence() -> None:
    one = made().cue("stage.legal", "否则")
    assert seen(one, {"kind": {"is": ["collection"]}}, kind="collection") == []
    assert seen(one, {"kind": {"is": ["statement"]}}, kind="collection") is None
    assert seen(one, {"channel": {"is": ["sms"]}}) == []
    assert seen(one, {"channel": {"is": ["wechat"]}}) is None
    assert seen(one, {"stage": {"is": ["legal"]}}) == []
    assert seen(one, {"stage": {"is": ["reminder"]}}) is None


def test_somebody_is_spoken_to() -> None:
    when = {"all": [{"cue": {"any": ["state.overdue"]}}, {"spoken_to": {"is": ["you"]}}]}
    assert seen(made().cue("state.overdue", "已逾期"), when) == ["已逾期"]
    assert seen(Made("打死我也不看，已逾期").cue("state.overdue", "已逾期"), when) is None
