"""The text in an ``attributedBody``: an NSAttributedString as Apple's typedstream writes it."""

from __future__ import annotations

HEAD = b"streamtyped"
STRING = b"NSString"
# A new object follows whose content is one counted string of bytes.
COUNTED = b"\x84\x01+"
FAR = 32
# First byte of a count that does not fit into one, and in how many more it is written.
WIDE = {0x81: 2, 0x82: 4}


def text_of(body: bytes) -> str | None:
    """The text of an attributed string; None when there is none in ``body``.

    The first counted string behind the name of its class is the text; attributes, which may hold strings too, follow.

    >>> text_of(b"\\x04\\x0bstreamtyped..\\x08NSString\\x01\\x94\\x84\\x01+\\x06" + "还款".encode() + b"\\x86")
    '还款'
    """
    if HEAD not in body[:16]:
        return None
    name = body.find(STRING)
    start = body.find(COUNTED, name, name + len(STRING) + FAR) if name >= 0 else -1
    if start < 0:
        return None
    start += len(COUNTED)
    wide = WIDE.get(body[start], 0) if start < len(body) else 0
    count = (
        int.from_bytes(body[start + 1 : start + 1 + wide], "little")
        if wide
        else int.from_bytes(body[start : start + 1])
    )
    raw = body[start + 1 + wide : start + 1 + wide + count]
    if len(raw) < count or not raw:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
