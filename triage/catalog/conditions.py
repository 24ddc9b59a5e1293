"""Conditions that many rules share: ``{holds: name}`` in a ``when`` stands for the tree of that name.

They stand in ``data/conditions.yaml`` and are put in their places when the data is compiled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from triage.catalog.yaml_lines import Path

HOLDS = "holds"
FILE = "conditions.yaml"


def spelt_out(tree: Any, conditions: Mapping[str, Any]) -> Any:
    """``tree`` with every ``holds`` in it replaced; a condition may rest on others.

    >>> spelt_out({"all": [{"holds": "owed"}, {"amount": {}}]}, {"owed": {"cue": {"any": ["topic.debt"]}}})
    {'all': [{'cue': {'any': ['topic.debt']}}, {'amount': {}}]}
    """
    if isinstance(tree, Mapping):
        if HOLDS in tree:
            return spelt_out(conditions[tree[HOLDS]], conditions)
        return {key: spelt_out(value, conditions) for key, value in tree.items()}
    if isinstance(tree, list):
        return [spelt_out(one, conditions) for one in tree]
    return tree


def unknown(tree: Any, known: Mapping[str, Any], here: Path) -> Iterator[tuple[Path, str]]:
    """Where ``tree`` names a condition that is not among ``known``."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            if key == HOLDS:
                if not isinstance(value, str) or value not in known:
                    yield (*here, key), f"{value} is no condition that stands above it in {FILE}"
            else:
                yield from unknown(value, known, (*here, key))
    elif isinstance(tree, list):
        for at, one in enumerate(tree):
            yield from unknown(one, known, (*here, at))


def faults(values: Mapping[str, Any]) -> Iterator[tuple[str, Path, str]]:
    """Every name of a condition that is not on record, as file, place and what is wrong.

    A condition rests only on those above it, so that none rests on itself.
    """
    above: dict[str, Any] = {}
    for id, tree in (values.get(FILE) or {}).items():
        for path, what in unknown(tree, above, (id,)):
            yield FILE, path, what
        above[id] = tree
    for at, kind in enumerate(values.get("kinds.yaml") or ()):
        for path, what in unknown(kind.get("when"), above, (at, "when")):
            yield "kinds.yaml", path, what
    for name, rule in values.items():
        if name.startswith("rules/"):
            for path, what in unknown(rule.get("when"), above, ("when",)):
                yield name, path, what
