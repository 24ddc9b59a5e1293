"""CPU time a message on one core: the whole answer and, with ``--rooms``, each step of it.

    python benchmarks/throughput.py [--corpus] [--count 2000] [--rooms]

Invented messages of ``messages.py``, each different, or those of ``tests/corpus``. Everything is warmed up on other
messages first; nothing is kept, as in ``triage batch``. The figure is the best of a few passes.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from messages import messages

from triage.advise import advise
from triage.api import assess
from triage.catalog import load_catalog
from triage.judge import Case, judge
from triage.model import Context, Message
from triage.read import reading as room
from triage.read.prepare import prepare
from triage.render import render_json
from triage.verify import verify

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
DAY = date(2026, 11, 22)
WARM_UP = 500
PASSES = 5


def texts(corpus: bool, count: int) -> list[str]:
    """The texts to read, those to warm up on first."""
    if corpus:
        rows = [json.loads(line) for path in sorted(CORPUS.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
        return [row["text"] for row in rows] * 2
    return [made.text for made in messages(count + WARM_UP, seed=3)]


def microseconds(step: Callable[..., Any], rows: Iterable[tuple[Any, ...]]) -> float:
    """The CPU time of ``step`` a row."""
    rows = list(rows)
    best = float("inf")
    for _ in range(PASSES):
        begin = time.process_time()
        for row in rows:
            step(*row)
        best = min(best, time.process_time() - begin)
    return best / len(rows) * 1e6


def show(name: str, step: Callable[..., Any], rows: Iterable[tuple[Any, ...]]) -> None:
    print(f"{name:14}{microseconds(step, rows):8.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", action="store_true", help="the messages of tests/corpus")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--rooms", action="store_true", help="each step for itself too")
    asked = parser.parse_args()
    catalog = load_catalog()
    lexicon = catalog.lexicon
    found = [Message(text, "106900000000", "sms", "2026-11-20T09:15") for text in texts(asked.corpus, asked.count)]
    cold = len(found) // 2 if asked.corpus else WARM_UP
    reports = [assess(one, catalog=catalog, as_of=DAY) for one in found]
    for report in reports[:cold]:
        render_json(report, catalog)
    found, reports = found[cold:], reports[cold:]
    length = sum(len(one.text) for one in found) / len(found)
    print(f"{len(found)} messages of {length:.0f} characters on average; microseconds a message, warm, one core")
    show("assess", lambda one: assess(one, catalog=catalog, as_of=DAY), zip(found, strict=True))
    show("render_json", lambda one: render_json(one, catalog), zip(reports, strict=True))
    if not asked.rooms:
        return
    reference = reports[0].reading.reference.moment
    ready = [(prepare(one.text, lexicon),) for one in found]
    cases = [Case(one.message, Context(), one.reading, one.claimed, one.checks, catalog, DAY) for one in reports]
    judged = [judge(case) for case in cases]
    show("read", lambda one: room.read(one, catalog, DAY), zip(found, strict=True))
    show("  prepare", lambda one: prepare(one.text, lexicon), zip(found, strict=True))
    show("  links", lambda one: room.find_links(one, catalog), ready)
    show("  references", lambda one: room.find_references(one, lexicon, ()), ready)
    show("  accounts", lambda one: room.find_accounts(one, lexicon, ()), ready)
    show("  phones", lambda one: room.find_phones(one, catalog, ()), ready)
    show("  dates", lambda one: room.find_dates(one, lexicon, reference, ()), ready)
    show("  amounts", lambda one: room.find_amounts(one, lexicon, ()), ready)
    show("  people", lambda one: room.find_people(one, lexicon, ()), ready)
    show("  signatures", lambda one: room.find_signatures(one, lexicon), ready)
    show("  cues", lambda one: room.find_cues(one, lexicon), ready)
    show("verify", lambda one: verify(one.message, one.reading, catalog, DAY), zip(reports, strict=True))
    show("judge", judge, zip(cases, strict=True))
    show("advise", advise, zip(cases, judged, strict=True))


if __name__ == "__main__":
    main()
