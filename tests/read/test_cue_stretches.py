"""A long text is searched in stretches; it must say what it says when it is searched at once."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from triage.catalog import load_catalog
from triage.read import cues
from triage.read.prepare import prepare

CORPUS = Path(__file__).parents[1] / "corpus"
TEXTS = [json.loads(line)["text"] for line in (CORPUS / "voices.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("between", ["\n", "", "。", "，", " ", "；"])
def test_cues_are_those_of_the_whole(between: str, monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon = load_catalog().lexicon
    texts = [between.join(random.Random(seed).sample(TEXTS, 90)) for seed in range(4)]
    in_stretches = [cues.find_cues(prepare(text, lexicon), lexicon) for text in texts]
    monkeypatch.setattr(cues, "STRETCH", 10**9)
    assert [cues.find_cues(prepare(text, lexicon), lexicon) for text in texts] == in_stretches


def test_no_word_begins_with_a_mark_that_parts() -> None:
    words = load_catalog().lexicon.section("cues")["words"].split("…")
    assert not [word for word in words if word.startswith(tuple(filter(None, cues.PARTING)))]
