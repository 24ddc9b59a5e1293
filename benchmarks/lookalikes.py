"""How well look-alike hosts are told from honest ones, over the shipped register. Prints tables, opens nothing.

    python benchmarks/lookalikes.py [--dnstwist PYTHON] [--missed] [FILE with one domain a line ...]

Forged: for 60 official domains, the names that dnstwist makes and, made here, joined words, sub-domain tricks and other
endings; each stands in a message in the owner's name. Right is a name that is not taken for official, and better one
whose trick is named as what it is. dnstwist (Apache-2.0) is no dependency of the project; it is run by another Python:

    python -m venv /tmp/twist && /tmp/twist/bin/pip install dnstwist
    python benchmarks/lookalikes.py --dnstwist /tmp/twist/bin/python

Honest: every domain on record, the well-known domains of others in tests/verify/well_known.txt, and the domains of each
FILE, in messages that speak for nobody and in ones that speak for a bank or a platform; none should be called a
look-alike.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from triage.catalog import load_catalog
from triage.catalog.register import register_of
from triage.model import Check, Message
from triage.read import read
from triage.verify import verify
from triage.verify.lookalikes import Domain, imitated

ROOT = Path(__file__).resolve().parent.parent
WELL_KNOWN = ROOT / "tests" / "verify" / "well_known.txt"
CATALOG = load_catalog()
REGISTER = register_of(CATALOG)
DAY = date(2026, 11, 25)
COUNT = 60
LOOK_ALIKE = ("typo", "confusable", "other_ending", "combosquat", "brand_subdomain")
SPEAKERS = ("", "【招商银行】", "【信用飞】", "【京东金融】", "【某市人民法院】")

# Run by the Python that has dnstwist: domains in, [domain, family, name] out.
TWIST = """
import json, sys, dnstwist
for domain in sys.stdin.read().split():
    fuzzer = dnstwist.Fuzzer(domain)
    fuzzer.generate()
    for one in fuzzer.domains:
        print(json.dumps([domain, one["fuzzer"], one["domain"]]))
"""
# What a family of dnstwist may rightly be called; a slip in one letter is often one to a letter that looks alike.
SLIP = ("typo", "confusable")
RIGHT = {
    "addition": (*SLIP, "combosquat"),  # icbc8
    **dict.fromkeys(("bitsquatting", "hyphenation", "insertion", "omission", "repetition"), SLIP),
    **dict.fromkeys(("replacement", "transposition", "vowel-swap", "plural"), SLIP),
    "homoglyph": SLIP,
    "cyrillic": ("confusable",),
    "subdomain": ("typo", "brand_subdomain"),
    "various": ("combosquat", "brand_subdomain", "typo"),
}
WORDS = ("huankuan", "kefu", "daikuan", "yuqi", "cuishou", "fenqi", "loan", "login", "vip", "service")
STRANGERS = ("repay.top", "kefu88.cn", "pay-online.xyz", "example.net", "github.io")
ENDINGS = ("top", "xyz", "vip", "cc", "club", "shop", "online", "site", "icu", "info", "loan", "app", "dev", "asia")


class Forged(NamedTuple):
    """One imitation: the domain it imitates, how it was made, and what it may rightly be called."""

    domain: Domain
    family: str
    host: str
    right: tuple[str, ...]


def chosen() -> list[Domain]:
    """The official domains that are imitated: spread evenly over all that are well sourced and worth imitating."""
    domains = list(imitated(CATALOG).names.values())
    return [domains[at * len(domains) // COUNT] for at in range(COUNT)]


def by_dnstwist(domains: list[Domain], python: str) -> Iterator[Forged]:
    """The names that dnstwist makes of ``domains``."""
    names = {domain.name: domain for domain in domains}
    done = subprocess.run([python, "-c", TWIST], input=" ".join(names), capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        name, family, host = json.loads(line)
        if family in RIGHT:
            yield Forged(names[name], f"dnstwist {family}", host, RIGHT[family])


def made_here(domains: list[Domain]) -> Iterator[Forged]:
    """Joined words, sub-domain tricks and other endings."""
    for one in domains:
        for word in WORDS:
            for host in (f"{one.label}-{word}.cn", f"{word}-{one.label}.com", f"{one.label}{word}.top"):
                yield Forged(one, "joined word", host, ("combosquat",))
        squashed = one.name.replace(".", "-")
        yield Forged(one, "joined domain", f"{squashed}.top", ("combosquat",))
        yield Forged(one, "joined domain", f"www{one.name.replace('.', '')}.com", ("combosquat",))
        for stranger in STRANGERS:
            for before in (one.name, f"www.{one.name}", f"login.{one.name}", one.label):
                yield Forged(one, "sub-domain", f"{before}.{stranger}", ("brand_subdomain",))
        for stranger in STRANGERS[:2]:
            yield Forged(one, "before an @", f"{one.name}@{stranger}", ("brand_subdomain",))
            yield Forged(one, "before an @", f"www.{one.name}:80@{stranger}", ("brand_subdomain",))
        for ending in ENDINGS:
            yield Forged(one, "other ending", f"{one.label}.{ending}", ("other_ending",))


def checked(host: str, name: str) -> Check | None:
    """The check of a link to ``host`` in a message that is signed with ``name``, None when no link was read."""
    message = Message(f"{name}您有一笔待办，请登录 https://{host}/h5 办理。")
    reading = read(message, CATALOG, DAY)
    _, checks = verify(message, reading, CATALOG, DAY)
    return next((one for one in checks if one.subject == "link"), None)


def is_official(host: str) -> bool:
    """Whether ``host`` is on record, whoever's it is: dnstwist makes some of those too."""
    return "@" not in host and bool(REGISTER.hosts(host) or REGISTER.short_link(host))


def forged(python: str | None, show_missed: bool) -> None:
    """Print how many imitations are not taken for official and how many are rightly named, by family."""
    domains = chosen()
    cases = [*(by_dnstwist(domains, python) if python else ()), *made_here(domains)]
    total, caught, named = Counter[str](), Counter[str](), Counter[str]()
    for one in dict.fromkeys(cases):
        if is_official(one.host):
            continue
        found = checked(one.host, f"【{CATALOG.org(one.domain.org).name.zh}】")
        for family in (one.family, "dnstwist" if one.family.startswith("dnstwist") else "made here", "all"):
            total[family] += 1
            caught[family] += found is not None and found.status != "match"
            named[family] += found is not None and found.reason in one.right
        if show_missed and (found is None or found.reason not in one.right):
            print(f"{one.family}: {one.host} for {one.domain.name} is {found and (found.status, found.reason)}")
    print(f"{len(domains)} official domains, each imitation in a message in the owner's name\n")
    print("| imitation | tried | not taken for official | rightly named |\n| --- | ---: | ---: | ---: |")
    for family in (*sorted(total.keys() - {"dnstwist", "made here", "all"}), "dnstwist", "made here", "all"):
        if total[family]:
            shares = (f"{100 * count[family] / total[family]:.1f} %" for count in (caught, named))
            print(f"| {family} | {total[family]} | {' | '.join(shares)} |")


def honest(files: list[str]) -> None:
    """Print what is wrongly called a look-alike."""
    lists = {"on record": list(REGISTER.domains())}
    for name in (str(WELL_KNOWN), *files):
        lines = Path(name).read_text("utf-8").splitlines()
        lists[Path(name).name] = [line for line in lines if "." in line and not line.startswith("#")]
    print("\n| honest | domains | messages | called look-alikes |\n| --- | ---: | ---: | ---: |")
    for title, hosts in lists.items():
        wrong = []
        for host in hosts:
            for name in SPEAKERS:
                found = checked(host, name)
                if found and found.reason in LOOK_ALIKE:
                    wrong.append(f"{name}{host} {found.reason} {found.org}")
        print(f"| {title} | {len(hosts)} | {len(hosts) * len(SPEAKERS)} | {len(wrong)} |")
        for one in wrong:
            print(f"<!-- {one} -->")


def main() -> None:
    parser = argparse.ArgumentParser(description="Look-alike hosts: how many are told, and what is told wrongly.")
    parser.add_argument("--dnstwist", metavar="PYTHON", help="a Python that has dnstwist")
    parser.add_argument("--missed", action="store_true", help="list what was not rightly named")
    parser.add_argument("files", nargs="*", metavar="FILE", help="more honest domains, one a line")
    options = parser.parse_args()
    start = perf_counter()
    forged(options.dnstwist, options.missed)
    honest(options.files)
    print(f"\n{perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
