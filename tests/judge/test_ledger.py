"""The recipient's own list of loans against whom the message speaks for."""

from datetime import date
from decimal import Decimal

import pytest

from tests.judge.made import Made, seen
from triage.model import Loan

TEXT = "【青竹银行】您的借款已逾期5天"


def holds(is_: str, *loans: Loan, org: str | None = "qingzhu", name: str = "青竹银行", role: str = "lender") -> bool:
    made = Made(TEXT, loans=loans).claims_to_be(org, "青竹银行", role)
    made.claims[0] = made.claims[0]._replace(name=name)
    return seen(made, {"ledger": {"is": is_}}) is not None


@pytest.mark.parametrize("lender", ["青竹银行", "qingzhu", "青竹", "Qingzhu Bank"])
def test_settled_by_any_name_of_the_lender(lender: str) -> None:
    assert holds("settled", Loan(lender, status="closed"))
    assert holds("settled", Loan(lender, status="paid"), Loan("白桦", status="open"))


def test_one_open_loan_is_not_settled() -> None:
    assert not holds("settled", Loan("青竹", status="closed"), Loan("青竹", status="open"))
    assert not holds("settled", Loan("青竹"))
    assert not holds("settled", Loan("白桦", status="closed"))


def test_absent() -> None:
    assert holds("absent", Loan("白桦", status="open"))
    assert not holds("absent", Loan("青竹", status="closed"))
    assert not holds("absent")
    assert not holds("absent", Loan("白桦"), role="collector")


def test_not_due_on_the_day_of_the_message() -> None:
    assert holds("not_due", Loan("青竹", due=date(2026, 11, 21)))
    assert not holds("not_due", Loan("青竹", due=date(2026, 11, 20)))
    assert not holds("not_due", Loan("青竹"))
    assert not holds("not_due", Loan("青竹", due=date(2026, 12, 1), status="closed"))
    assert holds("not_due", Loan("青竹", due=date(2026, 12, 1)), Loan("青竹", due=date(2026, 1, 1), status="paid"))


def test_a_name_that_is_not_on_record() -> None:
    assert holds("settled", Loan("某行", status="closed"), org=None, name="某行")
    assert not holds("settled", Loan("别行", status="closed"), org=None, name="某行")


@pytest.mark.parametrize(("total", "more"), [("1250", False), ("1250.01", True), ("9200", True)])
def test_more_than_a_quarter_above_what_is_outstanding(total: str, more: bool) -> None:
    made = Made(TEXT + "，欠款9200元", loans=(Loan("青竹", outstanding=Decimal("1000")),))
    made.claims_to_be("qingzhu", "青竹银行", "lender").amount("total", "9200元", total)
    assert (seen(made, {"ledger": {"is": "less"}}) is not None) is more


def test_a_loan_without_a_sum_leaves_the_total_alone() -> None:
    made = Made(TEXT + "，欠款9200元", loans=(Loan("青竹", outstanding=Decimal("1000")), Loan("青竹")))
    made.claims_to_be("qingzhu", "青竹银行", "lender").amount("total", "9200元", "9200")
    assert seen(made, {"ledger": {"is": "less"}}) is None
