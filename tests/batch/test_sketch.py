"""Different values counted in bounded memory: exact up to a size, then within the interval it tells."""

import random

from hypothesis import given
from hypothesis import strategies as st

from triage.batch.summary.sketch import Distinct, hashed, packed, unpacked

HASHES = st.lists(st.integers(0, (1 << 48) - 1), max_size=200)


@given(HASHES, st.integers(3, 50))
def test_up_to_its_size_it_is_exact(values: list[int], most: int) -> None:
    one = Distinct(most)
    one.merge(values)
    if len(set(values)) <= most:
        assert one.count() == (len(set(values)),) * 3
    else:
        assert not one.count().exact


@given(HASHES, HASHES, st.integers(3, 50))
def test_parts_come_to_the_whole(first: list[int], second: list[int], most: int) -> None:
    """Whatever a part leaves out, that it left something out is not forgotten."""
    whole, joined = Distinct(most), Distinct(most)
    whole.merge([*second, *first])
    for values in (first, second):
        part = Distinct(most)
        part.merge(values)
        joined.merge(unpacked(packed(part.values())))
    assert joined.values() == whole.values()
    assert joined.count() == whole.count()


@given(HASHES, HASHES)
def test_what_was_new_is_all_that_another_needs(first: list[int], second: list[int]) -> None:
    one, two = Distinct(10), Distinct(10)
    kept = [one.merge(values) for values in (first, second)]
    for values in kept:
        two.merge(values)
    assert one.values() == two.values()


def test_it_stays_small_and_the_interval_holds() -> None:
    missed = 0
    for run in range(60):
        chance = random.Random(run)
        one = Distinct(256)
        true = chance.randrange(400, 20_000)
        one.merge(hashed(f"{run}/{at}") for at in range(true))
        assert len(one.values()) == 257
        found = one.count()
        missed += not found.low <= true <= found.high
        assert abs(found.count - true) < 0.3 * true
    assert missed <= 8  # of 60, 3 are to be expected


def test_a_hash_is_the_same_in_every_process() -> None:
    assert hashed("13900000000") == 0x8FDBF8639AF8
    assert hashed("a\ud83d") != hashed("a")
