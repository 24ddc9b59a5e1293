"""Generate the folding tables under ``data/tables``.

    python scripts/generate_tables.py           # writes the files
    python scripts/generate_tables.py --check   # fails when a file differs

Sources: the Unicode Character Database of the running interpreter (Unicode licence) and the character dictionaries of
OpenCC (Apache-2.0, Python package ``opencc``). The tables are data of this project: reading never asks either of them,
so that every interpreter folds alike.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "data" / "tables"

# Marks that stand for a plain one in messages, beyond what NFKC says: dashes inside numbers, ratio colons, wave dashes.
LOOK_ALIKES = {
    "-": "‐‑‒–−﹣",
    ":": "∶꞉",
    "~": "〜∼",
    "/": "⁄∕",
    "|": "ǀ∣",
    " ": "\t\u1680\u180e\u2800",
    "\n": "\r\x0b\x0c\x85\u2028\u2029",
    "贝": "⻉",
    "车": "⻋",
    "门": "⻔",
    "马": "⻢",
    "页": "⻚",
    "见": "⻅",
    "风": "⻛",
    "鱼": "⻥",
    "鸟": "⻦",
    "龙": "⻰",
    "长": "⻓",
    "韦": "⻙",
}
# Digits in a ring or a box that NFKC does not know.
RINGED = [(0x2776, 1, 10), (0x2780, 1, 10), (0x278A, 1, 10), (0x24EB, 11, 10), (0x24F5, 1, 10), (0x24FF, 0, 1)]
RINGED += [(0x1F10B, 0, 1), (0x1F10C, 0, 1)]
# Characters of mainland text that OpenCC leaves, or sends to a variant that mainland banks do not write.
SIMPLER = {"帐": "账", "帳": "账", "賬": "账", "妳": "你", "収": "收", "発": "发", "佔": "占", "週": "周"}
SIMPLER |= {"後": "后", "於": "于", "徵": "征", "夥": "伙", "摺": "折"}
# Rare variants that messages use to hide words; data/lexicon/hidden.yaml knows in which.
LEFT_TO_HIDDEN = "歀欵"
# Arabic forms and Hangul are never folded: nothing here reads them.
LEFT_ALONE = [(0x0600, 0x06FF), (0x1100, 0x11FF), (0x3131, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF)]
LEFT_ALONE += [(0xFB50, 0xFDFF), (0xFE70, 0xFEFE), (0xFFA0, 0xFFDC)]


def left_alone(code: int) -> bool:
    return any(first <= code <= last for first, last in LEFT_ALONE)


def lowered(text: str) -> str:
    return "".join(letter.lower() if "A" <= letter <= "Z" or "Ā" <= letter <= "ɏ" else letter for letter in text)


def folds() -> tuple[dict[str, str], dict[str, str]]:
    """One for one, and the expansions that must be kept apart from digits beside them."""
    single: dict[str, str] = {}
    apart: dict[str, str] = {}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        kind = unicodedata.category(char)
        if kind in ("Cs", "Co", "Cn", "Cc", "Cf", "Mn", "Me", "Mc") or char == "…":
            continue
        if kind == "Nd" and code > 0x7F:
            single[char] = str(unicodedata.decimal(char))
            continue
        if left_alone(code):
            continue
        plain = lowered(unicodedata.normalize("NFKC", char)).replace("⁄", "/")
        if plain == char or (
            plain != " " and (" " in plain or any(unicodedata.category(one)[0] == "M" for one in plain))
        ):
            continue
        if 0xC0 <= code <= 0xFF or "…" in plain or plain in ("..", "..."):
            continue
        ringed = unicodedata.decomposition(char).split(" ")[0] in ("<circle>", "<super>", "<sub>")
        if len(plain) > 1 or (ringed and plain.isdigit()):
            if all("!" <= one <= "~" or "一" <= one <= "鿿" for one in plain):
                apart[char] = plain
        else:
            single[char] = plain
    for first, value, count in RINGED:
        apart |= {chr(first + step): str(value + step) for step in range(count)}
    for plain, many in LOOK_ALIKES.items():
        single |= dict.fromkeys(many, plain)
    # U+1F1E6 and on are letters of flags; in a message they are emoji.
    return {c: p for c, p in single.items() if not 0x1F1E6 <= ord(c) <= 0x1F1FF}, apart


def traditional() -> dict[str, str]:
    """Traditional to simplified, for characters that are not themselves in GB 2312 (乾, 著 have uses of their own)."""
    import opencc

    convert = opencc.OpenCC("t2s").convert
    table = {}
    for code in [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]:
        char = chr(code)
        plain = convert(char)
        if plain == char or len(plain) != 1:
            continue
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            table[char] = plain
    table |= SIMPLER
    return {char: SIMPLER.get(plain, plain) for char, plain in table.items() if char not in LEFT_TO_HIDDEN}


def written(title: str, table: dict[str, str]) -> str:
    """Lines of a plain text and the characters that fold to it, a space before each; blanks are written as U+XXXX."""
    groups: dict[str, list[str]] = defaultdict(list)
    for char, plain in table.items():
        groups[plain].append(char)
    lines = [f"{safe(plain)} {' '.join(safe(one) for one in sorted(many))}" for plain, many in sorted(groups.items())]
    return title + "\n".join(lines) + "\n"


def safe(text: str) -> str:
    return "".join(f"U+{ord(char):04X}" if char.isspace() or not char.isprintable() else char for char in text)


def settled() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """One for one, apart and traditional, each folded on until nothing folds any more."""
    single, apart = folds()
    simpler = {char: plain for char, plain in traditional().items() if char not in single and char not in apart}
    every = {**simpler, **single}

    def final(plain: str) -> str:
        while (further := "".join(every.get(char, char) for char in plain)) != plain:
            plain = further
        return plain

    return tuple({char: final(plain) for char, plain in one.items()} for one in (single, apart, simpler))  # type: ignore[return-value]


def tables() -> dict[str, str]:
    single, apart, simpler = settled()
    unicode_source = f"# Unicode {unicodedata.unidata_version} (Unicode licence), scripts/generate_tables.py\n"
    return {
        "folding.txt": written(f"# Characters that fold one for one. {unicode_source[2:]}", single),
        "expansions.txt": written(
            f"# Characters that fold to several, or to a digit of its own. {unicode_source[2:]}", apart
        ),
        "traditional.txt": written(
            "# Traditional to simplified. OpenCC t2s (Apache-2.0), scripts/generate_tables.py\n", simpler
        ),
    }


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    for name, text in tables().items():
        path = TABLES / name
        if check:
            if not path.is_file() or path.read_text("utf-8") != text:
                stale.append(name)
            continue
        TABLES.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    for name in stale:
        print(f"{name} differs from what scripts/generate_tables.py writes", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
