"""Check ``data/``: every file has its shape, every id that is named is there, every record says where it is from."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

from triage.catalog.cue_table import CueFaults, compile_cues
from triage.catalog.references import Known, references
from triage.catalog.schema import shape_of
from triage.catalog.yaml_lines import Document, NotYaml, Path
from triage.errors import DataError, DataErrors

NEEDED = ("answers.yaml", "facts.yaml", "kinds.yaml", "known_senders.yaml", "staleness.yaml", "steps.yaml", "ui.yaml")


class Checked(NamedTuple):
    """A data folder as read: ``values`` by file name in the order of names, the table of cues, and every fault."""

    values: dict[str, Any]
    cues: dict[str, Any]
    faults: tuple[DataError, ...]


def check_data(folder: str | os.PathLike[str] | None = None) -> tuple[DataError, ...]:
    """Every fault of ``folder`` (the data that came with the package by default), in file and line order.

    What the trees of rules and kinds ask for is checked by ``triage.judge.check_rules``.
    """
    from triage.catalog.load import data_folder

    return checked(folder or data_folder()).faults


def checked(folder: str | os.PathLike[str]) -> Checked:
    """Read and check ``folder``."""
    return _Check(os.fspath(folder)).run()


class _Check:
    def __init__(self, root: str) -> None:
        self.root = root
        self.faults: list[DataError] = []
        self.documents: dict[str, Document] = {}
        self.values: dict[str, Any] = {}

    def run(self) -> Checked:
        for name in sorted(names_under(self.root)):
            self.read(name)
        for name in NEEDED:
            if name not in self.values and all(fault.path != name for fault in self.faults):
                self.faults.append(DataError("this file is missing", path=name, line=1))
        broken = {fault.path for fault in self.faults}
        cues = None if any("/cues_" in name or "/classes." in name for name in broken) else self.cues()
        sound = {name: value for name, value in self.values.items() if name not in broken}
        ids = None if cues is None else [one["id"] for one in cues["cues"]]
        rules = {name[len("rules/") : -len(".yaml")] for name in self.values if name.startswith("rules/")}
        all_sources = not any(name.startswith("sources") for name in broken)
        for name, path, what in references(Known(sound, rules, ids), all_sources):
            self.fault(name, path, what)
        return Checked(self.values, cues or {}, DataErrors(tuple(self.faults)).faults)

    def read(self, name: str) -> None:
        try:
            with open(os.path.join(self.root, name), encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            self.faults.append(DataError(f"cannot be read: {type(error).__name__}", path=name, line=1))
            return
        if name.startswith(("tables/", "letters/")):
            self.values[name] = text
            return
        shape = shape_of(name)
        if shape is None:
            self.faults.append(DataError("no part of the data has this name", path=name, line=1))
            return
        try:
            document = Document(name, text)
        except NotYaml as error:
            self.faults.append(DataError(str(error), path=name, line=error.line))
            return
        self.documents[name] = document
        self.values[name] = document.value
        for path in document.repeated:
            self.fault(name, path, f"the key {path[-1]} stands here twice")
        for path, what in shape(document.value, ()):
            self.fault(name, path, what)

    def cues(self) -> dict[str, Any] | None:
        names = [name for name in self.values if name.startswith("lexicon/")]
        sections = {name[len("lexicon/") : -len(".yaml")]: self.values[name] for name in names}
        try:
            return compile_cues(sections)
        except CueFaults as error:
            for one in error.faults:
                name = f"lexicon/{one.section}.yaml"
                what = f"{one.pattern}: {one.what}" if one.pattern else one.what
                self.fault(name, self.place_of(name, one.cue, one.pattern), what)
            return None

    def place_of(self, name: str, cue: str, pattern: str) -> Path:
        body = self.values[name].get(cue)
        if isinstance(body, dict):
            for key, patterns in body.items():
                if pattern in patterns:
                    return (cue, key, patterns.index(pattern))
        return (cue,)

    def fault(self, name: str, path: Path, what: str) -> None:
        key = ".".join(str(step) for step in path)
        document = self.documents.get(name)
        self.faults.append(DataError(what, path=name, line=document.line(path) if document else 1, key=key))


def names_under(root: str, inside: str = "") -> Iterator[str]:
    """The names of all files under ``root``, ``/`` between their parts, none when there is no such folder.

    Hidden files and the compiled form are left out.
    """
    if not os.path.isdir(root):
        return
    for entry in os.scandir(os.path.join(root, inside)):
        if entry.name.startswith(".") or entry.name == "catalog.json":
            continue
        if entry.is_dir():
            yield from names_under(root, f"{inside}{entry.name}/")
        else:
            yield inside + entry.name
