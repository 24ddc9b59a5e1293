"""Write ``data/tables/confusables.txt``: characters that look like an ASCII letter or digit.

Sources: the Unicode security data (confusables.txt) as carried by the PyPI package ``confusable-homoglyphs``, of which
only pairs with one lower-case ASCII letter or digit on one side are kept; and the names of Latin letters in the Unicode
character database of this Python, by which an accented or barred letter looks like the one it is named after. Run once
in a scratch environment:

    pip install confusable-homoglyphs && python scripts/generate_confusables.py 2026-11-25
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from importlib.metadata import distribution
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "data" / "tables" / "confusables.txt"
PACKAGE = "confusable-homoglyphs"
TARGETS = "abcdefghijklmnopqrstuvwxyz0123456789"
LATIN = ((0x00DF, 0x024F), (0x1E00, 0x1EFF), (0x2C60, 0x2C7F))
SCRIPTS = ((0x00A1, 0x058F), (0x13A0, 0x13FF), (0x1D00, 0x1FFF), (0x2C60, 0x2DFF), (0xA640, 0xA7FF), (0xAB30, 0xABBF))


def pairs(data: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """Look-alike character to ASCII, for scripts that a domain name may be written in."""
    found: dict[str, str] = {}
    for character, others in data.items():
        if len(character) != 1 or not any(low <= ord(character) <= high for low, high in SCRIPTS):
            continue
        targets = sorted({one["c"].lower() for one in others if one["c"].lower() in TARGETS and len(one["c"]) == 1})
        if targets:
            for shape in {character, character.lower()}:
                if len(shape) == 1 and not shape.isascii():
                    found.setdefault(shape, targets[0])
    return found


def accented() -> dict[str, str]:
    """Latin letters with an accent, a bar, a hook … to the letter without it."""
    found: dict[str, str] = {}
    for low, high in LATIN:
        for code in range(low, high + 1):
            name = re.fullmatch(r"LATIN SMALL LETTER ([A-Z]) WITH .*", unicodedata.name(chr(code), ""))
            if name:
                found[chr(code)] = name[1].lower()
    return found


def main(day: str) -> None:
    installed = distribution(PACKAGE)
    path = next(
        Path(str(installed.locate_file(one))) for one in installed.files or () if one.name == "confusables.json"
    )
    found = {**accented(), **pairs(json.loads(path.read_text("utf-8")))}
    head = [
        "# Characters that look like an ASCII letter or digit: code point, ASCII.",
        "# Source: Unicode security mechanisms (UTS 39) confusables.txt, Copyright Unicode, Inc., Unicode License v3,",
        f"# as carried by the PyPI package {PACKAGE} {installed.version} (MIT).",
        f"# Latin letters with accents by their names in Unicode {unicodedata.unidata_version}.",
        f"# Written by scripts/generate_confusables.py on {day}.",
    ]
    lines = [f"{ord(character):04x} {target}" for character, target in sorted(found.items())]
    TARGET.write_text("\n".join([*head, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
