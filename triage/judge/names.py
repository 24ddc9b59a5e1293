"""Whether a name in a message, masked or shortened as it often is, can be the recipient's own name."""

from __future__ import annotations

MASKS = frozenset("*＊某xX×○〇□")
FAMILIAR = frozenset("小老阿")


def same_person(written: str, own: str, titled: bool = False) -> bool | None:
    """True when ``written`` can stand for ``own``, False when it cannot, None when nothing can be said.

    ``titled``: a form of address follows, so that a single character (or two of a compound) is a surname.

    >>> same_person("李*", "李强"), same_person("王", "李强", titled=True), same_person("小李", "李强")
    (True, False, True)
    >>> same_person("客户", "李强") is None or same_person("张三", "李强")
    False
    """
    written, own = bare(written), bare(own)
    if not written or not own or all(letter in MASKS for letter in written):
        return None
    if titled and len(written) < len(own) and not any(letter in MASKS for letter in written):
        return own.startswith(written)
    if len(written) == 2 and written[0] in FAMILIAR and not own.startswith(written):
        return own[0] == written[1]
    return fits(written, own)


def bare(name: str) -> str:
    """``name`` without blanks and anything else that is neither letter nor mask."""
    return "".join(letter for letter in name if letter.isalnum() or letter in MASKS)


def fits(written: str, own: str) -> bool:
    """Whether ``own`` fits ``written``, in which a run of masks stands for at least one character."""
    head = 0
    while head < len(written) and written[head] not in MASKS:
        head += 1
    if head == len(written):
        return written == own
    tail = 0
    while written[-1 - tail] not in MASKS:
        tail += 1
    return (
        len(own) > head + tail
        and own.startswith(written[:head])
        and own.endswith(written[len(written) - tail :])
        and middle_fits(written[head : len(written) - tail], own[head : len(own) - tail])
    )


def middle_fits(written: str, own: str) -> bool:
    """Whether every plain character between masks occurs in ``own``, in order."""
    at = 0
    for letter in written:
        if letter not in MASKS:
            at = own.find(letter, at) + 1
            if at == 0:
                return False
    return True
