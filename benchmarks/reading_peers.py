"""Other readers over the messages of ``reading.py``: what they get right, and how fast.

    python benchmarks/reading_peers.py [--count 5000] [--seed 1] [--ours MESSAGES_A_SECOND]

JioNLP (``pip install jionlp==1.5.29``, only for this benchmark) with its readers of money, time, telephone numbers and
links; ``phonenumbers`` with its matcher. Each runs in a process of its own. Right means here: what is found lies where
the entities are and the values fit; roles, which peers do not know, are not asked for. A disguised message counts like
any other.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from datetime import datetime
from importlib.util import find_spec
from io import StringIO
from time import process_time
from typing import Any

from made import Gold, Made
from messages import messages

Found = list[tuple[int, int, str]]
Reader = Callable[[Made], Found]


def jionlp_readers() -> dict[str, Reader]:
    """JioNLP's four readers: where, and the value as text."""
    with redirect_stdout(StringIO()):
        import jionlp

    def amounts(made: Made) -> Found:
        found = jionlp.ner.extract_money(made.text, with_parsing=True)
        return [(*one["offset"], str(one["detail"]["num"])) for one in found]

    def times(made: Made) -> Found:
        base = datetime.fromisoformat(made.received_at).timestamp()
        found = jionlp.ner.extract_time(made.text, time_base=base, with_parsing=True)
        return [(*one["offset"], str(one["detail"]["time"])) for one in found]

    def phones(made: Made) -> Found:
        found = jionlp.extract_phone_number(made.text, detail=True)
        return [(*one["offset"], re.sub("[^0-9]", "", one["text"])) for one in found]

    def links(made: Made) -> Found:
        return [(*one["offset"], one["text"].lower()) for one in jionlp.extract_url(made.text, detail=True)]

    return {"amounts": amounts, "dates and durations": times, "phones": phones, "links": links}


def phonenumbers_readers() -> dict[str, Reader]:
    """The matcher of phonenumbers at its usual leniency."""
    import phonenumbers

    def phones(made: Made) -> Found:
        found = phonenumbers.PhoneNumberMatcher(made.text, "CN")
        return [(one.start, one.end, re.sub("[^0-9]", "", one.raw_string)) for one in found]

    return {"phones": phones}


PEERS = {"jionlp": jionlp_readers, "phonenumbers": phonenumbers_readers}


def fits(kind: str, gold: Gold, value: str) -> bool:
    """Whether ``value``, as a peer writes it, is what ``gold`` holds."""
    fields = gold.fields
    if kind == "amounts":
        numbers = [float(one) for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", value)]
        wanted = [fields[name] for name in ("value", "low", "high") if fields.get(name) is not None]
        return numbers == [float(one) for one in wanted]
    if kind == "phones":
        return value.removeprefix("86").startswith(fields["digits"])
    if kind == "links":
        return fields["host"] in value
    days = {str(day) for day in (fields.get("start"), fields.get("end")) if day}
    return all(day in value for day in days)


def right(kind: str, made: Made, found: Found) -> bool | None:
    """Whether ``found`` are the entities of ``kind``; None when there are none and none was found."""
    gold = [one for one in made.gold if one.kind in kind.split(" and ")]
    if not gold and not found:
        return None
    left = list(found)
    for one in gold:
        same = next((it for it in left if it[0] < one.end and one.start < it[1] and fits(kind, one, it[2])), None)
        if same is None:
            return False
        left.remove(same)
    return not left


def run(name: str, made: Iterable[Made]) -> dict[str, Any]:
    """Shares and seconds of each reader of the peer ``name``, and the seconds of all, message by message."""
    made = list(made)
    readers = PEERS[name]()
    result: dict[str, Any] = {}
    for kind, reader in readers.items():
        found = [reader(one) for one in made]
        begin = process_time()
        for one in made:
            reader(one)
        seconds = process_time() - begin
        outcome = Counter(right(kind, one, them) for one, them in zip(made, found, strict=True))
        result[kind] = {"seconds": seconds, "right": outcome[True], "of": outcome[True] + outcome[False]}
    begin = process_time()
    for one in made:
        for reader in readers.values():
            reader(one)
    result["together"] = {"seconds": process_time() - begin}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ours", type=float, help="messages a second of the full reading, for the ratio")
    parser.add_argument("--peer", choices=list(PEERS), help="run this one here and print JSON")
    options = parser.parse_args()
    if options.peer:
        print(json.dumps(run(options.peer, messages(options.count, options.seed))))
        return
    for name in PEERS:
        if find_spec(name) is None:
            print(f"{name}: not installed, left out")
            continue
        command = [sys.executable, __file__, "--peer", name, "--count", str(options.count), "--seed", str(options.seed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{name}: failed: {done.stderr.strip().splitlines()[-1]}")
            continue
        result = json.loads(done.stdout.splitlines()[-1])
        total = result.pop("together")["seconds"]
        for kind, one in result.items():
            speed = options.count / one["seconds"]
            share = f"{one['right']:6} of {one['of']:6} right {one['right'] / one['of']:8.2%}"
            print(f"{name:13}{kind:20}{share}{speed:12,.0f} messages a second")
        print(f"{name:13}{'all its readers':20}{options.count / total:41,.0f} messages a second")
        if options.ours and len(result) > 1:
            times = options.ours * total / options.count
            print(f"the full reading of triage is {times:.1f} times as fast as all of {name}")


if __name__ == "__main__":
    main()
