"""The journal of an unfinished run: what is written so far, so that ``--resume`` goes on and loses or repeats nothing.

Beside the output ``NAME`` lie, until it is whole, ``.NAME.part`` (its bytes so far) and ``.NAME.journal``: a line with
the fingerprint of the run, then one line for each chunk whose bytes are in the part, with the hash of the part up to
there and what is kept of what the extras have counted. A line that was cut short or whose hash does not fit, and bytes
after the last line, do not count: so each line need not wait for the disk, and even what a power failure leaves is
told from what was lost.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

from triage.errors import InputError

# After so many chunks what was written is brought to the disk: a power failure costs no more than these.
AT_ONCE = 16


class Entry(NamedTuple):
    """One chunk that is done: its number, how long the part was after it and its hash then, and its counts."""

    chunk: int
    length: int
    sha256: str
    counts: Counter[str]


class Journal:
    """The part and the journal of one output, open for more. Use as a context; ``finish`` gives the output its name."""

    def __init__(self, target: Path, fingerprint: Mapping[str, Any], resume: bool) -> None:
        self.target = target
        self.part_path, self.path = paths(target)
        self.entries: list[Entry] = []
        self._fingerprint = json.loads(json.dumps(fingerprint))
        self._part: IO[bytes]
        self._log: IO[bytes]
        self._hash = sha256()
        if resume and self.path.exists():
            self._open_again()
        else:
            self._open_new()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._part.close()
        self._log.close()

    @property
    def length(self) -> int:
        """How many bytes of the part count."""
        return self.entries[-1].length if self.entries else 0

    @property
    def sha256(self) -> str:
        """The hash of the bytes that count, in hexadecimal digits."""
        return self._hash.hexdigest()

    def write(self, chunk: int, data: bytes, counts: Counter[str], extras: Sequence[Any] = ()) -> None:
        """Add the bytes of a chunk to the part, and then its line to the journal.

        ``extras``: what is kept of what the extras have counted of it, as plain values.
        """
        self._part.write(data)
        self._part.flush()
        self._hash.update(data)
        entry = Entry(chunk, self.length + len(data), self.sha256, counts)
        kept = json.dumps([*entry, *([list(extras)] if extras else [])], sort_keys=True)
        self._log.write(kept.encode() + b"\n")
        self._log.flush()
        self.entries.append(entry)
        if len(self.entries) % AT_ONCE == 0:
            brought_to_disk(self._part)
            brought_to_disk(self._log)

    def extras(self) -> Iterator[list[Any]]:
        """What was kept of the extras, chunk by chunk; read again, since it may be much."""
        with self.path.open("rb") as log:
            next(log)
            for line in log:
                yield from json.loads(line)[len(Entry._fields) :]

    def counts(self) -> Counter[str]:
        """The counts of all chunks."""
        return sum((entry.counts for entry in self.entries), Counter())

    def finish(self, made: Callable[[Path, Path], None] | None = None) -> None:
        """Give the part the name of the output, or what ``made`` makes of it in another file; remove the journal."""
        brought_to_disk(self._part)
        self.__exit__()
        if made:
            whole = self.part_path.with_suffix(".whole")
            made(self.part_path, whole)
            os.replace(whole, self.target)
            self.part_path.unlink()
        else:
            os.replace(self.part_path, self.target)
        self.path.unlink()

    def drop(self) -> None:
        """Remove what is unfinished."""
        self.__exit__()
        self.part_path.unlink(missing_ok=True)
        self.path.unlink(missing_ok=True)

    def _open_new(self) -> None:
        try:
            # A log first: where one stands, another run is unfinished or at work.
            self._log = self.path.open("xb")
        except FileExistsError:
            raise InputError(
                "an unfinished run stands here",
                place=self.path.name,
                effect="nothing was assessed",
                hint=f"--resume goes on with it; remove {self.path.name} to begin anew",
            ) from None
        try:
            self._part = self.part_path.open("wb")
            self._log.write(json.dumps(self._fingerprint, sort_keys=True).encode() + b"\n")
            brought_to_disk(self._log)
        except BaseException:  # a signal too: nothing has begun, and nothing may stay behind
            self._log.close()
            self.path.unlink()
            self.part_path.unlink(missing_ok=True)
            raise

    def _open_again(self) -> None:
        kept = self.path.read_bytes()
        whole = kept[: kept.rfind(b"\n") + 1].splitlines()
        if not whole:  # stopped before the first line: nothing is lost by beginning anew
            self.path.unlink()
            return self._open_new()
        before = json.loads(whole[0])
        if before != self._fingerprint:
            other = sorted(
                key for key in {*before, *self._fingerprint} if before.get(key) != self._fingerprint.get(key)
            )
            raise InputError(
                f"the unfinished run was another one; it differs in: {', '.join(other)}",
                place=self.path.name,
                effect="nothing was assessed",
                hint=f"call it as it was called first, or remove {self.path.name} to begin anew",
            )
        self._part = self.part_path.open("r+b" if self.part_path.exists() else "w+b")
        length = len(whole[0]) + 1
        for line in whole[1:]:
            entry = read_entry(line)
            if entry is None or entry.chunk != len(self.entries) or not self._holds(entry):
                break
            self.entries.append(entry)
            length += len(line) + 1
        self._part.truncate(self.length)
        self._part.seek(self.length)
        self._log = self.path.open("r+b")
        self._log.truncate(length)
        self._log.seek(length)
        return None

    def _holds(self, entry: Entry) -> bool:
        """Whether the part has the bytes of the next ``entry``; what is read counts from now on."""
        grown = self._hash.copy()
        grown.update(self._part.read(entry.length - self.length))
        if grown.hexdigest() != entry.sha256:
            return False
        self._hash = grown
        return True


def read_entry(line: bytes) -> Entry | None:
    """The entry of a line of the journal, None when the line came to harm."""
    try:
        chunk, length, hash, counts = json.loads(line)[: len(Entry._fields)]
    except ValueError:
        return None
    return Entry(chunk, length, hash, Counter(counts))


def paths(target: Path) -> tuple[Path, Path]:
    """Where the part and the journal of an output lie."""
    return target.with_name(f".{target.name}.part"), target.with_name(f".{target.name}.journal")


def brought_to_disk(file: IO[bytes]) -> None:
    """What was written to ``file`` outlives the process and the power."""
    file.flush()
    os.fsync(file.fileno())
