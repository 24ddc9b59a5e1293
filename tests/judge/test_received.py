"""What a loan cost on the sum received, when the recipient's own ledger says it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.judge.made import Made
from tests.judge.test_arithmetic import run, slots
from triage.model import Loan


class TestOfTheOwnLedger:
    """The sum received as the recipient's own list has it, and what the message says of the repayment."""

    AT_ONCE = "【青竹银行】您的借款明日到期，应还总额2600元"
    MONTHLY = "【青竹银行】您的借款共12期，每期应还1000元"
    LOAN = Loan("青竹", date(2026, 10, 20), status="open", received=Decimal(2000), contract=date(2026, 10, 13), terms=1)

    def made(self, *loans: Loan, text: str = AT_ONCE, received: str | None = "2026-10-19") -> Made:
        made = Made(text, received, loans=loans).claims_to_be("qingzhu", "青竹银行")
        return made.amount("total", "2600元", "2600") if text == self.AT_ONCE else made

    def monthly(self, *loans: Loan) -> Made:
        made = self.made(*loans, text=self.MONTHLY)
        return made.amount("installment", "1000元", "1000").duration("term", "12期", None, count=12)

    def test_repaid_at_once(self) -> None:
        assert slots("yearly_rate_above", self.made(self.LOAN), percent="24", line="unknown") == {
            "received": "2000.00",
            "repay": "2600.00",
            "days": "7",
            "rate": "1564",
        }

    def test_by_the_instalments_of_the_message(self) -> None:
        loan = self.LOAN._replace(received=Decimal(10000), contract=date(2025, 11, 20), terms=None)
        assert slots("yearly_rate_above", self.monthly(loan), line="above") == {
            "received": "10000.00",
            "repay": "12000.00",
            "rate": "35.1",
            "contract": "2025-11-20",
            "lpr": "3.00",
            "line": "12.00",
        }

    def test_by_the_instalments_of_the_ledger(self) -> None:
        loan = Loan("青竹", received=Decimal(10000), contract=date(2025, 11, 20), instalment=Decimal(1000), terms=12)
        found = slots("yearly_rate_above", self.made(loan, text="【青竹银行】您的借款已逾期"), line="above")
        assert found is not None
        assert (found["repay"], found["rate"]) == ("12000.00", "35.1")

    @pytest.mark.parametrize(
        ("change", "line"),
        [
            ({}, "unknown"),
            ({"contract": date(2026, 8, 20)}, "unknown"),
            ({"contract": date(2026, 8, 19)}, "above"),
            ({"contract": date(2026, 8, 19)}, "known"),
        ],
    )
    def test_the_line_of_the_day_of_the_contract(self, change: dict[str, Any], line: str) -> None:
        made = self.made(self.LOAN._replace(**change))
        assert run("yearly_rate_above", made, line=line) is not None
        other = "unknown" if line != "unknown" else "known"
        assert run("yearly_rate_above", made, line=other) is None

    @pytest.mark.parametrize(
        "change",
        [
            {"received": None},
            {"contract": None},
            {"due": None},
            {"status": "paid"},
            {"lender": "白桦"},
            {"received": Decimal(2600)},
            {"received": Decimal(3000)},
            {"terms": 6},
            {"terms": None},
        ],
    )
    def test_what_is_missing_or_costs_nothing(self, change: dict[str, Any]) -> None:
        for line in ("unknown", "known", "above"):
            assert run("yearly_rate_above", self.made(self.LOAN._replace(**change)), line=line) is None

    def test_two_loans_with_one_lender_leave_open_which_is_meant(self) -> None:
        assert run("yearly_rate_above", self.made(self.LOAN, self.LOAN), line="unknown") is None
        closed = self.LOAN._replace(status="closed")
        assert run("yearly_rate_above", self.made(self.LOAN, closed), line="unknown") is not None

    def test_a_sum_that_was_due_is_reckoned_to_the_day_it_was_received(self) -> None:
        assert (slots("yearly_rate_above", self.made(self.LOAN, received="2026-11-12")) or {})["days"] == "30"
        assert run("yearly_rate_above", self.made(self.LOAN, received=None)) is None

    def test_less_paid_out_than_the_principal_that_is_written(self) -> None:
        made = self.made(self.LOAN, text="【青竹银行】您的借款本金2500元已逾期").amount("principal", "2500元", "2500")
        assert slots("deducted_in_advance", made) == {"received": "2000.00", "principal": "2500.00"}

    @pytest.mark.parametrize(("contract", "line"), [(date(2026, 8, 1), "above"), (date(2026, 10, 1), "unknown")])
    def test_the_words_of_the_message_come_first(self, contract: date, line: str) -> None:
        """The sum is the message's; the day of the contract, which it does not say, is the ledger's."""
        loan = self.LOAN._replace(contract=contract)
        made = Made("【青竹银行】实际到手2400元，期限30天，到期还3000元整", loans=(loan,)).claims_to_be(
            "qingzhu", "青竹银行"
        )
        made.cue("state.received", "实际到手")
        made.amount("other", "2400元", "2400").amount("total", "3000元整", "3000").duration("term", "30天", 30)
        assert (slots("yearly_rate_above", made, line=line) or {})["received"] == "2400.00"
