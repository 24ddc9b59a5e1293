"""The work list of values that want another look."""

from datetime import date
from pathlib import Path

from triage import load_catalog
from triage.catalog.stale import USES, stale

TODAY = date(2026, 11, 25)


def test_only_what_is_old_enough_or_undated_is_listed() -> None:
    for one in stale(load_catalog(), TODAY, 365):
        assert one.days is None or one.days > 365


def test_what_most_depends_on_comes_first_and_the_oldest_of_it() -> None:
    found = stale(load_catalog(), TODAY, 0)
    places = [(USES.index(one.use), -one.texts) for one in found]
    assert places == sorted(places)
    for place in set(places):
        ages = [one.days for one, here in zip(found, places, strict=True) if here == place]
        dated = [age for age in ages if age is not None]
        assert ages == [None] * (len(ages) - len(dated)) + sorted(dated, reverse=True)
    police = next(one for one in found if one.org == "police-110" and one.kind == "hotline")
    assert (police.use, police.texts > 1) == ("answer", True)
    assert all((one.use == "answer") is (one.texts > 0) for one in found)


def test_only_what_may_be_offered_is_named_by_an_answer() -> None:
    for one in stale(load_catalog(), TODAY, 0):
        assert one.use == "compared" or one.confidence != "low"


def test_paths_partners_and_statuses_are_listed_too(folder: Path) -> None:
    found = stale(load_catalog(folder), TODAY, 0)
    (path,) = [one for one in found if one.kind == "path"]
    assert path[:5] == ("label", "path", "https://www.qingzhu.example/list", "collectors_list", "high")
    assert (path.days, path.use) == (116, "offered")
    (partner,) = [one for one in found if one.kind == "partner"]
    assert (partner.org, partner.value, partner.purpose, partner.use) == (
        "label",
        "bank-qingzhu",
        "funded_by",
        "offered",
    )
    statuses = {one.org: (one.value, one.seen, one.use) for one in found if one.kind == "status"}
    assert statuses == {
        "bank-qingzhu": ("active", "2026-08", "compared"),
        "police": ("active", "undated", "compared"),
        "label": ("label", "2025", "offered"),
    }


def test_a_longer_span_lists_less() -> None:
    counts = [len(stale(load_catalog(), TODAY, days)) for days in (0, 180, 365, 3650)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1]
