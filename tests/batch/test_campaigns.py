"""Campaigns: one script with other names, sums and links is one, near scripts are joined, others stay apart."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.batch.campaigns import BAND, BINS, Group, bands, campaigns, grouped, top

SCAM = "【{}】{}您好，您的借款{}元已逾期{}天，请点击 http://{}.example/p 处理，否则今日上门。"
PLAIN = "【青竹银行】您尾号{}的信用卡本期应还{}元，还款日12月{}日。"


def run(folder: Path, rows: list[dict[str, str]], *words: str) -> subprocess.CompletedProcess[str]:
    source = folder / "in.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    command = [sys.executable, "-m", "triage", "campaigns", str(source), "--as-of", "2026-11-22", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows() -> list[dict[str, str]]:
    names = ["张三先生", "李小四女士", "王五先生", "赵六先生", "钱七女士", "孙八先生"]
    scams = [
        {
            "text": SCAM.format("青竹金融", name, 1000 + at * 37, at + 2, f"pay{at}"),
            "received_at": f"2026-11-{10 + at}T09:00",
            "sender": "13900000000",
        }
        for at, name in enumerate(names)
    ]
    plain = [{"text": PLAIN.format(1000 + at, 500 + at, at + 1)} for at in range(4)]
    return scams + plain + [{"text": "妈，我晚上不回来吃饭了。"}, {"text": "{broken"}]


def test_one_script_is_one_campaign(tmp_path: Path) -> None:
    done = run(tmp_path, rows(), "--least", "4", "--json")
    assert done.returncode == 0
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["size"] for one in found] == [6, 4]
    first = found[0]
    assert first["schema"] == "triage.campaign/1"
    assert first["days"] == ["2026-11-10", "2026-11-15"]
    assert [host for host, _ in first["hosts"]] == [f"pay{at}.example" for at in range(6)]
    assert sum(count for _, count in first["headlines"]) == 6
    assert "13900000000" not in done.stdout
    assert "张三" not in done.stdout


def test_the_text_says_the_same_in_both_languages(tmp_path: Path) -> None:
    for lang, words in (("zh", "6 条"), ("en", "6 messages")):
        assert words in run(tmp_path, rows(), "--lang", lang).stdout


def test_workers_find_the_same(tmp_path: Path) -> None:
    one, two = (run(tmp_path, rows() * 200, "--json", "--workers", count) for count in ("1", "2"))
    assert one.stdout == two.stdout != ""


def test_a_broken_line_is_told_and_stops_nothing(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows()]
    source.write_text("\n".join([lines[0], "{", *lines[1:]]) + "\n", "utf-8")
    command = [sys.executable, "-m", "triage", "campaigns", str(source), "--as-of", "2026-11-22", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert json.loads(done.stdout.splitlines()[0])["size"] == 6
    assert "1 not (not_json 1)" in done.stderr


def test_a_table_is_read_as_in_a_batch(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("编号,话\n" + "".join(f"{at},{row['text']}\n" for at, row in enumerate(rows()[:6])), "utf-8")
    command = [sys.executable, "-m", "triage", "campaigns", str(source), "--as-of", "2026-11-22", "--json"]
    done = subprocess.run([*command, "--map", "text=话"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert [json.loads(line)["size"] for line in done.stdout.splitlines()] == [6]
    assert "is read as csv" in done.stderr


def test_nothing_to_group_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, rows()[:1])
    assert (done.returncode, done.stdout) == (0, "")
    assert "no script" in done.stderr


def line(script: str, day: str | None = None) -> bytes:
    return json.dumps([script, day, [], [], "verify_first", []]).encode()


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (
            "您的借款已逾期〔time〕，请尽快还款，以免影响信用。",
            "您的借款已逾期〔time〕，请尽快还款，以免影响征信。",
            True,
        ),
        (
            "您的借款已逾期〔time〕，请尽快还款，以免影响信用。",
            "您的快递已到菜鸟驿站，请凭取件码领取，逾期退回。",
            False,
        ),
        ("a", "a ", False),
        ("", "x", False),
    ],
)
def test_near_scripts_are_joined(one: str, other: str, together: bool) -> None:
    found = campaigns(grouped([line(one), line(other), line(one)]), least=1)
    assert len(found) == (1 if together else 2)
    assert found[0].script == one
    assert sum(group.size for group in found) == 3


@given(
    st.lists(st.sampled_from(["甲乙丙丁戊己", "甲乙丙丁戊庚", "子丑寅卯辰巳", "子丑寅卯辰", ""]), max_size=30),
    st.randoms(),
)
def test_the_order_of_messages_changes_nothing(scripts: list[str], random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(scripts)
    random.shuffle(mixed)
    assert campaigns(grouped(map(line, scripts)), 1) == campaigns(grouped(map(line, mixed)), 1)
    assert sum(one.size for one in campaigns(grouped(map(line, scripts)), 1)) == len(scripts)


@given(st.text(max_size=80))
def test_any_script_has_a_band(script: str) -> None:
    found = bands(script)
    assert found
    assert found == bands(script)
    assert all(len(one) == BAND + 1 for one in found)
    assert len(found) <= BINS // BAND


def test_joining_keeps_every_count() -> None:
    one, other = Group("a"), Group("b")
    one.add("2026-11-02", ["1"], ["h"], "x", ["r"])
    other.add("2026-11-01", ["2"], ["h"], "y", [])
    other.add(None, [], [], "y", [])
    one.join(other)
    assert (one.size, one.scripts, one.script, one.days) == (3, 2, "b", ("2026-11-01", "2026-11-02"))
    assert top(one.headlines) == [("y", 2), ("x", 1)]
    assert top(one.hosts) == [("h", 2)]
