"""What the register must hold: every institution that was researched, with source and date, and nothing from memory."""

import re
from collections import Counter

import pytest

from triage.catalog import Catalog, load_catalog
from triage.catalog.schema import NOT_FOR_BORROWERS
from triage.model import Contact

CATALOG: Catalog = load_catalog()
ORGS = [CATALOG.org(id) for id in CATALOG.org_ids()]
CONTACTS = [one for org in ORGS for one in org.contacts]
INSTITUTIONS = {
    "bank_state_owned": 6,
    "bank_joint_stock": 12,
    "bank_city_rural_or_foreign": 142,
    "bank_private": 20,
    "consumer_finance_company": 31,
    "ecommerce_lender": 11,
    "loan_facilitation": 29,
    "p2p_legacy": 34,
    "ambiguous_brand": 1,
    "collector_label": 1,
    "payment": 6,
    "insurance_group": 1,
    "police": 3,
    "court": 2,
    "telecom_operator": 4,
}
PUBLIC = {
    "police-110": "110",
    "police-96110": "96110",
    "nfra-12378": "12378",
    "court-12368": "12368",
    "legal-aid-12348": "12348",
    "gov-12345": "12345",
    "spam-12321": "12321",
    "psych-12356": "12356",
    "credit-centre": "4008108866",
    "medical-120": "120",
}


def contact(org: str, kind: str, value: str) -> Contact:
    (found,) = [one for one in CATALOG.org(org).contacts if (one.kind, one.value) == (kind, value)]
    return found


def test_every_institution_is_there() -> None:
    counts = Counter(org.category for org in ORGS)
    assert {category: counts[category] for category in INSTITUTIONS} == INSTITUTIONS
    # seven regulators, two industry bodies and two public services, and what the answers need beside them
    assert counts["regulator"] == 7
    assert counts["industry_body"] == 3
    assert counts["public_service"] == 4
    assert counts["collection_label"] + 2 == 18
    assert counts["platform_label"] == 22
    assert len(CATALOG.section("senders")["short_links"]) == 31


def test_how_well_the_hotlines_are_known() -> None:
    counts = Counter(one.confidence for one in CONTACTS if one.kind == "hotline")
    assert counts == {"high": 71, "medium": 181, "low": 68}
    assert Counter(one.kind for one in CONTACTS) == {
        "hotline": 320,
        "sms_port": 20,
        "domain": 294,
        "signature": 58 + 16 + 24,
        "app": 27,
    }


@pytest.mark.parametrize(
    "id", ["ctrip-finance", "aifenqi", "qianzhan", "xinyongfei", "lixin", "qianzhan-media", *PUBLIC]
)
def test_ids_that_are_used_elsewhere(id: str) -> None:
    assert CATALOG.org(id).name.zh


@pytest.mark.parametrize(("id", "number"), PUBLIC.items())
def test_public_lines_may_be_called(id: str, number: str) -> None:
    line = contact(id, "hotline", number)
    assert line.callable_by == "borrower"
    assert line.confidence in ("high", "medium")


def test_the_five_cases() -> None:
    ctrip = CATALOG.org("ctrip-finance")
    assert contact("ctrip-finance", "hotline", "95010").purpose == "parent_general"
    assert contact("ctrip-finance", "domain", "jr.ctrip.com").match == "host"
    assert contact("ctrip-finance", "domain", "ctrip.com").purpose == "parent"
    assert "借去花" not in (*ctrip.aliases, *ctrip.brands)
    assert "信用贷" not in (*ctrip.aliases, *ctrip.brands)
    line = contact("xinyongfei", "hotline", "4008625862")
    assert (line.confidence, line.source_kind, line.as_of) == ("high", "official", "2023-12-18")
    gone = CATALOG.org("qianzhan")
    assert (gone.status, gone.identifies) == ("defunct", True)
    assert [one.confidence for one in gone.contacts if one.kind == "domain"] == ["low"]
    assert not [one for one in gone.contacts if one.kind == "hotline"]
    unknown = CATALOG.org("aifenqi")
    assert (unknown.status, unknown.identifies, unknown.legal_name) == ("unknown", False, None)
    label = CATALOG.org("lixin")
    assert (label.role, label.status, label.identifies) == ("collector", "label", False)
    assert "利信普惠" in label.aliases
    assert contact("qianzhan-media", "domain", "qianzhan.com").confidence == "medium"


def test_no_crime_is_named() -> None:
    for org in ORGS:
        words = " ".join([*(org.status_note or ()), *(text for one in org.contacts for text in one.note or ())])
        assert not re.search("立案|侦查|涉嫌|犯罪|investigat|crim", words), org.id


def test_lines_that_are_not_for_borrowers() -> None:
    for one in CONTACTS:
        if one.kind not in ("hotline", "app") or one.purpose in NOT_FOR_BORROWERS:
            assert one.callable_by == "nobody", one
    assert contact("pingan-group", "hotline", "95511").callable_by == "nobody"
    assert contact("bank-pingan", "hotline", "95511").callable_by == "borrower"
    assert contact("bank-cgbchina", "hotline", "4001195508").purpose == "outbound_or_marketing"
    assert contact("bank-cmbchina", "hotline", "4008885555").purpose == "vip"
    assert contact("miit", "hotline", "12300").purpose == "closed"


def test_labels_name_nobody() -> None:
    labels = [org for org in ORGS if org.category in ("collection_label", "platform_label", "collector_label")]
    for org in labels:
        assert org.status == "label"
        assert not org.identifies
        assert {one.kind for one in org.contacts} == {"signature"}
        assert org.legal_name is None


def test_every_value_can_be_traced() -> None:
    for one in CONTACTS:
        sources = [CATALOG.source(id) for id in one.sources]
        dates = [source.as_of for source in sources if source.as_of != "undated"]
        assert one.as_of == max(dates, default="undated")
        kinds = {source.kind for source in sources}
        if one.source_kind == "official":
            assert kinds & {"official", "court"}
        if one.source_kind == "observed":
            assert kinds == {"observed"}


def test_every_source_is_used() -> None:
    cited = {id for one in CONTACTS for id in one.sources}
    senders = CATALOG.section("senders")
    for key in ("short_links", "number_plan", "do_not_confuse"):
        cited |= {id for row in senders[key] for id in row.get("sources", ())}
    cited |= {id for org in senders["orgs"].values() for id in org["sources"]}
    cited |= {id for org in ORGS for one in (*org.paths, *org.partners) for id in one.sources}
    cited |= {id for fact in CATALOG.section("facts").values() for id in fact["sources"]}
    cited |= {id for row in CATALOG.section("lpr")["rates"] for id in row["sources"]}
    unused = set(CATALOG.section("sources")) - cited
    assert unused <= {"plan-len", "mvno-code", "plan-copy", "libphonenumber"}, unused


def test_nothing_from_memory() -> None:
    words = {name for org in ORGS for name in (org.legal_name, *org.aliases, *org.brands, org.name.zh)}
    assert not words & {
        *(
            "深圳市小赢科技有限责任公司",
            "北京瓴岳信息技术有限公司",
        ),
        *(
            "深圳市中融小额贷款有限公司",
            "首付游",
            "借去花",
            "中邮钱包",
            "空手到",
            "上海趣程",
        ),
    }
    assert not [name for name in words if name and "未核实" in name]


def test_names_are_short_and_apart() -> None:
    for org in ORGS:
        assert org.name.zh not in (*org.aliases, *org.brands)
        assert "；" not in org.name.zh
        assert org.name.en != org.id
    zh = Counter(org.name.zh for org in ORGS)
    assert [name for name, count in zh.items() if count > 1] == []


@pytest.mark.parametrize(
    ("prefix", "length", "kind"),
    [
        ("110", 3, "emergency"),
        ("139", 11, "mobile"),
        ("170", 11, "virtual_mobile"),
        ("192", 11, "mobile"),
        ("010", 11, "landline"),
        ("0755", 12, "landline"),
        ("95", 5, "service_95"),
        ("950", 11, "service_95"),
        ("96", 6, "service_96"),
        ("12", 5, "hotline_12"),
        ("400", 10, "hotline_400"),
        ("1010", 8, "hotline_400"),
        ("106", 8, "sms_106"),
        ("106", 21, "sms_106"),
        ("100", 5, "carrier"),
        ("00", 13, "overseas"),
    ],
)
def test_the_number_plan(prefix: str, length: int, kind: str) -> None:
    plan = CATALOG.section("senders")["number_plan"]
    assert [row["kind"] for row in plan if row["prefix"] == prefix and str(length) in row["lengths"]] == [kind]


def test_generic_names_are_nobodys() -> None:
    names = {name for org in ORGS for name in (org.name.zh, *org.aliases, *org.brands)}
    generic = CATALOG.section("senders")["generic_signatures"]
    assert {"还款提醒", "法务部", "催收通知", "律师函", "征信中心"} <= set(generic)
    assert not names & set(generic)


@pytest.mark.parametrize(
    ("brand", "lender", "relation"),
    [
        ("huabei", "cfc-mayi", "funded_by"),
        ("huabei", "alipay", "parent"),
        ("cfc-mayi", "alipay", "parent"),
        ("jd", "cfc-jd", "funded_by"),
        ("cfc-nanyin-faba", "bank-njcb", "parent"),
        ("fenqile", "bank-njcb", "funded_by"),
    ],
)
def test_who_stands_behind_a_brand(brand: str, lender: str, relation: str) -> None:
    assert relation in [one.relation for one in CATALOG.org(brand).partners if one.org == lender]


def test_a_platform_that_several_lenders_fund_is_not_tied_to_one() -> None:
    for org in ORGS:
        lenders = [one for one in org.partners if one.relation == "funded_by"]
        if len(lenders) == 1 and org.id != "huabei":
            assert lenders[0].note is not None, org.id


def test_every_consumer_finance_company_can_be_checked_without_a_number() -> None:
    companies = [org for org in ORGS if org.category == "consumer_finance_company"]
    bare = [org.id for org in companies if not any(path.confidence != "low" for path in org.paths)]
    assert bare == ["cfc-weipin-fubang"]
