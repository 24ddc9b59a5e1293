"""Hosts that imitate a domain on record: typing slips, look-alike letters, other endings, joined words, sub-domains.

Only the domains of lenders, platforms, payment companies, carriers and public bodies are worth imitating, and only
well-sourced records count. What is itself on record is never asked about here. A short label is protected only where
the message speaks for its owner (``speaks_for``): two honest short names are easily one letter apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from triage.catalog.catalog import Catalog, Lexicon
from triage.read.hosts import registrable_domain, shown_host, suffixes_of
from triage.verify.edits import one_edit, shortened, two_edits
from triage.verify.words import Tricks, tricks_of

IMITATED = ("lender", "platform", "authority", "carrier")
PAYMENT = "payment"
SHORTEST_LABEL = 3
SHORTEST_CLAIMED = 4
SHORTEST_TYPO = 6
SHORTEST_TWO_EDITS = 8
SHORTEST_LETTERS = 6  # from which on two letters may be replaced by foreign ones and the name still be read
DIGITS_JOINED = 4
COUNTRY = 2
MOST_PARTS = 6
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
    """``reason``: typo confusable other_ending combosquat brand_subdomain brand_name; ``domain``: the one imitated."""

    reason: str
    domain: Domain


class Imitated(NamedTuple):
    """The domains worth imitating, by label, by shape and by every form of the label with a letter left out.

    ``names``: by the whole name; ``undotted``: by the name without its dots; ``owned``: by organisation.
    """

    labels: dict[str, tuple[Domain, ...]]
    shapes: dict[str, tuple[Domain, ...]]
    slips: dict[str, tuple[str, ...]]
    names: dict[str, Domain]
    undotted: dict[str, Domain]
    owned: dict[str, tuple[Domain, ...]]


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
    given_out = suffixes_of(catalog.lexicon).hosting(ending)
    answers = (
        subdomain(sub, label, ending, known, speaks_for, tricks),
        hosted(label, given_out, known, speaks_for),
        moved_dot(sub, label, ending, known, speaks_for),
        confusable(label, shown, known, speaks_for, catalog.lexicon),
        other_ending(label, ending, known, speaks_for, tricks),
        combosquat(label, ending, known, speaks_for, tricks),
        typo(shown, ending, known, speaks_for),
        borrowed(sub, label, ending, known, speaks_for, catalog),
    )
    restricted = ending in tricks.restricted_endings
    return next((one for one in answers if one and (not restricted or one.domain.ending == ending)), None)


def named_before(userinfo: str, catalog: Catalog) -> LookAlike | None:
    """The domain on record before the @ of a link (icbc.com.cn@repay.top), whose a reader takes it to be."""
    known = imitated(catalog)
    for piece in userinfo.lower().replace("%2e", ".").split(":"):
        labels = piece.split(".")[-DEEPEST - 1 :]
        for start in range(len(labels) - 1):
            domain = known.names.get(".".join(labels[start:]))
            if domain:
                return LookAlike("brand_subdomain", domain)
    return None


# --- what is on record -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def imitated(catalog: Catalog) -> Imitated:
    """The index over the domains of ``catalog`` that are worth imitating."""
    labels: dict[str, list[Domain]] = {}
    shapes: dict[str, list[Domain]] = {}
    slips: dict[str, list[str]] = {}
    names: dict[str, Domain] = {}
    owned: dict[str, list[Domain]] = {}
    for domain in domains(catalog):
        names.setdefault(domain.name, domain)
        owned.setdefault(domain.org, []).append(domain)
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
        {undotted(name): domain for name, domain in reversed(names.items()) if len(domain.label) >= SHORTEST_LABEL},
        {org: tuple(found) for org, found in owned.items()},
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


def hosted(label: str, given_out: bool, known: Imitated, speaks_for: tuple[str, ...]) -> LookAlike | None:
    """The label of whom the message speaks for at a company that gives out names to anybody: icbc.github.io."""
    found = known.labels.get(label, ()) if given_out else ()
    return next((LookAlike("brand_subdomain", domain) for domain in found if domain.org in speaks_for), None)


def moved_dot(sub: str, label: str, ending: str, known: Imitated, speaks_for: tuple[str, ...]) -> LookAlike | None:
    """A dot put in, left out or moved: ic.bc.com.cn, icbccom.cn, wwwicbc.com.cn."""
    last = sub.rpartition(".")[2]
    for whole in (f"{last}{label}", label.removeprefix("www")) if last or label.startswith("www") else ():
        for domain in known.labels.get(whole, ()) if whole != label else ():
            if domain.ending == ending and domain.org in speaks_for:
                return LookAlike("typo", domain)
    moved = whole_of(f"{label}.{ending}", known, speaks_for)
    return LookAlike("typo", moved) if moved and moved.name != f"{label}.{ending}" else None


def whole_of(name: str, known: Imitated, speaks_for: tuple[str, ...]) -> Domain | None:
    """The domain on record that ``name`` is but for dots and hyphens; a short one only where its owner is claimed."""
    domain = known.undotted.get(undotted(name))
    if domain and (len(domain.label) >= SHORTEST_CLAIMED or domain.org in speaks_for):
        return domain
    return None


def undotted(name: str) -> str:
    """``name`` without dots and hyphens."""
    return name.replace(".", "").replace("-", "")


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
    for org in speaks_for if foreign else ():
        for domain in known.owned.get(org, ()):
            if len(domain.label) >= SHORTEST_LETTERS and near(shape(shown, lexicon), shape(domain.label, lexicon)):
                return LookAlike("confusable", domain)
    return None


def near(a: str, b: str) -> bool:
    """Whether two shapes are the same but for two letters, as where one letter is drawn as another or as two."""
    return a == b or one_edit(a, b) or two_edits(a, b)


def other_ending(
    label: str, ending: str, known: Imitated, speaks_for: tuple[str, ...], tricks: Tricks
) -> LookAlike | None:
    """The same label under another ending.

    A cheap one; or, where the message speaks for the owner, any that belongs to no country. Owners often hold .com and
    .cn both, and have branches abroad, so those prove nothing.
    """
    cheap = ending in tricks.cheap_endings
    if not cheap and ("." in ending or len(ending) <= COUNTRY or ending in tricks.usual_endings):
        return None
    for domain in known.labels.get(label, ()):
        if domain.org in speaks_for or (cheap and len(label) >= SHORTEST_CLAIMED and not label.isdigit()):
            return LookAlike("other_ending", domain)
    return None


def combosquat(
    label: str, ending: str, known: Imitated, speaks_for: tuple[str, ...], tricks: Tricks
) -> LookAlike | None:
    """A label on record joined to words or digits: icbc-huankuan.cn, zhaolianhuankuan.top, alipay88.com.

    Or a whole domain without its dots: www-icbc-com-cn.top, wwwicbccomcn.com.
    """
    cheap = ending in tricks.cheap_endings
    whole = whole_of(label.removeprefix("www").removeprefix("-"), known, speaks_for)
    if whole:
        return LookAlike("combosquat", whole)
    for part, others in parts_of(label):
        for domain in known.labels.get(part, ()):
            claimed = domain.org in speaks_for
            if len(part) < SHORTEST_CLAIMED and not claimed:
                continue
            if claimed or any(telling(one, tricks, weak=cheap) for one in others):
                return LookAlike("combosquat", domain)
    for cut in range(SHORTEST_CLAIMED, len(label)):
        for brand, rest in ((label[:cut], label[cut:]), (label[-cut:], label[:-cut])):
            for domain in known.labels.get(brand, ()):
                if not brand.isdigit() and telling(rest, tricks, weak=cheap and domain.org in speaks_for):
                    return LookAlike("combosquat", domain)
    return None


@lru_cache(maxsize=8)
def brand_names(catalog: Catalog) -> dict[str, tuple[str, bool]]:
    """By name as written in addresses (``links_brands.yaml``): whose it is, and whether it means nobody else."""
    orgs = catalog.section("senders")["orgs"]
    brands = catalog.lexicon.section("links_brands") if "links_brands" in catalog.lexicon.names() else {}
    return {
        name: (org, kind == "names")
        for kind, owners in brands.items()
        for org, names in owners.items()
        if org in orgs
        for name in names
    }


def borrowed(
    sub: str, label: str, ending: str, known: Imitated, speaks_for: tuple[str, ...], catalog: Catalog
) -> LookAlike | None:
    """The name of a brand in somebody else's address: huabei-hk.top, meituan-yuefu.info-upd.cn.

    Where the message speaks for the brand; a name that means nobody else also beside a telling word or a cheap ending.
    """
    tricks = tricks_of(catalog.lexicon)
    names = brand_names(catalog)
    words = [word for part in (*sub.split("."), label) for word in part.split("-") if word][:MOST_PARTS]
    cheap = ending in tricks.cheap_endings
    for word in words:
        name = word if word in names else name_before(word, names, tricks)
        if not name:
            continue
        org, own_name = names[name]
        claimed = org in speaks_for
        beside = [one for one in words if one != word] + ([word[len(name) :]] if name != word else [])
        told = cheap or any(telling(one, tricks, weak=cheap) for one in beside)
        if claimed or (own_name and len(name) >= SHORTEST_TYPO and beside and told):
            own = known.owned.get(org)
            return LookAlike("brand_name", own[0] if own else Domain(name, "", org))
    return None


def name_before(word: str, names: Mapping[str, tuple[str, bool]], tricks: Tricks) -> str:
    """The longest brand name that ``word`` begins with, with a telling word right behind it: huabei|huankuan."""
    cuts = range(len(word) - 1, SHORTEST_LABEL - 1, -1)
    return next((word[:cut] for cut in cuts if word[:cut] in names and telling(word[cut:], tricks, weak=True)), "")


def parts_of(label: str) -> Iterator[tuple[str, list[str]]]:
    """Every row of the hyphenated parts of ``label`` that is not all of it, with the parts beside it.

    >>> [part for part, _ in parts_of("my-bd-bank")]
    ['my-bd', 'bd-bank', 'my', 'bd', 'bank']
    """
    tokens = label.split("-")[:MOST_PARTS]
    for count in range(len(tokens) - 1, 0, -1):
        for start in range(len(tokens) - count + 1):
            beside = tokens[:start] + tokens[start + count :]
            yield "-".join(tokens[start : start + count]), [one for one in beside if one]


def telling(word: str, tricks: Tricks, *, weak: bool) -> bool:
    """Whether ``word`` beside a brand is one that imitators add: a listed word, two of them, or a few digits."""
    if word in tricks.words or (weak and word in tricks.weak_words):
        return True
    if word.isdigit():
        return len(word) <= DIGITS_JOINED
    return any(word[:cut] in tricks.words and word[cut:] in tricks.words for cut in range(2, len(word) - 1))


def typo(shown: str, ending: str, known: Imitated, speaks_for: tuple[str, ...]) -> LookAlike | None:
    """One letter off; two in a long name of whom the message speaks for, under the same ending.

    Four and five letters only where the message speaks for the owner and the ending is the same.
    """
    if shown in known.labels:
        return None
    for form in sorted(shortened(shown)):
        for label in known.slips.get(form, ()):
            if not one_edit(shown, label):
                continue
            for domain in known.labels[label]:
                long = min(len(label), len(shown)) >= SHORTEST_TYPO
                if long or (domain.org in speaks_for and domain.ending == ending):
                    return LookAlike("typo", domain)
    for org in speaks_for:
        for domain in known.owned.get(org, ()):
            if domain.ending == ending and len(domain.label) >= SHORTEST_TWO_EDITS and two_edits(shown, domain.label):
                return LookAlike("typo", domain)
    return None
