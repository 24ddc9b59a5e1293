"""The pool: parts in order, whole, and an end whatever the workers do at once."""

import gc
import json
from collections import Counter
from datetime import date
from multiprocessing import Pipe
from threading import Thread
from typing import Any, cast

import pytest

from triage.batch.chunks import Chunk
from triage.batch.forms import Lines
from triage.batch.pool import AHEAD, PIECE, Worker, answer_of, hand_back, in_order
from triage.batch.work import Part, part_of
from triage.catalog import load_catalog
from triage.errors import TriageError
from triage.model import Failure


def part(number: int, data: bytes = b"") -> Part:
    return Part(number, data, Counter(done=1))


def ended(workers: list[Worker], count: int) -> list[int]:
    """The numbers of the parts of ``count`` chunks; fails when there is no end."""
    found: list[int] = []
    chunks = (Chunk(number, 0, ()) for number in range(count))
    run = Thread(target=lambda: found.extend(one.number for one in in_order(chunks, workers)), daemon=True)
    run.start()
    run.join(20)
    assert not run.is_alive()
    return found


def test_last_answers_that_come_at_once_are_the_end() -> None:
    ends = [Pipe() for _ in range(2)]
    for number, (_, theirs) in zip((1, 0), ends, strict=True):  # the last worker of the list is given the first chunk
        hand_back(theirs, part(number))
    assert ended([Worker(cast(Any, None), ours) for ours, _ in ends], 2) == [0, 1]


def test_one_that_is_slow_lets_the_others_go_on_only_so_far() -> None:
    (quick, theirs), (slow, other) = Pipe(), Pipe()
    most = AHEAD * 2
    for number in range(1, most):
        hand_back(theirs, part(number))
    taken: list[int] = []

    def chunks() -> Any:
        for number in range(most + 3):
            taken.append(number)
            yield Chunk(number, 0, ())

    coming = in_order(chunks(), [Worker(cast(Any, None), quick), Worker(cast(Any, None), slow)])
    late = Thread(target=lambda: (other.recv(), other.poll(0.3), hand_back(other, part(0))), daemon=True)
    late.start()
    assert [next(coming).number for _ in range(most)] == list(range(most))
    assert max(taken) <= most + 1


@pytest.mark.parametrize("size", [0, 1, PIECE, 3 * PIECE + 7])
def test_a_part_comes_through_whole(size: int) -> None:
    ours, theirs = Pipe()
    data = bytes(at % 251 for at in range(size))
    sending = Thread(target=hand_back, args=(theirs, part(4, data)))
    sending.start()
    assert answer_of(ours) == part(4, data)
    sending.join()


def test_a_worker_that_dies_in_the_middle_of_a_part_has_vanished() -> None:
    ours, theirs = Pipe()
    theirs.send((part(0), 2))
    theirs.send_bytes(b"half")
    theirs.close()
    with pytest.raises(TriageError, match="vanished"):
        answer_of(ours)


@pytest.mark.parametrize("before", [True, False])
def test_the_work_on_a_chunk_leaves_the_search_for_cycles_as_it_was(before: bool) -> None:
    found = gc.isenabled()
    try:
        gc.enable() if before else gc.disable()
        catalog = load_catalog()
        failure = Failure(None, 1, "no_text", "the row has no text")
        made = part_of(Chunk(0, 0, ((1, failure),)), Lines(catalog, "zh"), catalog, date(2026, 11, 25))
        assert made.counts == {"failed/no_text": 1}
        assert gc.isenabled() is before
    finally:
        gc.enable() if found else gc.disable()


def test_answers_leave_no_cycles_behind() -> None:
    """Else a run without the search for them would grow."""
    catalog = load_catalog()
    texts = [
        "【青竹金融】您的借款已逾期3天，应还862.50元，请于11月25日前还款。",
        "验证码1234，请勿告诉他人。",
        "去你单位找你",
    ]
    lines = [json.dumps({"text": text, "received_at": "2026-11-20T22:30"}).encode() for text in texts]
    chunk = Chunk(0, 0, tuple(enumerate([*lines, b"{broken"], 1)))
    part_of(chunk, Lines(catalog, "zh"), catalog, date(2026, 11, 25))
    gc.collect()
    part_of(chunk, Lines(catalog, "zh"), catalog, date(2026, 11, 25))
    assert gc.collect() == 0
