"""Of how many messages a thing could be said at all: the base of each rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

# The fact that a predicate cannot do without.
ASKS = {"clock": "clock", "sender": "sender", "name": "name", "ledger": "loans"}
CONTEXT = ("relation", "claim", "did")
TESTS = {"paid_before_due": "paid_on"}  # arithmetic with what the recipient says


class Base(NamedTuple):
    """How many messages; ``at_least`` so many where the rest is too few to be told; neither where it is withheld."""

    of: int | None
    at_least: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        """``of`` and ``of_at_least``."""
        return {"of": self.of, "of_at_least": self.at_least}


def base_of(total: int, lacking: Iterable[tuple[int, int | None]], least: int) -> Base:
    """The base where some of ``total`` messages lack what is asked: how many for each reason, and that if it is shown.

    >>> [base_of(1000, [one], 5).of for one in ((400, 400), (3, None), (997, 997), (400, None))]
    [600, None, None, None]
    >>> base_of(1000, [(3, None), (400, 400)], 5)
    Base(of=None, at_least=596)
    """
    reasons = list(lacking)
    count = total - sum(value for value, _ in reasons)
    hidden = [value for value, shown in reasons if value and shown is None]
    if 0 < count < least or any(value >= least for value in hidden):
        return Base(None)
    if hidden:
        return Base(None, count + sum(hidden) - len(hidden) * (least - 1))
    return Base(count)


def asked_by(when: Mapping[str, Any]) -> frozenset[str]:
    """The facts without which a ``when`` tree cannot hold.

    >>> sorted(asked_by({"all": [{"clock": {}}, {"any": [{"name": {}}, {"cue": {}}]}, {"none": [{"sender": {}}]}]}))
    ['clock']
    """
    found: set[str] = set()
    for name, body in when.items():
        if name == "all":
            found.update(*map(asked_by, body))
        elif name == "near":
            found.update(*map(asked_by, body["of"]))
        elif name == "any":
            found.update(in_all(map(asked_by, body)))
        elif name in ASKS:
            found.add(ASKS[name])
        elif name == "context":
            found.update(key for key in CONTEXT if key in body)
        elif name == "arithmetic" and body["test"] in TESTS:
            found.add(TESTS[body["test"]])
        elif name == "check" and body.get("subject") == "sender":
            found.add("sender")
    return frozenset(found)


def in_all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """What all of several sets hold."""
    first, *rest = sets
    return first.intersection(*rest)
