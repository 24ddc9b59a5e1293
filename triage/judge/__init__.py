"""From what was read and checked to findings: rules, predicates, arithmetic."""

from typing import TYPE_CHECKING, Any

from triage.judge.case import Case, Judgement
from triage.judge.engine import judge

if TYPE_CHECKING:
    from triage.judge.validation import check_rules

__all__ = ["Case", "Judgement", "check_rules", "judge"]


def __getattr__(name: str) -> Any:
    if name == "check_rules":  # only `data check` needs it, and every start would pay for it
        from triage.judge.validation import check_rules

        return check_rules
    raise AttributeError(name)
