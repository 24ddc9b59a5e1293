"""What a day is in its message (due, deadline, paid …), by the words around it."""

from __future__ import annotations

from datetime import date

from triage.model import Span
from triage.read.civil import add_months
from triage.read.date_words import DateWords

REACH = 16
SENTENCE_REACH = 48
NEAR = 3
FAR = 99
# Days from the message on from which a day without its year is another year's.
FAR_AHEAD, FAR_BEHIND = 60, 120


def date_role(text: str, day: Span, deadline: bool, clause: Span, sentence: Span, words: DateWords) -> str:
    """The role of the day at ``day``, ``deadline`` when 前 or 内 belongs to it; ``unknown`` when no word tells."""
    lists = words.lists
    before, gap_before = role_before(text, day.start, clause.start, words)
    after, gap_after = role_after(text, day.end, clause.end, words)
    if "court" in (before, after):
        return "court"
    if gap_before == 0 and before in ("as_of", "deadline") and text.endswith(lists["as_of_or_deadline"], 0, day.start):
        asked = any(word in text[max(clause.start, day.start - REACH) : day.start] for word in lists["asking"])
        stands = any(word in text[day.end : min(sentence.end, day.end + SENTENCE_REACH)] for word in lists["standing"])
        return "deadline" if asked or deadline or (before == "deadline" and not stands) else "as_of"
    if deadline:
        return "due" if before == "due" and gap_before <= 2 else "deadline"
    role = before if gap_before <= gap_after else after
    if not role:
        further, _ = role_after(text, day.end, sentence.end, words, SENTENCE_REACH)
        role = further if further not in ("deadline", "as_of", "settling") else ""
    if role in ("repayment", "settling"):
        low, high = day.start - SENTENCE_REACH, day.end + SENTENCE_REACH
        around = text[max(sentence.start, low) : min(sentence.end, high)]
        return repayment(around, words) if role == "repayment" else settling(around, words)
    return role or "unknown"


def year_of(there: date, role: str, reference: date) -> date:
    """A day without its year, in the year that its role asks for: what is over lies behind, a deadline ahead."""
    behind = (reference - there).days
    if role in ("loan", "paid") and behind < -FAR_AHEAD:
        return add_months(there, -12) or there
    return (add_months(there, 12) or there) if role == "deadline" and behind > FAR_BEHIND else there


def role_before(text: str, start: int, low: int, words: DateWords) -> tuple[str, int]:
    """The role of the nearest word of the clause before the day, and how many characters lie between."""
    role, gap = "", FAR
    heads, pos = words.role_heads, start
    for character in reversed(text[max(low, start - REACH) : start]):
        pos -= 1
        if character not in heads:
            continue
        for word, (before, _) in role_words(text, pos, words):
            if before and text.startswith(word, pos, start):
                if start - pos - len(word) < gap:
                    role, gap = before, start - pos - len(word)
                break
        if gap == 0:
            break
    return role, gap


def role_after(text: str, end: int, high: int, words: DateWords, reach: int = REACH) -> tuple[str, int]:
    """The role of the nearest word after the day and before ``high``, and how many characters lie between.

    A loan or statement that is only the subject of what follows (今日您的借款到期) counts when nothing else does.
    """
    subject, gap = "", FAR
    heads = words.role_heads
    for pos, character in enumerate(text[end : min(high, end + reach)], end):
        if character not in heads:
            continue
        for word, (_, after) in role_words(text, pos, words):
            if after and text.startswith(word, pos):
                if word not in words.lists["things"] or (pos - end <= NEAR and not owned(text, pos, end, words)):
                    return after, pos - end
                if not subject:
                    subject, gap = after, pos - end
                break
    return subject, gap


def role_words(text: str, pos: int, words: DateWords) -> tuple[tuple[str, tuple[str, str]], ...]:
    """The words with a role that may stand at ``pos``, the longest first."""
    roles = words.roles
    longer, single = roles.get(text[pos : pos + 2], ()), roles.get(text[pos], ())
    return longer + single if longer and single else longer or single


def owned(text: str, pos: int, end: int, words: DateWords) -> bool:
    """Whether 您的 or 名下 stands between the day and the thing at ``pos``."""
    return text.endswith(words.lists["owners"], end, pos)


def settling(sentence: str, words: DateWords) -> str:
    """A debt is paid off when the sentence says so and asks for nothing, else that is what it asks for by then."""
    done = any(word in sentence for word in words.lists["settled"])
    return "paid" if done and not any(word in sentence for word in words.lists["not_settled"]) else "deadline"


def repayment(sentence: str, words: DateWords) -> str:
    """A repayment is paid when the sentence says that it went through, else due."""
    for phrase in words.lists["not_repaid"]:
        sentence = sentence.replace(phrase, "")
    return "paid" if any(phrase in sentence for phrase in words.lists["repaid"]) else "due"
