"""What is masked in any text, what is not, and what holds for every text."""

import gc
import re
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.read.test_patterns import faults
from triage.catalog import load_catalog
from triage.letters.output import LINKING, OPENING, SPECIAL
from triage.letters.plain import BLANKS, ID_NUMBER
from triage.render import addresses, personal
from triage.render import long_numbers as long_forms
from triage.render.long_numbers import long_numbers
from triage.render.personal import KEEPABLE, redacted, secrets_in

CATALOG = load_catalog()
MARKDOWN = (SPECIAL, LINKING, OPENING, BLANKS)
ID, CARD, MOBILE = "11010519491231002X", "6200000000000005", "13900000000"


def hidden(text: str, **more: object) -> str:
    return redacted(text, CATALOG, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"电话{MOBILE}，", "电话***********，"),
        ("电话139-0000 0000，", "电话***-**** ****，"),
        ("电话１３９００００００００", "电话***********"),
        ("电话1 3 9 0 0 0 0 0 0 0 0。", "电话* * * * * * * * * * *。"),
        ("电话139·0000·0000", "电话***·****·****"),
        ("电话1③⑨00000000", "电话***********"),
        ("手机一三九零零零零零零零零", "手机***********"),
        ("+86 139 0000 0000", "+** *** **** ****"),
        ("座机021-60000000转8", "座机***-**********"),
        (f"身份证{ID}", "身份证******************"),
        ("身份证110105 19491231 002X", "身份证****** ******** ****"),
        (f"卡号{CARD}", "卡号****************"),
        ("6200 0000 0000 0005", "**** **** **** ****"),
        ("账号：600000000000001", "账号：***************"),
        ("尊敬的张伟先生，", "尊敬的张*先生，"),
        ("尊敬的张 伟先生，", "尊敬的张 *先生，"),
        ("欧阳小明您好，", "欧***您好，"),
        ("逾期3天，李强您好", "逾期3天，李*您好"),
        ("尊敬的張偉先生", "尊敬的張*先生"),
        ("户名：张某某", "户名：张**"),
        ("姓名：张伟 电话", "姓名：张* 电话"),
        ("被执行人张伟未履行", "被执行人张*未履行"),
        ("护照号E12345678，", "护照号*********，"),
        ("青川市河东区文三路", "*********"),
        ("您家人周明欠款，周明失联", "您家人周*欠款，周*失联"),
        ("合同编号HT-2026-0001", "合同编号**-****-****"),
        ("案号（2026）苏0981民初1234号。", "案号（****）************。"),
        ("订单号DD10000000", "订单号**********"),
        ("加微信 fw0000a", "加微信 *******"),
        ("QQ：12345678", "QQ：********"),
        ("邮箱li.wei@mail.example.com", "邮箱**.***@****.*******.***"),
        ("家住青川市河东区建设路8号2单元501室，", "家住******************，"),
        ("户籍地平湖县李庄镇王家村，", "户籍地*********，"),
        ("住址：和平市和谐家园3号楼，", "住址：**********，"),
    ],
)
def test_masked(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "【招商银行】您的信用卡应还3,218.40元，请于11月25日前还款，客服400-820-5555或95555。",
        "请拨12378、96110、110或12368，外地加区号021-12368。",
        "北京市朝阳区人民法院通知，市公安局河东分局，城关镇派出所。",
        "逾期62天，2026-11-25 18:00前处理，分12期，年化18.00%。",
        "麻烦您尽快处理，方便时回电，安全第一。",
        "从10690000000000001发来。",
        "您的验证码是246810，5分钟内有效。",
        "合同约定的还款日是12月8日。",
        "借款人应当按时还款，本人高度重视，受让人已通知。",
        "杭州市西湖区公路局、市政道路、县公路局。",
        "已在道路1旁",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert hidden(text) == text


def test_every_copy_however_spaced() -> None:
    text = "合同编号HT20260000。见HT2026 0000。尊敬的王小明先生，王 小 明。电话13900000000/139 0000 0000"
    shown = hidden(text)
    assert not re.search("[0-9]|小|明", shown)
    assert shown.count("王") == 2


def test_amounts_and_the_lender_only_when_they_are_not_kept() -> None:
    text = "【招商银行】欠款3,500.00元（壹万元整），见95555或12378，cmbchina.com"
    assert hidden(text, keep=KEEPABLE) == text
    assert hidden(text, keep=("lender",)) == "【招商银行】欠款*,***.**元（**元整），见95555或12378，cmbchina.com"
    assert hidden(text, keep=("amounts",)) == "【****】欠款3,500.00元（壹万元整），见*****或12378，********.***"


def test_names_that_are_given() -> None:
    assert hidden("周明说周 明来过", names=("周明",)) == "周*说周 *来过"
    assert hidden("周明说周明来过") == "周明说周明来过"


def test_a_number_that_fails_its_check_digit() -> None:
    assert [kind for kind, _, _ in long_numbers("11010519491231002x 620000000000000500001", {})] == [
        "id_number",
        "number",
    ]
    assert list(long_numbers("110105194912310021", {})) == [("number", 0, 18)]
    assert list(long_numbers("110105 194912310021", {})) == []


# --- for every text --------------------------------------------------------------------------------------------------

MARKS = st.sampled_from(["", " ", "-", "·", "\u200b", "  "])
texts = st.text(
    st.sampled_from("李强您好先生尊敬的电话合同编号微信住址路号镇村0123456789xX１９*□ ，。-.@abz\n户名元"), max_size=60
)


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, str]:
    """A text with a mobile, card or identity number in it, spaced somehow, and the digits that must be gone."""
    secret = draw(st.sampled_from([MOBILE, ID, CARD, "18600001234", "6217000000000000012"]))
    mark = draw(MARKS)
    sizes = draw(st.sampled_from([(3, 4, 4), (6, 8, 4), (4, 4, 4, 4, 3), (1,) * 19, (19,)]))
    pieces, at = [], 0
    for size in sizes:
        pieces.append(secret[at : at + size])
        at += size
    written = mark.join(piece for piece in (*pieces, secret[at:]) if piece)
    before, after = (
        draw(st.sampled_from(["电话", "，", "号码：", "\n", "转至"])),
        draw(st.sampled_from(["，", "。", "\n", "（"])),
    )
    around = st.text(st.sampled_from("请尽快处理您的款项，。"), max_size=12)
    return draw(around) + before + written + after + draw(around), secret


@settings(max_examples=300, deadline=None)
@given(planted(), st.sampled_from([(), KEEPABLE]))
def test_no_digit_of_a_secret_is_left(made: tuple[str, str], keep: tuple[str, ...]) -> None:
    text, secret = made
    shown = redacted(text, CATALOG, keep)
    assert len(shown) == len(text)
    assert not re.search("[0-9]", shown), secret


@settings(max_examples=400, deadline=None)
@given(texts, st.sampled_from([(), ("amounts",), KEEPABLE]))
@example("于13900000000先生您好", ())
@example("李**139****0000", ())
def test_length_and_rest(text: str, keep: tuple[str, ...]) -> None:
    shown = redacted(text, CATALOG, keep)
    assert len(shown) == len(text)
    assert redacted(shown, CATALOG, keep) == shown
    assert all(new in (old, "*") for old, new in zip(text, shown, strict=True))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    shown = redacted(text, CATALOG, ())
    assert len(shown) == len(text)
    assert redacted(shown, CATALOG, ()) == shown
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in secrets_in(text, CATALOG))


# --- time ------------------------------------------------------------------------------------------------------------


def patterns() -> list[re.Pattern[str]]:
    """Every pattern that masking uses beside those of the reading room."""
    here, there = personal.words_of(CATALOG.lexicon), addresses.words_of(CATALOG.lexicon)
    written = "".join(CATALOG.lexicon.section("phones")["digits"])
    forms = (long_forms.runs(written), long_forms.MOBILE, long_forms.LANDLINE, long_forms.PROVINCE)
    places = (there.numbered, there.small, there.street)
    return [*forms, *places, personal.EMAIL, personal.BETWEEN, here.paper, here.leads, ID_NUMBER, *MARKDOWN]


def test_no_pattern_backtracks_without_bound() -> None:
    assert len(patterns()) > 10
    assert {one.pattern: what for one in patterns() if (what := faults(one.pattern, one.flags))} == {}


@pytest.mark.parametrize(
    "unit",
    ["139 0000 0000，", "1 ", "0-", "路1号", "镇村", "市某区路", "a@a.", "张 三您好，", "姓名：张三，", "*", "护照a1"],
)
def test_hostile_repeats_stay_linear(unit: str) -> None:
    hidden(unit * 3)
    gc.disable()
    try:
        small, large = cost(unit, 2_000), cost(unit, 16_000)
    finally:
        gc.enable()
    assert large < 24 * small + 0.1, (small, large)


def cost(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    begin = process_time()
    redacted(text, CATALOG, ())
    return process_time() - begin
