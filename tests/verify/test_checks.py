from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.verify.scenes import AS_OF, compare, invented, only, reading_of
from triage.model import Check, Claimed, Evidence, Link, Message, Moment, Reading, ReferenceTime, Sender, Span
from triage.read import read
from triage.verify import verify
from triage.verify.identity import identity

BANK = "【青竹银行】您的信用卡已逾期"


def outcome(check: Check) -> tuple[str, str, str | None]:
    return check.status, check.reason, check.org


@pytest.mark.parametrize(
    ("text", "sender", "kind", "expected"),
    [
        (BANK, "95000", None, ("match", "on_record", "bamboo")),
        (BANK, "1069095000", None, ("match", "on_record", "bamboo")),
        (BANK, "106909500012", None, ("match", "on_record", "bamboo")),
        (BANK, "106900000000", None, ("unknown", "port_not_on_record", None)),
        (BANK, "075595000", None, ("match", "on_record", "bamboo")),
        (BANK, "01095003", None, ("mismatch", "registered_to_other", "pairtwo")),
        (BANK, "95003", None, ("mismatch", "registered_to_other", "pairtwo")),
        (BANK, "95009", None, ("unknown", "not_on_record", None)),
        (BANK, "95002", None, ("unknown", "not_on_record", None)),
        (BANK, "12368", None, ("unknown", "not_on_record", None)),
        (BANK, "4000000005", None, ("unknown", "hotline_as_sender", None)),
        (BANK, "4000000001", None, ("unknown", "hotline_as_sender", None)),
        (BANK, "4000000002", None, ("mismatch", "registered_to_other", "egret")),
        (BANK, "4000000777", None, ("unknown", "hotline_as_sender", None)),
        (BANK, "13900000000", None, ("unknown", "personal_mobile", None)),
        (BANK, "17000000000", None, ("unknown", "virtual_mobile", None)),
        (BANK, "00852000000", None, ("unknown", "overseas", None)),
        (BANK, "法务小王", "nickname", ("unknown", "nickname", None)),
        (BANK, "a@example.com", "email", ("unknown", "email", None)),
        ("【小舟借款】您已逾期", "4000000008", None, ("unknown", "hotline_as_sender", None)),
        ("您的账单已出", "95000", None, ("match", "on_record", "bamboo")),
        ("【某某贷】您已逾期", "95000", None, ("unknown", "on_record", None)),
        ("【安信法催】您已逾期", "95000", None, ("unknown", "on_record", None)),
    ],
)
def test_sender(text: str, sender: str, kind: str | None, expected: tuple[str, str, str | None]) -> None:
    _, checks = compare(text, sender=sender, sender_kind=kind)
    check = only(checks, "sender")
    assert outcome(check) == expected
    assert check.at == Evidence("sender", 0, len(sender))
    assert dict(check.slots)["value"] == sender


def test_the_value_of_a_sender_is_its_digits_where_it_has_some() -> None:
    reading = reading_of(BANK, invented())._replace(sender=Sender("+86 95000", "95000", "service_95"))
    _, checks = verify(Message(BANK, "+86 95000"), reading, invented(), AS_OF)
    assert outcome(checks[0]) == ("match", "on_record", "bamboo")
    assert checks[0].at == Evidence("sender", 0, 9)
    assert dict(checks[0].slots) == {"value": "95000", "org": "bamboo"}
    claimed, _ = verify(Message("您好", "+86 95000"), reading._replace(signatures=()), invented(), AS_OF)
    assert [one.at for one in claimed] == [Evidence("sender", 0, 9)]


def test_a_hotline_may_call() -> None:
    _, checks = compare(BANK, sender="4000000001", channel="call")
    assert outcome(only(checks, "sender")) == ("match", "on_record", "bamboo")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BANK, ("match", "known_name", "bamboo")),
        ("您的信用卡已逾期", ("unknown", "none", None)),
        ("【还款提醒】您已逾期", ("unknown", "generic", None)),
        ("【安信法催】您已逾期", ("unknown", "label", "label")),
        ("【蓝天贷】您已逾期", ("unknown", "unknown_name", None)),
        ("【青竹银形】您已逾期", ("unknown", "near_name", "bamboo")),
        ("【青竹银行】我是小舟借款的专员", ("mismatch", "contradicts_body", "bamboo")),
        ("【青竹银行】您在小舟借款的借款已由我行发放", ("match", "known_name", "bamboo")),
        ("【青竹银行】我是青竹消费金融的专员", ("match", "known_name", "bamboo")),
        ("【青竹银行】受小舟借款委托", ("match", "known_name", "bamboo")),
        ("【旧钱站】您已逾期", ("match", "known_name", "wander")),
        ("【人民法院】我是小舟借款的专员", ("match", "known_name", "court")),
        ("【支付盒】我是小舟借款的专员", ("match", "known_name", "paypal")),
        ("【安信法催】我是小舟借款的专员", ("unknown", "label", "label")),
    ],
)
def test_signature(text: str, expected: tuple[str, str, str | None]) -> None:
    _, checks = compare(text)
    assert outcome(only(checks, "signature")) == expected


def test_signatures_that_disagree() -> None:
    _, checks = compare("【青竹银行】您已逾期【蓝天贷】")
    assert [one.reason for one in checks] == ["known_name", "unknown_name", "several"]
    _, checks = compare("【青竹银行】您已逾期【青竹銀行】")
    assert [one.reason for one in checks] == ["known_name"]


@pytest.mark.parametrize(
    ("text", "phone", "expected"),
    [
        (BANK, "95000", ("match", "on_record", "bamboo")),
        (BANK, "400-000-0009", ("match", "on_record", "bamboo")),
        (BANK, "0755-95000", ("match", "on_record", "bamboo")),
        (BANK, "010-95000", ("match", "on_record", "bamboo")),
        (BANK, "021-12378", ("unknown", "public_body", "regulator")),
        (BANK, "010-95003", ("mismatch", "registered_to_other", "pairtwo")),
        (BANK, "96001", ("unknown", "on_record", None)),
        ("【泸江银行】您的账单，", "96001", ("match", "on_record", "pairtwo")),
        (BANK, "0755-4000000002", ("unknown", "not_on_record", None)),
        (BANK, "400-000-0002", ("mismatch", "registered_to_other", "egret")),
        (BANK, "4000000005", ("unknown", "on_record", None)),
        (BANK, "4000000011", ("unknown", "near_official", "bamboo")),
        (BANK, "95010", ("unknown", "near_official", "bamboo")),
        (BANK, "4001234567", ("unknown", "not_on_record", None)),
        (BANK, "400000****", ("unknown", "not_on_record", None)),
        (BANK, "12378", ("unknown", "public_body", "regulator")),
        (BANK, "12399", ("unknown", "public_body", None)),
        (BANK, "110", ("unknown", "public_body", None)),
        (BANK, "95002", ("unknown", "public_body", "paypal")),
        (BANK, "13900000000", ("unknown", "personal_mobile", None)),
        (BANK, "17000000000", ("unknown", "virtual_mobile", None)),
        (BANK, "00852000000", ("unknown", "overseas", None)),
        (BANK + "，放款方白鹭消费金融，", "4000000002", ("unknown", "on_record", None)),
        ("【小舟借款】您已逾期", "4000000008", ("unknown", "weak_record", "boat")),
        ("【远行金融】您已逾期", "95001", ("match", "on_record", "travelfin")),
        ("【安信法催】您已逾期", "95000", ("unknown", "on_record", None)),
        ("【蓝天贷】您已逾期", "95000", ("unknown", "on_record", None)),
        ("您已逾期", "95000", ("unknown", "on_record", None)),
    ],
)
def test_phone(text: str, phone: str, expected: tuple[str, str, str | None]) -> None:
    text = f"{text}请拨{phone}"
    _, checks = compare(text, phones=(phone,))
    check = only(checks, "phone")
    assert outcome(check) == expected
    assert text[check.at.start : check.at.end] == check.raw == phone


@pytest.mark.parametrize(
    ("text", "url", "traits", "expected"),
    [
        (BANK, "https://www.bamboobank.com.cn/x", (), ("match", "on_record", "bamboo")),
        (BANK, "loan.forest.com", (), ("match", "on_record", "bamboo")),
        (BANK, "other.forest.com", (), ("unknown", "not_on_record", None)),
        (BANK, "egretcash.com", (), ("mismatch", "registered_to_other", "egret")),
        (BANK, "qzxjfin.com", (), ("unknown", "host_of_parent", "bamboofin")),
        (BANK, "zhifuhe.com", (), ("unknown", "on_record", None)),
        ("【远行金融】您已逾期", "jr.yuanxing.com", (), ("match", "on_record", "travelfin")),
        ("【远行金融】您已逾期", "m.yuanxing.com", (), ("unknown", "host_of_parent", "travelfin")),
        ("【小舟借款】您已逾期", "oldboat.net", (), ("unknown", "weak_record", "boat")),
        ("【旧钱站】您已逾期", "www.jiuqianzhan.com", (), ("mismatch", "registered_to_other", "wandermedia")),
        ("【安信法催】您已逾期", "www.jiuqianzhan.com", (), ("mismatch", "registered_to_other", "wandermedia")),
        ("【安信法催】您已逾期", "egretcash.com", (), ("unknown", "on_record", None)),
        ("您已逾期", "www.jiuqianzhan.com", (), ("unknown", "on_record", None)),
        (BANK + "，经前站网报道，", "www.jiuqianzhan.com", (), ("unknown", "on_record", None)),
        (BANK, "https://s.cn/Ab1", (), ("unknown", "short_link", "boat")),
        (BANK, "https://u.cn/Ab1", (), ("unknown", "short_link", None)),
        (BANK, "https://v.example/Ab1", ("short_link",), ("unknown", "short_link", None)),
        (BANK, "http://192.0.2.7/pay", ("ip_host",), ("unknown", "ip_host", None)),
        (BANK, "http://files.example/a.apk", ("app_package",), ("unknown", "app_package", None)),
        (BANK, "http://files.example/a", ("deep_link",), ("unknown", "deep_link", None)),
        (BANK, "help.example", (), ("unknown", "not_on_record", None)),
        (BANK, "help-page.top", (), ("unknown", "abused_ending", None)),
        (BANK, "https://docs.qq.com/form/page/x", (), ("unknown", "user_page", None)),
        (BANK, "https://sites.google.com/view/repay", (), ("unknown", "user_page", None)),
        (BANK, "https://repay.github.io/", (), ("unknown", "user_page", None)),
        (BANK, "https://bamboobank.github.io/", (), ("mismatch", "brand_subdomain", "bamboo")),
        (BANK, "https://qq.com/form", (), ("unknown", "not_on_record", None)),
        (BANK, "https://egretcash.com/s.cn", (), ("mismatch", "registered_to_other", "egret")),
        (BANK, "https://z.cn/Ab1", (), ("unknown", "short_link", "boat")),
        ("【小舟借款】您已逾期", "https://z.cn/Ab1", (), ("match", "on_record", "boat")),
        ("【某市人民法院】请应诉", "court-two.top", (), ("unknown", "court_unknown", None)),
        ("【某市人民法院】请应诉", "songda.example", (), ("unknown", "court_reported", "courthosts")),
        (BANK, "songda.example", (), ("unknown", "weak_record", "courthosts")),
        ("【某市人民法院】请应诉", "court-one.example", (), ("unknown", "court_unknown", None)),
        ("【某市人民法院】请应诉", "zxfw.court.gov.cn", (), ("match", "on_record", "court")),
        (BANK, "zxfw.court.gov.cn", (), ("match", "on_record", "court")),
        ("【柳江银行】您已逾期", "ljbccb.com", (), ("match", "on_record", "pairone")),
        ("【柳江银行】您已逾期", "ljbccb.cn", (), ("mismatch", "registered_to_other", "pairtwo")),
    ],
)
def test_link(text: str, url: str, traits: tuple[str, ...], expected: tuple[str, str, str | None]) -> None:
    text = f"{text} {url}"
    _, checks = compare(text, links=(url,), traits=traits)
    check = only(checks, "link")
    assert outcome(check) == expected
    assert text[check.at.start : check.at.end] == check.raw == url


def test_a_number_of_the_public_body_itself_is_one_that_anybody_quotes() -> None:
    text = "【人民法院】请拨12368"
    claimed, checks = compare(text, phones=("12368",))
    assert [one.org for one in claimed] == ["court"]
    assert outcome(only(checks, "phone")) == ("unknown", "public_body", "court")


def test_order() -> None:
    text = "【青竹银行】请登录 egretcash.com 或 bamboobank.com.cn，拨4000000001或95003"
    _, checks = compare(
        text, sender="95000", links=("egretcash.com", "bamboobank.com.cn"), phones=("4000000001", "95003")
    )
    assert [one.subject for one in checks] == ["sender", "signature", "phone", "phone", "link", "link"]


# --- identity --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        (BANK, {}, "unconfirmed"),
        (BANK, {"sender": "95000"}, "consistent"),
        (BANK, {"sender": "106900000000"}, "unconfirmed"),
        (BANK + "4000000001", {"sender": "106900000000", "phones": ("4000000001",)}, "consistent"),
        (BANK + "4000000001", {"sender": "95003", "phones": ("4000000001",)}, "contradicted"),
        (BANK + "12378", {"phones": ("12378",)}, "unconfirmed"),
        (BANK + " zxfw.court.gov.cn", {"links": ("zxfw.court.gov.cn",)}, "unconfirmed"),
        ("【安信法催】您已逾期95000", {"phones": ("95000",)}, "unconfirmed"),
        ("【旧钱站】您已逾期4000000004", {"phones": ("4000000004",)}, "unconfirmed"),
        ("【旧钱站】您已逾期 jiuqianzhan.com", {"links": ("jiuqianzhan.com",)}, "contradicted"),
        ("【小舟借款】您已逾期4000000008", {"phones": ("4000000008",)}, "unconfirmed"),
        ("【某市人民法院】请应诉 zxfw.court.gov.cn", {"links": ("zxfw.court.gov.cn",)}, "consistent"),
        ("请登录 egretcash.com", {"links": ("egretcash.com",)}, "unconfirmed"),
        ("您好", {"sender": "95000"}, "unconfirmed"),
    ],
)
def test_identity(text: str, more: dict[str, object], expected: str) -> None:
    claimed, checks = compare(text, **more)
    assert identity(claimed, checks, invented()) == expected


# --- what may never happen -------------------------------------------------------------------------------------------

WORDS = [
    "【",
    "】",
    "青竹银行",
    "小舟借款",
    "我是",
    "您在",
    "的借款",
    "。",
    "人民法院",
    ":",
    "www.bamboobank.com.cn",
    "95000",
    "\ud800",
]


@given(
    text=st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=12).map("".join), sender=st.text(max_size=8)
)
@settings(max_examples=150, deadline=None)
def test_never_raises_and_points_into_the_text(text: str, sender: str) -> None:
    catalog = invented()
    claimed, checks = compare(text, sender=sender, sender_kind="nickname")
    for one in (*claimed, *checks):
        field = {"text": text, "sender": sender}[one.at.field]
        assert 0 <= one.at.start <= one.at.end <= len(field)
    orgs = set(catalog.org_ids())
    assert {one.org for one in (*claimed, *checks)} <= orgs | {None}
    assert all(dict(one.slots).get("org", "bamboo") in orgs for one in checks)
    assert identity(claimed, checks, catalog) in ("consistent", "unconfirmed", "contradicted")


@given(
    text=st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=12).map("".join), sender=st.text(max_size=12)
)
@settings(max_examples=100, deadline=None)
def test_never_raises_behind_the_readers(text: str, sender: str) -> None:
    catalog = invented()
    message = Message(text, sender)
    reading = read(message, catalog, AS_OF)
    claimed, checks = verify(message, reading, catalog, AS_OF)
    assert len(checks) >= len(reading.links) + len(reading.phones)
    assert verify(message, reading, catalog, AS_OF) == (claimed, checks)


def test_nothing_of_the_message_enters_the_register() -> None:
    catalog = invented()
    before = {id: catalog.org(id) for id in catalog.org_ids()}
    text = "【青竹银行】请拨4000000777或登录 pay.example"
    compare(text, sender="4000000777", phones=("4000000777",), links=("pay.example",))
    assert {id: catalog.org(id) for id in catalog.org_ids()} == before
    values = {one.value for org in before.values() for one in org.contacts}
    assert not values & {"4000000777", "pay.example"}


def test_every_reason_has_words_whose_slots_are_filled() -> None:
    catalog = invented()
    texts = [
        compare(BANK + " 4000000011 bamboobank-kefu.cn s.cn", sender="95003", phones=("4000000011",),
                links=("bamboobank-kefu.cn", "s.cn")),
        compare("【安信法催】 95000 egretcash.com", sender="13900000000", phones=("95000",), links=("egretcash.com",)),
        compare("【青竹银形】 12399 x.cc", sender="a", phones=("12399",), links=("x.cc",), sender_kind="nickname"),
        compare("【青竹银行】我是小舟借款的专员 zhifuhe.com", links=("zhifuhe.com",)),
    ]  # fmt: skip
    for _, checks in texts:
        for check in checks:
            words = catalog.words("reasons", f"{check.subject}.{check.reason}")
            slots = dict(check.slots)
            assert words.zh.format_map(slots)
            assert words.en.format_map(slots)


def test_reasons_of_the_contract_all_have_words() -> None:
    words = invented().section("ui")["reasons"]
    unknown = {
        "sender": "port_not_on_record not_on_record personal_mobile virtual_mobile overseas nickname email "
        "hotline_as_sender weak_record on_record registered_to_other",
        "signature": "known_name contradicts_body near_name generic label unknown_name none several",
        "phone": "on_record registered_to_other public_body near_official personal_mobile virtual_mobile overseas "
        "not_on_record weak_record",
        "link": "on_record registered_to_other typo confusable other_ending combosquat brand_subdomain host_of_parent "
        "ip_host short_link app_package deep_link user_page court_reported court_unknown abused_ending not_on_record "
        "weak_record",
    }
    assert set(words) >= {f"{subject}.{reason}" for subject, reasons in unknown.items() for reason in reasons.split()}
    for text in words.values():
        assert not set("!！") & set(text["zh"] + text["en"])
        assert not any(word in text["zh"] for word in ("安全", "可信", "不用还", "不用理"))


def test_a_sender_that_is_no_text_field_is_not_checked() -> None:
    reading = Reading(ReferenceTime(Moment(AS_OF), "as_of"))
    _, checks = verify(Message("x"), reading, invented(), AS_OF)
    assert [one.subject for one in checks] == ["signature"]


def test_identity_of_claims_without_a_record() -> None:
    claimed = (Claimed(None, "某某贷", "signature", "platform", Evidence("text", 0, 1)),)
    check = Check("phone", "95000", Evidence("text", 0, 1), "match", None, "on_record")
    assert identity(claimed, (check,), invented()) == "unconfirmed"


def test_verify_takes_a_reading_with_notes() -> None:
    text = BANK
    reading = reading_of(text, invented())._replace(sender=Sender("95000", "95000", "service_95"))
    again, _ = verify(Message(text, "95000"), reading, invented(), AS_OF)
    assert [one.org for one in again] == ["bamboo"]


@pytest.mark.parametrize(
    "piece", ["青竹银行 http://a.egretcash.com.x.top/ ", "我是青竹银行的", "【青竹银行】", "a.", "我是法院:"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    """Four times the text may take at most about four times as long; quadratic work would take sixteen times."""
    catalog = invented()

    def cost(count: int) -> float:
        message = Message(piece * count)
        reading = read(message, catalog, AS_OF)
        best = 1e9
        for _ in range(3):
            start = perf_counter()
            verify(message, reading, catalog, AS_OF)
            best = min(best, perf_counter() - start)
        return best

    cost(10)
    assert cost(2000) < 9 * cost(500) + 0.01


def test_a_host_of_many_labels() -> None:
    host = "egretcash.com." * 400 + "top"
    link = Link(host, Span(0, len(host)), host, host, "com.top")
    reading = Reading(ReferenceTime(Moment(AS_OF), "as_of"), links=(link,))
    start = perf_counter()
    _, checks = verify(Message(host), reading, invented(), AS_OF)
    assert perf_counter() - start < 0.05
    assert only(checks, "link").reason == "abused_ending"
