"""Where hosts stand in a prepared text: plain ones, ones with disguised dots, and ones in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from triage.catalog import Lexicon
from triage.read.hosts import read_authority, suffixes_of

FOREIGN = "\u0370-\u058f"  # Greek, Cyrillic, Armenian: letters that pass for Latin ones
LABEL = rf"[a-z0-9_\u00df-\u00f6\u00f8-\u024f{FOREIGN}-]"
# A letter of any script, and one beyond Latin; negated classes compile quickly.
WIDE = r"[^\x00-\x2c./:-@\[-`{-\xbf\u2010-\u303f\uff00-\uff65]"
BEYOND = r"[^\x00-\xbf\u2010-\u303f\uff00-\uff65]"
LONGEST_HOST = 253
MOST_LABELS = 10

Bounds = tuple[int, int]


class Place(NamedTuple):
    """A host in the prepared text: its labels as bounds, and whether a dot was disguised."""

    labels: tuple[Bounds, ...]
    hidden: bool = False

    @property
    def start(self) -> int:
        """Where the first label begins."""
        return self.labels[0][0]

    @property
    def end(self) -> int:
        """Where the last label ends."""
        return self.labels[-1][1]


class HostFinder:
    """Finds hosts; the patterns come from the section ``links`` of the lexicon, compiled on first use."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._raw = raw = lexicon.section("links")
        self.leads = tuple(raw["leads"])
        self.usual = frozenset(raw["usual_endings"])
        self.reserved = frozenset(raw["reserved_endings"])
        self.spaced = frozenset(raw["spaced_endings"])
        self.words = frozenset(raw["word_endings"])
        self._spelled = frozenset(f" {word} " for word in raw["spelled_dots"])
        self.dots = (*raw["dots"], *raw["spelled_dots"])

    @cached_property
    def _chain(self) -> str:
        dots = "|".join(re.escape(dot) for dot in self._raw["dots"])
        spelled = "|".join(self._raw["spelled_dots"])
        return rf"(?:(?:\.|[ ](?:{spelled})[ ]|[ ]{{0,2}}+(?:\.|{dots})[ ]{{0,2}}+){LABEL}++)++"

    @cached_property
    def chain(self) -> re.Pattern[str]:
        """Labels joined by dots, plain or disguised."""
        return re.compile(rf"{LABEL}++{self._chain}")

    @cached_property
    def bare_chain(self) -> re.Pattern[str]:
        """Such a chain where no scheme stands before it and no e-mail address is meant."""
        return re.compile(rf"{LABEL}(?<!{LABEL[:-1]}.@].){LABEL}*+{self._chain}(?!@)")

    def _split(self, text: str, chain: re.Match[str]) -> tuple[tuple[Bounds, ...], tuple[int, ...]]:
        """The labels of a chain as bounds, and the places in it where the dot before a label was a disguised one."""
        found = [match.span() for match in _label().finditer(text, chain.start(), chain.end())]
        if " " in chain[0]:
            found = [(first, last) for first, last in found if text[first - 1 : last + 1] not in self._spelled]
        breaks = tuple(at for at in range(1, len(found)) if text[found[at - 1][1] : found[at][0]] != ".")
        return tuple(found), breaks

    def known(self, text: str, labels: tuple[Bounds, ...]) -> bool:
        """Whether the labels end in a public suffix, or one reserved for examples, and a name stands before it."""
        host = ".".join(text[first:last] for first, last in labels[-MOST_LABELS:])
        if len(host) > LONGEST_HOST:
            return False
        reserved = len(labels) > 1 and text[slice(*labels[-1])] in self.reserved
        return reserved or suffixes_of(self._lexicon).known(host)

    # --- after a scheme ---

    def after_scheme(self, text: str, at: int) -> Place | None:
        """The host that begins at ``at``, whatever its form."""
        if text.startswith("[", at):
            end = text.find("]", at, at + 48)
            return Place(((at, end + 1),)) if end > 0 else None
        chain = self.chain.match(text, at)
        labels, breaks = self._split(text, chain) if chain else ((), ())
        plain = labels[: breaks[0] if breaks else None]
        if len(plain) > 1 and (self.known(text, plain) or not breaks):
            return Place(plain)
        if breaks and (joined := self._joined(text, labels, breaks, anchored=True)):
            return joined
        if len(plain) > 1:
            return Place(plain)
        single = _label().match(text, at)
        return self.wide(text, at) or (Place((single.span(),)) if single else None)

    def wide(self, text: str, at: int) -> Place | None:
        """A host with Chinese, Japanese or Korean labels, up to the first ending that exists."""
        match = _wide().match(text, at)
        if match is None or match[0].isascii():
            return None
        labels: list[Bounds] = []
        for part in re.finditer(r"[^.。]+", match[0]):
            start, end = at + part.start(), at + part.end()
            if labels and (stop := self._ending(text, start, end)):
                return Place((*labels, (start, stop)), "。" in text[at:stop])
            labels.append((start, end))
        return None

    def _ending(self, text: str, start: int, end: int) -> int | None:
        """Where a public suffix that begins at ``start`` ends: its Latin letters, or the longest label that is one."""
        latin = _label().match(text, start, end)
        for stop in [latin.end()] if latin else range(min(end, start + 6), start, -1):
            read = read_authority(f"a.{text[start:stop]}")
            if read and suffixes_of(self._lexicon).known(read.host):
                return stop
        return None

    # --- without one ---

    def bare(self, text: str) -> Iterator[Place]:
        """The hosts that stand in the text without a scheme; the same stretch may come twice."""
        for chain in self.bare_chain.finditer(text):
            if chain[0].count(".") != 3 and not _letter().search(chain[0]):
                continue  # 862.50, 12点30
            labels, breaks = self._split(text, chain)
            runs = [labels[first:last] for first, last in pairwise((0, *breaks, len(labels)))]
            places = [place for run in runs if (place := self._plain(text, run))]
            if not places and breaks and (joined := self._joined(text, labels, breaks, anchored=False)):
                places = [joined]
            yield from places
        if "www" in text or any(part and not part[0].isascii() for part in text.split(".")[1:]):
            yield from self._bare_wide(text)

    def _bare_wide(self, text: str) -> Iterator[Place]:
        """Hosts in Chinese: after www., or under a Chinese ending between a word such as "open" and a clause's end."""
        for match in _wide_opening().finditer(text):
            start = match.start()
            if not match["www"]:
                ends = [match[0].rfind(lead) + len(lead) for lead in self.leads if lead in match[0]]
                if not ends:
                    continue
                start += max(ends)
                start += len(text[start:]) - len(text[start:].lstrip(":为是 "))
            place = self.wide(text, start)
            if place and (match["www"] or not re.match(WIDE, text[place.end : place.end + 1])):
                yield place

    def _plain(self, text: str, labels: tuple[Bounds, ...]) -> Place | None:
        """The host that labels with plain dots make, None when they are something else."""
        if len(labels) < 2:
            return None
        if text[slice(*labels[0])].isdigit() and text.startswith("www.", labels[1][0]):
            labels = labels[1:]  # "1.www.example.com": an item of a list
        start, end = labels[0][0], labels[-1][1]
        in_path = text[start - 1 : start] in ("/", "\\") and text[start - 2 : start - 1].isascii()
        if in_path and not text.startswith("www.", start):
            return None
        last = text[slice(*labels[-1])]
        if last.isdigit():
            return Place(labels) if self._bare_address(text, labels, start, end) else None
        first = text[slice(*labels[0])]
        if last in self.words and len(labels) == 2 and first.isdigit() and len(first) < 3:
            return None  # "9.am"
        return Place(labels) if self.known(text, labels) else None

    def _bare_address(self, text: str, labels: tuple[Bounds, ...], start: int, end: int) -> bool:
        """Whether four numbers are meant to be opened: with a port or path, alone, or after "open" and the like."""
        if len(labels) != 4 or not all(is_octet(text[first:last]) for first, last in labels):
            return False
        follows = text[end : end + 2]
        named = text[max(0, start - 8) : start].rstrip(":为是 ").endswith(self.leads)
        return follows[:1] == "/" or (follows[:1] == ":" and follows[1:].isdigit()) or len(text) == end - start or named

    def _joined(
        self, text: str, labels: tuple[Bounds, ...], breaks: tuple[int, ...], *, anchored: bool
    ) -> Place | None:
        """The longest host from the first label on when disguised dots count as dots.

        Without an anchor (a scheme) one disguised dot is enough only under a usual ending.
        """
        for count in range(min(len(labels), MOST_LABELS), 1, -1):
            part = labels[:count]
            last = text[slice(*part[-1])]
            if last.isdigit() or not self.known(text, part):
                continue
            first = text[slice(*part[0])]
            spaced = any(text[one[1]] == " " or text[two[0] - 1] == " " for one, two in pairwise(part))
            usual = last in (self.spaced if spaced else self.usual)
            sure = (
                anchored or usual or (not spaced and (first == "www" or text.startswith("/", part[-1][1]) or count > 2))
            )
            return Place(part, breaks[0] < count) if sure and (len(first) > 2 or not first.isdigit()) else None
        return None


@lru_cache(maxsize=8)
def finder_of(lexicon: Lexicon) -> HostFinder:
    """The finder for ``lexicon``, made once."""
    return HostFinder(lexicon)


@lru_cache(maxsize=1)
def _letter() -> re.Pattern[str]:
    return re.compile(LABEL.replace("0-9", ""))


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    return re.compile(rf"{LABEL}++")


@lru_cache(maxsize=1)
def _wide() -> re.Pattern[str]:
    return re.compile(rf"{WIDE}{{1,63}}+(?:[.。]{WIDE}{{1,63}}+){{1,9}}+")


@lru_cache(maxsize=1)
def _wide_opening() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9.@])(?P<www>www[.。])(?={BEYOND})|{WIDE}{{3,20}}[.](?={BEYOND})")


def is_octet(text: str) -> bool:
    """Whether ``text`` is a number from 0 to 255 in plain digits."""
    return text.isascii() and text.isdigit() and len(text) < 4 and int(text) < 256
