"""Messages made of pieces of other messages, with other figures: whatever meets in a text, it gets an answer."""

import json
import random
import re
from datetime import date
from pathlib import Path

import pytest

from triage import Message, assess, load_catalog

CORPUS = Path(__file__).parent / "corpus"
FILES = (CORPUS / "errors.jsonl", CORPUS / "voices.jsonl", *sorted((CORPUS / "blind").glob("dev-*-error.jsonl")))
TEXTS = [json.loads(line)["text"] for path in FILES for line in path.read_text("utf-8").splitlines()]
PIECES = [piece for text in TEXTS for piece in re.split("([，。；,;、\n])", text) if piece]
RECEIVED = (None, "2026-11-20T10:00", "2024-02-29")


@pytest.mark.parametrize("seed", range(20))
def test_any_splice_of_messages_gets_an_answer(seed: int) -> None:
    chance, catalog = random.Random(seed), load_catalog()
    for _ in range(100):
        text = "".join(chance.choices(PIECES, k=chance.choice((3, 5, 8, 12, 20, 60))))
        text = re.sub("[0-9]", lambda found: chance.choice((found[0], found[0], "0", "1", "7")), text)
        message = Message(text, received_at=chance.choice(RECEIVED))
        assert assess(message, catalog=catalog, as_of=date(2026, 11, 22)).verdict.headline
