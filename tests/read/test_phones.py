"""Telephone numbers in every form, what is none, and the sender field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.scene import catalog, compare, prepared, spans, spec, timed_doubling
from triage.catalog.register import register_of
from triage.model import Span
from triage.read import phones
from triage.read.accounts import find_accounts
from triage.read.links import find_links
from triage.read.phones import find_phones, read_sender
from triage.read.references import find_references

SPEC = spec("phones")


def found_in(text: str) -> tuple[phones.Phone, ...]:
    """The numbers that are left after links, references and accounts."""
    ready, lexicon = prepared(text), catalog().lexicon
    taken = spans(find_links(ready, catalog()))
    taken += spans(find_references(ready, lexicon, taken))
    taken += spans(find_accounts(ready, lexicon, taken))
    return find_phones(ready, catalog(), taken)


@pytest.mark.parametrize(("text", "expected"), SPEC["reads"])
def test_reads(text: str, expected: list[dict[str, object]]) -> None:
    found = found_in(text)
    compare(found, expected, text)
    for phone, names in zip(found, expected, strict=True):
        assert phone.extension == names.get("extension")


@pytest.mark.parametrize("text", SPEC["nothing"])
def test_is_no_number(text: str) -> None:
    assert found_in(text) == ()


@pytest.mark.parametrize("gap", ["", " ", "-", "."])
@pytest.mark.parametrize("prefix", ["", "+86", "+86 ", "0086", "0086-", "(+86)"])
@pytest.mark.parametrize("around", ["{}", "请致电{}处理", "（{}）", "{}，回T退订", "【青竹】{}。"])
def test_every_way_to_write_a_mobile_number(gap: str, prefix: str, around: str) -> None:
    number = prefix + gap.join(("139", "0000", "0000"))
    text = around.format(number)
    (phone,) = found_in(text)
    assert (phone.raw, phone.digits, phone.kind) == (number, "13900000000", "mobile")


def test_what_is_taken_is_left_out() -> None:
    text = "13900000000或13900000001"
    found = find_phones(prepared(text), catalog(), (Span(0, 4),))
    assert [phone.digits for phone in found] == ["13900000001"]


def test_numbers_abroad_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "phonenumbers", None)
    (phone,) = found_in("致电+852 6123 4567")
    assert (phone.kind, phone.digits) == ("overseas", "0085261234567")
    assert found_in("致电+852 61") == ()


@given(st.text(alphabet=st.sampled_from("0123456789 -+()转.一三九零*x,/元电话"), max_size=30))
def test_any_text_gives_numbers_on_their_place(text: str) -> None:
    ready = prepared(text)
    for phone in find_phones(ready, catalog(), ()):
        assert text[phone.span.start : phone.span.end] == phone.raw
        assert set(phone.digits) <= set("0123456789*")


@pytest.mark.parametrize(
    ("raw", "digits", "kind"),
    [
        ("13900000000", "13900000000", "mobile"),
        ("+8613900000000", "13900000000", "mobile"),
        ("+86 139 0000 0000", "13900000000", "mobile"),
        ("0086-13900000000", "13900000000", "mobile"),
        ("８６１３９００００００００", "13900000000", "mobile"),
        ("17000000000", "17000000000", "virtual_mobile"),
        ("1069012345678", "1069012345678", "sms_106"),
        ("+861069012345678", "1069012345678", "sms_106"),
        ("106 9012 3456 78", "1069012345678", "sms_106"),
        ("95588", "95588", "service_95"),
        ("+8695588", "95588", "service_95"),
        ("95516转1", "95516", "service_95"),
        ("12345", "12345", "hotline_12"),
        ("10086", "10086", "carrier"),
        ("110", "110", "emergency"),
        ("021-00000000", "02100000000", "landline"),
        ("+862100000000", "02100000000", "landline"),
        ("400-000-0000", "4000000000", "hotline_400"),
        ("+85261234567", "0085261234567", "overseas"),
        ("00852 6123 4567", "0085261234567", "overseas"),
        ("service@example.com", "", "email"),
        ("青竹银行", "", "nickname"),
        ("loan2026", "2026", "nickname"),
        ("\u200b13900000000\u200e", "13900000000", "mobile"),
        ("99", "99", "unknown"),
        ("139****0000", "139****0000", "mobile"),
        ("86000000", "86000000", "unknown"),
        ("", "", "unknown"),
        ("1" * 30, "1" * 30, "unknown"),
    ],
)
def test_senders(raw: str, digits: str, kind: str) -> None:
    sender = read_sender(raw, catalog())
    assert (sender.raw, sender.digits, sender.kind) == (raw, digits, kind)


@given(st.text(max_size=20))
def test_a_sender_never_fails(raw: str) -> None:
    assert read_sender(raw, catalog()).raw == raw


def test_every_hotline_on_record_that_the_plan_knows_is_found() -> None:
    register = register_of(catalog())
    lines = {
        contact.value
        for id in catalog().org_ids()
        for contact in catalog().org(id).contacts
        if contact.kind == "hotline"
    }
    known = sorted(line for line in lines if line.isdigit() and register.plan(line) not in ("unknown", "emergency"))
    assert len(known) > 100
    for line in known:
        assert [phone.digits for phone in found_in(f"如有疑问请致电{line}，拒收回R")] == [line]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "13",
        "1 3-",
        "0",
        "+86",
        "400-",
        "(0",
        "一",
        "1一 ",
        "95",
        "106",
        "+8 ",
        "1*",
        "139****",
        "电话6000-",
        "+(86)",
        "106 9000 ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    assert timed_doubling(lambda text: find_phones(prepared(text), catalog(), ()), piece) < 3.5
