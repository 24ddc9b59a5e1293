"""One edit apart (a letter replaced, added, left out, or two neighbours swapped), or two."""

from __future__ import annotations

MOST_CHANGED = 4  # letters that two edits can bring in or take out


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


def two_edits(a: str, b: str) -> bool:
    """Whether two edits, and no fewer, turn ``a`` into ``b``.

    >>> two_edits("icbc", "icbb"), two_edits("chengde", "chcngda"), two_edits("chengde", "chcgd"), two_edits("ab", "ab")
    (False, True, False, False)
    """
    if abs(len(a) - len(b)) > 2 or len(set(a) ^ set(b)) > MOST_CHANGED:
        return False
    before: list[int] = []
    row = list(range(len(b) + 1))
    for at, letter in enumerate(a):
        above, row = row, [at + 1]
        for place, other in enumerate(b):
            least = min(above[place] + (letter != other), above[place + 1] + 1, row[place] + 1)
            if at and place and letter == b[place - 1] and other == a[at - 1]:
                least = min(least, before[place - 1] + 1)
            row.append(least)
        before = above
    return row[-1] == 2


def shortened(word: str) -> set[str]:
    """``word`` and every form of it with one letter left out: two words one edit apart share at least one."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
