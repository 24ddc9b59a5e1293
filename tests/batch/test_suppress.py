"""Small cells: none is shown, none can be reckoned from what is shown, and what is shown is right."""

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.batch.summary.suppress import ALL, LEAST, Place, Protected, places, protected

Cells = dict[Place, int]
LABELS = "abcd"
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def tables(draw: st.DrawFn, most: int = 4, counts: st.SearchStrategy[int] | None = None) -> tuple[Cells, list[str]]:
    """Cells of one to three axes, many of them small or empty."""
    axes = [LABELS[: draw(st.integers(2, most))] for _ in range(draw(st.integers(1, 3)))]
    value = counts if counts is not None else st.one_of(st.just(0), st.integers(0, 4), st.integers(5, 60))
    return {cell: draw(value) for cell in product(*axes)}, axes


def true_counts(cells: Cells, axes: list[str]) -> dict[Place, int]:
    """Every place with at most two labels, summed up anew."""
    found: dict[Place, int] = {}
    for place in product(*((*axis, ALL) for axis in axes)):
        if len(place) - place.count(ALL) <= 2:
            found[place] = sum(
                count
                for cell, count in cells.items()
                if all(wanted in (ALL, own) for wanted, own in zip(place, cell, strict=True))
            )
    return found


@FEW
@given(tables())
def test_what_is_shown_is_right_and_no_small_count_is_shown(table: tuple[Cells, list[str]]) -> None:
    cells, axes = table
    found = protected(cells, axes)
    whole = true_counts(cells, axes)
    for place, value in whole.items():
        shown = found.shown(*place)
        assert shown in (None, value)
        if 0 < value < LEAST:
            assert shown is None
    total = whole[(ALL,) * len(axes)]
    assert found.shown(*(ALL,) * len(axes)) == (None if 0 < total < LEAST else total)


@FEW
@given(tables())
def test_no_sum_says_that_what_is_hidden_under_it_is_few(table: tuple[Cells, list[str]]) -> None:
    cells, axes = table
    found = protected(cells, axes)
    whole = true_counts(cells, axes)
    for total, value in whole.items():
        if found.shown(*total) is None:
            continue
        for axis, label in enumerate(total):
            if label == ALL and len(total) - total.count(ALL) < 2:
                parts = [(*total[:axis], one, *total[axis + 1 :]) for one in axes[axis]]
                rest = value - sum(found.shown(*part) or 0 for part in parts)
                assert rest == 0 or rest >= LEAST


@FEW
@given(tables(most=3))
def test_no_hidden_count_follows_from_rows_and_columns(table: tuple[Cells, list[str]]) -> None:
    """Not even by adding and subtracting all sums that are shown: it is no linear combination of them."""
    cells, axes = table
    found = protected(cells, axes)
    whole = true_counts(cells, axes)
    shown = {place: found.shown(*place) for place in whole}
    # Under a sum that is shown as nothing everything is known.
    open_ = [
        cell for cell in cells if not any(shown[place] == 0 for place in places(cell) if place.count(ALL) < len(axes))
    ]
    known = basis([row(place, open_) for place, value in shown.items() if value is not None])
    for place, value in whole.items():
        if value and shown[place] is None:
            assert reduced(row(place, open_), known), f"{place} follows"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(most=2, counts=st.sampled_from([0, 0, 0, 1, 1, 2, 5, 6])))
def test_other_tables_of_whole_numbers_show_the_same(table: tuple[Cells, list[str]]) -> None:
    """Every table that shows the same is tried: each hidden count is different in one of them."""
    cells, axes = table
    if not LEAST <= sum(cells.values()) <= 16:
        return
    found = protected(cells, axes)
    whole = true_counts(cells, axes)
    values: dict[Place, set[int]] = {place: set() for place in whole}
    for other in fitting(list(cells), found, whole):
        for place, value in true_counts(other, axes).items():
            values[place].add(value)
    for place, value in whole.items():
        if value and found.shown(*place) is None:
            assert len(values[place]) > 1, f"{place} can only be {value}"


@FEW
@given(tables(), st.integers(0, 99))
def test_the_order_of_cells_changes_nothing(table: tuple[Cells, list[str]], seed: int) -> None:
    cells, axes = table
    mixed = list(cells.items())
    random.Random(seed).shuffle(mixed)
    assert protected(dict(mixed), axes).hidden == protected(cells, axes).hidden


def test_a_sparse_table_of_realistic_size_keeps_its_sums() -> None:
    chance = random.Random(3)
    axes = [[f"{name}{at}" for at in range(size)] for name, size in (("org", 40), ("month", 12), ("rule", 60))]
    weights = [[1 / (at + 1) for at in range(len(axis))] for axis in axes]
    drawn = zip(
        *(chance.choices(axis, weight, k=8000) for axis, weight in zip(axes, weights, strict=True)), strict=True
    )
    found = protected(Counter(drawn), axes)
    sums = [place for place in found.values if place.count(ALL) == 2]
    pairs = [place for place in found.values if place.count(ALL) == 1]
    assert sum(found.shown(*place) is not None for place in sums) > 0.9 * len(sums)
    kept = sum(found.values[place] for place in pairs if found.shown(*place) is not None)
    assert kept > 0.6 * sum(found.values[place] for place in pairs)


def test_where_there_are_few_in_all_nothing_is_shown() -> None:
    found = protected({("a", "c"): 2, ("b", "d"): 2}, ["ab", "cd"])
    assert found.shown(ALL, ALL) is None
    assert found.shown("a", ALL) is None


def test_an_axis_of_one_label_is_refused() -> None:
    with pytest.raises(ValueError, match="two labels"):
        protected({("a", "c"): 20}, ["ab", "c"])


def test_labels_that_matter_less_are_hidden_first() -> None:
    cells = {("flagged",): 50, ("none_found",): 9000, ("not_evaluable",): 2}
    found = protected(cells, [("flagged", "none_found", "not_evaluable")], rather=frozenset(("none_found",)))
    assert found.shown("flagged") == 50
    assert found.shown("none_found") is None
    kept = protected(cells, [("flagged", "none_found", "not_evaluable")], last=frozenset(("none_found",)))
    assert kept.shown("none_found") == 9000


# --- an attacker ----------------------------------------------------------------------------------------------------


def row(place: Place, cells: list[Place]) -> list[Fraction]:
    """The sum at ``place`` as an equation over ``cells``."""
    return [Fraction(all(wanted in (ALL, own) for wanted, own in zip(place, cell, strict=True))) for cell in cells]


def reduced(line: list[Fraction], found: dict[int, list[Fraction]]) -> list[Fraction]:
    """What is left of ``line`` when the rows of a basis are taken from it; empty when nothing is."""
    line = list(line)
    for pivot, other in found.items():
        if line[pivot]:
            by = line[pivot]
            line = [a - by * b for a, b in zip(line, other, strict=True)]
    return line if any(line) else []


def basis(lines: list[list[Fraction]]) -> dict[int, list[Fraction]]:
    """A basis of all that follows from ``lines``, by pivot."""
    found: dict[int, list[Fraction]] = {}
    for line in lines:
        rest = reduced(line, found)
        if rest:
            pivot = next(at for at, value in enumerate(rest) if value)
            found[pivot] = [value / rest[pivot] for value in rest]
    return found


def fitting(cells: list[Place], found: Protected, whole: dict[Place, int]) -> Iterator[Cells]:
    """Every table of whole numbers that shows what ``found`` shows."""
    left = {place: found.shown(*place) for place in whole}
    under = {cell: [place for place in places(cell) if left[place] is not None] for cell in cells}
    last = {place: cell for cell in cells for place in under[cell]}
    table: Cells = {}

    def filled(at: int) -> Iterator[Cells]:
        if at == len(cells):
            yield dict(table)
            return
        cell = cells[at]
        limits = [left[place] or 0 for place in under[cell]]
        closing = [left[place] or 0 for place in under[cell] if last[place] == cell]
        for value in range(max(closing, default=0), min(limits) + 1):
            if any(rest != value for rest in closing):
                break
            table[cell] = value
            for place in under[cell]:
                left[place] = (left[place] or 0) - value
            yield from filled(at + 1)
            for place in under[cell]:
                left[place] = (left[place] or 0) + value

    yield from filled(0)
