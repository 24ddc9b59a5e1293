"""Several messages pasted at once, taken apart."""

from __future__ import annotations

from triage.catalog.catalog import Lexicon

LONGEST_SIGNATURE = 24
SHORTEST_BODY = 6
BRACKETS = {"【": "】", "［": "］", "[": "]"}


def split_messages(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The messages in ``text``, in order and as they stand; ``(text,)`` when it is one.

    A new message begins on a line that opens with a bracketed signature when what came before has one of its own, and
    after a blank line when what came before closed with one. A paragraph without a signature belongs to the message
    before it, and so does a heading (``data/lexicon/headings.yaml``).
    """
    if text.count("\n") == 0:
        return (text,)
    headings = frozenset(lexicon.section("headings")["words"]) if "headings" in lexicon.names() else frozenset()
    parts: list[list[str]] = [[]]
    signed = closed = blank = False
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        opens = bool(opening(bare, headings))
        if bare and any(one.strip() for one in parts[-1]) and signed and (opens or (closed and blank)):
            parts.append([])
            signed = closed = False
        if opens:
            signed, closed = True, False
        elif bare and closing(bare, headings):
            signed = closed = True
        elif bare:
            closed = False
        blank = not bare
        parts[-1].append(line)
    found = [part for part in map("".join, parts) if part.strip()]
    return merged(found, headings) if len(found) > 1 else (text,)


def merged(parts: list[str], headings: frozenset[str]) -> tuple[str, ...]:
    """``parts`` with those that carry no signature joined to the one before."""
    whole: list[str] = []
    for part in parts:
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        own = any(opening(line, headings) or closing(line, headings) for line in lines)
        if whole and not own:
            whole[-1] += part
        else:
            whole.append(part)
    return tuple(part.strip("\r\n") for part in whole) if len(whole) > 1 else tuple(whole)


def opening(line: str, headings: frozenset[str]) -> str:
    """The signature that ``line`` opens with, with a message after it on the line; empty when there is none."""
    close = BRACKETS.get(line[:1])
    end = line.find(close, 1, LONGEST_SIGNATURE) if close else -1
    name = line[1:end].strip() if end > 0 else ""
    return name if name and name not in headings and len(line) - end > SHORTEST_BODY else ""


def closing(line: str, headings: frozenset[str]) -> str:
    """The signature that ``line`` closes with, with a message before it; empty when there is none."""
    for open_mark, close in BRACKETS.items():
        if line.endswith(close):
            start = line.rfind(open_mark, max(0, len(line) - LONGEST_SIGNATURE))
            name = line[start + 1 : -1].strip() if start > SHORTEST_BODY else ""
            return name if name not in headings else ""
    return ""
