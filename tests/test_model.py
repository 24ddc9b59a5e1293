"""Moments: every form, offsets to Asia/Shanghai, and what does not exist."""

from datetime import UTC, date, datetime

import pytest

from triage.errors import InputError
from triage.model import Moment, moment

GOOD = {
    "2026-11-20": Moment(date(2026, 11, 20)),
    " 2026/11/20 ": Moment(date(2026, 11, 20)),
    "2026-11-20T21:58": Moment(date(2026, 11, 20), "21:58"),
    "2026-11-20 21:58:07": Moment(date(2026, 11, 20), "21:58:07"),
    "2026-11-20T21:58+08:00": Moment(date(2026, 11, 20), "21:58"),
    "2026-11-20T17:58:00Z": Moment(date(2026, 11, 21), "01:58:00"),
    "2026-11-20T21:58-05:00": Moment(date(2026, 11, 21), "10:58"),
    "0001-01-01": Moment(date(1, 1, 1)),
}
BAD = [
    "",
    "soon",
    "2026-02-30",
    "2026-11-20T25:00",
    "2026-13-01",
    "0001-01-01T00:00+14:00",
    "9999-12-31T23:59-12:00",
    "20-11-2026",
]


@pytest.mark.parametrize(("text", "expected"), GOOD.items(), ids=GOOD)
def test_a_moment_is_read(text: str, expected: Moment) -> None:
    assert moment(text) == expected


@pytest.mark.parametrize("text", BAD)
def test_what_does_not_exist_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(InputError) as caught:
        moment(text)
    assert not text or text not in str(caught.value)


def test_dates_and_datetimes_are_taken_as_they_are() -> None:
    assert moment(date(2026, 11, 20)) == Moment(date(2026, 11, 20))
    assert moment(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == Moment(date(2026, 11, 21), "00:00:00")
    assert moment(Moment(date(2026, 11, 20), "09:00")).iso() == "2026-11-20T09:00"
