"""The recipient's own ledger."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from triage.cli.ledger import loans_of
from triage.errors import InputError
from triage.model import Loan


def test_loans(tmp_path: Path) -> None:
    path = tmp_path / "loans.yaml"
    path.write_text(
        "- {lender: 招商银行, due: 2026-12-08, outstanding: '5,230.18', status: open}\n- lender: 小舟借款\n", "utf-8"
    )
    assert loans_of(str(path)) == (
        Loan("招商银行", date(2026, 12, 8), Decimal("5230.18"), "open"),
        Loan("小舟借款"),
    )


def test_what_was_paid_out_and_how_it_is_repaid(tmp_path: Path) -> None:
    path = tmp_path / "loans.yaml"
    path.write_text(
        "- {lender: 青竹金融, received: '10,000', contract: 2025-11-20, instalment: 1000.5, terms: 12}\n", "utf-8"
    )
    (loan,) = loans_of(str(path))
    assert (loan.received, loan.contract) == (Decimal(10000), date(2025, 11, 20))
    assert (loan.instalment, loan.terms) == (Decimal("1000.5"), 12)


def test_a_ledger_saved_by_an_old_editor(tmp_path: Path) -> None:
    path = tmp_path / "loans.yaml"
    path.write_bytes("- {lender: 招商银行}\r\n".encode("gbk"))
    assert loans_of(str(path)) == (Loan("招商银行"),)


@pytest.mark.parametrize(
    "text",
    [
        "lender: x",
        "- {due: 2026-12-08}",
        "- {lender: x, due: 2026-02-30}",
        "- {lender: x, owed: 5}",
        "- {lender: x, status: gone}",
        "- {lender: x, outstanding: much}",
        "- [",
        "- plain",
        "- {lender: x, lender: y}",
        "- {lender: x, outstanding: 1e999}",
        "- {lender: x, received: some}",
        "- {lender: x, contract: 2026-13-01}",
        "- {lender: x, terms: 0}",
        "- {lender: x, terms: 1000}",
        "- {lender: x, terms: twelve}",
        "- {lender: x, terms: 12.5}",
        "[" * 3000,
    ],
)
def test_faults_say_the_place_and_an_example(tmp_path: Path, text: str) -> None:
    path = tmp_path / "loans.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as error:
        loans_of(str(path))
    assert "loans.yaml" in error.value.place
    assert "lender" in error.value.hint
