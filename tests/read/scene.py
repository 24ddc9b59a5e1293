"""The shipped catalog and a message prepared by it, for the tests of the readers."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from triage.catalog import Catalog, load_catalog
from triage.model import Span
from triage.read.prepare import prepare
from triage.read.prepared import Prepared

SPECS = Path(__file__).parent / "specs"


def spec(name: str) -> dict[str, Any]:
    """The examples in ``specs/<name>.json``."""
    return json.loads((SPECS / f"{name}.json").read_text("utf-8"))


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    return load_catalog()


def prepared(text: str) -> Prepared:
    return prepare(text, catalog().lexicon)


def shape(entity: Any, names: dict[str, Any]) -> dict[str, Any]:
    """The fields of ``entity`` that an example names, as JSON has them."""
    fields = {name: getattr(entity, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


def compare(found: tuple[Any, ...], expected: list[dict[str, Any]], text: str) -> None:
    """The entities found are the expected ones, each on its place in the text."""
    assert [shape(entity, names) for entity, names in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected), found
    for entity in found:
        assert text[entity.span.start : entity.span.end] == entity.raw
        assert entity.span.start < entity.span.end


def spans(entities: tuple[Any, ...]) -> tuple[Span, ...]:
    return tuple(entity.span for entity in entities)


def timed_doubling(read: Any, piece: str, times: int = 400) -> float:
    """How many times longer ``read`` takes for twice the text, the best of three."""
    from time import process_time

    def cost(text: str) -> float:
        best = float("inf")
        for _ in range(3):
            start = process_time()
            read(text)
            best = min(best, process_time() - start)
        return best

    read(piece)
    return cost(piece * (4 * times)) / max(cost(piece * (2 * times)), 1e-4)
