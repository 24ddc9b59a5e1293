"""How long a look-up in the register takes, at today's size and at ten times that, and how long loading it takes.

    python benchmarks/register.py [--times 10]

The larger register is made of today's: every organisation again under other names, numbers and domains. Loading is
measured in fresh processes from the compiled form; look-ups once everything is warm, hits and misses together. All
figures are CPU time.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from triage.catalog import Catalog, load_catalog
from triage.catalog.load import data_folder
from triage.catalog.register import register_of
from triage.catalog.register_index import register_index
from triage.read.hosts import registrable_domain
from triage.verify.lookalikes import look_alike
from triage.verify.names import resolve_name

LOOK_UP_GOAL, LOAD_GOAL = 50.0, 30.0  # microseconds, milliseconds
SAMPLE, STARTS = 4000, 15
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
CHARACTERS = "东南西北金银山川江海云天安平和长恒丰泰信诚融通达汇利盛华新远"
NUMBERS, DOMAIN, NAMING = ("hotline", "sms_port"), "domain", ("signature", "app")

# What a start does before its first answer, in milliseconds: the compiled form is read and its index opened.
LOAD = """
import json, sys, time
begin = time.process_time()
from triage.catalog import load_catalog
from triage.catalog.register import register_of
imported = time.process_time()
catalog = load_catalog(sys.argv[1])
register = register_of(catalog)
loaded = time.process_time()
register.numbers("95555"), register.names("招商银行"), register.hosts("m.cmbchina.com")
first = time.process_time()
for id in catalog.org_ids():
    catalog.org(id)
print(json.dumps([1000 * (b - a) for a, b in
                  ((begin, imported), (imported, loaded), (loaded, first), (first, time.process_time()))]))
"""


def larger(catalog: Catalog, times: int) -> Catalog:
    """``catalog`` with ``times`` as many organisations."""
    chance = random.Random(4)
    orgs: dict[str, Any] = dict(catalog.section("senders")["orgs"])
    known = list(orgs.values())
    for turn in range(1, times):
        for org in known:
            copy = deepcopy(org)
            copy["id"] = f"{org['id']}-{turn}"
            copy["name"] = {lang: renamed(name, chance) for lang, name in org["name"].items()}
            for key in ("aliases", "brands", "only_signed"):
                copy[key] = [renamed(name, chance) for name in org.get(key, ())]
            for contact in copy["contacts"]:
                contact["value"] = revalued(contact["kind"], contact["value"], chance)
            orgs[copy["id"]] = copy
    senders = {**{key: value for key, value in catalog.section("senders").items() if key != "orgs"}, "orgs": orgs}
    names = ("lexicon", "tables", "ui", "staleness")
    data = {name: catalog.section(name) for name in names}
    return Catalog({**data, "senders": senders, "register": register_index(senders)}, "sha256:larger")


def renamed(name: str, chance: random.Random) -> str:
    """Another name of the same length and ending."""
    letters = LETTERS if name.isascii() else CHARACTERS
    return "".join(chance.choices(letters, k=max(2, len(name) - 2))) + name[-2:]


def revalued(kind: str, value: str, chance: random.Random) -> str:
    """Another value of the same kind."""
    if kind in NUMBERS:
        return value[:3] + "".join(chance.choices("0123456789", k=len(value) - 3))
    if kind == DOMAIN:
        label, _, ending = value.partition(".")
        return "".join(chance.choices(LETTERS, k=len(label))) + "." + ending
    return renamed(value, chance) if kind in NAMING else value


def microseconds(look_up: Callable[[Any], object], values: Sequence[Any]) -> float:
    """The time of one look-up, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        begin = time.process_time()
        for value in values:
            look_up(value)
        best = min(best, time.process_time() - begin)
    return best / len(values) * 1e6


def look_ups(catalog: Catalog) -> Mapping[str, float]:
    """Microseconds by what is looked up; half of the values are on record."""
    chance = random.Random(5)
    register, lexicon = register_of(catalog), catalog.lexicon
    orgs = list(catalog.section("senders")["orgs"].values())
    contacts = [one for org in orgs for one in org["contacts"]]

    def sample(hits: list[str], miss: Callable[[str], str]) -> list[str]:
        chosen = chance.sample(hits, min(SAMPLE // 2, len(hits)))
        return chosen + [miss(one) for one in chosen]

    numbers = sample(
        [one["value"] for one in contacts if one["kind"] in NUMBERS], lambda one: revalued("hotline", one, chance)
    )
    names = sample([org["name"]["zh"] for org in orgs], lambda one: renamed(one, chance))
    hosts = sample(
        [one["value"] for one in contacts if one["kind"] == DOMAIN], lambda one: revalued(DOMAIN, one, chance)
    )
    hosts = [f"m.{one}" for one in hosts]
    texts = [f"您在{one}的借款已逾期5天，请于11月25日前还款，详询客服。" for one in names]
    unseen = [(host, registrable_domain(host, lexicon) or host) for host in hosts if not register.hosts(host)]
    resolve_name(catalog, names[0])  # the indexes of near names and of domains are made on first use
    look_alike(*unseen[0], (), catalog)
    return {
        "a number": microseconds(register.numbers, numbers),
        "its kind by the number plan": microseconds(register.plan, numbers),
        "a name, exactly": microseconds(register.names, names),
        "a name, with its other forms and near ones": microseconds(
            lambda one: resolve_name.__wrapped__(catalog, one), names
        ),
        "all names in a message": microseconds(register.names_in, texts),
        "a domain": microseconds(register.hosts, hosts),
        "what an unknown domain imitates": microseconds(
            lambda one: look_alike.__wrapped__(*one, ("bank-cmbchina",), catalog), unseen
        ),
    }


def loading() -> list[float]:
    """Milliseconds in fresh processes, the best of a few: importing, loading, the first look-ups, all records made."""
    load_catalog()  # compiles it where that was not done yet
    runs = []
    for _ in range(STARTS):
        done = subprocess.run([sys.executable, "-c", LOAD, data_folder()], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    return [min(run[at] for run in runs) for at in range(4)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Look-ups in the register, and loading it.")
    parser.add_argument("--times", type=int, default=10, help="how many times today's size")
    times = parser.parse_args().times
    today = load_catalog()
    big = larger(today, times)
    small_times, big_times = look_ups(today), look_ups(big)
    sizes = [len(one.section("senders")["orgs"]) for one in (today, big)]
    print(f"| look-up, microseconds (goal {LOOK_UP_GOAL:.0f}) | {sizes[0]} organisations | {sizes[1]} organisations |")
    print("| --- | ---: | ---: |")
    for what, micro in big_times.items():
        print(f"| {what} | {small_times[what]:.1f} | {micro:.1f} |")
    imported, loaded, first, whole = loading()
    print(f"\n| loading, milliseconds (goal {LOAD_GOAL:.0f}) | best of {STARTS} |\n| --- | ---: |")
    print(f"| importing what loads it | {imported:.1f} |")
    print(f"| reading the compiled form | {loaded:.1f} |")
    print(f"| the first number, name and domain | {first:.1f} |")
    print(f"| making every record | {whole:.1f} |")
    print(f"| together | {imported + loaded + first + whole:.1f} |")
    slow = [what for what, micro in big_times.items() if micro > LOOK_UP_GOAL]
    print(f"\nmissed: {', '.join(slow) or 'nothing'}" + (", loading" if loaded + first + whole > LOAD_GOAL else ""))


if __name__ == "__main__":
    main()
