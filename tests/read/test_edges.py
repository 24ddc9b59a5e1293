"""Every character of every list in the readers counts, and every limit is where it is."""

from __future__ import annotations

import pytest

from tests.read.scene import catalog, prepared
from triage.read.accounts import find_accounts, is_id_of, luhn
from triage.read.amounts import find_amounts
from triage.read.hosts import browser_host, suffixes_of
from triage.read.link_hosts import is_octet
from triage.read.links import find_links
from triage.read.numerals import parse
from triage.read.people import find_people
from triage.read.phones import find_phones, read_sender
from triage.read.references import find_references, is_id_number


def amounts(text: str) -> list[str]:
    return [one.raw for one in find_amounts(prepared(text), catalog().lexicon, ())]


def phones(text: str) -> list[str]:
    return [one.raw for one in find_phones(prepared(text), catalog(), ())]


def links(text: str) -> list[str]:
    return [one.raw for one in find_links(prepared(text), catalog())]


def accounts(text: str) -> list[str]:
    return [one.raw for one in find_accounts(prepared(text), catalog().lexicon, ())]


def people(text: str) -> list[tuple[str, str]]:
    return [(one.raw, one.role) for one in find_people(prepared(text), catalog().lexicon, ())]


def references(text: str) -> list[str]:
    return [one.raw for one in find_references(prepared(text), catalog().lexicon, ())]


# --- telephones -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", ":", "为", "是", "至", "到", "(", " ", "：", "是:"])
def test_what_may_stand_between_a_word_for_calling_and_a_number(mark: str) -> None:
    assert phones(f"热线{mark}10086") == ["10086"]


@pytest.mark.parametrize("mark", ["", ":", "为", "是", "(", " "])
def test_what_may_stand_before_a_number_without_its_area_code(mark: str) -> None:
    assert phones(f"电话{mark}6000000") == ["6000000"]


@pytest.mark.parametrize("mark", ["/", "、", "或", "和", ",", ";", "；", "，"])
def test_a_second_landline_of_the_same_place(mark: str) -> None:
    assert phones(f"010-60000000{mark}60000001") == ["010-60000000", "60000001"]


@pytest.mark.parametrize("mark", "/转及ab")
def test_digits_of_no_known_form_are_none(mark: str) -> None:
    assert "60000001" not in phones(f"取件{mark}60000001")


@pytest.mark.parametrize("between", ["", "是", "为我", "还有我", "在这里是", "在我这里是"])
def test_a_word_for_another_number_reaches_five_characters(between: str) -> None:
    assert phones(f"单号{between}95000") == ([] if len(between) < 5 else ["95000"])


@pytest.mark.parametrize("mark", [",", "。", "；", "，", "】", "]", "〕", "」", "》"])
def test_a_clause_ends_what_a_word_for_another_number_says(mark: str) -> None:
    assert phones(f"有单号{mark}95000") == ["95000"]


@pytest.mark.parametrize("mark", ["*", "#", "_", "=", "0.", "0:", "0-", "a", "x", "1"])
def test_digits_behind_these_are_no_telephone(mark: str) -> None:
    assert phones(f"请看{mark}13900000000") == []


@pytest.mark.parametrize("mark", ["*", "#", "_", "0", ".5", ":5", "-a", "b", "@", "="])
def test_digits_before_these_are_no_telephone(mark: str) -> None:
    assert phones(f"请看13900000000{mark}") == []


@pytest.mark.parametrize("area", ["1", "12", "123", "1234"])
def test_the_area_of_a_number_abroad(area: str) -> None:
    assert phones(f"请回电+44 ({area}) 20 7946") == [f"+44 ({area}) 20 7946"]


@pytest.mark.parametrize("count", range(2, 7))
def test_the_middle_of_a_port_in_groups(count: int) -> None:
    raw = f"106 {'9' * count} 0000"
    assert phones(f"来自{raw}") == ([raw] if count in (3, 4) else [])


@pytest.mark.parametrize("char", "\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u2060\ufeff")
def test_what_nobody_sees_in_a_sender(char: str) -> None:
    assert read_sender(f"{char}+12125550100", catalog()).kind == "overseas"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("139 0000 0000", "mobile"),
        ("+86 139 0000 0000", "mobile"),
        ("(+86)13900000000", "mobile"),
        ("0086-13900000000", "mobile"),
        ("8613900000000", "mobile"),
        ("+86 10 60000000", "sms_106"),
        ("861060000000", "sms_106"),
        ("+86 755 60000000", "landline"),
        ("8675560000000", "landline"),
        ("01060000000", "landline"),
        ("+1 212 555 0100", "overseas"),
        ("0012125550100", "overseas"),
        ("+12", "unknown"),
        ("+12345", "overseas"),
        ("+", "unknown"),
        ("", "unknown"),
        (" ", "unknown"),
        ("1069 0000 0000", "sms_106"),
        ("95000转2", "service_95"),
        ("a@b.example", "email"),
        ("青竹银行", "nickname"),
        ("青竹95000", "nickname"),
        ("139****0000", "mobile"),
        ("１０６９００００００００", "sms_106"),
        ("12345678", "unknown"),
    ],
)
def test_every_form_of_sender(raw: str, kind: str) -> None:
    assert read_sender(raw, catalog()).kind == kind


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("0", True),
        ("255", True),
        ("256", False),
        ("1000", False),
        ("", False),
        ("a", False),
        ("٣", False),
        ("-1", False),
    ],
)
def test_octets(text: str, sure: bool) -> None:
    assert is_octet(text) is sure


@pytest.mark.parametrize("address", ["256.1.1.1", "1.1.1.256", "1.1.1.1000", "1.1.1", "1.1.1.1.1", "1.1.1.a1"])
def test_what_is_no_address(address: str) -> None:
    assert links(f"打开{address}/a") == []


@pytest.mark.parametrize("mark", ["", ":", "为", "是", " "])
def test_what_may_stand_between_a_lead_and_a_host(mark: str) -> None:
    assert links(f"请打开{mark}1.2.3.4查看") == ["1.2.3.4"]
    if mark in ("", "为", "是"):
        assert links(f"请打开{mark}示例.中国") == ["示例.中国"]


@pytest.mark.parametrize("mark", ".,;:!?([")
def test_a_link_ends_before_a_closing_stop(mark: str) -> None:
    assert links(f"点https://example.com/a{mark} 查看") == ["https://example.com/a"]
    assert len(links(f"点https://example.com/a{mark}b")) == 1


@pytest.mark.parametrize("mark", "，；：！？（）")
def test_a_full_width_mark_stops_a_link(mark: str) -> None:
    assert links(f"点https://example.com/a{mark}b") == ["https://example.com/a"]


@pytest.mark.parametrize("mark", "!#$%&*+-./:;=?@_~")
def test_what_a_path_holds(mark: str) -> None:
    assert links(f"点https://example.com/a{mark}b") == [f"https://example.com/a{mark}b"]


@pytest.mark.parametrize("opening", ["(", "["])
def test_brackets_inside_a_link_stay(opening: str) -> None:
    closing = {"(": ")", "[": "]"}[opening]
    assert links(f"点https://example.com/a{opening}b{closing}c") == [f"https://example.com/a{opening}b{closing}c"]
    assert links(f"{opening}https://example.com/a{closing}b") == ["https://example.com/a"]


@pytest.mark.parametrize("text", ["a@example.com", "请发邮件至a.b+c@mail.example.com", "a@b"])
def test_an_address_for_mail_is_no_link(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize("char", "\t\n\r\u00ad\u200b\u2060\ufeff")
def test_a_browser_does_not_see_these(char: str) -> None:
    assert browser_host(f"exam{char}ple.com") == "example.com"


def test_only_the_longest_run_of_noughts_is_left_out() -> None:
    assert browser_host("[1:0:0:2:0:0:3:4]") == "[1::2:0:0:3:4]"
    assert browser_host("[1:0:0:2:0:0:0:4]") == "[1:0:0:2::4]"


@pytest.mark.parametrize(
    ("suffix", "given_out"), [("github.io", True), ("com", False), ("com.cn", False), ("a.com", False)]
)
def test_who_gives_out_a_suffix(suffix: str, given_out: bool) -> None:
    assert suffixes_of(catalog().lexicon).hosting(suffix) is given_out


@pytest.mark.parametrize("port", ["1", "80", "65535"])
def test_ports(port: str) -> None:
    assert links(f"http://example.com:{port}") == [f"http://example.com:{port}"]


@pytest.mark.parametrize("port", ["65536", "123456"])
def test_no_ports(port: str) -> None:
    assert links(f"http://example.com:{port}") != [f"http://example.com:{port}"]


@pytest.mark.parametrize("name", ["-example.com", "example-.com", "exa_mple.com"])
def test_what_nobody_can_register(name: str) -> None:
    assert links(f"http://{name}") == []


@pytest.mark.parametrize("host", ["a-b.example.com", "a_b.example.com", "xn--fsq092h.xn--fiqs8s"])
def test_what_somebody_can(host: str) -> None:
    assert links(f"http://{host}") == [f"http://{host}"]


# --- accounts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "lengths"), [("qq", range(5, 12)), ("wechat", range(7, 12)), ("alipay", range(11, 20))]
)
def test_how_long_numbers_of_accounts_are(kind: str, lengths: range) -> None:
    assert [count for count in range(1, 20) if is_id_of(kind, "8" * count)] == list(lengths)


@pytest.mark.parametrize("named", [False, True])
def test_how_long_names_of_accounts_are(named: bool) -> None:
    assert [n for n in range(1, 25) if is_id_of("wechat", "a" * (n - 1) + "1", named=named)] == list(range(5, 21))
    assert [n for n in range(1, 25) if is_id_of("wechat", "a" * n, named=named)] == (
        list(range(5, 21)) if named else []
    )
    assert is_id_of("wechat", "abcd_")
    assert not is_id_of("qq", "08888888")


@pytest.mark.parametrize("body", ["620000000000000", "411111111111111", "5212345678901", "358888888888888888"])
def test_one_check_digit_fits(body: str) -> None:
    doubled = [int(one) * (2 if place % 2 == 0 else 1) for place, one in enumerate(reversed(body))]
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    assert [digit for digit in range(10) if luhn(f"{body}{digit}")] == [check]


@pytest.mark.parametrize("mark", ["0", "a", "*", ".", "/", "-"])
def test_digits_behind_these_are_no_card(mark: str) -> None:
    assert accounts(f"看{mark}6200000000000005") == []


@pytest.mark.parametrize("mark", ["a", "*", ".5"])
def test_digits_before_these_are_no_card(mark: str) -> None:
    assert accounts(f"看6200000000000005{mark}") == []


@pytest.mark.parametrize("count", range(10, 27))
def test_how_long_the_number_of_an_account_is(count: int) -> None:
    found = accounts("账号:" + "3" * count)
    assert found == (["3" * count] if 12 <= count <= 25 else [])


@pytest.mark.parametrize("gap", range(12, 17))
def test_how_far_the_number_of_an_account_may_stand(gap: int) -> None:
    assert accounts("账号" + "在" * gap + "333333333333") == (["333333333333"] if gap <= 14 else [])


@pytest.mark.parametrize("mark", ["。", ";", "\n"])
def test_a_clause_ends_before_the_number_of_an_account(mark: str) -> None:
    assert accounts(f"账号{mark}333333333333") == []


@pytest.mark.parametrize("mark", [":", " ", "为", "是", "(", "："])
def test_what_may_stand_before_the_name_of_a_holder(mark: str) -> None:
    assert accounts(f"户名{mark}苏州青竹有限公司") == ["苏州青竹有限公司"]


@pytest.mark.parametrize("mark", " ,，。;；:：!?、()（）\n0")
def test_what_ends_the_name_of_a_holder(mark: str) -> None:
    assert accounts(f"户名:苏州青竹有限公司{mark}南京分公司") == ["苏州青竹有限公司"]


# --- references -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "号码", "号", "为", "是", ":", "#", "(", "[", "【", "「", "“", '"', " "])
def test_what_may_stand_before_the_number_of_a_contract(mark: str) -> None:
    assert references(f"合同编号{mark}20260001") == ["20260001"]


@pytest.mark.parametrize("mark", ["、", "/", "和", "及", "与", ","])
def test_a_second_card(mark: str) -> None:
    assert references(f"尾号1234{mark}5678的卡") == ["1234", "5678"]


@pytest.mark.parametrize("mark", ["", "为", "是", ":", "(", "[", " ", "*", "****"])
def test_what_may_stand_before_the_tail_of_a_card(mark: str) -> None:
    assert references(f"尾号{mark}1234") == ["1234"]


@pytest.mark.parametrize(
    "value",
    ["11010519491231002x", "440524188001010014", "34052419800101001x", "110105********0021", "3201**********1234"],
)
def test_identity_numbers(value: str) -> None:
    assert is_id_number(value)


@pytest.mark.parametrize("place", range(17))
def test_every_place_of_an_identity_number_counts(place: int) -> None:
    number = "11010519491231002x"
    other = str((int(number[place]) + 1) % 10)
    assert not is_id_number(number[:place] + other + number[place + 1 :])


@pytest.mark.parametrize(
    "value", ["1101051949123100", "110105********002", "a10105********0021", "11010519491231002x0"]
)
def test_no_identity_numbers(value: str) -> None:
    assert not is_id_number(value)


@pytest.mark.parametrize("mark", ["", "·", ".", " "])
def test_plates(mark: str) -> None:
    assert references(f"车牌苏A{mark}00000") == [f"苏A{mark}00000"]


# --- people -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [",", "!", " ", ":", ".", "。", "，", "！"])
def test_what_may_stand_between_a_greeting_and_a_name(mark: str) -> None:
    assert people(f"您好{mark}张伟，您的借款已到期") == [("张伟", "addressee")]


def test_no_more_than_two_pauses_stand_between_a_greeting_and_a_name() -> None:
    assert people("您好，，张伟，您的借款已到期") == [("张伟", "addressee")]
    assert people("您好，，，张伟，您的借款已到期") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("李经理已回电", [("李经理", "staff")]),
        ("李经理", [("李经理", "staff")]),
        ("请李经理回电", [("李经理", "staff")]),
        ("安排李经理回电", []),
        ("司马懿先生", [("司马懿先生", "addressee")]),
        ("欧阳小明先生", [("欧阳小明先生", "addressee")]),
        ("王1先生您好", []),
        ("致李*强", [("李*强", "addressee")]),
        ("给李*转账", [("李*", "unknown")]),
        ("大张*", []),
        ("找李*", [("李*", "staff")]),
    ],
)
def test_edges_of_names(text: str, found: list[tuple[str, str]]) -> None:
    assert people(text) == found


# --- amounts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("char", "0元圆块角毛分币万千百")
def test_a_text_with_one_of_these_is_read(char: str) -> None:
    text = {"0": "欠款300", "币": "人民币伍拾", "角": "欠款伍角", "毛": "欠款五毛", "分": "欠款伍分"}.get(char)
    assert amounts(text or {"元": "欠款伍元", "圆": "欠款伍圆", "块": "欠款五块"}.get(char, f"欠款三{char}五"))


@pytest.mark.parametrize("mark", ["*", ".", "_", "#", "@", "a0"])
def test_figures_behind_these_are_no_sum(mark: str) -> None:
    assert amounts(f"看{mark}500元") == []


@pytest.mark.parametrize("mark", "。；;，,！!？?…\n【】")
def test_a_clause_ends_what_a_role_word_governs(mark: str) -> None:
    found = find_amounts(prepared(f"利息如下{mark}共付款500元"), catalog().lexicon, ())
    assert [one.role for one in found] == ["other"]


@pytest.mark.parametrize(("between", "same"), [("(即:大写:", True), ("(即::大写:", False)])
def test_how_far_a_sum_may_stand_from_the_one_that_says_it_again(between: str, same: bool) -> None:
    found = find_amounts(prepared(f"利息500元{between}伍佰元整)"), catalog().lexicon, ())
    assert [one.role for one in found] == ["interest", "interest" if same else "other"]


@pytest.mark.parametrize("count", range(1, 10))
def test_how_long_a_bare_sum_is(count: int) -> None:
    assert amounts("网贷" + "3" * count) == (["3" * count] if 3 <= count <= 5 else [])
    assert amounts("欠款" + "3" * count) == (["3" * count] if 2 <= count <= 8 else [])


@pytest.mark.parametrize("mark", ":为还款额金计欠¥￥币息")
def test_a_blank_sets_thousands_apart_behind_these(mark: str) -> None:
    assert [raw.lstrip("¥￥") for raw in amounts(f"利息{mark}4 567.89元")] == ["4 567.89元"]
    assert [raw.lstrip("¥￥") for raw in amounts(f"利息{mark} 4 567元")] == ["4 567元"] or mark in "¥￥"


@pytest.mark.parametrize(
    ("char", "value"),
    [*zip("两兩壹弌贰貳叁參叄肆伍陆陸柒捌玖", map(int, "2211223334566789"), strict=True)],
)
def test_every_way_to_write_a_digit(char: str, value: int) -> None:
    assert parse(f"{char}百") == 100 * value
    assert parse(f"{char}千零{char}") == 1001 * value


@pytest.mark.parametrize("char", "〇○零")
def test_every_nought(char: str) -> None:
    assert parse(f"一百{char}五") == 105


@pytest.mark.parametrize(
    ("char", "value"), [("拾", 10), ("佰", 100), ("仟", 1000), ("萬", 10_000), ("億", 100_000_000)]
)
def test_every_written_unit(char: str, value: int) -> None:
    assert parse(f"三{char}") == 3 * value


@pytest.mark.parametrize("char", "０１２３４５６７８９")
def test_every_wide_figure(char: str) -> None:
    assert parse(f"1{char}") == 10 + "０１２３４５６７８９".index(char)


@pytest.mark.parametrize("text", ["一百零100", "1万零10000", "个"])
def test_what_writes_no_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("length", [1, 62, 63, 64])
def test_how_long_a_label_is(length: int) -> None:
    assert bool(links("http://" + "例" * length + ".中国")) is (length < 64)


@pytest.mark.parametrize("length", [17, 18, 19])
def test_how_far_a_lead_may_stand_before_the_dot(length: int) -> None:
    assert bool(links("打开" + "例" * length + ".中国")) is (length < 19)
