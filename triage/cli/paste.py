"""The paste prompt: a message typed or pasted on a terminal, and at most two questions."""

from __future__ import annotations

import sys

from triage.catalog import Catalog
from triage.cli.source import Source, decoded
from triage.model import RELATIONS, Context
from triage.render.language import language_of

END = "完"
BLANK_LINES_TO_END = 2
LONGEST_LINE = 1023 if sys.platform == "darwin" else 4095  # bytes a terminal takes in one line; it drops the rest
DEEDS_ASKED = ("clicked", "called", "replied", "app", "screen", "code", "card", "id", "paid_here")
TRIES = 3


def pasted(catalog: Catalog, lang: str, context: Context) -> tuple[Source, Context]:
    """The pasted text, and ``context`` with the answers to what the flags did not say.

    Prompts go to stderr: stdout carries the answer alone. They are Chinese until the message shows its language.
    """
    prompt_lang = "zh" if lang == "auto" else lang
    tell(catalog.words("prompt", "paste").of(prompt_lang))
    if lang == "auto":
        tell(catalog.words("prompt", "paste").en)
    lines = lines_until_end()
    if lines and not lines[-1].endswith(b"\n"):
        tell("")
    source = decoded(b"".join(lines), "stdin")
    if not any(sign.isalnum() for sign in source.text):
        return source, context
    lang = language_of(source.text) if lang == "auto" else lang
    if any(len(line.rstrip(b"\n")) >= LONGEST_LINE for line in lines):
        tell(catalog.words("prompt", "cut").of(lang))
    if context.relation is None:
        chosen = numbers(catalog, lang, "who", len(RELATIONS), several=False)
        if chosen:
            context = context._replace(relation=RELATIONS[chosen[0] - 1])
    if not context.did:
        chosen = numbers(catalog, lang, "done", len(DEEDS_ASKED), several=True)
        context = context._replace(did=tuple(DEEDS_ASKED[one - 1] for one in chosen))
    return source, context


def lines_until_end() -> list[bytes]:
    """The lines up to Ctrl-D (twice after text in the same line), a line 完, or two empty lines after some text."""
    lines: list[bytes] = []
    blank = 0
    for raw in iter(sys.stdin.buffer.readline, b""):
        if raw.strip() in (END.encode("utf-8"), END.encode("gb18030")):
            break
        blank = 0 if raw.strip() else blank + 1
        lines.append(raw)
        if not raw.endswith(b"\n") or (blank >= BLANK_LINES_TO_END and any(one.strip() for one in lines)):
            break
    return lines


def numbers(catalog: Catalog, lang: str, question: str, most: int, several: bool) -> list[int]:
    """The numbers chosen, in order, none when the question is skipped or input ends."""
    tell(catalog.words("prompt", question).of(lang))
    for _ in range(TRIES):
        raw = sys.stdin.buffer.readline()
        answer = raw.decode("utf-8", "replace").translate(FULL_WIDTH)
        if not answer.strip():
            return []
        parts = answer.replace(",", " ").split()
        if several and len(parts) == 1 and parts[0].isdigit():
            parts = list(parts[0])
        if all(one.isascii() and one.isdigit() and 1 <= int(one) <= most for one in parts) and (
            several or len(parts) == 1
        ):
            return sorted({int(one) for one in parts})
        tell(catalog.words("prompt", "again").of(lang))
    return []


FULL_WIDTH = {0xFF10 + one: 0x30 + one for one in range(10)} | {ord("，"): ",", ord("、"): ",", 0x3000: " "}


def tell(words: str) -> None:
    """A prompt on stderr."""
    print(words, file=sys.stderr, flush=True)
