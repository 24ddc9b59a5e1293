"""Invented cases to count."""

import json
from datetime import date
from typing import Any

from triage import load_catalog
from triage.evaluate import Tally, evaluate, labelled

AS_OF = date(2026, 11, 22)
CALM = "【青竹金融】您的借款已逾期3天，应还862.50元，请尽快还款。"
SCAM = "您的贷款逾期，今天把8600元转到张某的卡，户名：张某，账号6217000000000000000。"


def case(id: str, text: str, gold: dict[str, Any], **more: Any) -> bytes:
    return json.dumps({"id": id, "family": "f", "text": text, "gold": gold, **more}).encode()


def tally(*lines: bytes, held: bool = False) -> Tally:
    return evaluate(labelled(lines, held=held), load_catalog(), AS_OF)
