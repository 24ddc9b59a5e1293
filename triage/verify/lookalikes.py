"""Hosts that imitate a domain on record: typing slips, look-alike letters, other endings, joined words, sub-domains.

Only the domains of lenders, platforms, payment companies, carriers and public bodies are worth imitating, and only
well-sourced records count. What is itself on record is never asked about here. A short label is protected only where
the message speaks for its owner: two honest short names are easily one letter apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Catalog, Lexicon
from triage.read.hosts import registrable_domain, shown_host
from triage.verify.edits import one_edit, shortened
from triage.verify.words import Tricks, tricks_of

IMITATED = ("lender", "platform", "authority", "carrier")
PAYMENT = "payment"
SHORTEST_LABEL = 3
SHORTEST_CLAIMED = 4
SHORTEST_TYPO = 6
DIGITS_JOINED = 4
LONGEST_HOST = 253
DEEPEST = 4
SHAPES = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("|", "l"))


class Domain(NamedTuple):
    """A registrable domain on record: ``label`` before the ``ending``."""

    label: str
    ending: str
    org: str

    @property
    def name(self) -> str:
        """The whole domain."""
        return f"{self.label}.{self.ending}"


class LookAlike(NamedTuple):
    """``reason``: typo confusable other_ending combosquat brand_subdomain; ``domain``: the one imitated."""

    reason: str
    domain: Domain


class Imitated(NamedTuple):
    """The domains worth imitating, by label, by shape and by every form of the label with a letter left out."""

    labels: dict[str, tuple[Domain, ...]]
    shapes: dict[str, tuple[Domain, ...]]
    slips: dict[str, tuple[str, ...]]
    names: dict[str, Domain]


@lru_cache(maxsize=1024)
def look_alike(host: str, registrable: str, speaks_for: tuple[str, ...], catalog: Catalog) -> LookAlike | None:
    """What domain on record ``host`` imitates and how, None when it imitates none.

    ``host`` and ``registrable`` in lower-case ASCII (punycode); neither they nor a parent may be on record.
    """
    tricks = tricks_of(catalog.lexicon)
    if registrable in tricks.not_look_alikes or len(host) > LONGEST_HOST:
        return None
    known = imitated(catalog)
    label, _, ending = registrable.partition(".")
    shown = shown_host(label)
    sub = host[: -len(registrable)].rstrip(".") if host != registrable else ""
    answers = (
        subdomain(sub, label, ending, known, speaks_for, tricks),
        confusable(label, shown, known, speaks_for, catalog.lexicon),
        other_ending(label, ending, known, speaks_for, tricks),
        combosquat(label, ending, known, speaks_for, tricks),
        typo(shown, ending, known, speaks_for),
    )
    return next((one for one in answers if one), None)


# --- what is on record -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def imitated(catalog: Catalog) -> Imitated:
    """The index over the domains of ``catalog`` that are worth imitating."""
    labels: dict[str, list[Domain]] = {}
    shapes: dict[str, list[Domain]] = {}
    slips: dict[str, list[str]] = {}
    names: dict[str, Domain] = {}
    for domain in domains(catalog):
        names.setdefault(domain.name, domain)
        if len(domain.label) < SHORTEST_LABEL:
            continue
        labels.setdefault(domain.label, []).append(domain)
        shapes.setdefault(shape(domain.label, catalog.lexicon), []).append(domain)
    for label in labels:
        if len(label) >= SHORTEST_CLAIMED and not label.isdigit():
            for form in shortened(label):
                slips.setdefault(form, []).append(label)
    return Imitated(
        {key: tuple(found) for key, found in labels.items()},
        {key: tuple(found) for key, found in shapes.items()},
        {key: tuple(found) for key, found in slips.items()},
        names,
    )


def domains(catalog: Catalog) -> Iterator[Domain]:
    """The well-sourced registrable domains of organisations that are worth imitating."""
    for id, org in catalog.section("senders")["orgs"].items():
        if org["role"] not in IMITATED and org["category"] != PAYMENT:
            continue
        for raw in org.get("contacts", ()):
            if raw["kind"] == "domain" and raw["confidence"] != "low" and raw.get("match") not in ("exact", "host"):
                label, _, ending = raw["value"].partition(".")
                if registrable_domain(raw["value"], catalog.lexicon):
                    yield Domain(label, ending, id)


@lru_cache(maxsize=8)
def look_alike_letters(lexicon: Lexicon) -> dict[int, str]:
    """The table of characters that look like an ASCII one, for ``str.translate``."""
    lines = lexicon.table("confusables.txt").splitlines()
    parts = (line.split() for line in lines if line and not line.startswith("#"))
    return {int(code, 16): target for code, target in parts}


def shape(label: str, lexicon: Lexicon) -> str:
    """``label`` with everything that looks alike written alike: rn as m, 0 as o, 1 and i as l, а (Cyrillic) as a."""
    if not label.isascii():
        label = label.translate(look_alike_letters(lexicon))
    for seen, plain in SHAPES:
        label = label.replace(seen, plain)
    return label


# --- the tricks ------------------------------------------------------------------------------------------------------


def subdomain(
    sub: str, label: str, ending: str, known: Imitated, speaks_for: tuple[str, ...], tricks: Tricks
) -> LookAlike | None:
    """A whole domain on record before somebody else's (icbc.com.cn.repay.top), or its label where the rest is cheap."""
    labels = sub.split(".") if sub else []
    for start in range(len(labels)):
        for end in range(min(len(labels), start + DEEPEST), start + 1, -1):
            domain = known.names.get(".".join(labels[start:end]))
            if domain:
                return LookAlike("brand_subdomain", domain)
    cheap = ending in tricks.cheap_endings or not tricks.words.isdisjoint(label.split("-"))
    for one in labels:
        for domain in known.labels.get(one, ()):
            if len(one) >= SHORTEST_CLAIMED and not one.isdigit() and (cheap or domain.org in speaks_for):
                return LookAlike("brand_subdomain", domain)
    return None


def confusable(
    label: str, shown: str, known: Imitated, speaks_for: tuple[str, ...], lexicon: Lexicon
) -> LookAlike | None:
    """Other letters that look the same: 1 for l, rn for m, Cyrillic а for a."""
    if label in known.labels:
        return None
    foreign = not shown.isascii()
    for domain in known.shapes.get(shape(shown, lexicon), ()):
        if domain.label.isdigit() and not foreign:
            continue
        if foreign or len(domain.label) >= SHORTEST_CLAIMED or domain.org in speaks_for:
            return LookAlike("confusable", domain)
    return None


def other_ending(
    label: str, ending: str, known: Imitated, speaks_for: tuple[str, ...], tricks: Tricks
) -> LookAlike | None:
    """The same label under a cheap ending. Owners often hold .com and .cn both, so those prove nothing."""
    if ending not in tricks.cheap_endings:
        return None
    for domain in known.labels.get(label, ()):
        if domain.org in speaks_for or (len(label) >= SHORTEST_CLAIMED and not label.isdigit()):
            return LookAlike("other_ending", domain)
    return None


def combosquat(
    label: str, ending: str, known: Imitated, speaks_for: tuple[str, ...], tricks: Tricks
) -> LookAlike | None:
    """A label on record joined to words or digits: icbc-huankuan.cn, zhaolianhuankuan.top, alipay88.com."""
    cheap = ending in tricks.cheap_endings
    tokens = label.split("-")
    for token in tokens if len(tokens) > 1 else ():
        others = [one for one in tokens if one and one != token]
        for domain in known.labels.get(token, ()):
            claimed = domain.org in speaks_for
            if len(token) < SHORTEST_CLAIMED and not claimed:
                continue
            if claimed or any(telling(one, tricks, weak=cheap) for one in others):
                return LookAlike("combosquat", domain)
    for cut in range(SHORTEST_CLAIMED, len(label)):
        for brand, rest in ((label[:cut], label[cut:]), (label[-cut:], label[:-cut])):
            for domain in known.labels.get(brand, ()):
                if not brand.isdigit() and telling(rest, tricks, weak=cheap and domain.org in speaks_for):
                    return LookAlike("combosquat", domain)
    return None


def telling(word: str, tricks: Tricks, *, weak: bool) -> bool:
    """Whether ``word`` beside a brand is one that imitators add: a listed word, two of them, or a few digits."""
    if word in tricks.words or (weak and word in tricks.weak_words):
        return True
    if word.isdigit():
        return len(word) <= DIGITS_JOINED
    return any(word[:cut] in tricks.words and word[cut:] in tricks.words for cut in range(2, len(word) - 1))


def typo(shown: str, ending: str, known: Imitated, speaks_for: tuple[str, ...]) -> LookAlike | None:
    """One letter off. Four and five letters only where the message speaks for the owner and the ending is the same."""
    if shown in known.labels:
        return None
    for form in sorted(shortened(shown)):
        for label in known.slips.get(form, ()):
            if not one_edit(shown, label):
                continue
            for domain in known.labels[label]:
                if len(label) >= SHORTEST_TYPO or (domain.org in speaks_for and domain.ending == ending):
                    return LookAlike("typo", domain)
    return None
