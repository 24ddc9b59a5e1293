"""A generated table: written, or with ``--check`` compared with what stands in its file."""

from __future__ import annotations

import sys
from pathlib import Path


def kept(path: Path, text: str) -> int:
    """Write ``text`` to ``path``; with ``--check`` write nothing. 1 when the file is not up to date, else 0."""
    if "--check" in sys.argv[1:]:
        return 0 if path.read_text("utf-8") == text else 1
    path.write_text(text, "utf-8")
    return 0
