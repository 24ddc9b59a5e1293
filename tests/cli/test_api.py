"""The Python door: what it takes, what it refuses, and that it is lazy and deterministic."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from itertools import count, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import triage
from triage import Context, Message, assess, assess_many, load_catalog
from triage.errors import InputError
from triage.render import render_json, render_text
from triage.render.width import columns

from .command import LAWFUL, ROOT, SCAM, environment

CATALOG = load_catalog()
DAY = date(2026, 11, 22)


def test_a_string_is_a_message() -> None:
    assert assess(LAWFUL, catalog=CATALOG, as_of=DAY) == assess(Message(LAWFUL), catalog=CATALOG, as_of=DAY)


def test_received_at_takes_every_form_of_a_time() -> None:
    forms = ("2026-11-20T09:15:00", "2026-11-20T01:15:00Z", datetime(2026, 11, 20, 9, 15))
    reports = [assess(Message(LAWFUL, received_at=form), catalog=CATALOG, as_of=DAY) for form in forms]
    assert reports[0] == reports[1] == reports[2]
    assert assess(LAWFUL, catalog=CATALOG, as_of=datetime(2026, 11, 22, 8)).as_of == DAY


@pytest.mark.parametrize(
    ("message", "context", "place"),
    [
        (Message(LAWFUL, channel="pigeon"), Context(), "channel"),
        (Message(LAWFUL, received_at="2026-02-30"), Context(), ""),
        (Message(LAWFUL), Context(relation="boss"), "relation"),
        (Message(LAWFUL), Context(claim="rich"), "claim"),
        (Message(LAWFUL), Context(did=("slept",)), "did"),
        (Message(LAWFUL), Context(did="code"), ""),  # type: ignore[arg-type]
        (Message(None), Context(), ""),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_used_is_refused(message: Message, context: Context, place: str) -> None:
    with pytest.raises(InputError) as error:
        assess(message, context, catalog=CATALOG, as_of=DAY)
    assert error.value.place == place
    assert LAWFUL not in str(error.value)


def test_many_are_answered_in_order_and_one_at_a_time() -> None:
    endless = ((Message(LAWFUL, id=str(number)), Context(claim="paid")) for number in count())
    some = list(islice(assess_many(endless, catalog=CATALOG, as_of=DAY), 3))
    assert [one.message.id for one in some] == ["0", "1", "2"]
    assert some[0].context.claim == "paid"
    mixed = list(assess_many([SCAM, Message(LAWFUL)], catalog=CATALOG, as_of=DAY))
    assert [one.message.text for one in mixed] == [SCAM, LAWFUL]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "【】", "a" * 5000, "还" * 5000, "1" * 5000, "【" * 300, "￥" * 300]
)
def test_any_text_has_an_answer(text: str) -> None:
    report = assess(text, catalog=CATALOG, as_of=DAY)
    assert json.loads(render_json(report, CATALOG))["schema"] == "triage.report/1"


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=300) | st.text(alphabet="【】还款逾期5天1,286.40元http://a.cn/「」:[]\x1b\u202e\n ", max_size=300)
)
def test_any_text_is_shown_within_the_console(text: str) -> None:
    report = assess(text, catalog=CATALOG, as_of=DAY)
    for lang in ("zh", "en"):
        lines = render_text(report, CATALOG, lang, width=40, explain=True).splitlines()
        assert max(map(columns, lines)) <= 40
        assert all(sign.isprintable() or sign == "　" for line in lines for sign in line)


def test_nothing_is_loaded_before_it_is_used() -> None:
    code = "import sys, triage; print(sorted(name for name in sys.modules if name.startswith('triage')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True)
    assert done.stdout.strip() == "['triage']"


def test_what_is_exported() -> None:
    for name in triage.__all__:
        assert getattr(triage, name)
    with pytest.raises(AttributeError):
        triage.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_version_is_that_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == triage.__version__


def test_the_same_bytes_in_any_process() -> None:
    code = (
        "from datetime import date; from triage import *; from triage.render import render_json\n"
        f"c = load_catalog(); print(render_json(assess(Message({SCAM!r}, '+85260000000'), "
        "catalog=c, as_of=date(2026, 11, 22)), c))"
    )
    lines = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment(PYTHONHASHSEED=seed), capture_output=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(lines) == 1
    assert lines != {b""}
