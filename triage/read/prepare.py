"""Prepare a message for reading: fold it, undo what hides words, and find its clauses."""

from __future__ import annotations

from functools import lru_cache

from triage.catalog.catalog import Lexicon
from triage.model import Note, Span
from triage.read import mojibake, unmask
from triage.read.clauses import bounds
from triage.read.draft import Draft, draft_of
from triage.read.folding import KEYCAP, MARK, TONES, VOWELS, Folding, folding_of
from triage.read.prepared import Prepared

LONG = 5000
# One undoing may uncover another; real messages need two rounds, nested hostile ones are left where they stand.
ROUNDS = 8
# So many digits with so many ringed ones among them are one number in disguise (1③9⓪…), not a list.
DISGUISE = (7, 2)


@lru_cache(maxsize=1)
def prepare(text: str, lexicon: Lexicon) -> Prepared:
    """``text`` as the readers read it, with the way back to the original. Linear; never fails on any ``str``.

    Kept until the next text: the comparison with the register asks for it again.
    """
    folding = folding_of(lexicon)
    folded = text.translate(folding)
    notes: dict[str, Span] = {}
    draft = Draft(folded, (), ())
    if MARK in folded or unmask.closed(folded, unmask.masks_of(lexicon)) or unmask.hides(folded, lexicon):
        draft = _settled(text, folding, lexicon, notes)
    if len(text) > LONG:
        notes.setdefault("too_long", Span(LONG, len(text)))
    clauses, sentences = bounds(draft.text)
    starts: tuple[int, ...] | None = tuple(draft.starts) or None
    ends: tuple[int, ...] | None = tuple(draft.ends) or None
    if starts and len(draft.text) == len(text) and starts == tuple(range(len(text))):
        starts = ends = None
    return Prepared(
        raw=text,
        text=draft.text,
        starts=starts,
        ends=ends,
        clauses=clauses,
        sentences=sentences,
        notes=tuple(Note(code, span) for code, span in sorted(notes.items(), key=lambda item: (item[1], item[0]))),
    )


def _settled(text: str, folding: Folding, lexicon: Lexicon, notes: dict[str, Span]) -> Draft:
    """The draft on which no undoing finds anything more; ``notes`` gets the first place of each."""
    draft = draft_of(text)
    for round in range(ROUNDS):
        before = draft.text
        if _doubtful(before, folding):
            better = mojibake.repaired(draft, folding)
            if better is not None:
                draft = better
                notes.setdefault("mojibake_repaired", Span(0, len(text)))
            elif round == 0 and mojibake.garbled(before, folding):
                notes.setdefault("mojibake", Span(0, len(text)))
        draft = _folded(draft, folding, notes)
        for code, find in (
            ("pinyin_gloss", unmask.glosses),
            ("spaced_out", lambda draft: unmask.closed(draft.text, unmask.masks_of(lexicon))),
            ("hidden_words", lambda draft: unmask.unhidden(draft, lexicon)),
        ):
            edits = find(draft)
            if edits:
                notes.setdefault(code, draft.span(edits[0].start, edits[0].end))
                draft = draft.edited(edits)
        if draft.text == before:
            break
    return draft


def _doubtful(text: str, folding: Folding) -> bool:
    return MARK in text.translate(folding) and any(folding.fold(char).doubtful for char in set(text))


class _Token:
    """One folded character or expansion and where it comes from."""

    __slots__ = ("end", "plain", "ringed", "start")

    def __init__(self, plain: str, start: int, end: int, ringed: bool) -> None:
        self.plain = plain
        self.start = start
        self.end = end
        self.ringed = ringed


def _folded(draft: Draft, folding: Folding, notes: dict[str, Span]) -> Draft:
    text = draft.text
    plain = text.translate(folding)
    if MARK not in plain:
        return draft._replace(text=plain)
    tokens: list[_Token] = []
    traditional: list[Span] = []
    for at, char in enumerate(text):
        if plain[at] != MARK:
            tokens.append(_Token(plain[at], draft.starts[at], draft.ends[at], False))
            continue
        fold = folding.fold(char)
        place = draft.span(at, at + 1)
        if fold.note == "traditional":
            traditional.append(place)
        elif fold.note and not _of_emoji(char, text, at):
            notes.setdefault(fold.note, place)
        if fold.plain:
            tokens.append(_Token(fold.plain, place.start, place.end, fold.apart))
        elif tokens:
            _modify(tokens[-1], char)
    if len(traditional) > 1:
        notes.setdefault("traditional", traditional[0])
    return _joined(tokens)


def _of_emoji(char: str, text: str, at: int) -> bool:
    """A joiner or mark that only builds an emoji or a keycap."""
    if char == KEYCAP:
        return True
    return char == "\u200d" and at > 0 and text[at - 1] > "\u2190" and not unmask.chinese(text[at - 1])


def _modify(last: _Token, char: str) -> None:
    """A tone mark makes a toned vowel of the letter before it; a keycap makes a ringed digit."""
    if char == KEYCAP and last.plain.isdigit():
        last.ringed = True
    elif char in TONES and last.plain in VOWELS:
        last.plain = VOWELS[last.plain][TONES.index(char)]


def _joined(tokens: list[_Token]) -> Draft:
    """The draft of ``tokens``, with a blank where a ringed digit would run together with a plain one."""
    _disguised(tokens)
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last: _Token | None = None
    for token in tokens:
        if last is not None and _collide(last, token):
            text.append(" ")
            starts.append(token.start)
            ends.append(token.start)
        text.append(token.plain)
        starts += [token.start] * len(token.plain)
        ends += [token.end] * len(token.plain)
        last = token
    return Draft("".join(text), starts, ends)


def _collide(last: _Token, token: _Token) -> bool:
    if not (last.ringed or token.ringed):
        return False
    if last.ringed and token.ringed and len(last.plain) == len(token.plain) == 1:
        return False
    return last.plain[-1] in "0123456789.," and token.plain[0] in "0123456789"


def _disguised(tokens: list[_Token]) -> None:
    """Make the ringed digits of a long mixed run plain ones."""
    begin = 0
    while begin < len(tokens):
        end = begin
        while end < len(tokens) and len(tokens[end].plain) == 1 and tokens[end].plain in "0123456789":
            end += 1
        run = tokens[begin:end]
        if len(run) >= DISGUISE[0] and sum(token.ringed for token in run) >= DISGUISE[1]:
            for token in run:
                token.ringed = False
        begin = max(end, begin + 1)
