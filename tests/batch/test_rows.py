"""A row is a message with its context, or says in a word why it is none."""

import json
from datetime import date
from decimal import Decimal

import pytest

from triage.batch import Row, row_of
from triage.batch.rows import MOST_BYTES
from triage.model import Context, Failure, Loan, Moment


def row(raw: object, number: int = 1) -> Row | Failure:
    return row_of(json.dumps(raw, ensure_ascii=False).encode(), number)


def test_a_full_row() -> None:
    answer = row(
        {
            "id": "a-1",
            "text": "【青竹金融】您的借款已逾期3天。",
            "sender": "10690000",
            "channel": "sms",
            "received_at": "2026-11-20T21:58",
            "as_of": "2026-11-22",
            "context": {
                "name": "李强",
                "relation": "self",
                "claim": "paid",
                "paid_on": "2026-11-15",
                "did": ["clicked"],
                "loans": [{"lender": "青竹金融", "due": "2026-11-17", "outstanding": "0.00", "status": "paid"}],
            },
            "gold": {"left": "alone"},
        },
        7,
    )
    assert isinstance(answer, Row)
    assert answer.line == 7
    assert answer.as_of == date(2026, 11, 22)
    assert answer.message.id == "a-1"
    assert answer.message.received_at == Moment(date(2026, 11, 20), "21:58")
    loan = Loan("青竹金融", date(2026, 11, 17), Decimal("0.00"), "paid")
    assert answer.context == Context("李强", "self", "paid", date(2026, 11, 15), ("clicked",), (loan,))


def test_the_smallest_row() -> None:
    answer = row({"text": "请还款"})
    assert isinstance(answer, Row)
    assert answer.context == Context()
    assert answer.message.channel == "sms"
    assert answer.as_of is None


def test_a_blank_sender_or_name_is_none() -> None:
    answer = row({"text": "a", "sender": " ", "context": {"name": ""}})
    assert isinstance(answer, Row)
    assert answer.message.sender is None
    assert answer.context == Context()


def test_a_row_of_endless_length_is_refused_unread() -> None:
    answer = row_of(b'{"text": "' + b"a" * MOST_BYTES + b'"}', 2)
    assert isinstance(answer, Failure)
    assert answer.code == "too_long"


def test_a_number_as_id_and_a_byte_order_mark() -> None:
    answer = row_of(b"\xef\xbb\xbf" + json.dumps({"id": 12, "text": "a"}).encode(), 1)
    assert isinstance(answer, Row)
    assert answer.message.id == "12"


CANARY = "金丝雀CANARY"
BROKEN = {
    "not json": (b'{"text": "' + CANARY.encode(), "not_json"),
    "not utf-8": ('{"text": "催收"}'.encode("gb18030"), "not_utf8"),
    "an array": (b"[1, 2]", "not_an_object"),
    "a bare string": (json.dumps(CANARY).encode(), "not_an_object"),
    "no text": (b'{"id": "x"}', "no_text"),
    "blank text": (b'{"text": " \\n\\u3000"}', "no_text"),
    "text of another type": (b'{"text": 5}', "wrong_type"),
    "sender of another type": (b'{"text": "a", "sender": 95555}', "wrong_type"),
    "an unknown channel": (json.dumps({"text": "a", "channel": CANARY}).encode(), "bad_value"),
    "a day that does not exist": (b'{"text": "a", "received_at": "2026-02-30"}', "bad_value"),
    "a word as a day": (json.dumps({"text": "a", "as_of": CANARY}).encode(), "bad_value"),
    "context of another type": (b'{"text": "a", "context": []}', "wrong_type"),
    "a slip in a key of context": (b'{"text": "a", "context": {"relatoin": "family"}}', "unknown_key"),
    "an unknown relation": (json.dumps({"text": "a", "context": {"relation": CANARY}}).encode(), "bad_value"),
    "did as a string": (b'{"text": "a", "context": {"did": "code"}}', "wrong_type"),
    "an unknown deed": (b'{"text": "a", "context": {"did": [["code"]]}}', "bad_value"),
    "a loan without lender": (b'{"text": "a", "context": {"loans": [{"status": "paid"}]}}', "bad_value"),
    "a strange sum": (b'{"text": "a", "context": {"loans": [{"lender": "b", "outstanding": "x"}]}}', "bad_value"),
    "a sum too large": (b'{"text": "a", "context": {"loans": [{"lender": "b", "outstanding": "1e999"}]}}', "bad_value"),
    "a day before the first": (b'{"text": "a", "received_at": "0001-01-01T00:00+14:00"}', "bad_value"),
    "a day after the last": (b'{"text": "a", "as_of": "9999-12-31T23:59-12:00"}', "bad_value"),
    "an id that would be lost": (b'{"id": 1.5, "text": "a"}', "wrong_type"),
    "a loan that is no object": (b'{"text": "a", "context": {"loans": ["b"]}}', "wrong_type"),
    "deeper than can be read": (b'{"text": ' + b"[" * 200_000, "not_json"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "code"), BROKEN.values(), ids=BROKEN)
def test_a_bad_row_says_why_and_quotes_nothing(line: bytes, code: str) -> None:
    answer = row_of(line, 3)
    assert isinstance(answer, Failure)
    assert (answer.code, answer.line) == (code, 3)
    assert answer.hint
    assert CANARY not in answer.hint


def test_the_id_of_a_bad_row_is_kept() -> None:
    assert row({"id": "x-9", "text": ""}, 4) == Failure("x-9", 4, "no_text", "the row has no text")
