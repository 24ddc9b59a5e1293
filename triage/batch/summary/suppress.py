"""Which counts of a table are left out, so that no small one can be reckoned from those that stay.

A table has cells (one label on each axis). What is shown of it are *places*: the sums with at most two labels, ``ALL``
standing for any label on the other axes. Hidden are, in this order:

- places of 1 to ``least - 1``; of those with two labels the empty ones too, so that few and none look the same;
- where a shown sum would say that the hidden places under it are fewer than ``least`` together, one more;
- for each hidden place that is not empty, what stands in the way of a *move*: one message more here and one less there,
  by which that place changes and nothing that is shown does. So what is shown fits another table as well.

A hidden place that is empty may be recognised as such: nobody stands in it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

ALL = "*"
LEAST = 5
MOST_LABELS = 2
# So many cells, and labels of an axis, are tried for a move; more would hide a little less and take longer.
TRIED = 12
TRIED_LABELS = 6
# What hiding costs, in messages: a place that is empty; how much more a sum is worth than a part; what is best kept.
EMPTY = 3
SUM = 20
DEAR = 1_000_000

Place = tuple[str, ...]
Cells = Mapping[Place, int]


class Protected(NamedTuple):
    """The counts of all places that are not empty, and which are hidden beside those of two labels that are small."""

    values: Mapping[Place, int]
    hidden: frozenset[Place]
    least: int = LEAST

    def shown(self, *place: str) -> int | None:
        """The count at a place, None where it is hidden."""
        value = self.values.get(place, 0)
        return None if place in self.hidden or is_small(place, value, self.least) else value


def is_small(place: Place, value: int, least: int) -> bool:
    """Whether a place is hidden for what it is: few, or with two labels few or none."""
    pair = len(place) - place.count(ALL) > 1
    return value < least and (pair or value > 0)


def protected(
    cells: Cells,
    axes: Sequence[Sequence[str]],
    least: int = LEAST,
    rather: frozenset[str] = frozenset(),
    last: frozenset[str] = frozenset(),
) -> Protected:
    """The table of ``cells`` with what is hidden of it; ``axes`` are the labels of each axis, two or more.

    The sum of all is always shown, unless it is less than ``least``: then nothing is. Where one place has to be hidden
    for another's sake, one with a label in ``rather`` is preferred, one with a label in ``last`` avoided.

    >>> shops = {("north", "may"): 2, ("north", "june"): 40, ("south", "may"): 9, ("south", "june"): 30}
    >>> table = protected(shops, [("north", "south"), ("may", "june")])
    >>> table.shown("north", "may"), table.shown("south", "may"), table.shown("north", "*"), table.shown("*", "*")
    (None, None, 42, 81)
    """
    if any(len(axis) < 2 for axis in axes):
        raise ValueError("an axis needs two labels, one of which may be empty")
    hiding = Hiding(cells, axes, least, rather, last)
    if hiding.values.get((ALL,) * len(axes), 0) < least:
        return Protected(hiding.values, frozenset(hiding.values), least)
    hiding.work()
    return Protected(hiding.values, frozenset(hiding.hidden), least)


@lru_cache(maxsize=10_000)
def places(cell: Place) -> tuple[Place, ...]:
    """The places that ``cell`` counts in.

    >>> places(("a", "b"))
    (('*', '*'), ('a', '*'), ('*', 'b'), ('a', 'b'))
    """
    found: list[Place] = [()]
    for label in cell:
        found = [(*one, other) for one in found for other in (ALL, label)]
    kept = (one for one in found if len(one) - one.count(ALL) <= MOST_LABELS)
    return tuple(sorted(kept, key=lambda one: (len(one) - one.count(ALL), [label == ALL for label in one])))


def swapped(place: Place, axis: int, label: str) -> Place:
    """``place`` with another label on one axis."""
    return (*place[:axis], label, *place[axis + 1 :])


class Hiding:
    """What is hidden so far, and the work that is left: places that are hidden and for which no move is known yet."""

    def __init__(
        self, cells: Cells, axes: Sequence[Sequence[str]], least: int, rather: frozenset[str], last: frozenset[str]
    ) -> None:
        self.values: dict[Place, int] = {}
        self.hidden: set[Place] = set()
        self._axes = axes
        self._least = least
        self._rather = rather
        self._last = last
        self._safe: set[Place] = set()
        self._under: dict[Place, list[Place]] = {}  # the cells of a place, the least first
        self._parts: dict[tuple[int, Place], list[Place]] = {}  # what a place is the sum of, along an axis
        for cell in sorted((one for one in cells if cells[one]), key=lambda one: (cells[one], one)):
            for place in places(cell):
                self.values[place] = self.values.get(place, 0) + cells[cell]
                self._under.setdefault(place, []).append(cell)
        for place in self.values:
            for axis, label in enumerate(place):
                if label != ALL:
                    self._parts.setdefault((axis, swapped(place, axis, ALL)), []).append(place)
        small = (place for place, value in self.values.items() if is_small(place, value, least))
        self._left = deque(sorted(small, key=lambda place: (-place.count(ALL), place)))
        self.hidden.update(self._left)

    def work(self) -> None:
        """Hide what must be, until nothing is left to do."""
        while self._left:
            place = self._left.popleft()
            for axis, label in enumerate(place):
                if label != ALL:
                    self._thicken(axis, swapped(place, axis, ALL))
            if place not in self._safe:
                self._secure(place)

    def _hide(self, place: Place) -> None:
        if place not in self.hidden:
            self.hidden.add(place)
            self._left.append(place)

    def _thicken(self, axis: int, total: Place) -> None:
        """Hide more under a sum that is shown, if what is hidden under it is few together."""
        if total in self.hidden:
            return
        parts = self._parts.get((axis, total), ())
        few = sum(self.values[part] for part in parts if part in self.hidden)
        for part in sorted((part for part in parts if part not in self.hidden), key=self._order):
            if not 0 < few < self._least:
                return
            self._hide(part)
            few += self.values[part]

    def _secure(self, place: Place) -> None:
        """Hide what stands in the way of the cheapest move found that changes ``place``."""
        if place not in self.values:
            return  # it is empty, and was hidden for another
        best: tuple[int, frozenset[Place]] | None = None
        for move in self._moves(place):
            changed = changes(move)
            if place not in changed:
                continue
            cost = 0
            for one in changed:
                cost += self._price(one)
            if best is None or cost < best[0]:
                best = cost, changed
            if not cost:
                break
        assert best is not None, "a message can always be moved to another label"
        self._safe |= best[1]
        for one in sorted(best[1]):
            if not is_small(one, self.values.get(one, 0), self._least):
                self._hide(one)

    def _moves(self, place: Place) -> Iterator[tuple[tuple[Place, int], ...]]:
        """Moves that take from cells that have a message: two cells swap a label, or one message gets another label."""
        given = [axis for axis, label in enumerate(place) if label != ALL]
        for cell in self._under[place][:2]:
            for other in self._partners(cell, place):
                for axis in given:
                    if cell[axis] != other[axis]:
                        one, two = swapped(cell, axis, other[axis]), swapped(other, axis, cell[axis])
                        yield (cell, -1), (other, -1), (one, 1), (two, 1)
            for axis in given:
                for label in self._labels(cell, axis):
                    yield (cell, -1), (swapped(cell, axis, label), 1)

    def _partners(self, cell: Place, place: Place) -> Iterator[Place]:
        """Cells to swap with: first those that differ in nothing that ``place`` does not name, then any."""
        free = tuple(ALL if label != ALL else own for label, own in zip(place, cell, strict=True))
        for total in dict.fromkeys((free, (ALL,) * len(cell))):
            apart = (
                other
                for other in self._under[total]
                if all(other[at] != cell[at] for at, label in enumerate(place) if label != ALL)
            )
            yield from islice(apart, TRIED)

    def _labels(self, cell: Place, axis: int) -> list[str]:
        """The other labels of an axis that cost least to hide."""
        nowhere = (ALL,) * len(cell)
        others = (label for label in self._axes[axis] if label != cell[axis])
        return sorted(others, key=lambda label: (self._price(swapped(nowhere, axis, label)), label))[:TRIED_LABELS]

    def _order(self, place: Place) -> tuple[int, Place]:
        return self._price(place), place

    def _price(self, place: Place) -> int:
        if place in self.hidden:
            return 0
        value = self.values.get(place, 0)
        labels = len(place) - place.count(ALL)
        if labels > 1 and value < self._least:
            return 0
        if not labels or not self._last.isdisjoint(place):
            return DEAR
        price = EMPTY if not value else 1 if not self._rather.isdisjoint(place) else value
        return price * SUM if labels == 1 else price


def changes(move: tuple[tuple[Place, int], ...]) -> frozenset[Place]:
    """The places that a move changes."""
    more, less = ([places(cell) for cell, sign in move if sign == wanted] for wanted in (1, -1))
    if len(more) == 1:
        return frozenset(more[0]).symmetric_difference(less[0])
    net: dict[Place, int] = {}
    for found, sign in ((more, 1), (less, -1)):
        for one in found:
            for place in one:
                net[place] = net.get(place, 0) + sign
    return frozenset(place for place, by in net.items() if by)
