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
