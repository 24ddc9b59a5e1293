"""YAML as plain strings, lists and dicts that still knows its lines. Used only where data is checked or compiled."""

from __future__ import annotations

from typing import Any

import yaml

Path = tuple[str | int, ...]
"""Keys and places from the root of a file down to one value."""

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Document:
    """One file: ``name`` relative to the data folder, ``value`` with every scalar a string, ``repeated`` keys."""

    def __init__(self, name: str, text: str) -> None:
        """Read ``text``. Errors: ``NotYaml``."""
        self.name = name
        self.repeated: list[Path] = []
        self._met: set[int] = set()
        try:
            self._root = yaml.compose(text, Loader=LOADER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = str(getattr(error, "problem", error)).partition("\n")[0]
            raise NotYaml(what, mark.line + 1 if mark else 1) from None
        self.value: Any = None if self._root is None else self._plain(self._root, ())

    def line(self, path: Path) -> int:
        """The line (1-based) of the value at ``path``, or of the innermost part of it that is there."""
        node: Any = self._root
        line = 1
        for step in path:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == step]
                if not found:
                    break
                line = found[-1][0].start_mark.line + 1
                node = found[-1][1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line = node.start_mark.line + 1
            else:
                break
        return line

    def _plain(self, node: Any, path: Path) -> Any:
        if id(node) in self._met:
            raise NotYaml("aliases are not used in the data", node.start_mark.line + 1)
        self._met.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, at)) for at, item in enumerate(node.value)]
        plain: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise NotYaml("a key is plain text", key.start_mark.line + 1)
            here = (*path, key.value)
            if key.value in plain:
                self.repeated.append(here)
            plain[key.value] = self._plain(value, here)
        return plain


class NotYaml(ValueError):
    """Why a text is no YAML of ours, and on which ``line``."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line
