"""``triage batch``: one JSON object a line in, one report or failure a line out."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO

from triage.errors import InputError, TriageError

TERMINATED = 128 + 15


def batch(inputs: list[str], output: str, as_of: date, lang: str) -> int:
    """Assess every line of ``inputs`` (paths, ``-`` is stdin) into ``output`` (a path, ``-`` is stdout).

    Returns the exit code: 0 complete, 1 complete with failures (counted on stderr). Line numbers count through each
    input from 1. The output stands under its name only when it is whole.
    """
    from triage.batch import Count, answers
    from triage.catalog import load_catalog
    from triage.render import render_line

    count = Count()
    catalog = load_catalog()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))  # so that no unfinished output stays behind
    with ExitStack() as stack:
        sources = [stack.enter_context(opened(one)) for one in inputs]
        sink = stack.enter_context(written(output))
        for source in sources:
            for answer in answers(source, catalog, as_of, count):
                sink.write(render_line(answer, catalog, lang).encode("utf-8") + b"\n")
    failed = sum(count.failed.values())
    if failed:
        by_code = ", ".join(f"{code} {number}" for code, number in sorted(count.failed.items()))
        print(f"triage batch: {count.done} assessed, {failed} not ({by_code})", file=sys.stderr)
    return 1 if failed else 0


@contextmanager
def opened(name: str) -> Iterator[Iterable[bytes]]:
    """The lines of a file, or of stdin for ``-``. InputError when it cannot be read."""
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed", place="stdin", effect="nothing was assessed")
        yield sys.stdin.buffer
        return
    try:
        source = open(name, "rb")  # noqa: SIM115
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})",
            place=name,
            effect="nothing was assessed",
            hint="check the name and the rights of the file",
        ) from None
    with source:
        yield source


@contextmanager
def written(name: str) -> Iterator[IO[bytes]]:
    """A file that takes its name when all is written, or stdout for ``-``.

    InputError when it cannot be opened, TriageError when it cannot be written to the end (the disk is full).
    """
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(os.path.realpath(name))  # a link stays a link to it
    part = None
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written as it is
            sink: IO[bytes] = target.open("wb")
        else:
            number, part = tempfile.mkstemp(dir=target.parent, prefix=".triage-batch-", suffix=".part")
            sink = os.fdopen(number, "wb")
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})",
            place=name,
            effect="nothing was assessed",
            hint="name a file in a folder that exists and may be written",
        ) from None
    try:
        with sink:
            yield sink
        if part:
            os.chmod(part, 0o666 & ~umask())
            os.replace(part, target)
    except BaseException as error:
        if part:
            with suppress(OSError):
                os.unlink(part)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            kept = "nothing new stands under this name" if part else "what was written is not complete"
            raise TriageError(f"could not be written ({error.strerror})", place=name, effect=kept) from None
        raise


def umask() -> int:
    """The process's umask, which can only be read by setting it."""
    now = os.umask(0o077)
    os.umask(now)
    return now
