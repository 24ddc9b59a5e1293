"""How well and how fast invented messages are read, by kind of entity, and beside other readers.

    python benchmarks/reading.py [--count 5000 | --each 5000] [--seed 1] [--kind KIND ...] [--show 20] [--peers]

``--each`` goes on until so many messages hold an entity of every kind.

For each kind: the messages in which every entity is right and no other is found, of those that hold one or in which one
was found; what was missed, what was found falsely, and how many amounts are wrong by ten times or more. Right is the
span and every field of the record (value, bound, role, day, time, digits, host, name …). ``--show`` prints faults.

``--peers`` runs JioNLP (``pip install jionlp==1.5.29``) and the matcher of phonenumbers over the same messages, each in
a process of its own on one core, and prints what they get right of values alone and the ratio of the speeds.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from made import KINDS, Gold, Made
from messages import messages

ANY = "any"  # a role on which readers may differ
AS_OF = "2026-12-31"
MOST = 1_000_000
PEERS = Path(__file__).parent / "reading_peers.py"


class Fault(NamedTuple):
    """What is wrong in one message for one kind: the entities missed and those found falsely."""

    made: Made
    kind: str
    missed: tuple[Gold, ...]
    false: tuple[Any, ...]


def faults(made: Made, reading: Any) -> Iterator[Fault]:
    """The faults of ``reading`` against what ``made`` holds, one for each kind that is not all right."""
    for kind in KINDS:
        gold = [one for one in made.gold if one.kind == kind]
        found = list(getattr(reading, kind))
        missed = []
        for one in gold:
            same = next((other for other in found if is_right(one, other, made)), None)
            if same is None:
                missed.append(one)
            else:
                found.remove(same)
        if missed or found:
            yield Fault(made, kind, tuple(missed), tuple(found))


def is_right(gold: Gold, found: Any, made: Made) -> bool:
    """Whether ``found`` is the entity ``gold``: its place and every field. Names are compared on undisguised text."""
    if (found.span.start, found.span.end) != (gold.start, gold.end):
        return False
    skipped = ("name", "title", "holder_name") if made.disguise else ()
    fields = ((field, value) for field, value in gold.fields.items() if field not in skipped and value != ANY)
    return all(getattr(found, field) == value for field, value in fields)


def far_off(fault: Fault) -> int:
    """How many amounts were found where one is, with a value ten times too large or small, or more."""
    count = 0
    for one in fault.missed:
        for other in fault.false:
            if other.span.start < one.end and one.start < other.span.end:
                pairs = [(one.fields.get(name), getattr(other, name)) for name in ("value", "low", "high")]
                count += any(true and read and not Decimal("0.1") < read / true < 10 for true, read in pairs)
    return count


def report(made: Sequence[Made], readings: Sequence[Any], seconds: float, kinds: Sequence[str], show: int) -> bool:
    """Print the table and some faults; whether every kind reaches 99 % and no amount is far off."""
    concerned: Counter[str] = Counter()
    wrong: dict[str, list[Fault]] = {kind: [] for kind in KINDS}
    for one, reading in zip(made, readings, strict=True):
        concerned.update({gold.kind for gold in one.gold} | {kind for kind in KINDS if getattr(reading, kind)})
        for fault in faults(one, reading):
            wrong[fault.kind].append(fault)
    reached = True
    print(f"{'kind':12}{'messages':>9}{'right':>8}{'share':>9}{'missed':>8}{'false':>7}{'ten times off':>15}")
    for kind in kinds:
        count, bad = concerned[kind], wrong[kind]
        share = 1 - len(bad) / count if count else 1.0
        off = sum(map(far_off, bad)) if kind == "amounts" else 0
        reached = reached and share >= 0.99 and not off
        missed, false = sum(len(one.missed) for one in bad), sum(len(one.false) for one in bad)
        shown = str(off) if kind == "amounts" else ""
        print(f"{kind:12}{count:9}{count - len(bad):8}{share:9.2%}{missed:8}{false:7}{shown:>15}")
    whole = len(made) - len({id(one.made) for kind in KINDS for one in wrong[kind]})
    print(f"{whole} of {len(made)} messages right in every kind; {len(made) / seconds:,.0f} messages a second")
    for kind in kinds:
        for fault in wrong[kind][:show]:
            print_fault(fault)
    return reached


def print_fault(fault: Fault) -> None:
    """The message, what was missed (-) and what was found instead (+)."""
    made = fault.made
    print(f"\n{fault.kind}  {made.family} {made.disguise} {made.received_at}\n  {made.text!r}")
    for one in fault.missed:
        fields = {name: str(value) for name, value in one.fields.items() if value is not None}
        print(f"  - {made.text[one.start : one.end]!r} {fields}")
    for other in fault.false:
        fields = {name: str(value) for name, value in other._asdict().items() if value is not None}
        fields = {name: value for name, value in fields.items() if name not in ("raw", "span")}
        print(f"  + {other.raw!r} {fields}")


def until_each(number: int, seed: int) -> list[Made]:
    """The first messages of which at least ``number`` hold an entity of each kind."""
    held = dict.fromkeys(KINDS, 0)
    made = []
    for one in messages(MOST, seed):
        made.append(one)
        for kind in {gold.kind for gold in one.gold}:
            held[kind] += 1
        if min(held.values()) >= number:
            break
    return made


def read_all(made: Sequence[Made]) -> tuple[list[Any], float]:
    """The readings of all messages, and the seconds of this process that one round of them takes (best of three)."""
    from triage.catalog import load_catalog
    from triage.model import Message
    from triage.read import read

    catalog = load_catalog()
    asked = [Message(one.text, received_at=one.received_at) for one in made]
    rounds = []
    for _ in range(3):
        begin = process_time()
        for message in asked:
            read(message, catalog, AS_OF)
        rounds.append(process_time() - begin)
    return [read(message, catalog, AS_OF) for message in asked], min(rounds)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--each", type=int, help="messages that hold each kind, instead of --count")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", nargs="*", default=list(KINDS), choices=KINDS, help="only these kinds")
    parser.add_argument("--show", type=int, default=0, help="faults to print for each kind")
    parser.add_argument("--peers", action="store_true", help="run JioNLP and phonenumbers over the same messages")
    options = parser.parse_args()
    made = until_each(options.each, options.seed) if options.each else list(messages(options.count, options.seed))
    readings, seconds = read_all(made)
    reached = report(made, readings, seconds, options.kind, options.show)
    if options.peers:
        sys.stdout.flush()
        command = [sys.executable, str(PEERS), "--count", str(len(made)), "--seed", str(options.seed)]
        subprocess.run([*command, "--ours", f"{len(made) / seconds:.1f}"], check=False)
    return 0 if reached else 1


if __name__ == "__main__":
    raise SystemExit(main())
