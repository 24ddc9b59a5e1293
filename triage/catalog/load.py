"""Load ``data/`` into a ``Catalog``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from triage.catalog.catalog import Catalog


def data_dir() -> Path:
    """The data folder: beside the package in a wheel, in the checkout otherwise."""
    package = Path(__file__).resolve().parent.parent
    bundled = package / "_data"
    return bundled if bundled.is_dir() else package.parent / "data"


def load_catalog(folder: Path | None = None) -> Catalog:
    """The catalog of ``folder`` (the shipped data by default)."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    root = folder or data_dir()

    def one(path: Path) -> Any:
        return yaml.load(path.read_text("utf-8"), loader) if path.is_file() else None

    senders = one(root / "known_senders.yaml") or {}
    data = {
        "senders": {**senders, "orgs": {org["id"]: org for org in senders.get("orgs", ())}},
        "rules": {path.stem: one(path) for path in sorted((root / "rules").glob("*.yaml"))},
        "kinds": one(root / "kinds.yaml") or [],
        "facts": {fact["id"]: fact for fact in one(root / "facts.yaml") or ()},
        "steps": one(root / "steps.yaml") or [],
        "routes": one(root / "routes.yaml") or [],
        "sources": {id: raw for path in sorted(root.glob("sources*.yaml")) for id, raw in (one(path) or {}).items()},
        "ui": one(root / "ui.yaml") or {},
        "lexicon": {path.stem: one(path) for path in sorted((root / "lexicon").glob("*.yaml"))},
        "tables": {
            path.name: path.read_text("utf-8") for path in sorted((root / "tables").glob("*")) if path.is_file()
        },
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Catalog(data, "sha256:" + hashlib.sha256(text.encode()).hexdigest())
