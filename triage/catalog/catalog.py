"""The frozen catalog: typed records over the compiled data, made on first use and kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from triage.catalog.parts import Layered
from triage.model import Contact, Fact, Org, Partner, Rule, Source, StepRecord, Text, VerifyPath


class Lexicon:
    """The word lists under ``data/lexicon``, one section a file, and ``cues``, the table made of the lists of cues.

    Hashes by identity, so readers may keep what they compile.
    """

    __slots__ = ("_sections", "_tables")

    def __init__(self, sections: Mapping[str, Any], tables: Mapping[str, str]) -> None:
        self._sections = sections
        self._tables = tables

    def section(self, name: str) -> Any:
        """The section ``data/lexicon/<name>.yaml`` as plain dicts, lists and strings. KeyError when there is none.

        ``cues`` is the table of ``cue_table.compile_cues``.
        """
        return self._sections[name]

    def names(self) -> tuple[str, ...]:
        """The names of all sections, sorted."""
        return tuple(sorted(self._sections))

    def table(self, name: str) -> str:
        """The generated table ``data/tables/<name>`` as text, header lines (``#``) included."""
        return self._tables[name]


class Overlay(NamedTuple):
    """A user's own records that lie over the register: the file's ``name``, its digest, and the ids it holds."""

    name: str
    digest: str
    orgs: tuple[str, ...]


class Catalog:
    """All records of ``data/``. ``digest`` is the sha256 of the canonical compiled JSON, and of the ``overlay``."""

    __slots__ = ("_data", "_made", "digest", "lexicon", "overlay")

    def __init__(
        self,
        data: Mapping[str, Any],
        digest: str,
        overlay: Overlay | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self._data = data
        self._made: dict[str, Any] = {}
        self.digest = digest
        self.overlay = overlay
        self.lexicon = lexicon or Lexicon(data["lexicon"], data["tables"])

    def over(self, sections: Mapping[str, Any], digest: str, overlay: Overlay) -> Catalog:
        """This catalog with other ``sections``; its lexicon, and what readers made of it, is shared."""
        return Catalog(Layered(sections, self._data), digest, overlay, self.lexicon)

    def section(self, name: str) -> Any:
        """One raw section of the compiled data (senders, rules, kinds, facts, steps, ui, sources …)."""
        return self._data[name]

    def words(self, group: str, key: str) -> Text:
        """The label or reason text ``ui.yaml: group: key``. KeyError when it is missing."""
        return text_of(self._data["ui"][group][key])

    def org(self, id: str) -> Org:
        """The organisation ``id``. KeyError when it is not on record."""
        orgs: dict[str, Org] = self._made.setdefault("orgs", {})
        if id not in orgs:
            orgs[id] = org_of(self._data["senders"]["orgs"][id])
        return orgs[id]

    def org_ids(self) -> tuple[str, ...]:
        """All ids of organisations, in file order."""
        return tuple(self._data["senders"]["orgs"])

    def rule(self, id: str) -> Rule:
        """The rule ``id``. KeyError when there is none."""
        rules: dict[str, Rule] = self._made.setdefault("rules", {})
        if id not in rules:
            rules[id] = rule_of(self._data["rules"][id])
        return rules[id]

    def rule_ids(self) -> tuple[str, ...]:
        """All rule ids, sorted, retired ones included."""
        return tuple(sorted(self._data["rules"]))

    def triggers(self) -> Mapping[str, Any]:
        """``when`` and ``needs`` of each rule that is run, by id: all that is known of a rule before it may fire."""
        if "triggers" not in self._made:
            self._made["triggers"] = self._data.get("triggers") or triggers_of(self._data["rules"])
        triggers: Mapping[str, Any] = self._made["triggers"]
        return triggers

    def fact(self, id: str) -> Fact:
        """The fact ``id``. KeyError when there is none."""
        facts: dict[str, Fact] = self._made.setdefault("facts", {})
        if id not in facts:
            facts[id] = fact_of(self._data["facts"][id])
        return facts[id]

    def source(self, id: str) -> Source:
        """The citation ``id``. KeyError when there is none."""
        raw = self._data["sources"][id]
        return Source(id, raw["kind"], raw["title"], raw["ref"], raw["as_of"], raw["retrieved"])

    def steps(self) -> tuple[StepRecord, ...]:
        """All steps on record, in file order."""
        if "steps" not in self._made:
            self._made["steps"] = tuple(step_of(raw) for raw in self._data["steps"])
        steps: tuple[StepRecord, ...] = self._made["steps"]
        return steps


def text_of(raw: Mapping[str, str]) -> Text:
    """The two-language text of a ``{zh, en}`` mapping."""
    return Text(raw["zh"], raw["en"])


def day_of(raw: str | None) -> date | None:
    """The civil date of ``YYYY-MM-DD``, None for nothing."""
    return date.fromisoformat(raw) if raw else None


def org_of(raw: Mapping[str, Any]) -> Org:
    """The organisation of a raw record."""
    note = raw.get("status_note")
    return Org(
        id=raw["id"],
        name=text_of(raw["name"]),
        category=raw["category"],
        role=raw["role"],
        lender_type=raw["lender_type"],
        status=raw["status"],
        status_note=text_of(note) if note else None,
        status_as_of=raw.get("status_as_of", ""),
        legal_name=raw.get("legal_name"),
        aliases=tuple(raw.get("aliases", ())),
        brands=tuple(raw.get("brands", ())),
        contacts=tuple(contact_of(raw["id"], one) for one in raw.get("contacts", ())),
        identifies=raw.get("identifies", "yes") == "yes",
        paths=tuple(path_of(raw["id"], one) for one in raw.get("paths", ())),
        partners=tuple(partner_of(one) for one in raw.get("partners", ())),
    )


def contact_of(org: str, raw: Mapping[str, Any]) -> Contact:
    """The contact of a raw record that stands under the organisation ``org``."""
    note = raw.get("note")
    return Contact(
        org=org,
        kind=raw["kind"],
        value=raw["value"],
        purpose=raw.get("purpose", "general"),
        callable_by=raw.get("callable_by", "nobody"),
        confidence=raw["confidence"],
        source_kind=raw["source_kind"],
        sources=tuple(raw["sources"]),
        as_of=raw["as_of"],
        match=raw.get("match", "exact"),
        note=text_of(note) if note else None,
    )


def path_of(org: str, raw: Mapping[str, Any]) -> VerifyPath:
    """The verification path of a raw record that stands under the organisation ``org``."""
    return VerifyPath(
        org=org,
        kind=raw["kind"],
        text=text_of(raw["text"]),
        url=raw.get("url"),
        confidence=raw["confidence"],
        sources=tuple(raw["sources"]),
        as_of=raw["as_of"],
        purpose=raw.get("purpose", "general"),
    )


def partner_of(raw: Mapping[str, Any]) -> Partner:
    """The partner of a raw record."""
    note = raw.get("note")
    return Partner(
        org=raw["org"],
        relation=raw["relation"],
        sources=tuple(raw["sources"]),
        as_of=raw["as_of"],
        note=text_of(note) if note else None,
    )


def rule_of(raw: Mapping[str, Any]) -> Rule:
    """The rule of a raw record."""
    return Rule(
        id=raw["id"],
        axis=raw["axis"],
        severity=raw["severity"],
        confidence=raw["confidence"],
        status=raw["status"],
        red_line=raw.get("red_line"),
        point=raw.get("point"),
        error_about=raw.get("error_about"),
        when=raw["when"],
        title=text_of(raw["title"]),
        why=text_of(raw["why"]),
        misses=text_of(raw["misses"]),
        facts=tuple(raw.get("facts", ())),
        needs=tuple(raw.get("needs", ())),
        steps=tuple(raw.get("steps", ())),
        start=day_of(raw.get("start")),
        end=day_of(raw.get("end")),
        covers=tuple(raw.get("covers", ())),
        yields=raw.get("yields"),
    )


def triggers_of(rules: Mapping[str, Any]) -> dict[str, Any]:
    """The section ``triggers``, made when the data is compiled so that a start need not read every rule."""
    return {
        id: {"when": rule["when"], "needs": rule.get("needs", [])}
        for id, rule in sorted(rules.items())
        if rule["status"] == "stable"
    }


def fact_of(raw: Mapping[str, Any]) -> Fact:
    """The fact of a raw record."""
    return Fact(
        id=raw["id"],
        statement=text_of(raw["statement"]),
        level=raw["level"],
        verified=raw["verified"],
        start=day_of(raw.get("start")),
        end=day_of(raw.get("end")),
        sources=tuple(raw["sources"]),
        last_checked=raw["last_checked"],
    )


def step_of(raw: Mapping[str, Any]) -> StepRecord:
    """The step of a raw record."""
    return StepRecord(
        id=raw["id"],
        stage=raw["stage"],
        order=int(raw["order"]),
        when=raw["when"],
        text=text_of(raw["text"]),
        contacts=tuple(raw.get("contacts", ())),
        facts=tuple(raw.get("facts", ())),
    )
