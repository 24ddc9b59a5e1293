"""The kept answers: which messages, and how they are made. ``python -m tests.golden.answers`` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from triage import assess, load_catalog
from triage.advise.guide import guided, help_now
from triage.advise.route import route
from triage.catalog import Catalog
from triage.model import Context, Message, Report
from triage.render import render_json, render_text
from triage.render.guide import guide_lines, help_lines
from triage.render.route import route_lines
from triage.render.share import share_lines
from triage.render.text import Line, text_lines

HERE = Path(__file__).parent
FORMS = HERE / "forms"
EXAMPLES = HERE.parent.parent / "examples"
AS_OF = date(2026, 11, 22)


def cases() -> dict[str, dict[str, Any]]:
    """The cases by id."""
    return {one["id"]: one for one in yaml.load((HERE / "cases.yaml").read_text("utf-8"), yaml.BaseLoader)}


def report_of(case: dict[str, Any], catalog: Catalog) -> Report:
    """The report of one case."""
    text = case["text"] if "text" in case else (EXAMPLES / case["file"]).read_text("utf-8")
    message = Message(text, case.get("sender"), case.get("channel", "sms"), case.get("received"), case["id"])
    paid_on = date.fromisoformat(case["paid_on"]) if "paid_on" in case else None
    context = Context(
        relation=case.get("relation"), claim=case.get("claim"), paid_on=paid_on, did=tuple(case.get("did", ()))
    )
    return assess(message, context, catalog=catalog, as_of=AS_OF)


def answers(case: dict[str, Any], catalog: Catalog) -> Iterator[tuple[Path, str]]:
    """The files that keep the answer to ``case``, and what they must hold."""
    report = report_of(case, catalog)
    for lang in ("zh", "en"):
        yield HERE / f"{case['id']}.{lang}.txt", render_text(report, catalog, lang)
    record = json.loads(render_json(report, catalog, "zh"))
    del record["catalog"], record["reading"]["cues"]  # change with every change of the data
    yield HERE / f"{case['id']}.json", json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def forms(catalog: Catalog) -> Iterator[tuple[Path, str]]:
    """The other forms of an answer, as a screen reader would read them: plain words, what is forwarded, no message."""

    def kept(name: str, lines: list[Line]) -> tuple[Path, str]:
        return FORMS / f"{name}.txt", "".join(f"{line.text}\n" for line in lines)

    known = cases()
    for lang in ("zh", "en"):
        for id in ("lixin-family", "stern-bank", "fake-law-office", "court-paper", "paid-here"):
            report = report_of(known[id], catalog)
            yield kept(f"{id}.easy.{lang}", text_lines(report, catalog, lang, easy=True))
            yield kept(f"{id}.share.{lang}", share_lines(report, catalog, lang))
        for id in ("calls", "family-called", "paid-scam"):
            found = guided(id, catalog, AS_OF)
            yield kept(f"guide-{id}.{lang}", guide_lines(found, catalog, lang, as_of=AS_OF, width=80))
        yield kept(f"help-now.{lang}", help_lines(help_now(catalog, AS_OF), catalog, lang, as_of=AS_OF, width=80))
        for problem, lender in (("harassment", "bank"), ("told-others", "platform"), ("credit-record", "unknown")):
            found_door = route(catalog, AS_OF, problem, lender)
            lines = route_lines(found_door, (), catalog, lang, as_of=AS_OF, width=80)
            yield kept(f"route-{problem}.{lang}", lines)


def write() -> None:
    """Write every answer anew, and remove those of cases that are gone."""
    catalog = load_catalog()
    kept = {path: text for case in cases().values() for path, text in answers(case, catalog)}
    for path in (*HERE.glob("*.txt"), *HERE.glob("*.json")):
        if path not in kept:
            path.unlink()
    FORMS.mkdir(exist_ok=True)
    others = dict(forms(catalog))
    for path in FORMS.glob("*.txt"):
        if path not in others:
            path.unlink()
    for path, text in (kept | others).items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write()
