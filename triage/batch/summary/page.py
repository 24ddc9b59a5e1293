"""A summary as one HTML page: charts with the table beside each, nothing to load and nothing that runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from triage.batch.columns import AXES, NONE_FOUND, NOT_EVALUABLE
from triage.batch.summary.charts import FLAG, PALE, PAPER, Series, across, stacked, upright
from triage.batch.summary.tally import NO_ONE, NONE, OUTSIDE
from triage.batch.summary.wording import Words
from triage.catalog.catalog import Catalog

# The page may load and run nothing, whatever a name on record might hold.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
NUMBER = ' class="number"'
# A cell: a text, or a text and a small one under it.
Cell = str | tuple[str, str]
MOST_LABELS = 8  # under the bars of one chart
READ = ("messages", "handed_in", "errors_apart", "bases", "claimed", "small", "estimates")


def page(summary: Mapping[str, Any], catalog: Catalog, lang: str) -> str:
    """The page of a ``triage.summary/1`` in ``lang`` (zh or en). The same summary gives the same bytes."""
    words = Words(catalog, lang)
    style = (Path(__file__).parent / "page.css").read_text("utf-8")
    title = escape(words("title"))
    body = [header(summary, words)]
    if summary["assessed"]:
        body += Page(summary, words).sections()
    else:
        body.append(paragraph(words.note("nothing", least=summary["least"])))
    body.append(sources(summary, words))
    inside = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n{inside}\n</body>\n</html>\n"
    )


def header(summary: Mapping[str, Any], words: Words) -> str:
    """The title, what this is not, what it was made with."""
    catalog = summary["catalog"].removeprefix("sha256:")[:12]
    made = words("made", as_of=summary["as_of"], engine=summary["engine"], catalog=catalog)
    return (
        f'<header>\n<p class="notice">{escape(words("notice"))}</p>\n<h1>{escape(words("title"))}</h1>\n'
        f'<p class="made">{escape(made)}</p>\n</header>'
    )


def paragraph(text: str) -> str:
    """A line of explanation."""
    return f'<p class="note">{escape(text)}</p>'


def shown(cell: Cell) -> str:
    """A cell as HTML."""
    if isinstance(cell, str):
        return escape(cell)
    return f"{escape(cell[0])}<br><code>{escape(cell[1])}</code>"


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]], numbers: Iterable[int] = ()) -> str:
    """A table; the first cell of a row is its head, columns in ``numbers`` stand to the right."""
    right = frozenset(numbers)
    heads = "".join(
        f'<th scope="col"{NUMBER if at in right else ""}>{escape(one)}</th>' for at, one in enumerate(columns)
    )
    lines = []
    for first, *rest in rows:
        cells = "".join(f"<td{NUMBER if at in right else ''}>{shown(one)}</td>" for at, one in enumerate(rest, 1))
        lines.append(f'<tr><th scope="row">{shown(first)}</th>{cells}</tr>')
    return (
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        + "\n".join(lines)
        + "\n</tbody>\n</table>"
    )


def sources(summary: Mapping[str, Any], words: Words) -> str:
    """The inputs by hash, and that all of it can be made again."""
    unknown = words.note("streams")
    rows = [
        (one["sha256"] or unknown, one["form"], "" if one["size"] is None else words.number(one["size"]))
        for one in summary["inputs"]
    ]
    columns = [words.column(name) for name in ("input", "form", "size")]
    digest = f'<p class="note"><code>{escape(summary["catalog"])}</code></p>'
    notice = f'<p class="notice">{escape(words("notice"))}</p>'
    found = table(words.heading("sources"), columns, rows, (2,)) if rows else ""
    return (
        f'<section aria-labelledby="sources">\n<h2 id="sources">{escape(words.heading("sources"))}</h2>\n{found}\n'
        f"{digest}\n{paragraph(words.note('again'))}\n{notice}\n</section>"
    )


def grid(name: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Short labels with a number each, side by side."""
    inside = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in pairs)
    return f'<dl class="grid" aria-labelledby="{name}">{inside}</dl>'


class Page:
    """The sections of a page."""

    def __init__(self, summary: Mapping[str, Any], words: Words) -> None:
        self.of = summary
        self.words = words
        self.foot = f"{words('notice')} · {words('self_selected')}"

    def sections(self) -> list[str]:
        """All sections, in order."""
        return [
            self.figures(),
            self.how_to_read(),
            self.counted("headlines", "by_headline", "headline"),
            self.axes(),
            self.rules(),
            self.institutions(),
            self.months(),
            self.standing("hours", "by_hour", 3),
            self.standing("weekdays", "by_weekday", 1),
            self.counted("senders", "by_sender", "sender"),
            self.counted("kinds", "by_kind", "kind", chart=False),
            self.counted("levels", "by_level", "level", chart=False),
            self.counted("identity", "by_identity", "identity", chart=False),
        ]

    def section(self, name: str, *parts: str, apart: bool = False) -> str:
        """A section under its heading."""
        head = f'<h2 id="{name}">{escape(self.words.heading(name))}</h2>'
        more = ' class="apart"' if apart else ""
        inside = "\n".join(part for part in parts if part)
        return f'<section{more} aria-labelledby="{name}">\n{head}\n{inside}\n</section>'

    def figures(self) -> str:
        """The sizes of the whole."""
        words, of = self.words, self.of
        failed = sum(of["failed"].values())
        shown = [("assessed", words.number(of["assessed"]), f"{words('failed')} {failed:,}" if failed else "")]
        for name, note in (("texts", "texts_note"), ("scripts", "scripts_note"), ("senders", "")):
            shown.append((name, words.distinct(of["distinct"][name]), words(note) if note else ""))
        inside = "\n".join(
            f"<div><dt>{escape(words(name))}</dt><dd>{escape(value)}</dd>"
            + (f'<dd class="note">{escape(note)}</dd>' if note else "")
            + "</div>"
            for name, value, note in shown
        )
        return f'<dl class="figures">\n{inside}\n</dl>'

    def how_to_read(self) -> str:
        """What the figures are, and are not."""
        points = "\n".join(f"<li>{escape(self.words.note(name, least=self.of['least']))}</li>" for name in READ)
        head = f'<h2 id="how_to_read">{escape(self.words.heading("how_to_read"))}</h2>'
        return f'<section class="read" aria-labelledby="how_to_read">\n{head}\n<ul>\n{points}\n</ul>\n</section>'

    def figure(self, svg: str) -> str:
        """A chart; what it is not stands inside it, so that it is there in a copy too."""
        return f"<figure>\n{svg}\n</figure>"

    def counted(self, name: str, key: str, kind: str, chart: bool = True) -> str:
        """Counts of labels under each other; labels without any are left out."""
        words = self.words
        counts = {words.label(kind, label): value for label, value in self.of[key].items() if value != 0}
        title = words.heading(name)
        said, series = words.note("chart", title=title), Series(list(counts.values()))
        drawn = across(name, said, self.foot, list(counts), series, words("withheld")) if chart else ""
        rows = [(label, *self.share(value, self.of["assessed"])) for label, value in counts.items()]
        columns = (words.column("what"), words("number"), "%")
        return self.section(name, drawn and self.figure(drawn), table(title, columns, rows, (1, 2)))

    def share(self, value: int | None, whole: int) -> tuple[str, str]:
        """A count and its share of the whole."""
        return self.words.number(value), "" if value is None else self.words.percent(value, whole)

    def axes(self) -> str:
        """The three states of each axis, each rate with its own base."""
        words = self.words
        found = [self.of["axes"][axis] for axis in AXES]
        colours = {NONE_FOUND: PALE, NOT_EVALUABLE: PAPER}
        order = ("flagged", NONE_FOUND, NOT_EVALUABLE)
        series = [
            Series([one[state] for one in found], colours.get(state, FLAG), words.column(state)) for state in order
        ]
        names = [words.label("axes", axis) for axis in AXES]
        title = words.heading("axes")
        chart = stacked("axes", words.note("chart", title=title), self.foot, names, series)
        rows = [
            (name, *(words.number(one[state]) for state in order), words.rate(one["flagged"], one))
            for name, one in zip(names, found, strict=True)
        ]
        columns = [words.column(key) for key in ("state", *order, "rate")]
        said = self.of["axes"]["error"]["their_word"]
        note = "" if said == 0 else paragraph(words.note("their_word", count=words.number(said)))
        return self.section("axes", self.figure(chart), table(title, columns, rows, (1, 2, 3)), note)

    def rules(self) -> str:
        """Every rule that fired, by axis and title."""
        words, all_ = self.words, self.of["rules"]
        shown = [one for one in all_ if one["messages"]]
        none = sum(one["messages"] == 0 for one in all_)
        by_axis = ((axis, [one for one in shown if one["axis"] == axis]) for axis in (*AXES, "info"))
        parts = [self.rules_of(axis, rules) for axis, rules in by_axis if rules]
        few = len(all_) - len(shown) - none
        notes = [words.note("few_hits", count=few)] if few else []
        notes += [words.note("no_hits", count=none)] if none else []
        review = self.of["review"]
        if review and (missed := words.review(review["missed"], review["enough"])):
            notes.append(words.note("missed", found=missed))
        return self.section("rules", *parts, *map(paragraph, notes))

    def rules_of(self, axis: str, rules: Sequence[Mapping[str, Any]]) -> str:
        """The rules of one axis, each with its base; columns that would be empty are left out."""
        words, review = self.words, self.of["review"]
        levels = any(one["level"] for one in rules)
        reviewed = any("reviewed" in one for one in rules)
        rows: list[tuple[Cell, ...]] = [
            (
                (words.rule(one["rule"]), f"{one['rule']}@{one['version']}"),
                words.rate(one["messages"], one, one["asks"]),
                words.distinct(one["scripts"]),
                words.distinct(one["senders"]),
                words.listed(words.label("bases", base) for base in one["basis"]),
                *([words.label("levels", one["level"]) if one["level"] else ""] if levels else []),
                *([words.review(one.get("reviewed"), review["enough"])] if reviewed else []),
            )
            for one in rules
        ]
        columns = [
            words.column("rule"),
            words.column("hits"),
            words("scripts"),
            words("senders"),
            words.column("basis"),
        ]
        columns += [words.column(key) for key, there in (("level", levels), ("reviewed", reviewed)) if there]
        return table(words.label("axes", axis), columns, sorted(rows), (2, 3))

    def institutions(self) -> str:
        """The institutions that messages name, in the order of their names; impersonation apart."""
        words = self.words
        known = sorted(
            self.of["institutions"],
            key=lambda one: (one["institution"] in NO_ONE, words.institution(one["institution"]), one["institution"]),
        )
        found = [(words.institution(one["institution"]), one) for one in known]
        rows = [
            (
                name,
                words.number(one["messages"]),
                words.rate(one["conduct"]["flagged"], {**one["conduct"], "of_at_least": None}),
                words.distinct(one["scripts"]),
                words.distinct(one["senders"]),
            )
            for name, one in found
            if one["messages"]
        ]
        columns = [*(words.column(key) for key in ("institution", "messages", "conduct"))]
        columns += [words("scripts"), words("senders")]
        parts = [paragraph(words("self_selected")), table(words.heading("institutions"), columns, rows, (1, 3, 4))]
        posing = [(name, words.number(one["impersonating"])) for name, one in found if one["impersonating"]]
        if posing:
            heads = [words.column("institution"), words.column("impersonating")]
            parts += [h3(words.heading("impersonating")), table(words.heading("impersonating"), heads, posing, (1,))]
        if self.of["institutions_withheld"]:
            parts.append(paragraph(words.note("institutions_withheld", count=self.of["institutions_withheld"])))
        parts.append(self.conduct_of_institutions())
        return self.section("institutions", *parts, apart=True)

    def conduct_of_institutions(self) -> str:
        """The rules about conduct that fired in messages naming an institution; nothing where none may be shown."""
        words = self.words
        about = {one["rule"]: f"{one['rule']}@{one['version']}" for one in self.of["rules"] if one["axis"] == "conduct"}
        rows: list[tuple[Cell, ...]] = [
            (
                words.institution(one["institution"]),
                (words.rule(one["rule"]), about[one["rule"]]),
                words.number(one["messages"]),
            )
            for one in self.of["by_institution_and_rule"]
            if one["rule"] in about and one["institution"] not in NO_ONE
        ]
        rows.sort()
        if not rows:
            return ""
        heading = words.heading("by_institution_and_rule")
        columns = [words.column(key) for key in ("institution", "rule", "hits")]
        notes = paragraph(words.note("pairs", least=self.of["least"])) + paragraph(words.note("in_json"))
        return h3(heading) + table(heading, columns, rows, (2,)) + notes

    def months(self) -> str:
        """Messages by month, and those whose conduct is flagged."""
        words = self.words
        months = [month for month in self.of["by_month"] if month not in (NONE, OUTSIDE)]
        columns = [words.column(key) for key in ("month", "messages", "conduct")]
        flagged = self.of["conduct_by_month"]
        counts = {month: (all_, flagged[month]) for month, all_ in self.of["by_month"].items()}
        rows = [
            (words.of("month", month), *map(words.number, found)) for month, found in counts.items() if found[0] != 0
        ]
        beside = table(words.heading("months"), columns, rows, (1, 2))
        if not months:
            return self.section("months", beside)
        series = (
            Series([counts[month][0] for month in months], PALE, words.column("messages")),
            Series([counts[month][1] for month in months], FLAG, words.column("conduct")),
        )
        every = -(-len(months) // MOST_LABELS)
        title = words.note("chart", title=words.heading("months"))
        chart = upright("months", title, self.foot, months, series, words("withheld"), every)
        return self.section("months", self.figure(chart), beside)

    def standing(self, name: str, key: str, every: int) -> str:
        """Counts of a round of labels (hours, days of the week); nothing where no message has one."""
        words = self.words
        counts = {label: value for label, value in self.of[key].items() if label != NONE}
        if not any(counts.values()):
            return ""
        title = words.heading(name)
        labels = [words.of(name, label) for label in counts]
        series = (Series(list(counts.values())),)
        chart = upright(name, words.note("chart", title=title), self.foot, labels, series, words("withheld"), every)
        values = [(words.of(name, label), words.number(value)) for label, value in self.of[key].items()]
        return self.section(name, self.figure(chart), grid(name, values))


def h3(text: str) -> str:
    """A heading inside a section."""
    return f"<h3>{escape(text)}</h3>\n"
