"""``triage evaluate``: labelled cases in, figures and misses out."""

from __future__ import annotations

import json
import sys
from datetime import date
from itertools import chain
from pathlib import Path

from triage.cli.batch import opened


def evaluate(inputs: list[str], as_of: date, as_json: bool, misses: bool) -> str:
    """The figures over all ``inputs`` (paths, ``-`` is stdin) as text or JSON. InputError when one cannot be used."""
    from triage.catalog import load_catalog
    from triage.evaluate import evaluate, labelled, page
    from triage.evaluate.gold import slips

    cases = []
    for name in inputs:
        place = "stdin" if name == "-" else Path(name).name
        with opened(name) as source:
            cases.append(labelled(source, place))
        for case in cases[-1]:
            for slip in slips(case.gold):
                print(f"triage evaluate: {place}: line {case.row.line}: {slip}", file=sys.stderr)
    tally = evaluate(chain.from_iterable(cases), load_catalog(), as_of)
    if as_json:
        return json.dumps(tally.as_dict(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return page(tally, misses)
