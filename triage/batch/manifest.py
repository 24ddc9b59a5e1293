"""The manifest beside an output: which inputs, settings and data made it, and what became of every record."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple

from triage import __version__
from triage.batch.columns import NOTICE
from triage.batch.work import named
from triage.errors import InputError

SCHEMA = "triage.manifest/1"


class Input(NamedTuple):
    """One input as the manifest names it. ``sha256`` and ``size`` (bytes) are None for a stream."""

    name: str
    form: str
    sha256: str | None
    size: int | None


def input_of(path: str, form: str) -> Input:
    """The input at ``path``, read once for its hash."""
    if path == "-" or not Path(path).is_file():  # a pipe, which can be read only once
        return Input(Path(path).name, form, None, None)
    return Input(Path(path).name, form, sha256(Path(path)), Path(path).stat().st_size)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def fingerprint(inputs: tuple[Input, ...], settings: Mapping[str, Any], catalog: str) -> dict[str, Any]:
    """All that decides the bytes of an output."""
    return {
        "engine": __version__,
        "catalog": catalog,
        "inputs": [one._asdict() for one in inputs],
        "settings": dict(settings),
    }


def manifest(
    made_from: Mapping[str, Any],
    counts: Counter[str],
    output: Path,
    extras: Mapping[str, Mapping[str, Any]],
    hash: str | None = None,
) -> dict[str, Any]:
    """The manifest of a whole output and of the extras of its run, by name; ``hash``: of the output, where known."""
    failed, skipped = named(counts, "failed/"), named(counts, "skipped/")
    return {
        "schema": SCHEMA,
        "notice": NOTICE,
        **made_from,
        "records": counts["done"] + sum(failed.values()) + sum(skipped.values()),
        "assessed": counts["done"],
        "failed": failed,
        "skipped": skipped,
        "output": {"name": output.name, "sha256": hash or sha256(output), "size": output.stat().st_size},
        "extras": {name: dict(one) for name, one in extras.items()},
    }


def manifest_path(output: Path) -> Path:
    """Where the manifest of an output lies."""
    return output.with_name(f"{output.name}.manifest.json")


def written(record: Mapping[str, Any]) -> str:
    """The text of a manifest."""
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(path: Path) -> dict[str, Any]:
    """The manifest at ``path``. ``InputError`` when it is none."""
    try:
        record = json.loads(path.read_text("utf-8"))
        usable = record["schema"] == SCHEMA and record["output"]["name"] and isinstance(record["inputs"], list)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=str(path), effect="nothing was checked") from None
    except (ValueError, KeyError, TypeError):
        usable = False
    if not usable:
        hint = "give the file that stands beside an output, OUT.manifest.json"
        raise InputError(f"not a {SCHEMA}", place=str(path), effect="nothing was checked", hint=hint)
    return dict(record)


def faults(record: Mapping[str, Any], folders: tuple[Path, ...], catalog: str) -> list[str]:
    """What does not fit the manifest any more: files that are missing or have changed, another engine or catalog.

    Files are looked for by name in ``folders``.
    """
    found = []
    extras = record.get("extras", {}).values()
    made = (file for one in extras for file in (*([one["output"]] if "output" in one else ()), *one.get("outputs", ())))
    for one in (*record["inputs"], record["output"], *made):
        if one["sha256"] is None:
            continue
        path = next((folder / one["name"] for folder in folders if (folder / one["name"]).is_file()), None)
        if path is None:
            found.append(f"{one['name']}: not found")
        elif sha256(path) != one["sha256"]:
            found.append(f"{one['name']}: has changed")
    for name, now in (("engine", __version__), ("catalog", catalog)):
        if record[name] != now:
            found.append(f"{name}: was {record[name]}, is {now}")
    return found
