"""What comes from a message or a user as plain text: one line, nothing that controls a terminal or a document."""

from __future__ import annotations

import re

LONGEST = 2000
# Blanks and line ends become one blank; what else is unprintable (controls, direction marks, surrogates) goes.
BLANKS = re.compile(r"[ \t\r\n\v\f\x85\xa0\u2028\u2029]+")
ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx](?![0-9A-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def plain(value: str) -> str:
    r"""``value`` as one line of printable text, at most ``LONGEST`` characters.

    >>> plain(" a\n b\x1b[31m\u202e "), len(plain("还" * 5000))
    ('a b[31m', 2000)
    """
    one_line = BLANKS.sub(" ", value).strip()
    if not one_line.isprintable():
        one_line = "".join(sign for sign in one_line if sign.isprintable() or sign == "\u3000")
    return one_line if len(one_line) <= LONGEST else one_line[: LONGEST - 1] + "…"


def without_ids(text: str) -> str:
    """``text`` with the numbers of identity papers starred.

    >>> without_ids("号11010519491231002X"), without_ids("订单110105194912310021")
    ('号******************', '订单110105194912310021')
    """

    def starred(found: re.Match[str]) -> str:
        digits = re.sub("[ -]", "", found[0]).upper()
        total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits[:17], strict=True))
        return re.sub("[0-9Xx]", "*", found[0]) if CHECKS[total % 11] == digits[17] else found[0]

    return ID_NUMBER.sub(starred, text) if len(text) > 17 else text
