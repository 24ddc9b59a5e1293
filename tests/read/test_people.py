"""People, the part they play, and words that only look like names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.scene import catalog, compare, prepared, spans, spec, timed_doubling
from triage.catalog.register import register_of
from triage.model import Span
from triage.read.accounts import find_accounts
from triage.read.people import find_people, names_of

SPEC = spec("people")


@pytest.mark.parametrize(("text", "expected"), SPEC["reads"])
def test_reads(text: str, expected: list[dict[str, object]]) -> None:
    ready, lexicon = prepared(text), catalog().lexicon
    found = find_people(ready, lexicon, spans(find_accounts(ready, lexicon, ())))
    compare(found, expected, text)
    for person, names in zip(found, expected, strict=True):
        assert person.title == names.get("title")


@pytest.mark.parametrize("text", SPEC["nothing"])
def test_names_nobody(text: str) -> None:
    assert find_people(prepared(text), catalog().lexicon, ()) == ()


@pytest.mark.parametrize("surname", sorted(names_of(catalog().lexicon).usual | names_of(catalog().lexicon).compound))
def test_every_family_name(surname: str) -> None:
    text = f"【青竹银行】尊敬的{surname}先生，您好"
    (person,) = find_people(prepared(text), catalog().lexicon, ())
    assert (person.raw, person.name, person.title, person.role) == (f"{surname}先生", surname, "先生", "addressee")


@pytest.mark.parametrize("name", ["李强", "李小强", "欧阳强", "欧阳小强", "李*", "李*强", "李**", "李某", "李某某"])
@pytest.mark.parametrize(
    ("frame", "role"),
    [
        ("尊敬的{}，您好", "addressee"),
        ("【青竹银行】{}您好，您的借款已逾期", "addressee"),
        ("【青竹银行】{}：您的借款已逾期", "addressee"),
        ("请转告{}尽快还款", "debtor"),
        ("您的同事{}在我司欠款", "debtor"),
        ("经办人：{}，电话13900000000", "staff"),
        ("紧急联系人{}，", "contact"),
        ("户名：{}，", "payee"),
    ],
)
def test_every_form_in_every_place(name: str, frame: str, role: str) -> None:
    (person,) = find_people(prepared(frame.format(name)), catalog().lexicon, ())
    assert (person.raw, person.role) == (name, role)


def test_what_is_taken_is_left_out_but_for_a_payee() -> None:
    text = "尊敬的李强，请转给王明"
    found = find_people(prepared(text), catalog().lexicon, (Span(3, 5), Span(9, 11)))
    assert [(person.raw, person.role) for person in found] == [("王明", "payee")]


@pytest.mark.parametrize("word", sorted(names_of(catalog().lexicon).not_names))
def test_no_word_of_the_list_is_a_name(word: str) -> None:
    for text in (f"【青竹银行】{word}：请处理", f"尊敬的{word}，", f"请联系{word}。"):
        assert all(person.raw != word for person in find_people(prepared(text), catalog().lexicon, ()))


@given(st.text(alphabet=st.sampled_from("李王欧阳强小某*先生律师尊敬的您好，：【】转告户名1a"), max_size=20))
def test_any_text_gives_people_on_their_place(text: str) -> None:
    for person in find_people(prepared(text), catalog().lexicon, ()):
        assert text[person.span.start : person.span.end] == person.raw
        assert person.raw.startswith(person.name)


@pytest.mark.parametrize(
    "piece", ["张某", "李*", "先生", "李先生", "尊敬的", "转告李", "*", "某", "【", "律师", "您是"]
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    assert timed_doubling(lambda text: find_people(prepared(text), catalog().lexicon, ()), piece) < 3.5


@pytest.mark.parametrize("frame", ["尊敬的{}客户，您好", "您是{}用户", "{}：请还款", "请联系{}。", "转到{}账户"])
def test_no_name_on_record_is_a_person(frame: str) -> None:
    register = register_of(catalog())
    people = {
        name: found
        for name in register.all_names
        if (found := find_people(prepared(frame.format(name)), catalog().lexicon, ()))
    }
    assert len(register.all_names) > 500
    assert not people
