"""One edit apart: a letter replaced, added, left out, or two neighbours swapped."""

from __future__ import annotations


def one_edit(a: str, b: str) -> bool:
    """Whether exactly one edit turns ``a`` into ``b``.

    >>> one_edit("icbc", "icbb"), one_edit("icbc", "icb"), one_edit("icbc", "icbcc"), one_edit("icbc", "cibc")
    (True, True, True, True)
    >>> one_edit("icbc", "icbc"), one_edit("icbc", "abcc")
    (False, False)
    """
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    if len(rest_a) != len(rest_b):
        longer, shorter = (rest_a, rest_b) if len(rest_a) > len(rest_b) else (rest_b, rest_a)
        return longer[1:] == shorter
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:]
    return swapped or rest_a[1:] == rest_b[1:]


def shortened(word: str) -> set[str]:
    """``word`` and every form of it with one letter left out: two words one edit apart share at least one."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
