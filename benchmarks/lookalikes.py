"""How well look-alike hosts are told from honest ones, over the shipped register. Prints counts, opens nothing.

    python benchmarks/lookalikes.py [FILE with one domain a line ...]

Honest: every domain on record, and the domains of each FILE; none should be called a look-alike. Forged: slips and
tricks made from every domain on record, named by a message that speaks for its owner and by one that speaks for nobody.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from triage.catalog import load_catalog
from triage.catalog.register import register_of
from triage.read.hosts import registrable_domain
from triage.verify.lookalikes import Domain, imitated, look_alike

CATALOG = load_catalog()
REGISTER = register_of(CATALOG)


def named(host: str, speaks_for: tuple[str, ...] = ()) -> str | None:
    """The reason for calling ``host`` a look-alike, None when it is not called one."""
    registrable = registrable_domain(host, CATALOG.lexicon)
    if registrable is None or REGISTER.hosts(host):
        return None
    found = look_alike(host, registrable, speaks_for, CATALOG)
    return found.reason if found else None


def forged(domain: Domain) -> Iterator[tuple[str, str]]:
    """Family and host of imitations of ``domain``."""
    label, ending, middle = domain.label, domain.ending, len(domain.label) // 2
    yield "doubled", f"{label[:middle]}{label[middle]}{label[middle:]}.{ending}"
    yield "left out", f"{label[:middle]}{label[middle + 1 :]}.{ending}"
    yield "swapped", f"{label[: middle - 1]}{label[middle]}{label[middle - 1]}{label[middle + 1 :]}.{ending}"
    yield "replaced", f"{label[:middle]}{'x' if label[middle] != 'x' else 'y'}{label[middle + 1 :]}.{ending}"
    for plain, seen in (("l", "1"), ("o", "0"), ("m", "rn")):
        yield "look-alike letter", f"{label.replace(plain, seen, 1)}.{ending}"
    yield "joined word", f"{label}-huankuan.cn"
    yield "joined word", f"{label}kefu.com"
    yield "cheap ending", f"{label}.top"
    yield "sub-domain", f"{label}.{ending}.repay.example"


def honest(files: list[str]) -> None:
    """Print what is wrongly called a look-alike."""
    lists = {"on record": list(REGISTER.domains())}
    lists |= {name: [line for line in Path(name).read_text("utf-8").split() if "." in line] for name in files}
    for name, hosts in lists.items():
        wrong = {host: reason for host in hosts if (reason := named(host))}
        print(f"honest  {name}: {len(wrong)} of {len(hosts)} called look-alikes {wrong or ''}")


def main(files: list[str]) -> None:
    honest(files)
    index = imitated(CATALOG)
    total: Counter[str] = Counter()
    caught: Counter[tuple[str, bool]] = Counter()
    start, calls = perf_counter(), 0
    for domain in index.names.values():
        for family, host in forged(domain):
            if REGISTER.hosts(host) or (host.partition(".")[0] == domain.label and family == "look-alike letter"):
                continue
            total[family] += 1
            for claimed in (True, False):
                calls += 1
                caught[family, claimed] += named(host, (domain.org,) if claimed else ()) is not None
    for family, count in total.items():
        print(
            f"forged  {family}: named {caught[family, True]} of {count} with the owner claimed, "
            f"{caught[family, False]} with nobody claimed"
        )
    print(f"{(perf_counter() - start) / calls * 1e6:.0f} microseconds a host")


if __name__ == "__main__":
    main(sys.argv[1:])
