"""Hosts: what a browser would open, and which registrable domain that is.

``read_authority`` follows the WHATWG URL standard (full stops of other scripts, user info, backslashes, numbers that
are IP addresses); ``suffixes_of`` reads the public suffix table of the lexicon on first use.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from triage.catalog import Lexicon

FULL_STOPS = str.maketrans("。．｡", "...")
UNSEEN = dict.fromkeys((0x09, 0x0A, 0x0D, 0xAD, 0x200B, 0x2060, 0xFEFF))
FORBIDDEN = frozenset("\x7f #/:<>?@[\\]^|%" + "".join(map(chr, range(0x20))))
PRIVATE = "\n# private\n"


class Authority(NamedTuple):
    """The part of a URL between ``//`` and the path; ``host`` in lower case and ASCII, IP addresses in plain form."""

    host: str
    port: str = ""
    userinfo: str = ""


class Suffixes:
    """The public suffix rules; ``registries`` are the ICANN ones, ``hosting`` what companies give out."""

    def __init__(self, table: str) -> None:
        registries, _, hosting = table.partition(PRIVATE)
        self._registries = frozenset(registries.splitlines())
        self._hosting = frozenset(hosting.splitlines())

    def registrable(self, host: str) -> str | None:
        """The domain somebody registered: one label more than the public suffix, None for an IP address or a suffix.

        A host that is itself a suffix given out by a company belongs to that company. A last label that no rule
        knows counts as a suffix.
        """
        if is_ip(host):
            return None
        labels = host.split(".")
        count = self._suffix_labels(labels, hosting=True)
        if count == len(labels):
            count = self._suffix_labels(labels, hosting=False)
        return None if count >= len(labels) else ".".join(labels[-count - 1 :])

    def known(self, host: str) -> bool:
        """Whether a rule names the last label of ``host`` and at least one label stands before its suffix."""
        labels = host.split(".")
        return self._ends_in_registry(labels) and self._suffix_labels(labels, hosting=False) < len(labels)

    def hosting(self, suffix: str) -> bool:
        """Whether ``suffix`` is one under which a company gives out names to anybody (github.io), not a registry's."""
        labels = suffix.split(".")
        given_out = self._suffix_labels(labels, hosting=True)
        return given_out == len(labels) > self._suffix_labels(labels, hosting=False)

    def _ends_in_registry(self, labels: list[str]) -> bool:
        return labels[-1] in self._registries or f"*.{labels[-1]}" in self._registries

    def _suffix_labels(self, labels: list[str], *, hosting: bool) -> int:
        """How many labels the longest rule that fits takes; 1 when none does."""
        longest = 1
        rest = ""
        for count, label in enumerate(reversed(labels), 1):
            parent, rest = rest, f"{label}.{rest}" if rest else label
            if self._rule(f"!{rest}", hosting):
                return count - 1
            if self._rule(rest, hosting) or (parent and self._rule(f"*.{parent}", hosting)):
                longest = count
        return longest

    def _rule(self, rule: str, hosting: bool) -> bool:
        return rule in self._registries or (hosting and rule in self._hosting)


@lru_cache(maxsize=8)
def suffixes_of(lexicon: Lexicon) -> Suffixes:
    """The suffix rules of ``lexicon``, parsed once."""
    return Suffixes(lexicon.table("suffixes.txt"))


def registrable_domain(host: str, lexicon: Lexicon) -> str | None:
    """The registrable domain of a normalised ``host``, None for an IP address or a bare suffix."""
    return suffixes_of(lexicon).registrable(host)


def read_authority(text: str) -> Authority | None:
    """The authority at the start of ``text`` (what follows ``//``), None when a browser would refuse it.

    >>> read_authority("user@WWW.Example。com:8080\\\\x/y")
    Authority(host='www.example.com', port='8080', userinfo='user')
    >>> read_authority("0x7f.1"), read_authority("exa mple.com")
    (Authority(host='127.0.0.1', port='', userinfo=''), None)
    """
    head = re.split(r"[/\\?#]", text.lstrip("/\\"), maxsplit=1)[0]
    userinfo, _, place = head.rpartition("@")
    name, port = place, ""
    colon = place.rfind(":")
    if colon > place.rfind("]"):
        name, port = place[:colon], place[colon + 1 :]
        if not (port.isascii() and (port.isdigit() or not port)) or (port and int(port[:9]) > 65535):
            return None
    host = browser_host(name)
    return Authority(host, port, userinfo) if host else None


def browser_host(name: str) -> str | None:
    """The host that a browser makes of ``name``, without a final full stop; None when it would refuse it."""
    if name.startswith("["):
        return ipv6(name)
    if "%" in name:
        name = _percent_decoded(name)
    name = name.translate(UNSEEN).translate(FULL_STOPS)
    if "\ufffd" in name:
        return None
    labels = [ascii_label(label) for label in name.split(".")] if _needs_idna(name) else name.lower().split(".")
    if None in labels:
        return None
    host = ".".join(label for label in labels if label is not None)
    if not FORBIDDEN.isdisjoint(host):
        return None
    host = host.removesuffix(".")
    last = host.rpartition(".")[2]
    if last.isdigit() or re.fullmatch("0x[0-9a-f]*", last):
        return ipv4(host)
    return host or None


def is_ip(host: str) -> bool:
    """Whether a normalised host is an IP address."""
    return host.startswith("[") or host.rpartition(".")[2].isdigit()


def _needs_idna(name: str) -> bool:
    return not name.isascii() or "xn--" in name.lower()


def ascii_label(label: str) -> str | None:
    """One label as the name system carries it: mapped (NFKC, lower case) and in punycode beyond ASCII."""
    if not label.isascii():
        import unicodedata

        label = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", label).lower())
    label = label.lower()
    if label.startswith("xn--"):
        return label if unicode_label(label) else None
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def unicode_label(label: str) -> str | None:
    """What a punycode label shows, None when it is no valid one."""
    try:
        shown = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return None
    if shown.isascii() or not _fit_for_hosts(shown) or "xn--" + shown.encode("punycode").decode("ascii") != label:
        return None
    return shown


def _fit_for_hosts(shown: str) -> bool:
    """Whether the characters may stand in a host as they are: none is a control, a blank or another one's variant."""
    from unicodedata import category, normalize

    return normalize("NFKC", shown.lower()) == shown and not any(category(char)[0] in "CZ" for char in shown)


def shown_host(host: str) -> str:
    """``host`` with its punycode labels spelled out.

    >>> shown_host("xn--fiqs8s.example")
    '中国.example'
    """
    if "xn--" not in host:
        return host
    return ".".join((unicode_label(one) or one) if one.startswith("xn--") else one for one in host.split("."))


def _percent_decoded(name: str) -> str:
    data = re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), name.encode("utf-8", "replace"))
    return data.decode("utf-8", "replace")


def ipv4(host: str) -> str | None:
    """The dotted form of one to four numbers in decimal, octal or hexadecimal; None when they are no address."""
    numbers = [_ipv4_number(part) for part in host.split(".")]
    if len(numbers) > 4 or None in numbers:
        return None
    values = [number for number in numbers if number is not None]
    if any(value > 255 for value in values[:-1]) or values[-1] >= 256 ** (5 - len(values)):
        return None
    address = values[-1] + sum(value * 256 ** (3 - place) for place, value in enumerate(values[:-1]))
    return ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))


def _ipv4_number(part: str) -> int | None:
    base, digits = 10, part
    if part.startswith("0x"):
        base, digits = 16, part[2:] or "0"
    elif len(part) > 1 and part.startswith("0"):
        base, digits = 8, part[1:]
    allowed = "0123456789abcdef"[:base]
    if not digits or len(digits.lstrip("0")) > 12 or any(digit not in allowed for digit in digits):
        return None
    return int(digits, base)


def ipv6(name: str) -> str | None:
    """The shortest form of an address in brackets, None when it is none."""
    if not name.endswith("]") or "%" in name:
        return None
    from ipaddress import AddressValueError, IPv6Address

    try:
        packed = IPv6Address(name[1:-1]).packed
    except AddressValueError:
        return None
    groups = [f"{packed[at] << 8 | packed[at + 1]:x}" for at in range(0, 16, 2)]
    text = ":".join(groups)
    runs = re.findall(r"(?:^|(?<=:))0(?::0)+(?=:|$)", text)
    if runs:
        text = re.sub(r"(?:^|:)" + max(runs, key=len) + r"(?=:|$):?", "::", text, count=1)
    return f"[{text}]"
