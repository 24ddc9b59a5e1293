"""The paste prompt on a terminal: how a paste ends, the two questions, the language."""

from __future__ import annotations

import pytest

from triage.cli.paste import DEEDS_ASKED
from triage.model import DEEDS, RELATIONS

from .command import LAWFUL, on_a_terminal

MESSAGE = LAWFUL.encode()


ENDS = {"word": b"\n\xe5\xae\x8c\n", "two empty lines": b"\n\n\n", "ctrl-d": b"\n\x04", "ctrl-d twice": b"\x04\x04"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_how_a_paste_ends(end: bytes) -> None:
    code, shown = on_a_terminal(typed=MESSAGE + end + b"\n\n")
    assert code == 0
    assert "先核实" in shown
    assert "这条是谁收到的" in shown
    assert "已经做过什么" in shown


def test_answers_become_context() -> None:
    code, shown = on_a_terminal(typed=MESSAGE + "\n完\n2\n\n".encode())
    assert code in (0, 10)
    assert "我替他还" in shown
    code, shown = on_a_terminal(typed=MESSAGE + "\n完\n1\n6，9\n".encode())
    assert code == 11
    assert "110" in shown


def test_a_slip_is_asked_again_and_then_skipped() -> None:
    code, shown = on_a_terminal(typed=MESSAGE + "\n完\n99\nx\n1 2\n\n".encode())
    assert code == 0
    assert shown.count("请写数字") == 3


def test_flags_answer_the_questions() -> None:
    code, shown = on_a_terminal("check", "--relation", "self", "--did", "clicked", typed=MESSAGE + "\n完\n".encode())
    assert code == 0
    assert "这条是谁收到的" not in shown
    assert "已经做过什么" not in shown


def test_questions_follow_the_language() -> None:
    typed = "Your credit card payment is 5 days overdue. Please pay now.\n完\n\n\n".encode()
    _, shown = on_a_terminal(typed=typed)
    assert "Who received it?" in shown
    assert "Do now" in shown


def test_nothing_pasted() -> None:
    code, shown = on_a_terminal(typed=b"\x04")
    assert code == 3
    assert "没有短信" in shown


def test_a_line_longer_than_a_terminal_takes_is_told() -> None:
    code, shown = on_a_terminal(typed=MESSAGE * 60 + b"\n\n\n\n\n")
    assert code in (0, 10, 11)
    assert "终端可能截掉了后面的字" in shown
    assert "终端可能截掉了" not in on_a_terminal(typed=MESSAGE + b"\n\n\n\n\n")[1]


def test_every_value_can_be_chosen() -> None:
    import yaml

    from .command import ROOT

    prompts = yaml.safe_load((ROOT / "data" / "ui.yaml").read_text("utf-8"))["prompt"]
    assert sorted(DEEDS_ASKED) == sorted(DEEDS)
    for lang in ("zh", "en"):
        assert f"{len(RELATIONS)} " in prompts["who"][lang]
        assert f"{len(DEEDS)} " in prompts["done"][lang]
