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


class _Parts:
    """What the characters of a draft became, none empty, and where each comes from.

    ``ringed``: the places of digits that stand apart (①); ``several``: those of parts of more than one character.
    """

    __slots__ = ("ends", "ringed", "several", "starts", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.ringed: set[int] = set()
        self.several: set[int] = set()

    def extend(self, plain: str, draft: Draft, start: int, end: int) -> None:
        """Add the characters ``plain``, one for each of ``draft.text[start:end]``."""
        self.texts += plain
        self.starts += draft.starts[start:end]
        self.ends += draft.ends[start:end]

    def append(self, plain: str, place: Span, apart: bool) -> None:
        """Add one part that comes from ``place``."""
        if apart:
            self.ringed.add(len(self.texts))
        if len(plain) > 1:
            self.several.add(len(self.texts))
        self.texts.append(plain)
        self.starts.append(place.start)
        self.ends.append(place.end)

    def modify(self, char: str) -> None:
        """A tone mark makes a toned vowel of the letter before it; a keycap makes a ringed digit."""
        last = self.texts[-1]
        if char == KEYCAP and last.isdigit():
            self.ringed.add(len(self.texts) - 1)
        elif char in TONES and last in VOWELS:
            self.texts[-1] = VOWELS[last][TONES.index(char)]


def _folded(draft: Draft, folding: Folding, notes: dict[str, Span]) -> Draft:
    text = draft.text
    plain = text.translate(folding)
    if MARK not in plain:
        return draft._replace(text=plain)
    parts = _Parts()
    traditional: list[Span] = []
    done, at = 0, plain.find(MARK)
    while at >= 0:
        parts.extend(plain[done:at], draft, done, at)
        char = text[at]
        fold = folding.fold(char)
        place = draft.span(at, at + 1)
        if fold.note == "traditional":
            traditional.append(place)
        elif fold.note and not _of_emoji(char, text, at):
            notes.setdefault(fold.note, place)
        if fold.plain:
            parts.append(fold.plain, place, fold.apart)
        elif parts.texts:
            parts.modify(char)
        done = at + 1
        at = plain.find(MARK, done)
    parts.extend(plain[done:], draft, done, len(text))
    if len(traditional) > 1:
        notes.setdefault("traditional", traditional[0])
    return _joined(parts)


def _of_emoji(char: str, text: str, at: int) -> bool:
    """A joiner or mark that only builds an emoji or a keycap."""
    if char == KEYCAP:
        return True
    return char == "\u200d" and at > 0 and text[at - 1] > "\u2190" and not unmask.chinese(text[at - 1])


def _joined(parts: _Parts) -> Draft:
    """The draft of ``parts``, with a blank where a ringed digit would run together with a plain one."""
    parts.ringed -= _disguised(parts)
    edges = {at for ringed in parts.ringed for at in (ringed, ringed + 1) if 0 < at < len(parts.texts)}
    blanks = {at for at in edges if _collide(parts, at)}
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for at in sorted(blanks | parts.several):
        text += parts.texts[done:at]
        starts += parts.starts[done:at]
        ends += parts.ends[done:at]
        if at in blanks:
            text.append(" ")
            starts.append(parts.starts[at])
            ends.append(parts.starts[at])
        text.append(parts.texts[at])
        starts += [parts.starts[at]] * len(parts.texts[at])
        ends += [parts.ends[at]] * len(parts.texts[at])
        done = at + 1
    text += parts.texts[done:]
    starts += parts.starts[done:]
    ends += parts.ends[done:]
    return Draft("".join(text), starts, ends)


def _collide(parts: _Parts, at: int) -> bool:
    """The part at ``at`` would run together with the one before it, of which at least one is ringed."""
    before, after = parts.texts[at - 1], parts.texts[at]
    if at - 1 in parts.ringed and at in parts.ringed and len(before) == len(after) == 1:
        return False
    return before[-1] in "0123456789.," and after[0] in "0123456789"


def _disguised(parts: _Parts) -> set[int]:
    """The ringed digits that are part of a long mixed run: they are plain ones in disguise."""
    found: set[int] = set()
    end = 0
    for at in sorted(parts.ringed):
        if at < end or not _is_figure(parts.texts[at]):
            continue
        begin = at
        while begin > end and _is_figure(parts.texts[begin - 1]):
            begin -= 1
        end = at
        while end < len(parts.texts) and _is_figure(parts.texts[end]):
            end += 1
        ringed = parts.ringed.intersection(range(begin, end))
        if end - begin >= DISGUISE[0] and len(ringed) >= DISGUISE[1]:
            found |= ringed
    return found


def _is_figure(text: str) -> bool:
    return len(text) == 1 and text in "0123456789"
