from __future__ import annotations

from time import perf_counter

import pytest

from tests.verify.scenes import SENDERS, invented, real
from triage.catalog.catalog import Catalog
from triage.catalog.register import Register, fold, offerable, register_of, standing
from triage.model import Contact

REGISTER = register_of(invented())
LINE = Contact("x", "hotline", "95000", "general", "borrower", "high", "list", ("s",), "2026-08")


@pytest.mark.parametrize(
    ("changes", "may"),
    [
        ({}, True),
        ({"confidence": "medium"}, True),
        ({"confidence": "low"}, False),
        ({"callable_by": "nobody"}, False),
        ({"kind": "app"}, True),
        ({"kind": "domain", "source_kind": "official"}, True),
        ({"kind": "domain", "confidence": "low"}, False),
    ],
)
def test_offerable(changes: dict[str, str], may: bool) -> None:
    assert offerable(LINE._replace(**changes)) is may


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "public_list"),
        ({"source_kind": "official"}, "official"),
        ({"source_kind": "regulator"}, "official"),
        ({"source_kind": "press_statement"}, "official"),
        ({"source_kind": "app_code"}, "official"),
        ({"source_kind": "official", "confidence": "medium"}, "check_in_app"),
        ({"confidence": "medium"}, "check_in_app"),
        ({"confidence": "medium", "value": "12378"}, "public_list"),
        ({"confidence": "medium", "value": "1251234567"}, "check_in_app"),
        ({"confidence": "medium", "kind": "domain", "value": "csrc.gov.cn"}, "public_list"),
        ({"confidence": "medium", "kind": "domain", "value": "xgov.cn"}, "check_in_app"),
    ],
)
def test_standing(changes: dict[str, str], expected: str) -> None:
    assert standing(LINE._replace(**changes)) == expected


def owners(contacts: tuple[Contact, ...]) -> list[tuple[str, str]]:
    return [(one.org, one.value) for one in contacts]


def test_numbers() -> None:
    assert owners(REGISTER.numbers("95000")) == [("bamboo", "95000")]
    assert owners(REGISTER.numbers("1069095000")) == [("bamboo", "1069095000")]
    assert owners(REGISTER.numbers("1069095000123")) == [("bamboo", "1069095000")]
    assert REGISTER.numbers("106909500") == ()
    assert REGISTER.numbers("950001") == ()
    assert REGISTER.numbers("") == ()


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("13900000000", "mobile"),
        ("1390000000", "unknown"),
        ("95000", "service_95"),
        ("9500012", "service_95"),
        ("950001234", "unknown"),
        ("110", "emergency"),
        ("1100", "unknown"),
        ("4000000001", "hotline_400"),
        ("106900000000", "sms_106"),
        ("", "unknown"),
    ],
)
def test_plan(digits: str, kind: str) -> None:
    assert REGISTER.plan(digits) == kind


def test_names() -> None:
    assert REGISTER.names("青竹银行") == ("bamboo",)
    assert REGISTER.names("青竹银行股份有限公司") == ("bamboo",)
    assert REGISTER.names("小舟借款ＡＰＰ") == ("boat",)
    assert REGISTER.names("Bamboo") == ("bamboo",)
    assert REGISTER.names("青竹") == ()
    assert REGISTER.names("") == ()
    assert fold("青·竹 银行") == "青竹银行"


def found(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], org) for start, end, org in REGISTER.names_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您在青竹银行的借款", [("青竹银行", "bamboo")]),
        ("中国青竹银行和竹行", [("中国青竹银行", "bamboo"), ("竹行", "bamboo")]),
        ("青竹消费金融与青竹银行", [("青竹消费金融", "bamboofin"), ("青竹银行", "bamboo")]),
        ("白鹭消费者", [("白鹭消费", "egret")]),
        ("还款提醒", []),
        ("the boat sails", [("boat", "boat")]),
        ("aboats boating", []),
        ("aboat", []),
        ("boats", []),
        ("行boat", [("boat", "boat")]),
        ("boat银行", [("boat", "boat")]),
        ("", []),
        ("青", []),
    ],
)
def test_names_in(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_shared_name_names_everybody() -> None:
    two = [{"id": id, "name": {"zh": "同名贷", "en": id}, "role": "lender", "category": "x"} for id in ("one", "two")]
    register = Register(
        Catalog({"senders": {"orgs": {one["id"]: one for one in two}}, "lexicon": {}, "tables": {}}, "")
    )
    assert register.names("同名贷") == ("one", "two")
    assert register.names_in("同名贷") == ((0, 3, "one"), (0, 3, "two"))


def test_hosts() -> None:
    assert owners(REGISTER.hosts("www.bamboobank.com.cn")) == [("bamboo", "bamboobank.com.cn")]
    assert owners(REGISTER.hosts("jr.yuanxing.com")) == [
        ("travelfin", "jr.yuanxing.com"),
        ("travelfin", "yuanxing.com"),
    ]
    assert owners(REGISTER.hosts("x.jr.yuanxing.com")) == [("travelfin", "yuanxing.com")]
    assert REGISTER.hosts("loan.forest.com")
    assert REGISTER.hosts("forest.com") == ()
    assert REGISTER.hosts("notbamboobank.com.cn") == ()
    assert REGISTER.hosts("bamboobank.com.cn.evil.example") == ()
    assert REGISTER.hosts("") == ()


def test_short_links_generic_and_confused() -> None:
    assert REGISTER.short_link("s.cn") == "boat"
    assert REGISTER.short_link("m.s.cn") == "boat"
    assert REGISTER.short_link("ss.cn") is None
    assert REGISTER.generic("还款 提醒")
    assert not REGISTER.generic("青竹银行")
    assert REGISTER.confused("小周借款") == ("小舟借款",)
    assert REGISTER.confused("青竹银行") == ()


def test_one_register_for_each_catalog() -> None:
    assert register_of(invented()) is register_of(invented())
    assert register_of(real()) is not register_of(invented())


# --- the real register -----------------------------------------------------------------------------------------------


def test_the_real_register_answers() -> None:
    register = register_of(real())
    assert register.names("信用飞") == ("xinyongfei",)
    assert [one.org for one in register.numbers("4008625862")] == ["xinyongfei"]
    assert [one.org for one in register.hosts("www.qianzhan.com")] == ["qianzhan-media"]
    assert register.names("钱站") == ("qianzhan",)
    assert register.plan("95555") == "service_95"
    assert register.plan("12378") == "hotline_12"
    assert register.short_link("t.cn")


def test_pairs_that_are_easily_confused_are_never_merged() -> None:
    catalog = real()
    register = register_of(catalog)
    for pair in catalog.section("senders")["do_not_confuse"]:
        owners = [set(register.names(name)) | {one.org for one in register.hosts(name)} for name in pair["names"]]
        for at, one in enumerate(owners):
            for other in owners[at + 1 :]:
                assert not one & other, pair["names"]


def tenfold(catalog: Catalog) -> Catalog:
    """The register with every organisation ten times, under other names and values."""
    orgs = {}
    for round in range(10):
        for id, raw in catalog.section("senders")["orgs"].items():
            copy = f"{id}-{round}"
            named = {key: f"{name}{round or ''}" for key, name in raw["name"].items()}
            contacts = [{**one, "value": f"{one['value']}{round or ''}"} for one in raw.get("contacts", ())]
            orgs[copy] = {**raw, "id": copy, "name": named, "contacts": contacts}
    return Catalog({"senders": {**catalog.section("senders"), "orgs": orgs}, "lexicon": {}, "tables": {}}, "")


def test_look_ups_stay_quick_at_ten_times_the_size() -> None:
    """Generous bounds: the aim is to catch a scan over the register, not to measure."""
    register = Register(tenfold(real()))
    text = "您在信用飞的借款已逾期,请拨打4008625862,或登录www.shoufuyou.com还款,咨询招商银行客服" * 2
    calls = (
        lambda: register.numbers("4008625862"),
        lambda: register.names("信用飞"),
        lambda: register.hosts("www.shoufuyou.com"),
        lambda: register.plan("1069012345678"),
        lambda: register.names_in(text),
    )
    for call in calls:
        call()
        best = min(timed(call) for _ in range(50))
        assert best < 0.0005


def timed(call: object) -> float:
    assert callable(call)
    start = perf_counter()
    call()
    return perf_counter() - start


def test_the_frozen_register_has_the_shape_of_the_real_one() -> None:
    sections = real().section("senders")
    assert set(SENDERS) <= set(sections)
