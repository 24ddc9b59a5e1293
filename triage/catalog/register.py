"""The index over the register: who is on record for a number, a name, a host.

Works on the section ``register``, made by ``register_index`` when the data is compiled, and makes an ``Org`` only for a
hit. Nothing here reads a message: names and hosts come in folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from operator import add
from typing import Any

from triage.catalog.catalog import Catalog
from triage.model import Contact

DEEPEST = 6
WELL_SOURCED = ("high", "medium")
ISSUED_BY_THE_OWNER = ("official", "regulator", "press_statement", "app_code")
OWN, OWN_RECORD = "own", "own_record"  # the source kind of a user's contacts, the category of a user's organisations
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
DROPPED = {ord(mark): None for mark in " \t·・.。-_—|丨/"}
FOLDED = frozenset(map(chr, (*FULL_WIDTH, *DROPPED))) | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")

# Between the names of one opening, and between a name and its ids; a name as spelled in text has no full-width signs.
NEXT, IDS = "｜", "："


def offerable(contact: Contact) -> bool:
    """Whether ``contact`` may be shown to a borrower as a way to reach its organisation (invariant 6)."""
    return contact.callable_by == "borrower" and contact.confidence in WELL_SOURCED


def standing(contact: Contact) -> str:
    """How an offered contact is introduced: official, public_list, check_in_app (look it up in the app first), or own
    (a record of the user's).

    >>> from triage.model import Contact
    >>> line = Contact("bank", "hotline", "95000", "general", "borrower", "medium", "list", ("s",), "2026-08")
    >>> standing(line), standing(line._replace(value="12378")), standing(line._replace(confidence="high"))
    ('check_in_app', 'public_list', 'public_list')
    """
    if contact.source_kind == OWN:
        return OWN
    if contact.confidence == "high":
        return "official" if contact.source_kind in ISSUED_BY_THE_OWNER else "public_list"
    return "public_list" if of_a_public_body(contact) else "check_in_app"


def of_a_public_body(contact: Contact) -> bool:
    """Whether the value alone shows a public body: a nationwide short number (1xx to 1xxxx), a host under gov.cn.

    "Check it in the app" is nonsense for these.
    """
    if contact.kind == "domain":
        return contact.value == "gov.cn" or contact.value.endswith(".gov.cn")
    return contact.kind == "hotline" and contact.value.startswith("1") and len(contact.value) <= 5


def fold(name: str) -> str:
    """``name`` as names are compared: half-width, lower case, without blanks, dots and strokes.

    >>> fold("３６０ 借条"), fold("拿去花丨信用购"), fold("FinUp")
    ('360借条', '拿去花信用购', 'finup')
    """
    return name if FOLDED.isdisjoint(name) else spell(name).translate(DROPPED)


def spell(name: str) -> str:
    """``name`` as prepared text spells it: half-width, lower case."""
    return name.translate(FULL_WIDTH).lower().strip()


class Register:
    """See ``register_of``. All answers are tuples in file order unless said otherwise."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._senders: Mapping[str, Any] = catalog.section("senders")
        self._index = index_over(catalog)
        self._found: dict[str, tuple[Contact, ...]] = {}
        self._opened: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

    # --- numbers ---

    def numbers(self, digits: str) -> tuple[Contact, ...]:
        """Hotlines with exactly these digits; SMS ports that equal them or, where the record says so, begin them.

        The longest port first.
        """
        places = self._index["numbers"].get(digits, "")
        for length in self._port_lengths:
            if length < len(digits) and digits[:length] in self._index["ports"]:
                places += " " + self._index["ports"][digits[:length]]
        return self._contacts(places)

    @cached_property
    def _port_lengths(self) -> tuple[int, ...]:
        return tuple(sorted(set(map(len, self._index["ports"])), reverse=True))

    def plan(self, digits: str) -> str:
        """The kind of number by the number plan: the longest prefix whose lengths fit, else ``unknown``."""
        plan, count = self._index["plan"], len(digits)
        for length in range(min(count, self._plan_depth), 0, -1):
            kind = plan.get(f"{digits[:length]} {count}")
            if kind:
                return kind
        return "unknown"

    @cached_property
    def _plan_depth(self) -> int:
        return max((key.index(" ") for key in self._index["plan"]), default=0)

    # --- names ---

    def names(self, name: str) -> tuple[str, ...]:
        """Ids of the organisations with exactly this name, legal name, alias, brand, signature or app, once folded."""
        return tuple(self._index["names"].get(fold(name), "").split())

    @cached_property
    def all_names(self) -> Mapping[str, tuple[str, ...]]:
        """Every folded name on record with the ids of the organisations that go by it."""
        return {name: tuple(ids.split()) for name, ids in self._index["names"].items()}

    def _names_from(self, opening: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names that begin with these two characters, as spelled in text, the longest first, with their ids."""
        if opening not in self._opened:
            pairs = (one.split(IDS) for one in self._index["openings"][opening].split(NEXT))
            self._opened[opening] = tuple((name, tuple(ids.split())) for name, ids in pairs)
        return self._opened[opening]

    def names_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """``(start, end, org id)`` of every name inside ``text`` (folded: lower case, half-width), in text order.

        The longest name wins and names never overlap; a name that several organisations share gives one entry each.
        Generic names do not count, nor names that are ordinary words outside a signature, nor a Latin name inside a
        longer Latin word.
        """
        index = self._index["openings"]
        found: list[tuple[int, int, str]] = []
        start, done = -1, 0
        for pair in filter(index.__contains__, map(add, text, text[1:])):
            start = text.find(pair, start + 1)
            if start < done:
                continue
            for name, ids in self._names_from(pair):
                end = start + len(name)
                if text.startswith(name, start) and not inside_a_word(text, start, end):
                    found += [(start, end, id) for id in ids]
                    done = end
                    break
        return tuple(found)

    def generic(self, name: str) -> bool:
        """Whether ``name`` is on record as one that names nobody, such as a bare word for repayment."""
        return fold(name) in self._generic

    @cached_property
    def _generic(self) -> frozenset[str]:
        listed = self._senders.get("generic_signatures", ())
        return frozenset(fold(one if isinstance(one, str) else one["name"]) for one in listed)

    def confused(self, name: str) -> tuple[str, ...]:
        """The folded names on record as easily taken for ``name`` although they are somebody else's."""
        return self._confused.get(fold(name), ())

    @cached_property
    def _confused(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for pair in self._senders.get("do_not_confuse", ()):
            names = [fold(name) for name in pair["names"]]
            for name in names:
                found.setdefault(name, {}).update((other, None) for other in names if other != name)
        return {name: tuple(others) for name, others in found.items()}

    # --- hosts ---

    def hosts(self, host: str) -> tuple[Contact, ...]:
        """Domains on record that ``host`` is, or (where the record is a registrable domain) lies under.

        The longest first: a page host on record comes before the domain it lies under.
        """
        places = self._index["hosts"].get(host, "")
        for tail in tails_of(host):
            places += " " + self._index["domains"].get(tail, "")
        return self._contacts(places)

    def domains(self) -> tuple[str, ...]:
        """All domains and hosts on record, sorted."""
        return tuple(sorted({*self._index["hosts"], *self._index["domains"]}))

    def short_link(self, host: str) -> str | None:
        """The owner (an org id or a name) of the short-link service at ``host``, None when it is none on record."""
        return next((self._short_links[tail] for tail in tails_of(host) if tail in self._short_links), None)

    @cached_property
    def _short_links(self) -> dict[str, str]:
        return {one["host"]: one["owner"] for one in self._senders.get("short_links", ())}

    # --- contacts ---

    def _contacts(self, places: str) -> tuple[Contact, ...]:
        if not places or places.isspace():
            return ()
        found = self._found.get(places)
        if found is None:
            pairs = (place.split(":") for place in places.split())
            found = self._found[places] = tuple(self._catalog.org(id).contacts[int(at)] for id, at in pairs)
        return found


@lru_cache(maxsize=8)
def register_of(catalog: Catalog) -> Register:
    """The index over the register of ``catalog``, made once for each catalog."""
    return Register(catalog)


def index_over(catalog: Catalog) -> Mapping[str, Mapping[str, str]]:
    """The section ``register``; made here for a catalog that was not compiled."""
    try:
        found: Mapping[str, Mapping[str, str]] = catalog.section("register")
    except KeyError:
        from triage.catalog.register_index import register_index

        return register_index(catalog.section("senders"))
    return found


def tails_of(host: str) -> Iterator[str]:
    """The domains that ``host`` is or lies under, the longest first; no record has more than ``DEEPEST`` labels.

    >>> list(tails_of("a.b.c"))
    ['a.b.c', 'b.c']
    """
    labels = host.rsplit(".", DEEPEST)[-DEEPEST:]
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])


def inside_a_word(text: str, start: int, end: int) -> bool:
    """Whether the Latin name ``text[start:end]`` is only a piece of a longer Latin word."""
    return (text[start].isascii() and text[start - 1 : start].isascii() and text[start - 1 : start].isalnum()) or (
        text[end - 1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    )
