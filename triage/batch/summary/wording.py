"""The words of a summary in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from triage.batch.summary.tally import NOBODY, NONE, OTHER, OUTSIDE
from triage.catalog.catalog import Catalog

LABELS = "summary_labels"
# Where the label of what is counted stands in the words of the catalog.
GROUPS = {
    "headline": "headline_names",
    "kind": "kinds",
    "identity": LABELS,
    "level": "levels",
    "sender": "sender_classes",
    "weekdays": "weekdays",
}
OWN = frozenset((NONE, OUTSIDE, NOBODY, OTHER))


class Words:
    """The words of a catalog for the page of a summary."""

    def __init__(self, catalog: Catalog, lang: str) -> None:
        self._catalog = catalog
        self._lang = lang

    def __call__(self, key: str, **slots: object) -> str:
        """A word of the page."""
        return self._said("summary", key, **slots)

    def heading(self, key: str) -> str:
        """A heading."""
        return self._said("summary_headings", key)

    def column(self, key: str) -> str:
        """The head of a column."""
        return self._said("summary_columns", key)

    def note(self, key: str, **slots: object) -> str:
        """A line of explanation."""
        return self._said("summary_notes", key, **slots)

    def label(self, kind: str, label: str) -> str:
        """The name of a label; one without a name stands for itself."""
        if label in OWN and not (kind == "level" and label == NONE):
            return self._said(LABELS, label)
        if kind == "level" and label == NONE:
            return self._said(LABELS, "no_rule")
        group = self._catalog.section("ui")[GROUPS.get(kind, kind)]
        return str(group[label][self._lang]) if label in group else label

    def of(self, what: str, label: str) -> str:
        """The name of a label of one of the tables: an institution, a rule, a month, an hour, a day of the week."""
        if what == "institution":
            return self.institution(label)
        if what == "rule":
            return self.rule(label)
        if label in OWN or what == "weekdays":
            return self.label(what, label)
        return label

    def institution(self, id: str) -> str:
        """The name of an organisation."""
        return self._said(LABELS, id) if id in OWN else self._catalog.org(id).name.of(self._lang)

    def rule(self, id: str) -> str:
        """The title of a rule."""
        return self._catalog.rule(id).title.of(self._lang)

    def number(self, value: int | None) -> str:
        """A count, or the sign that it is withheld."""
        return self("withheld") if value is None else f"{value:,}"

    def percent(self, value: int, of: int) -> str:
        """A share; small ones keep a figure that says something."""
        share = 100 * value / of
        return f"{share:.0f}%" if share >= 10 else f"{share:.1f}%" if share >= 0.1 or not value else "<0.1%"

    def distinct(self, count: Mapping[str, int] | None) -> str:
        """How many were different; an estimate with its interval."""
        if count is None:
            return self("withheld")
        if count["low"] == count["high"]:
            return self.number(count["count"])
        return self("about", **{name: self.number(value) for name, value in count.items()})

    def rate(self, value: int | None, base: Mapping[str, Any], asks: Iterable[str] = ()) -> str:
        """A count of its own base, and what the messages of that base have."""
        of, least = base["of"], base["of_at_least"]
        if value is None or not (of or least):
            return self.number(value)
        whole = self.number(of) if of else self("at_least", count=self.number(least))
        given = "".join(self._said(LABELS, fact) for fact in asks)
        shown = f"{given} {whole}" if given and self._lang == "zh" else f"{whole} {given}".strip()
        return self("of", count=self.number(value), of=shown, share=self.percent(value, of or least))

    def review(self, review: Mapping[str, Any] | None, enough: int) -> str:
        """What people found of a rule."""
        if not review or not (decided := review["yes"] + review["no"]):
            return ""
        said = [self.note("reviewed", decided=decided, yes=review["yes"])]
        if review["share"] is None:
            said.append(self.note("too_few", enough=enough))
        else:
            ends = {name: f"{review[name]:.0%}" for name in ("share", "low", "high")}
            said.append(self.note("share", **ends))
        if holding := review["holding"]:
            said.append(self.note("holding", **{name: f"{value:,}" for name, value in holding.items()}))
        return self.listed(said)

    def listed(self, found: Iterable[str]) -> str:
        """Several in one cell."""
        return self("between").join(found)

    def _said(self, group: str, key: str, **slots: object) -> str:
        text: str = self._catalog.section("ui")[group][key][self._lang]
        return text.format(**slots) if slots else text
