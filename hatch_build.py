"""Put ``data/`` into the wheel, checked and compiled, so that an installed triage starts without reading YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Compiles ``data/`` when a wheel is built; an editable install reads the checkout's own folder."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from triage.catalog.compile import compile_data

        self._folder = tempfile.TemporaryDirectory(prefix="triage-build-")
        compiled = Path(self._folder.name) / "catalog.json"
        compiled.write_bytes(compile_data(root / "data"))
        for path in sorted((root / "data").rglob("*")):
            if path.is_file():
                build_data["force_include"][str(path)] = f"triage/_data/{path.relative_to(root / 'data').as_posix()}"
        build_data["force_include"][str(compiled)] = "triage/_data/catalog.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        folder = getattr(self, "_folder", None)
        if folder is not None:
            folder.cleanup()
