"""The recipient's own ledger of loans, a small YAML file; it is read and forgotten."""

from __future__ import annotations

from triage.batch.rows import Fault, loan_of
from triage.cli.source import from_file
from triage.errors import InputError
from triage.model import Loan

EXAMPLE = (
    "- {lender: 招商银行, due: 2026-12-08, outstanding: 5230.18, status: open, received: 5000, contract: 2026-06-08}"
)


def loans_of(name: str) -> tuple[Loan, ...]:
    """The loans in the file ``name``, a list of mappings with the fields of ``Loan``. InputError else."""
    from triage.catalog.yaml_lines import Document, NotYaml

    try:
        document = Document(name, from_file(name).text)
    except NotYaml as error:
        raise fault(f"{name}:{error.line}", "cannot be read as YAML") from None
    except RecursionError:
        raise fault(name, "cannot be read as YAML") from None
    raw = document.value
    for path in document.repeated:
        raise fault(f"{name}:{document.line(path)}", "the same key stands twice in one loan")
    if not isinstance(raw, list):
        raise fault(name, "must be a list of loans")
    loans = []
    for number, one in enumerate(raw, 1):
        try:
            loans.append(loan_of({key: value or None for key, value in one.items()} if isinstance(one, dict) else one))
        except Fault as refused:
            raise fault(f"{name}, loan {number}", refused.what) from None
    return tuple(loans)


def fault(place: str, what: str) -> InputError:
    """An error of the ledger."""
    return InputError(what, place=place, effect="nothing was checked", hint=f"for example: {EXAMPLE}")
