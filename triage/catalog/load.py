"""Load the catalog: the compiled form that a wheel carries, or that a checkout keeps in the user's cache folder.

This is on the way of every start: it reads no YAML, imports little and parses nothing before it is asked for.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from triage.catalog.catalog import Catalog
from triage.catalog.parts import Parts

if TYPE_CHECKING:
    from pathlib import Path

COMPILED = "catalog.json"
# The last line of a cache file: one that was cut short is made again.
WHOLE = b"\nwhole\n"
_loaded: dict[tuple[str, str], Catalog] = {}


def load_catalog(folder: Path | str | None = None) -> Catalog:
    """The catalog of ``folder``, or of the data that came with the package.

    The same files give the same object. Errors: ``DataErrors`` with every fault when ``folder`` has to be compiled.
    """
    root = os.path.abspath(folder or data_folder())
    bundled = os.path.join(root, COMPILED)
    signature = "" if folder is None and os.path.isfile(bundled) else signature_of(root)
    key = (root, signature)
    if key not in _loaded:
        packed = _read(bundled) if not signature else _cached(root, signature)
        _loaded[key] = unpacked(packed)
    return _loaded[key]


def data_folder() -> str:
    """The folder of the data: inside the package in a wheel, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "_data")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "data")


def unpacked(packed: bytes) -> Catalog:
    """The catalog in its compiled form: a line that says where each part lies, then the canonical JSON."""
    end = packed.index(b"\n") + 1
    head = json.loads(packed[:end])
    return Catalog(Parts(packed, head["parts"], end), head["digest"])


def signature_of(root: str) -> str:
    """Names, sizes and times of all files under ``root`` and of the code that compiles them."""
    return "\n".join(sorted([*_stamps(root, ""), *_stamps(os.path.dirname(os.path.abspath(__file__)), ":")]))


def _stamps(folder: str, name: str) -> list[str]:
    stamps = []
    for entry in os.scandir(folder) if os.path.isdir(folder) else ():
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            stamps += _stamps(entry.path, f"{name}{entry.name}/")
        else:
            stat = entry.stat()
            stamps.append(f"{name}{entry.name} {stat.st_size} {stat.st_mtime_ns}")
    return stamps


def _cached(root: str, signature: str) -> bytes:
    """The compiled form of ``root``: from the cache when it is of these very files, else made and kept there."""
    place = cache_file(root)
    stamp = json.dumps([root, signature]).encode() + b"\n"
    if place:
        try:
            kept = _read(place)
        except OSError:
            kept = b""
        if kept.startswith(stamp) and kept.endswith(WHOLE):
            return kept[len(stamp) : -len(WHOLE)]
    from triage.catalog.compile import compile_data

    packed = compile_data(root)
    if place:
        _keep(place, stamp + packed + WHOLE)
    return packed


def cache_file(root: str) -> str | None:
    """Where the compiled form of ``root`` is kept, in the user's own cache folder; None when there is none."""
    home = os.path.expanduser("~")
    if os.environ.get("XDG_CACHE_HOME"):
        base = os.environ["XDG_CACHE_HOME"]
    elif sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif not os.path.isabs(home):
        base = ""
    else:
        base = os.path.join(home, "Library/Caches" if sys.platform == "darwin" else ".cache")
    if not os.path.isabs(base):
        return None
    from binascii import crc32

    return os.path.join(base, "triage-sms", f"catalog-{crc32(root.encode('utf-8', 'surrogateescape')):08x}.json")


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _keep(place: str, content: bytes) -> None:
    """Write ``content`` to ``place`` in one step; a cache that cannot be written is done without."""
    beside = f"{place}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        os.replace(beside, place)
    except OSError:
        try:
            os.unlink(beside)
        except OSError:
            return
