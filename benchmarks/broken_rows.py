"""Rows broken in twenty ways among good ones: every good row is assessed, every bad one is accounted for.

    python benchmarks/broken_rows.py [--form jsonl|csv] [--rows 200000] [--broken 0.01] [--workers 1] [--seed 7]

Makes a file of invented messages of which a share is broken, runs ``triage batch`` on it, and compares: the ids of the
answers with those of the good rows, in order, and the lines of the failures with those of the bad ones.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from messages import messages

DIFFERENT = 5000
Row = dict[str, Any]


def dumped(row: Row, **changed: Any) -> bytes:
    return json.dumps({**row, **changed}, ensure_ascii=False).encode()


def without(row: Row, key: str) -> bytes:
    return json.dumps({name: value for name, value in row.items() if name != key}, ensure_ascii=False).encode()


JSON_WAYS: dict[str, Callable[[Row], bytes]] = {
    "cut in the middle": lambda row: dumped(row)[: len(dumped(row)) // 2],
    "no JSON": lambda _: "这一行不是 JSON".encode(),
    "a list": lambda row: b"[" + dumped(row) + b"]",
    "a number": lambda _: b"12345",
    "two objects": lambda row: dumped(row) + dumped(row),
    "a comma too many": lambda row: dumped(row)[:-1] + b",}",
    "not UTF-8": lambda row: dumped(row).decode().encode("gb18030"),
    "NUL bytes": lambda row: dumped(row)[:20] + b"\0\0\0" + dumped(row)[20:],
    "nested without end": lambda _: b"[" * 20_000,
    "no text": lambda row: without(row, "text"),
    "empty text": lambda row: dumped(row, text=""),
    "blank text": lambda row: dumped(row, text=" \u3000\n"),
    "text is a number": lambda row: dumped(row, text=862.5),
    "text is a list": lambda row: dumped(row, text=["还款"]),
    "sender is a number": lambda row: dumped(row, sender=95555),
    "unknown channel": lambda row: dumped(row, channel="pigeon"),
    "impossible date": lambda row: dumped(row, received_at="2026-02-30"),
    "words for a date": lambda row: dumped(row, received_at="昨天"),
    "unknown key in context": lambda row: dumped(row, context={"relatoin": "family"}),
    "unknown relation": lambda row: dumped(row, context={"relation": "neighbour"}),
    "context is a text": lambda row: dumped(row, context="family"),
    "id is an object": lambda row: dumped(row, id={"a": 1}),
    "too long": lambda row: dumped(row, text="长" * 3_000_000),
}
RARE = {"too long": 3}  # so many of them at most

COLUMNS = ("id", "text", "sender", "received_at", "channel", "context")


def line(*cells: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()[:-1].encode()


def changed(row: Row, **values: str) -> bytes:
    return line(*({**row, **values}[name] for name in COLUMNS))


def loose(row: Row, text: str) -> bytes:
    """A line whose text is written as it stands."""
    return ",".join((row["id"], text, row["sender"], row["received_at"], row["channel"], "")).encode()


CSV_WAYS: dict[str, Callable[[Row], bytes]] = {
    "quotation mark not closed": lambda row: loose(row, '"请还款'),
    "not closed at the end": lambda row: f'{row["id"]},请还款,95555,2026-11-20,sms,"'.encode(),
    "closed in the middle, with a comma": lambda row: loose(row, '"请"还款, 谢谢"'),
    "a cell too many": lambda row: changed(row) + b",more",
    "a cell too few": lambda row: changed(row).rpartition(b",")[0],
    "a comma in a text without marks": lambda row: loose(row, "您好,请还款"),
    "another delimiter": lambda row: "\t".join(row.values()).encode(),
    "cut in the middle": lambda row: changed(row)[: len(row["id"]) + 3],
    "not UTF-8": lambda row: line(*row.values()).decode().encode("gb18030"),
    "cut in a character": lambda row: row["id"].encode() + b",\xe8\xbf,95555,,sms,",
    "empty text": lambda row: changed(row, text=""),
    "blank text": lambda row: changed(row, text=" \u3000"),
    "impossible date": lambda row: changed(row, received_at="2026-02-30 10:00"),
    "words for a date": lambda row: changed(row, received_at="昨天"),
    "day or month first": lambda row: changed(row, received_at="3/4/2026"),
    "a number that is no time": lambda row: changed(row, received_at="17"),
    "rounded number": lambda row: changed(row, sender="1.069E+13"),
    "unknown channel": lambda row: changed(row, channel="pigeon"),
    "context is no JSON": lambda row: changed(row, context="family"),
    "unknown key in context": lambda row: changed(row, context='{"relatoin": "family"}'),
    "unknown relation": lambda row: changed(row, context='{"relation": "neighbour"}'),
    "a very long cell": lambda row: changed(row, text="长" * 200_000),
}


def made(path: Path, form: str, count: int, share: float, seed: int) -> tuple[list[str], dict[int, str], set[int]]:
    """Write the file; the ids of the good rows, the first lines of bad ones and how they are broken, their others."""
    random = Random(seed)
    texts = [one.text for one in messages(DIFFERENT, seed)]
    ways = JSON_WAYS if form == "jsonl" else CSV_WAYS
    good: list[str] = []
    bad: dict[int, str] = {}
    others: set[int] = set()
    at = 1
    with path.open("wb") as file:
        if form == "csv":
            file.write(line(*COLUMNS) + b"\n")
            at += 1
        for number in range(count):
            text = texts[random.randrange(DIFFERENT)]
            row = {"id": str(number), "text": text, "sender": "1069000000000000", "received_at": "2026-11-20 10:00"}
            row |= {"channel": "sms"} | ({"context": ""} if form == "csv" else {})
            if random.random() < share:
                way = random.choice([one for one in ways if list(bad.values()).count(one) < RARE.get(one, count)])
                raw, bad[at] = ways[way](row), way
                others.update(range(at + 1, at + 1 + raw.count(b"\n")))
            else:
                raw = changed(row) if form == "csv" else dumped(row)
                good.append(row["id"])
            file.write(raw + b"\n")
            at += raw.count(b"\n") + 1
    return good, bad, others


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", choices=("jsonl", "csv"), default="jsonl")
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--broken", type=float, default=0.01)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in", Path(folder) / "out.jsonl"
        good, bad, others = made(source, given.form, given.rows, given.broken, given.seed)
        command = [sys.executable, "-m", "triage", "batch", str(source), "-o", str(target), "--as-of", "2026-11-25"]
        begin = time.perf_counter()
        done = subprocess.run([*command, "--workers", str(given.workers)], capture_output=True, text=True, check=False)
        seconds = time.perf_counter() - begin
        if done.returncode != 1:
            print(done.stderr, file=sys.stderr)
            return 1
        assessed, failed = [], {}
        with target.open(encoding="utf-8") as answers:
            for answer in map(json.loads, answers):
                if "code" in answer:
                    failed[answer["line"]] = answer["code"]
                else:
                    assessed.append(answer["message"]["id"])
    print(f"{given.form}: {given.rows} rows, {len(good)} good, {len(bad)} broken in {len(set(bad.values()))} ways")
    print(f"{len(assessed)} assessed, {len(failed)} failures, {seconds:.1f} s with {given.workers} worker(s)")
    for way in sorted(set(bad.values())):
        codes = Counter(failed.get(at, "MISSED") for at, one in bad.items() if one == way)
        print(f"  {way:36} {', '.join(f'{code} {count}' for code, count in codes.items())}")
    # What is broken over several lines may be told line by line.
    whole = assessed == good and bad.keys() <= failed.keys() <= bad.keys() | others
    print("every good row assessed, every bad row accounted for" if whole else "NOT all rows are accounted for")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
