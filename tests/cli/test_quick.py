"""The quick way and typer read the same flags alike."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from typer.main import get_command

from triage.cli import answer
from triage.cli.answer import Options
from triage.cli.commands import app_of
from triage.cli.quick import FIELDS, REPEATED, SWITCHES, plain_check

VALUES = [[flag] if flag in SWITCHES else [flag, "x"] for flag in FIELDS]
CALLS = [
    [],
    ["text"],
    ["two", "words"],
    ["-"],
    ["-f", "file.txt"],
    ["--file=sms.txt"],
    ["--did", "code", "--did", "card,app", "text"],
    ["text", "--sender", "-1"],
    ["text", "--name", "--json"],
    ["--lang=en", "文字", "--received", "2026-11-20"],
    *VALUES,
    *(a + b for a, b in itertools.combinations(VALUES, 2)),
]


def by_typer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    seen: list[tuple[tuple[str, ...], Options]] = []

    def check(words: tuple[str, ...], options: Options) -> int:
        seen.append((words, options))
        return 0

    monkeypatch.setattr(answer, "check", check)
    get_command(app_of("check")).main(args=["check", *arguments], prog_name="triage", standalone_mode=False)
    return seen[0]


@pytest.mark.parametrize("arguments", CALLS, ids=" ".join)
def test_both_ways_agree(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain_check(["check", *arguments]) == by_typer(arguments, monkeypatch)


@pytest.mark.parametrize(
    "arguments",
    [
        ["senders"],
        ["text"],
        ["--version"],
        *(
            ["check", *words]
            for words in (["--help"], ["-h"], ["--nonsense"], ["--sender"], ["--json=1"], ["-x"], ["--", "x"])
        ),
    ],
)
def test_what_is_not_plain_is_left_to_typer(arguments: list[str]) -> None:
    assert plain_check(arguments) is None


def test_triage_alone() -> None:
    assert plain_check([]) == ((), Options())


def test_flags_are_switches_values_or_lists() -> None:
    assert sorted(REPEATED) == ["--did"]
    assert "--json" in SWITCHES
    assert "--sender" not in SWITCHES
