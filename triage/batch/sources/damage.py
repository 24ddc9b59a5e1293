"""An input that cannot be read to its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from triage.batch.chunks import Item
from triage.errors import InputError
from triage.model import Failure

Records = Callable[[], Iterator[tuple[int, Item]]]


class Damaged(Exception):
    """The input cannot be read beyond the last record. ``why`` never quotes it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def whole(records: Records) -> Iterator[tuple[int, Item]]:
    """All of ``records``; where they break off, a last one says so, and the run goes on with the next input."""
    place = 0
    try:
        for place, item in records():
            yield place, item
    except Damaged as error:
        why = error.why
    except OSError as error:
        why = error.strerror or type(error).__name__
    else:
        return
    hint = f"the input cannot be read beyond this place ({why}); what stands after it was not assessed"
    yield place + 1, Failure(None, place + 1, "input_damaged", hint)


def unusable(what: str, place: str, hint: str = "") -> InputError:
    """That nothing of an input can be used."""
    return InputError(what, place=place, effect="nothing was assessed", hint=hint)
