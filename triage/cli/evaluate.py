"""``triage evaluate``: labelled cases or review sheets in, figures and misses out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.batch.sources import lines_of
from triage.errors import InputError

if TYPE_CHECKING:
    from triage.evaluate import Labelled

WORKBOOK = b"PK\x03\x04"


def evaluate(
    inputs: list[str],
    as_of: date,
    as_json: bool,
    misses: bool = True,
    against: str | None = None,
    show_test: bool = False,
) -> str:
    """The figures over all ``inputs`` (paths, ``-`` is stdin) as text or JSON. InputError when one cannot be used.

    ``against``: a file of earlier figures to compare with. ``show_test``: list the misses of a test part too.
    """
    from triage.evaluate.sheet import is_sheet
    from triage.evaluate.weights import is_manifest

    contents = {name: content_of(name) for name in inputs}
    sheets = [name for name, content in contents.items() if is_sheet(content)]
    manifests = [name for name, content in contents.items() if is_manifest(content)]
    workbook = next((name for name, content in contents.items() if content.startswith(WORKBOOK)), None)
    if workbook is not None:
        hint = "save the sheet as CSV"
        raise InputError(
            "a workbook is not read here", place=place_of(workbook), effect="nothing was evaluated", hint=hint
        )
    if not sheets:
        cases = [case for name, content in contents.items() for case in cases_in(content, name, show_test)]
        return of_cases(cases, as_of, as_json, misses, against)
    if len(sheets) + len(manifests) < len(contents) or against is not None:
        what = "a review sheet is read alone" if against is None else "a review sheet is not compared"
        raise InputError(what, place=place_of(sheets[0]), effect="nothing was evaluated")
    beside = {name: content for sheet in sheets for name, content in manifest_beside(sheet)} if not manifests else {}
    return of_sheets(
        {name: contents[name] for name in sheets}, {name: contents[name] for name in manifests} | beside, as_json
    )


def of_cases(cases: list[Labelled], as_of: date, as_json: bool, misses: bool, against: str | None) -> str:
    """The figures over ``cases``, and what changed since those in the file ``against``."""
    from triage.catalog import load_catalog
    from triage.evaluate import evaluate, page
    from triage.evaluate.compare import compare, comparison_page, figures_in

    old = None if against is None else figures_in(content_of(against).decode("utf-8", "replace"), place_of(against))
    tally = evaluate(cases, load_catalog(), as_of)
    figures = tally.as_dict()
    found = None if old is None else compare(old, figures)
    if as_json:
        return dumped({**figures, "comparison": found.as_dict()} if found else figures)
    if found is not None and against is not None:
        return f"{page(tally, misses)}\n{comparison_page(found, place_of(against))}"
    return page(tally, misses)


def manifest_beside(sheet: str) -> Iterator[tuple[str, bytes]]:
    """The manifest of the run that wrote ``sheet``, where both lie as they were written."""
    from triage.batch.manifest import manifest_path
    from triage.batch.review import ENDING

    if sheet.endswith(ENDING):
        path = manifest_path(Path(sheet.removesuffix(ENDING)))
        if path.is_file():
            yield str(path), content_of(str(path))


def of_sheets(sheets: dict[str, bytes], manifests: dict[str, bytes], as_json: bool) -> str:
    """Precision by rule from review sheets, counted together, with the weights of the manifests of their runs."""
    from triage.evaluate.review import page, review_of
    from triage.evaluate.sheet import reviewed
    from triage.evaluate.weights import strata_in

    review = review_of(
        (reviewed(content, place_of(name)) for name, content in sheets.items()),
        (strata_in(content, place_of(name)) for name, content in manifests.items()),
    )
    return dumped(review.as_dict()) if as_json else page(review)


def cases_in(content: bytes, name: str, show_test: bool) -> tuple[Labelled, ...]:
    """The labelled cases of one input; slips in its labels are told on stderr."""
    from triage.evaluate import held_back, labelled
    from triage.evaluate.gold import slips

    cases = labelled(content.splitlines(), place_of(name), held_back(name) and not show_test)
    for case in cases:
        for slip in slips(case.gold):
            print(f"triage evaluate: {place_of(name)}: line {case.row.line}: {slip}", file=sys.stderr)
    return cases


def content_of(name: str) -> bytes:
    """All bytes of the input ``name``. InputError when it cannot be read."""
    with lines_of(name) as source:
        return b"".join(source)


def place_of(name: str) -> str:
    """How an error names the input ``name``."""
    return "stdin" if name == "-" else Path(name).name


def dumped(value: dict[str, Any]) -> str:
    """``value`` as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
