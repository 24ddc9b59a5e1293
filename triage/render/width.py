"""Columns of a terminal: how wide text is, how it wraps, and what must not reach the screen as it is."""

from __future__ import annotations

# What Chinese terminals draw in two columns: East Asian wide and full-width, and the ambiguous marks of our texts.
WIDE = (
    (0x1100, 0x115F),
    (0x2E80, 0x303E),
    (0x3041, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xA960, 0xA97C),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x1F000, 0x1FAFF),
    (0x20000, 0x3FFFD),
)
AMBIGUOUS = frozenset("“”‘’…—·×→①②③④⑤⑥⑦⑧⑨")
NOT_FIRST = frozenset("，。；：、？！）」』】》〉”’…—·,.;:?!)]}%")
NOT_LAST = frozenset("（「『【《〈“‘([{￥¥$")


def columns(text: str) -> int:
    """The columns ``text`` takes.

    >>> columns("abc"), columns("还款"), columns("（a）")
    (3, 4, 5)
    """
    return len(text) if text.isascii() else sum(map(column, text))


def column(sign: str) -> int:
    """The columns of one character: 0 for combining marks, 2 for wide ones, else 1."""
    code = ord(sign)
    if code < 0x300:
        return 2 if sign in AMBIGUOUS else 1
    if code <= 0x36F or 0xFE00 <= code <= 0xFE0F:
        return 0
    if sign in AMBIGUOUS:
        return 2
    return 2 if code >= 0x1100 and any(low <= code <= high for low, high in WIDE) else 1


def visible(text: str) -> str:
    r"""``text`` with every character that does not print, or that turns the direction of text, shown as an escape.

    >>> visible("还\x1b[31m款\u202e"), visible("a\nb")
    ('还\\x1b[31m款\\u202e', 'a b')
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else shown(sign) for sign in text)


def shown(sign: str) -> str:
    """One unprintable character as it may be shown: blanks and line ends as a blank, others as an escape."""
    if sign in "\n\t\r\u3000\xa0":
        return "　" if sign == "\u3000" else " "
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """``text`` as lines of at most ``width`` columns; ``first`` opens the first line, ``rest`` every other.

    A line never opens with a closing mark nor ends with an opening one, and words and numbers stay whole unless one is
    longer than a line. Deterministic and linear.
    """
    lines: list[str] = []
    line, used = first, columns(first)
    empty, blank = True, False
    for piece, size in pieces(text):
        if piece == " ":
            blank = not empty
            continue
        if not empty and used + blank + size > width:
            lines.append(line)
            line, used, empty, blank = rest, columns(rest), True, False
        if blank:
            line, used, blank = line + " ", used + 1, False
        while used + size > width and empty and len(piece) > 1:
            head = cut(piece, width - used)
            lines.append(line + head)
            piece = piece[len(head) :]
            size = columns(piece)
            line, used = rest, columns(rest)
        line, used, empty = line + piece, used + size, False
    lines.append(line)
    return lines


def cut(piece: str, room: int) -> str:
    """The longest head of ``piece`` within ``room`` columns, at least one character."""
    used = 0
    for at, sign in enumerate(piece):
        used += column(sign)
        if used > room and at:
            return piece[:at]
    return piece


def pieces(text: str) -> list[tuple[str, int]]:
    """``text`` as pieces that stay whole, with their columns: runs of Latin signs, single Chinese characters with the
    marks that cling to them, blanks."""
    found: list[str] = []
    opening = ""
    joined = False
    for sign in text:
        if sign == " ":
            if opening:
                found.append(opening)
                opening = ""
            found.append(" ")
            joined = False
        elif sign in NOT_LAST:
            opening += sign
            joined = False
        elif found and not opening and found[-1] != " " and (sign in NOT_FIRST or (joined and column(sign) < 2)):
            found[-1] += sign
            joined = column(sign) < 2
        else:
            found.append(opening + sign)
            opening = ""
            joined = column(sign) < 2
    if opening:
        found.append(opening)
    return [(piece, columns(piece)) for piece in found]
