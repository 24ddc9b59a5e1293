"""The generator of ``benchmarks/messages.py``: it is true to itself, and what it writes is read right."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import pytest
from disguises import DISGUISES, disguise
from made import KINDS, Made
from messages import messages
from reading import far_off, faults

from tests.read.scene import catalog
from triage.model import Message, Reading
from triage.read import read

COUNT, SEED = 400, 2026


def reading(made: Made) -> Reading:
    return read(Message(made.text, received_at=made.received_at), catalog(), "2026-12-31")


def test_a_seed_gives_the_same_messages() -> None:
    assert list(messages(20, 7)) == list(messages(20, 7))
    assert list(messages(20, 7)) != list(messages(20, 8))


def test_entities_lie_on_the_text_and_hold_no_blank_at_their_ends() -> None:
    for made in messages(COUNT, SEED):
        for gold in made.gold:
            raw = made.text[gold.start : gold.end]
            assert raw
            assert raw == raw.strip()
            assert gold.kind in KINDS


def test_every_generated_message_is_read_right() -> None:
    wrong = [fault for made in messages(COUNT, SEED) for fault in faults(made, reading(made))]
    assert sum(map(far_off, wrong)) == 0
    assert [(fault.made.text, fault.missed, fault.false) for fault in wrong] == []


@pytest.mark.parametrize("name", DISGUISES)
def test_a_disguise_changes_nothing_that_is_said(name: str) -> None:
    random = Random(SEED)
    for made in messages(60, SEED, disguised=0.0):
        hidden = disguise(random, made, name)
        assert len(hidden.gold) == len(made.gold)
        assert list(faults(hidden, reading(hidden))) == []
