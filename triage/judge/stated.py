"""What the tests on statements share: when a message came, whether it mends itself, and days and counts as written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from triage.judge.figures import Conflict, on_text
from triage.judge.scene import Scene
from triage.model import Slots
from triage.read.civil import civil, nearest_year
from triage.read.numerals import parse

CHINESE = "一二三四五六七八九十两"
COUNT = f"(?:[0-9]{{1,3}}|[{CHINESE}]{{1,3}}|[零壹贰叁肆伍陆柒捌玖拾]{{1,3}})"
ISO_DAY = "[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}"
DAY = (
    f"(?:(?:[0-9]{{4}})年 ?)?(?:[0-9]{{1,2}}|[{CHINESE}]{{1,2}})月 ?(?:[0-9]{{1,2}}|[{CHINESE}]{{1,3}})[日号]|{ISO_DAY}"
)


def words(scene: Scene, key: str) -> tuple[str, ...]:
    """The words ``key`` of ``data/lexicon/statements.yaml``."""
    return tuple(scene.case.catalog.lexicon.section("statements")[key])


def says(scene: Scene, *keys: str) -> bool:
    """Whether a word of one of the lists stands in the text, what every reminder says (已还请忽略) left out."""
    text = scene.prepared.text
    for word in words(scene, "usual"):
        text = text.replace(word, "")
    return any(word in text for key in keys for word in words(scene, key))


def received(scene: Scene) -> date | None:
    """The day the message came, if it is known."""
    reference = scene.reading.reference
    return reference.moment.date if reference.source == "received_at" else None


def count_of(written: str) -> int | None:
    """The whole number that ``written`` is.

    >>> count_of("十二"), count_of("3")
    (12, 3)
    """
    value = parse(written)
    return int(value) if value is not None and value == int(value) else None


def day_of(scene: Scene, written: str) -> date | None:
    """The day that ``written`` (matched by ``DAY``) names; without a year, that nearest to the day of the message."""
    written = "-".join(pattern("[-./]").split(written))
    found = _day().fullmatch(written)
    if found is None:
        return None
    if found["iso"]:
        return civil(*map(int, found["iso"].split("-")))
    month, day = count_of(found["month"]), count_of(found["day"])
    if month is None or day is None:
        return None
    if found["year"]:
        return civil(int(found["year"]), month, day)
    came = received(scene)
    return nearest_year(month, day, came) if came is not None else None


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    number = f"[0-9]{{1,2}}|[{CHINESE}]{{1,3}}"
    return re.compile(
        f"(?:(?P<year>[0-9]{{4}})年 ?)?(?P<month>{number})月 ?(?P<day>{number})[日号]"
        "|(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})"
    )


@lru_cache(maxsize=64)
def pattern(written: str) -> re.Pattern[str]:
    """``written`` compiled, with DAY and COUNT in it for a day and a whole number."""
    return re.compile(written.replace("DAY", DAY).replace("COUNT", COUNT))


def all_of(scene: Scene, written: str) -> Iterator[re.Match[str]]:
    """Where ``written`` stands in the text."""
    return pattern(written).finditer(scene.prepared.text)


def first_of(scene: Scene, written: str) -> re.Match[str] | None:
    """The first place of ``written`` in the text."""
    return pattern(written).search(scene.prepared.text)


def conflict(scene: Scene, *found: re.Match[str], slots: Slots = ()) -> Conflict:
    """Two statements of the text against each other."""
    return Conflict(on_text(*(scene.prepared.span(*one.span()) for one in found)), slots)
