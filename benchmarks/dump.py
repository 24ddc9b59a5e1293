"""A dump of messages as advocates hold them: rows with id, text, sender and time, each text another, the same by seed.

    python benchmarks/dump.py --count 100000 [--seed 1] > dump.jsonl

Messages of ``messages.py``, with those of ``tests/corpus`` spread among them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from messages import messages

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
OFFICIAL = ("95555", "95533", "95588", "95566", "95599")
LEAST_MADE = 4  # so many made messages to one of the corpus, or more
MORE = 1.2  # made messages that may be needed for each one that is another


class Text(NamedTuple):
    """What was received, and when."""

    text: str
    received_at: str


@cache
def corpus() -> tuple[str, ...]:
    """The texts of ``tests/corpus``, each once."""
    files = sorted(CORPUS.glob("*.jsonl"))
    found = (json.loads(line)["text"] for path in files for line in path.open(encoding="utf-8"))
    return tuple(dict.fromkeys(found))


def different(count: int, seed: int) -> Iterator[Text]:
    """``count`` messages, each another."""
    random = Random(seed)
    told = random.sample(corpus(), min(len(corpus()), count // (LEAST_MADE + 1)))
    places = dict(zip(random.sample(range(count), len(told)), told, strict=True))
    made = messages(int(count * MORE) + 100, seed)
    seen = {hash(text) for text in told}
    for place in range(count):
        one = next(it for it in made if hash(it.text) not in seen)
        seen.add(hash(one.text))
        yield Text(places.get(place, one.text), one.received_at)


def sender(random: Random) -> str:
    """An SMS port, a short number on record, a mobile or a landline."""
    kind = random.random()
    if kind < 0.7:
        return f"1069000000{random.randrange(10**4):04}"
    if kind < 0.85:
        return random.choice(OFFICIAL)
    return random.choice((f"139000000{random.randrange(100):02}", f"0100000{random.randrange(10**4):04}"))


def rows(count: int, seed: int) -> Iterator[dict[str, str]]:
    """``count`` rows of a dump."""
    random = Random(seed)
    for place, one in enumerate(different(count, seed)):
        yield {"id": f"{place:07}", "text": one.text, "sender": sender(random), "received_at": one.received_at}


def written(path: Path, count: int, seed: int) -> Path:
    """``path``, with a dump of ``count`` rows in it."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows(count, seed):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for row in rows(asked.count, asked.seed):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
