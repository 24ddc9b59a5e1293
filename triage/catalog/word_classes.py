"""Word classes of ``data/lexicon/classes.yaml``: ``<kin>`` in a pattern stands for every word of the class ``kin``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

Classes = Mapping[str, tuple[str, ...]]
NONE: Classes = MappingProxyType({})
NAME = re.compile(r"<([^<>{}|]*)>")
# A group in braces that names a class, or a class on its own.
GROUP = re.compile(r"\{[^{}]*<[^{}]*\}|<[^<>{}|]*>")


class BadClass(ValueError):
    """What is wrong with a class or with the mention of one."""


def classes_of(raw: Mapping[str, Sequence[str]]) -> tuple[Classes, list[tuple[str, str, str]]]:
    """The classes of ``raw`` with the classes they contain spelt out, and every fault as (class, word, what).

    A class may contain classes of plain words, and no others.

    >>> classes_of({"kin": ["爸", "妈"], "outsider": ["<kin>", "同事"]})[0]["outsider"]
    ('爸', '妈', '同事')
    """
    plain = {name: tuple(words) for name, words in raw.items() if not any("<" in word for word in words)}
    made: dict[str, tuple[str, ...]] = {}
    faults = []
    for name, words in raw.items():
        spelt: list[str] = []
        for word in words:
            try:
                spelt += members(word, plain)
            except BadClass as bad:
                faults.append((name, word, str(bad)))
        made[name] = tuple(dict.fromkeys(spelt))
    return made, faults


def expanded(pattern: str, classes: Classes) -> str:
    """``pattern`` with every class spelt out; a word that stands in two classes of one group stands there once.

    Errors: ``BadClass`` for a name that is no class.

    >>> expanded("告诉…{<kin>|邻居}", {"kin": ("爸", "妈")})
    '告诉…{爸|妈|邻居}'
    """
    if "<" not in pattern:
        return pattern
    made = GROUP.sub(lambda found: grouped(found[0], classes), pattern)
    if "<" in made:
        raise BadClass("a < without >")
    return made


def grouped(group: str, classes: Classes) -> str:
    """One group or one class as a group in braces."""
    inside = group[1:-1] if group.startswith("{") else group
    words = [word for part in inside.split("|") for word in members(part, classes)]
    return "{" + "|".join(dict.fromkeys(words)) + "}"


def members(part: str, classes: Classes) -> list[str]:
    """The words of one alternative: itself, or itself with each word of the class that it names.

    >>> members("你<kin>", {"kin": ("爸", "妈")})
    ['你爸', '你妈']
    """
    name = NAME.search(part)
    if name is None:
        return [part]
    if name[1] not in classes:
        raise BadClass(f"no class has the name {name[1]!r}")
    rest = part[: name.start()], part[name.end() :]
    if NAME.search("".join(rest)):
        raise BadClass("one class to a word")
    return [f"{rest[0]}{word}{rest[1]}" for word in classes[name[1]]]
