"""How the readers grow on hostile texts: each text is doubled, and the time of every reader with it.

    python benchmarks/hostile.py [--to 200000] [--reader NAME ...] [--shape NAME ...]

A linear reader takes twice as long on twice the text. Prints, for each reader and shape, the seconds on the longest
text and the worst ratio of two neighbouring lengths; a ratio above 2.6 is marked. Ratios of times under 20 ms are
noise and left out. The exit status is 1 when something is marked.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from time import process_time

from triage.catalog import load_catalog
from triage.model import Message, Moment, Span
from triage.read import read
from triage.read.accounts import find_accounts
from triage.read.amounts import find_amounts
from triage.read.cues import find_cues
from triage.read.dates import find_dates
from triage.read.links import find_links
from triage.read.people import find_people
from triage.read.phones import find_phones
from triage.read.prepare import prepare
from triage.read.prepared import Prepared
from triage.read.references import find_references
from triage.read.signatures import find_signatures

CATALOG = load_catalog()
LEXICON = CATALOG.lexicon
AS_OF = Moment(date(2026, 11, 22))
SHORTEST = 6250
MARKED = 2.6
NOISE = 0.02

SHAPES: dict[str, str] = {
    "hyphens": "a-",
    "digits": "1",
    "chinese digits": "一",
    "dates without end": "1-",
    "times without end": "12:",
    "commas": ",",
    "figures and commas": "1,",
    "grouped figures": "123,",
    "full-width commas": "1，",
    "figures and blanks": "1 ",
    "myriads": "万",
    "some myriads": "3余万",
    "brackets": "【",
    "bracket pairs": "【】",
    "parentheses": "(",
    "closing parentheses": ")",
    "headings": "(万元)",
    "blanks": " ",
    "line breaks": "\n",
    "dots": ".",
    "hosts": "a.",
    "schemes": "http://",
    "slashes": "/",
    "percent signs": "%",
    "at signs": "a@",
    "quotes": "“",
    "quoted": "“a”",
    "ellipses": "…",
    "stars": "*",
    "masked": "1*",
    "zero-width": "应\u200b",
    "only zero-width": "\u200b",
    "spelled apart": "逾 期 ",
    "ringed digits": "①",
    "keycaps": "1\ufe0f\u20e3",
    "combining marks": "a\u0301",
    "traditional": "還",
    "mojibake": "æ\x9c",
    "pinyin glosses": "逾(yu)",
    "cue words": "逾期",
    "cue gaps": "将联系您",
    "negations": "不",
    "role words": "应还",
    "amounts": "500元",
    "ranges": "500元-",
    "bare amounts": "欠款:500",
    "years": "2026年",
    "months": "1月",
    "days inside": "3日内",
    "durations": "逾期3天",
    "people": "张三先生",
    "titles": "先生",
    "phones": "13900000000",
    "hotlines": "400-",
    "cards": "尾号1234",
    "cases": "(2026)苏0000民初0000号",
    "accounts": "账号6217",
    "letters": "a",
    "spaced figures": "1 3 9 ",
    "figures and dots": "1.",
    "figures and stars": "139****",
    "masked ids": "1101********",
    "spaced cards": "6217 0000 ",
    "myriads of myriads": "万亿",
    "thousands": "千",
    "wan": "1w5",
    "spaced schemes": "h t t p ",
    "case brackets": "(2026)号",
    "letters of firms": "〔2026〕律函字第",
    "chat accounts": "加vx",
    "spaced ids": "微信a b ",
    "chat words and letters": "qqa",
    "local numbers": "电话6000-",
    "pluses": "+(86)",
    "owed": "500还没还",
    "range marks": "500~",
    "dual currency": "usd账单1.",
    "headings and lines": "应还\n",
    "signatures": "(青竹银行)",
    "names and stars": "李*",
    "payees": "户名李强",
    "tails": "尾号1234、",
    "one of everything": "【青竹】张三先生,应还500元,11月25日前,逾期3天,a.example/x,4000000000;",
}


def readers(prepared: Prepared, text: str) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every reader alone on a prepared text, then all of them in a row."""
    nothing: tuple[Span, ...] = ()
    yield "prepare", lambda: prepare(text, LEXICON)
    yield "links", lambda: find_links(prepared, CATALOG)
    yield "references", lambda: find_references(prepared, LEXICON, nothing)
    yield "accounts", lambda: find_accounts(prepared, LEXICON, nothing)
    yield "phones", lambda: find_phones(prepared, CATALOG, nothing)
    yield "dates", lambda: find_dates(prepared, LEXICON, AS_OF, nothing)
    yield "amounts", lambda: find_amounts(prepared, LEXICON, nothing)
    yield "people", lambda: find_people(prepared, LEXICON, nothing)
    yield "signatures", lambda: find_signatures(prepared, LEXICON)
    yield "cues", lambda: find_cues(prepared, LEXICON)
    yield "read", lambda: read(Message(text), CATALOG, AS_OF)


def seconds(run: Callable[[], object]) -> float:
    """The shortest of three runs, fewer when they are long."""
    best = float("inf")
    for _ in range(3):
        begin = process_time()
        run()
        best = min(best, process_time() - begin)
        if best > 1:
            break
    return best


def lengths(longest: int) -> Iterator[int]:
    """The lengths to measure, each twice the one before."""
    length = min(SHORTEST, longest)
    while length <= longest:
        yield length
        length *= 2


def growth(shape: str, longest: int, wanted: set[str]) -> dict[str, list[float]]:
    """Seconds of each reader at each length."""
    times: dict[str, list[float]] = {}
    for length in lengths(longest):
        text = (SHAPES[shape] * (length // len(SHAPES[shape]) + 1))[:length]
        prepared = prepare(text, LEXICON)
        for name, run in readers(prepared, text):
            if not wanted or name in wanted:
                times.setdefault(name, []).append(seconds(run))
    return times


def worst_ratio(times: list[float]) -> float:
    """The largest ratio of neighbouring times that is more than noise; 0 when there is none."""
    return max((after / before for before, after in pairwise(times) if before > NOISE), default=0.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--to", type=int, default=200_000, help="characters of the longest text")
    parser.add_argument("--reader", nargs="*", default=[], help="only these readers")
    parser.add_argument("--shape", nargs="*", default=[], choices=list(SHAPES), help="only these texts")
    options = parser.parse_args()
    marked = 0
    print(f"{'text':20} {'reader':12} {'seconds':>9} {'ratio':>6}")
    for shape in options.shape or SHAPES:
        for name, times in growth(shape, options.to, set(options.reader)).items():
            ratio = worst_ratio(times)
            flag = "  <<<" if ratio > MARKED else ""
            marked += bool(flag)
            print(f"{shape:20} {name:12} {times[-1]:9.4f} {ratio:6.2f}{flag}", flush=True)
    print(f"{marked} marked")
    return 1 if marked else 0


if __name__ == "__main__":
    raise SystemExit(main())
