"""Links: with and without a scheme, hidden ones, deep links and app packages.

A host without a scheme counts only under a real public suffix; e-mail addresses are no links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from triage.catalog import Catalog
from triage.catalog.register import register_of
from triage.model import Link, Span
from triage.read.hosts import Authority, Suffixes, is_ip, read_authority, shown_host, suffixes_of
from triage.read.link_hosts import FOREIGN, Place, finder_of
from triage.read.prepared import Prepared
from triage.read.taken import Taken

# In the order of a report.
TRAITS = (
    "short_link",
    "ip_host",
    "punycode",
    "mixed_script",
    "userinfo",
    "port",
    "app_package",
    "deep_link",
    "hidden",
    "bare",
)
REST = r"[!#-&(-;=?-\[\]_a-z~]*+"  # characters of a path, a query or a fragment
LONGEST = 2000  # characters of a path with its query
WIDE_MARKS = frozenset("，；：！？（）")
OPENERS = {")": "(", "]": "["}


def find_links(prepared: Prepared, catalog: Catalog) -> tuple[Link, ...]:
    """All links of the text, in order. ``host`` is what a browser would open ("" for a deep link into an app)."""
    text = prepared.text
    if "." not in text and "://" not in text and not any(dot in text for dot in finder_of(catalog.lexicon).dots):
        return ()
    return _Links(prepared, catalog).all()


class _Links:
    """One reading of one text."""

    def __init__(self, prepared: Prepared, catalog: Catalog) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.catalog = catalog
        self.finder = finder_of(catalog.lexicon)
        self.words = catalog.lexicon.section("links")
        self.seen = Taken(len(self.text))  # on the prepared text

    @property
    def suffixes(self) -> Suffixes:
        return suffixes_of(self.catalog.lexicon)

    def all(self) -> tuple[Link, ...]:
        found: list[Link] = []
        if "/" in self.text or "\\" in self.text:
            found += [link for match in _scheme().finditer(self.text) if (link := self.with_scheme(match))]
        if "@" in self.text:
            for match in _mail().finditer(self.text):
                self.seen.add(Span(*match.span()))
        found += self.bare()
        return tuple(sorted(found, key=lambda link: link.span))

    def with_scheme(self, match: re.Match[str]) -> Link | None:
        if not self.seen.free(Span(*match.span())):
            return None
        scheme = match[1].replace(" ", "") if match[1] else match[2]
        if scheme not in self.words["web_schemes"]:
            return self.deep_link(scheme, match.start(), match.end())
        user = _userinfo().match(self.text, match.end())
        place = self.finder.after_scheme(self.text, user.end() if user else match.end())
        if place is None:
            return None
        disguised = scheme not in ("http", "https", "ftp") or " " in match[0]
        return self.link(match.start(), place, scheme, user[0] if user else "", disguised)

    def deep_link(self, scheme: str, start: int, at: int) -> Link | None:
        """A link that an app opens. An unknown scheme before a web host is a slip of the pen, not a link."""
        rest = _rest().match(self.text, at, at + LONGEST)
        end = _trimmed(self.text, at, self.stopped(at, rest.end()) if rest else at)
        authority = read_authority(self.text[at:end])
        if end == at or (authority and self.suffixes.known(authority.host)):
            return None
        self.seen.add(Span(start, end))
        raw, span = self.prepared.slice(start, end)
        inner = re.search(r"https?(?:://|%3a%2f%2f)([^&%\s]*)", self.text[at:end])
        target = read_authority(inner[1]) if inner else None
        package = scheme in self.words["package_schemes"] or self.package(self.text[at:end])
        host = target.host if target else ""
        registrable = self.suffixes.registrable(host) if host else None
        return Link(raw, span, raw, host, registrable, ("app_package", "deep_link") if package else ("deep_link",))

    def bare(self) -> Iterator[Link]:
        for place in self.finder.bare(self.text):
            sentence = len(place.labels) == 2 and self.reads_as_sentence(place)
            free = not sentence and self.seen.free(Span(place.start, place.end))
            link = self.link(place.start, place, "", "", disguised=False) if free else None
            if link:
                yield link

    def reads_as_sentence(self, place: Place) -> bool:
        """Whether a host of two labels is the end of one sentence and the beginning of the next: "now.It"."""
        ending, _ = self.prepared.slice(*place.labels[1])
        return ending.lower() in self.finder.words and ending[0].isupper() and not ending.isupper()

    def link(self, start: int, place: Place, scheme: str, userinfo: str, disguised: bool) -> Link | None:
        """The record, None when no browser would open the host or nobody can have registered it."""
        port = _port().match(self.text, place.end)
        at = port.end() if port else place.end
        tail = _tail().match(self.text, at, at + LONGEST)
        end = _trimmed(self.text, at, self.stopped(at, tail.end())) if tail else at
        name = ".".join(self.opened(first, last) for first, last in place.labels)
        authority = read_authority(userinfo + name + self.text[place.end : at])
        if authority is None or not _registered(authority.host, self.suffixes):
            return None
        self.seen.add(Span(start, end))
        raw, span = self.prepared.slice(start, end)
        path = self.opened(at, end).replace("\\", "/") if end > at else ""
        web = "https" if scheme in ("https", "hxxps") else scheme if scheme == "ftp" else "http"
        holds = {
            **self.host_traits(authority, name),
            "app_package": self.package(path.lower()),
            "hidden": disguised or place.hidden or self.respelled(start, end),
            "bare": not scheme,
        }
        return Link(
            raw=raw,
            span=span,
            url=f"{web}://{userinfo}{authority.host}{self.text[place.end : at]}{path}",
            host=authority.host,
            registrable=self.suffixes.registrable(authority.host),
            traits=tuple(trait for trait in TRAITS if holds.get(trait)),
        )

    def stopped(self, start: int, end: int) -> int:
        """Where a link that reaches to ``end`` is stopped by a full-width mark among plain letters: …/abc，www.…"""
        raw, _ = self.prepared.slice(start, end) if end > start else ("", None)
        if raw.isascii():
            return end
        for at in range(start + 1, end):
            before, mark = (self.prepared.slice(place, place + 1)[0] for place in (at - 1, at))
            if mark in WIDE_MARKS and before.isascii():
                return at
        return end

    def respelled(self, start: int, end: int) -> bool:
        """Whether plain letters were written as something else: wide ones, with invisible characters between …"""
        raw, _ = self.prepared.slice(start, end)
        return self.text[start:end].isascii() and not raw.isascii()

    def host_traits(self, authority: Authority, name: str) -> dict[str, bool]:
        shown = shown_host(authority.host)
        foreign = not shown.isascii() and re.search(f"[{FOREIGN}]", shown) is not None
        return {
            "short_link": register_of(self.catalog).short_link(authority.host) is not None,
            "ip_host": is_ip(authority.host),
            "punycode": "xn--" in name.lower(),
            "mixed_script": foreign and re.search("[a-z]", shown) is not None,
            "userinfo": bool(authority.userinfo),
            "port": bool(authority.port),
        }

    def package(self, path: str) -> bool:
        """Whether the path names a file that installs something."""
        return any(re.search(rf"\.{ending}(?![a-z0-9])", path) for ending in self.words["packages"] if ending in path)

    def opened(self, start: int, end: int) -> str:
        """The characters a browser would get: the original ones unless they were only wide or hidden spellings."""
        folded = self.text[start:end]
        raw, _ = self.prepared.slice(start, end)
        if len(raw) == len(folded) and raw.isascii():
            return raw
        return folded if folded.isascii() and not re.search(f"[{FOREIGN}]", raw.lower()) else raw


@lru_cache(maxsize=1)
def _scheme() -> re.Pattern[str]:
    return re.compile(
        r"(?:(h[ ]?(?:t[ ]?t|x[ ]?x)[ ]?p[ ]?s?)[ ]?:[ ]?[/\\][ ]?[/\\]{0,2}"
        r"|(?<![a-z0-9+.-])([a-z][a-z0-9+.-]{1,30}+)://)[ ]?"
    )


@lru_cache(maxsize=1)
def _port() -> re.Pattern[str]:
    return re.compile(r":[0-9]{1,5}(?![0-9])")


@lru_cache(maxsize=1)
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:[/?#]|\\(?=[@/a-z0-9]{{2}})){REST}")


@lru_cache(maxsize=1)
def _rest() -> re.Pattern[str]:
    return re.compile(REST)


@lru_cache(maxsize=1)
def _mail() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9._%+-])[a-z0-9._%+-]++@[a-z0-9-]++(?:\.[a-z0-9-]++)*+")


@lru_cache(maxsize=1)
def _userinfo() -> re.Pattern[str]:
    return re.compile(r"[!$-.0-;=A-Z_a-z~]*+@")


def _trimmed(text: str, start: int, end: int) -> int:
    """Where a link ends whose rest was taken as ``text[start:end]``: before a lone bracket or a closing stop."""
    for opening, closing in ("[]", "()"):
        alone = text.find(opening, max(start, text.rfind(closing, start, end)), end)
        end = alone if alone >= 0 else end
    opened: list[str] = []
    for at in range(start, end):
        char = text[at]
        if char in "([":
            opened.append(char)
        elif char in ")]" and (not opened or opened.pop() != OPENERS[char]):
            end = at
            break
    while end > start and text[end - 1] in ".,;:!?([":
        end -= 1
    return end


def _registered(host: str, suffixes: Suffixes) -> bool:
    """Whether somebody could have registered ``host``: no dash at the ends of the name, no underscore in it."""
    if is_ip(host):
        return True
    name = suffixes.registrable(host) or host
    return all(label and "_" not in label and label[0] != "-" != label[-1] for label in name.split("."))
