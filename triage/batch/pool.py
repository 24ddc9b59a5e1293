"""Chunks in, parts out, in order: in this process, or in several that each hold the catalog.

Each worker has a pipe of its own and one chunk at a time. A worker that dies closes its pipe, which is seen at once; a
worker whose run has died finds its pipe closed and ends. (The pools of the standard library can hang in both cases.)
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import NamedTuple, cast

from triage.batch.chunks import Chunk
from triage.batch.extras import Extra
from triage.batch.forms import Form
from triage.batch.work import Part, part_of
from triage.catalog.catalog import Catalog
from triage.errors import TriageError

# So many parts a worker may be ahead of the output: enough to keep all busy, little enough to stay small.
AHEAD = 3

# So many bytes go through a pipe at once.
PIECE = 128 * 1024

# How a process gets its catalog and form: a function that can be sent to it, called there once.
Setup = Callable[[], tuple[Catalog, Form]]


class Worker(NamedTuple):
    """A process at work and our end of its pipe."""

    process: BaseProcess
    pipe: Connection


def parts(
    chunks: Iterable[Chunk], setup: Setup, as_of: date, workers: int, digest: str, extras: Sequence[Extra] = ()
) -> Iterator[Part]:
    """The parts of ``chunks`` in their order. ``digest``: of the catalog that every worker must find.

    ``TriageError`` when a worker vanishes or has other data.
    """
    if workers == 1:
        catalog, form = setup()
        for chunk in chunks:
            yield part_of(chunk, form, catalog, as_of, extras)
        return
    # Workers are started afresh: a copy of a process that has threads or open files may hang.
    at_work = [started(setup, as_of, digest, extras) for _ in range(workers)]
    try:
        yield from in_order(chunks, at_work)
    finally:
        for worker in at_work:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()


def started(setup: Setup, as_of: date, digest: str, extras: Sequence[Extra]) -> Worker:
    """A new worker."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, setup, as_of, digest, extras), daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def in_order(chunks: Iterable[Chunk], workers: list[Worker]) -> Iterator[Part]:
    """The parts in the order of ``chunks``; at most ``AHEAD`` for each worker wait for an earlier one."""
    coming = iter(chunks)
    idle = list(workers)
    busy: dict[Connection, tuple[Worker, int]] = {}
    done: dict[int, Part] = {}
    sent = told = 0
    more = True
    while more or busy or done:
        while more and idle and sent - told < AHEAD * len(workers):
            chunk = next(coming, None)
            if chunk is None:
                more = False
                break
            worker = idle.pop()
            pass_on(worker.pipe, chunk)
            busy[worker.pipe] = worker, sent
            sent += 1
        if told in done:  # only now that every worker has its next chunk: they go on while this part is written
            yield done.pop(told)
            told += 1
        elif busy:
            for pipe in cast("list[Connection]", wait(list(busy))):
                worker, number = busy.pop(pipe)
                done[number] = answer_of(pipe)
                idle.append(worker)


def pass_on(pipe: Connection, chunk: Chunk) -> None:
    """Give a worker its next chunk."""
    try:
        pipe.send(chunk)
    except OSError:
        raise vanished() from None


def answer_of(pipe: Connection) -> Part:
    """What a worker made of its chunk."""
    part: Part
    pieces: int
    try:
        answer = pipe.recv()
        if not isinstance(answer, str):
            part, pieces = answer
            return part._replace(data=b"".join(pipe.recv_bytes() for _ in range(pieces)))
    except (EOFError, OSError):
        raise vanished() from None
    raise TriageError(answer, effect="the run is not complete")


def hand_back(pipe: Connection, part: Part) -> None:
    """Send a part, its bytes in pieces: a single large one takes several times as long on both sides."""
    starts = range(0, len(part.data), PIECE)
    pipe.send((part._replace(data=b""), len(starts)))
    for start in starts:
        pipe.send_bytes(part.data, start, min(PIECE, len(part.data) - start))


def vanished() -> TriageError:
    """That a worker is gone."""
    return TriageError(
        "a worker vanished: it was stopped from outside, or there was not enough memory",
        effect="the run is not complete",
        hint="go on with --resume, if need be with fewer --workers",
    )


def serve(pipe: Connection, setup: Setup, as_of: date, digest: str, extras: Sequence[Extra]) -> None:
    """The life of a worker: chunk by chunk, until the run closes the pipe. The keyboard stops the run, not a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    catalog, form = setup()
    same = catalog.digest == digest
    while True:
        try:
            chunk = pipe.recv()
            if same:
                hand_back(pipe, part_of(chunk, form, catalog, as_of, extras))
            else:
                pipe.send("the data changed while the run was going on")
        except (EOFError, OSError):
            return
