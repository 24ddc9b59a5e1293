"""The review sample: which rows are drawn, that nothing but seed and messages decides it, and what a review says."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.api import assess
from triage.batch.chunks import MOST_ROWS, Chunk
from triage.batch.columns import COLUMNS as FLAT
from triage.batch.columns import NOTICE, shown_sender
from triage.batch.extras import Tallies
from triage.batch.forms import FORMULA, Lines
from triage.batch.journal import paths
from triage.batch.review import ANY, COLUMNS, ENDING, MOST_TEXT, NEEDED, NOTE, VERDICT
from triage.batch.sample import BY, Drawn, Pair, Sample, Sampling
from triage.batch.work import part_of
from triage.catalog import load_catalog
from triage.errors import TriageError
from triage.model import Message, Report

CATALOG = load_catalog()
DAY = date(2026, 11, 22)
CORPUS = Path(__file__).parent.parent / "corpus"
COMMAND = [sys.executable, "-m", "triage"]
INPUT = sha256(b"an input").hexdigest()


def run(*words: object, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, *(str(word) for word in words)]
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def batch(source: object, target: Path, *words: object) -> dict[str, Any]:
    """What the manifest says of the sample of a run that went well."""
    done = run("batch", source, "-o", target, "--as-of", DAY, *words)
    assert done.returncode == 0, done.stderr
    record = json.loads(target.with_name(f"{target.name}.manifest.json").read_text("utf-8"))
    return {**record["extras"]["sample"], "settings": record["settings"]["sample"]}


def sheet_of(target: Path) -> list[dict[str, str]]:
    text = target.with_name(target.name + ENDING).read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Messages of many sorts, their ids, and a few lines that are none."""
    path = tmp_path_factory.mktemp("corpus") / "in.jsonl"
    lines: list[bytes] = []
    for name in ("conduct", "everyday", "scams", "errors", "lawful"):
        for line in (CORPUS / f"{name}.jsonl").read_bytes().splitlines()[:60]:
            row = json.loads(line)
            kept = {key: row[key] for key in ("id", "text", "sender", "received_at", "context") if key in row}
            lines.append(json.dumps(kept, ensure_ascii=False).encode())
    path.write_bytes(b"\n".join(lines) + b"\n")
    return path


@pytest.fixture(scope="module")
def answers(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """The flat rows of a run over ``corpus``."""
    target = tmp_path_factory.mktemp("answers") / "out.csv"
    assert run("batch", corpus, "-o", target, "--as-of", DAY).returncode == 0
    return list(csv.DictReader(io.StringIO(target.read_text("utf-8-sig"), newline="")))


def rules_in(row: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(one.partition("@")[0] for one in row["rules"].split(";") if one)) or [ANY]


def test_every_rule_has_its_share_and_nothing_else_is_drawn(
    corpus: Path, answers: list[dict[str, str]], tmp_path: Path
) -> None:
    target = tmp_path / "out.jsonl"
    said = batch(corpus, target, "--sample", 4, "--seed", 7)
    rows = sheet_of(target)
    hits = Counter(rule for row in answers for rule in rules_in(row))
    assert len(hits) > 40
    assert Counter(row["rule"] for row in rows) == {rule: min(4, count) for rule, count in hits.items()}
    fired = {f"input1-line{row['line']}": rules_in(row) for row in answers}
    assert all(row["rule"] in fired[row["row_id"]] for row in rows)
    # The manifest: the size of each stratum, from which weights are made.
    assert {one["of"]["rule"]: (one["base"], one["drawn"]) for one in said["strata"].values()} == {
        rule: (count, min(4, count)) for rule, count in hits.items()
    }
    assert said["settings"] == {"size": 4, "seed": 7, "by": ["rule"]}
    content = target.with_name(target.name + ENDING).read_bytes()
    assert said["sheet"] == {
        "name": f"out.jsonl{ENDING}",
        "sha256": sha256(content).hexdigest(),
        "size": len(content),
    }


@pytest.mark.parametrize("by", [*BY, "rule,headline", "headline,axis", "sender,rule,kind"])
def test_strata(corpus: Path, answers: list[dict[str, str]], tmp_path: Path, by: str) -> None:
    said = batch(corpus, tmp_path / "out.jsonl", "--sample", 2, "--by", by)
    axes = {rule: record["axis"] for rule, record in CATALOG.section("rules").items()}

    def stratum(row: dict[str, str], rule: str) -> tuple[tuple[str, str], ...]:
        values = {
            "rule": rule,
            "axis": axes.get(rule, ANY),
            "sender": row["sender_class"] or "none",
            **{name: row[name] for name in ("headline", "kind")},
        }
        of = {name: values[name] for name in by.split(",")} | ({"rule": ANY} if rule == ANY else {})
        return tuple(sorted(of.items()))

    expected = Counter(stratum(row, rule) for row in answers for rule in rules_in(row))
    found = {tuple(sorted(one["of"].items())): one for one in said["strata"].values()}
    assert {of: one["base"] for of, one in found.items()} == expected
    assert all(one["drawn"] == min(2, one["base"]) for one in found.values())
    codes = Counter(row["stratum"] for row in sheet_of(tmp_path / "out.jsonl"))
    assert codes == {code: one["drawn"] for code, one in said["strata"].items()}


def test_the_sheet_tells_nothing_of_the_verdict(corpus: Path, answers: list[dict[str, str]], tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    batch(corpus, target, "--sample", 5, "--by", "rule,headline")
    rows = sheet_of(target)
    assert tuple(rows[0]) == COLUMNS
    assert COLUMNS[-1] == NOTICE
    assert set(NEEDED) <= set(COLUMNS)
    assert not set(COLUMNS) & (set(FLAT) - {"sender", "received_at", VERDICT, NOTE, NOTICE})
    assert all(row[VERDICT] == row[NOTE] == row[NOTICE] == "" for row in rows)
    values = {row[name] for row in answers for name in ("headline", "scam", "conduct", "error", "level") if row[name]}
    shown = {cell for row in rows for name, cell in row.items() if name != "text"}
    assert not values & shown
    # Neither strata nor lines stand together: no more than chance would have it.
    same = sum(one["rule"] == other["rule"] for one, other in pairwise(rows))
    assert same < len(rows) / 5
    lines = [int(row["row_id"].rpartition("line")[2]) for row in rows]
    rising = sum(one < other for one, other in pairwise(lines))
    assert len(rows) * 0.35 < rising < len(rows) * 0.65
    assert len({(row["row_id"], row["rule"]) for row in rows}) == len(rows)


def test_a_sender_is_masked_and_the_time_is_shown(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    row = {"text": "今晚还不上就去你单位闹", "sender": "13900000000", "received_at": "2026-11-20T23:30"}
    source.write_text(json.dumps(row), "utf-8")
    batch(source, tmp_path / "out.jsonl", "--sample", 1, "--lean", "--columns", "public")
    rows = sheet_of(tmp_path / "out.jsonl")
    assert rows
    for one in rows:
        assert one["received_at"] == "2026-11-20T23:30"
        assert one["sender"] == shown_sender(assess(Message("x", "13900000000"), catalog=CATALOG, as_of=DAY))
        assert "13900000000" not in "".join(one.values())
        assert one["text"] == row["text"]  # a review is of texts, whatever columns the output has
        assert one["question"]


def test_hostile_texts_stay_cells(tmp_path: Path) -> None:
    texts = ['=HYPERLINK("http://x.example")', "+1\r\n-2", "@SUM(A1)", '"\n<script>', "a\u2028b\x00c", "x" * 40_000]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps({"text": text, "id": f"=1+{text[:9]}"}) for text in texts), "utf-8")
    batch(source, tmp_path / "out.jsonl", "--sample", 9)
    rows = sheet_of(tmp_path / "out.jsonl")
    assert len({row["row_id"] for row in rows}) == len(texts)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(FORMULA)]
    assert max(len(row["text"]) for row in rows) < MOST_TEXT + 20
    done = run("evaluate", tmp_path / f"out.jsonl{ENDING}")
    assert done.returncode == 0, done.stderr


def test_another_seed_is_another_sample_and_the_same_one_is_the_same(corpus: Path, tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("two", 2), ("again", 1)):
        batch(corpus, tmp_path / f"{name}.jsonl", "--sample", 3, "--seed", seed)
    one, two, again = ((tmp_path / f"{name}.jsonl{ENDING}").read_bytes() for name in ("one", "two", "again"))
    assert one == again
    assert one != two


def test_workers_order_of_inputs_and_streams(corpus: Path, tmp_path: Path) -> None:
    """Two workers draw the same; two inputs the same rows in either order; a stream its own, again and again."""
    lines = corpus.read_bytes().splitlines(keepends=True)
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_bytes(b"".join(lines[:150]))
    second.write_bytes(b"".join(lines[150:]))
    drawn = {}
    for name, inputs, words in (
        ("one", (first, second), ()),
        ("workers", (first, second), ("--workers", 2)),
        ("turned", (second, first), ()),
    ):
        target = tmp_path / f"{name}.jsonl"
        assert run("batch", *inputs, "-o", target, "--as-of", DAY, "--sample", 3, *words).returncode == 0
        drawn[name] = sheet_of(target)
    assert drawn["one"] == drawn["workers"]
    known = [{(row["text"], row["rule"]) for row in drawn[name]} for name in ("one", "turned")]
    assert known[0] == known[1]
    for name in ("stream", "stream2"):
        target = tmp_path / f"{name}.jsonl"
        done = run("batch", "-", "-o", target, "--as-of", DAY, "--sample", 3, given=b"".join(lines))
        assert done.returncode == 0, done.stderr
    assert sheet_of(tmp_path / "stream.jsonl") == sheet_of(tmp_path / "stream2.jsonl")
    assert {row["text"] for row in sheet_of(tmp_path / "stream.jsonl")}


# --- whatever the cuts ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports(corpus: Path) -> list[bytes]:
    return corpus.read_bytes().splitlines()


def sample(size: int, seed: int, target: Path = Path("unused"), by: tuple[str, ...] = ("rule",)) -> Sample:
    return Sample(Sampling(size, seed, by), (INPUT,), target)


def counted(extra: Sample, items: list[tuple[int, bytes]]) -> Any:
    chunk = Chunk(0, 0, tuple(items))
    (one,) = part_of(chunk, Lines(CATALOG, "zh"), CATALOG, DAY, (extra,)).extras
    return one


def drawn(tally: Drawn) -> Any:
    return json.loads(json.dumps(tally.as_json(), sort_keys=True))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_cut_and_no_interruption_changes_the_sample(reports: list[bytes], data: st.DataObject) -> None:
    """Chunks of any sizes, merged from what workers send or from what the journal kept, draw the same pairs."""
    items = list(enumerate(reports[:120], 1))
    size = data.draw(st.integers(1, 6))
    extra = sample(size, data.draw(st.integers(0, 3)), by=data.draw(st.sampled_from([("rule",), ("headline", "axis")])))
    whole = extra.fresh(CATALOG)
    whole.merge(counted(extra, items))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(items) - 1), max_size=8)))
    pieces = [items[start:end] for start, end in pairwise([0, *cuts, len(items)])]
    run_of = extra.fresh(CATALOG)
    journal = [json.loads(json.dumps(run_of.merge(counted(extra, piece)))) for piece in pieces]
    assert drawn(run_of) == drawn(whole)
    stop = data.draw(st.integers(0, len(pieces)))
    resumed = extra.fresh(CATALOG)
    for kept in journal[:stop]:
        resumed.merge(kept)
    for piece in pieces[stop:]:
        resumed.merge(counted(extra, piece))
    assert drawn(resumed) == drawn(whole)
    assert all(len(pairs) <= size for _, pairs in drawn(whole).values())


def test_the_draw_is_even(tmp_path: Path) -> None:
    """Over many seeds each of forty messages is drawn about as often as any other."""
    answer = assess("今晚还不上就去你单位闹", catalog=CATALOG, as_of=DAY)
    assert answer.findings
    rule = answer.findings[0].rule
    times: Counter[int] = Counter()
    for seed in range(400):
        tally = sample(4, seed).fresh(CATALOG)
        for place in range(1, 41):
            tally.add(answer, 0, place)
        times.update(pair.place for pair in tally.as_json()[f"rule={rule}"][1])
    assert times.total() == 1600
    assert set(times) == set(range(1, 41))
    chi_squared = sum((times[place] - 40) ** 2 / 40 for place in range(1, 41))
    assert chi_squared < 73  # 39 degrees of freedom, one in a thousand


def test_memory_and_journal_are_bounded() -> None:
    """What is held never grows beyond the size asked for; what the journal keeps grows ever more slowly."""
    calm: Report = assess("明天下午三点开会，请准时参加。", catalog=CATALOG, as_of=DAY)
    assert not calm.findings
    extra = sample(5, 1)
    run_of = extra.fresh(CATALOG)
    kept = []
    for number in range(200):
        piece = extra.fresh(CATALOG)
        for place in range(20):
            piece.add(calm, 0, number * 20 + place + 1)
        (one,) = run_of.merge(piece.as_json()).values()
        kept.append(len(one[1]))
    ((base, pairs),) = run_of.as_json().values()
    assert (base, len(pairs)) == (4000, 5)
    assert sum(kept[:20]) < 40
    assert sum(kept[100:]) < 20


def test_a_pair_comes_back_from_json_as_it_was() -> None:
    pair = Pair("0a", 0, 7, "insult", "坏\ud83d", "", "2026-11-20T10:00")
    assert Pair(*json.loads(json.dumps(pair))) == pair


def test_several_extras_are_kept_apart(tmp_path: Path) -> None:
    answer = assess("明天下午三点开会，请准时参加。", catalog=CATALOG, as_of=DAY)
    extras = (sample(1, 1, tmp_path / "a.csv"), sample(2, 1, tmp_path / "b.csv")._replace(name="other"))
    piece, whole = Tallies(extras, CATALOG), Tallies(extras, CATALOG)
    for place in (1, 2, 3):
        piece.add(answer, 0, place)
    whole.merge(piece.as_json())
    said = whole.finish()
    assert [[one["drawn"] for one in said[name]["strata"].values()] for name in ("sample", "other")] == [[1], [2]]


# --- interruptions ----------------------------------------------------------------------------------------------------


def made(path: Path, count: int) -> Path:
    texts = (
        "【青竹金融】您的借款已逾期{}天，请尽快还款。",
        "今晚还不上{}就去你单位闹",
        "把验证码{}发给我",
        "明天{}点开会",
    )
    rows = ({"text": texts[at % 4].format(at % 90 + 1)} for at in range(count))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="module")
def several_chunks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("several") / "in.jsonl", 4 * MOST_ROWS)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_run_goes_on_to_the_same_sheet(several_chunks: Path, tmp_path: Path, workers: int) -> None:
    whole, target = tmp_path / "whole" / "out.csv", tmp_path / "out.csv"
    whole.parent.mkdir()
    words = ("--sample", "5", "--seed", "3", "--by", "rule,headline", "--workers", str(workers))
    said = batch(several_chunks, whole, *words)
    _, log = paths(target)
    command = [*COMMAND, "batch", str(several_chunks), "-o", str(target), "--as-of", str(DAY), *words]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        for _ in until(lambda: log.exists() and log.read_bytes().count(b"\n") > 3):
            pass
        running.send_signal(signal.SIGKILL)
    assert not target.exists()
    other = run("batch", several_chunks, "-o", target, "--as-of", DAY, *words[:2], "--seed", 4, "--resume")
    assert other.returncode == 2
    assert "settings" in other.stderr
    assert batch(several_chunks, target, *words, "--resume") == said
    for name in ("out.csv", f"out.csv{ENDING}", "out.csv.manifest.json"):
        assert (tmp_path / name).read_bytes() == (whole.parent / name).read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == sorted(
        ("out.csv", f"out.csv{ENDING}", "out.csv.manifest.json")
    )


def test_a_run_killed_after_the_sheet_and_before_the_output_goes_on(corpus: Path, tmp_path: Path) -> None:
    whole, target = tmp_path / "whole" / "out.jsonl", tmp_path / "out.jsonl"
    whole.parent.mkdir()
    said = batch(corpus, whole, "--sample", 3)
    killed = (
        "import os, sys; from triage.batch.journal import Journal; from triage.cli import main; "
        "Journal.finish = lambda *_: os._exit(137); sys.argv[0] = 'triage'; main()"
    )
    command = ["batch", str(corpus), "-o", str(target), "--as-of", str(DAY), "--sample", "3"]
    assert subprocess.run([sys.executable, "-c", killed, *command], check=False).returncode == 137
    sheet = target.with_name(target.name + ENDING)
    assert sheet.exists()
    assert not target.exists()
    refused = run("batch", corpus, "-o", target, "--as-of", DAY, "--sample", 3)
    assert refused.returncode == 2  # an unfinished run, and its sheet
    assert batch(corpus, target, "--sample", 3, "--resume") == said
    assert sheet.read_bytes() == whole.with_name(whole.name + ENDING).read_bytes()
    assert target.read_bytes() == whole.read_bytes()


def until(holds: Any) -> Iterator[None]:
    """Wait until it holds, ten seconds at most."""
    for _ in range(2000):
        if holds():
            return
        time.sleep(0.005)
        yield


def test_a_sheet_that_may_be_filled_in_is_never_overwritten(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    sheet = target.with_name(target.name + ENDING)
    batch(corpus, target, "--sample", 2)
    filled = sheet.read_bytes() + b"filled in\r\n"
    sheet.write_bytes(filled)
    for words in ((), ("--resume",)):
        done = run("batch", corpus, "-o", target, "--as-of", DAY, "--sample", 2, *words)
        assert done.returncode == 2
        assert "a review sheet stands here" in done.stderr
    assert sheet.read_bytes() == filled
    with pytest.raises(TriageError, match="another review sheet"):
        sample(2, 0, sheet).fresh(CATALOG).finish()
    assert sheet.read_bytes() == filled
    checked = run("batch", "--verify", f"{target}.manifest.json", corpus)
    assert checked.returncode == 0, checked.stdout  # a sheet is there to be changed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "-", "--sample", "3"), "beside an output"),
        (("-o", "out.jsonl", "--sample", "0"), "--sample"),
        (("-o", "out.jsonl", "--sample", "3", "--by", "lender"), "--by"),
        (("-o", "out.jsonl", "--sample", "3", "--seed", "-1"), "--seed"),
    ],
)
def test_wrong_usage(corpus: Path, tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    given = [str(tmp_path / word) if word.endswith(".jsonl") else word for word in words]
    done = run("batch", corpus, *given)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


# --- what a review says -----------------------------------------------------------------------------------------------


def filled(target: Path, verdict: Any, name: str | None = None) -> Path:
    """The sheet with a verdict for each row, saved as an office program does it."""
    rows = sheet_of(target)
    for row in rows:
        row[VERDICT] = verdict(row)
    path = target.with_name(name or target.name + ENDING)
    with path.open("w", encoding="gb18030", newline="", errors="replace") as file:
        sink = csv.DictWriter(file, COLUMNS, delimiter=";")
        sink.writeheader()
        sink.writerows(rows)
    return path


def test_a_filled_sheet_is_read_back_with_weights(tmp_path: Path) -> None:
    """One rule, two headlines of unlike size; all of the small stratum wrong, all of the large one right."""
    source = tmp_path / "in.jsonl"
    large = "再不还款，我司将直接冻结您的微信、支付宝和工资卡。"
    texts = [large] * 400 + [large + "把验证码发给我。"] * 40 + ["明天三点开会"] * 200
    source.write_text("\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in texts), "utf-8")
    target = tmp_path / "out.jsonl"
    said = batch(source, target, "--sample", 40, "--by", "rule,headline")
    by_rule: dict[str, set[str]] = {}
    for one in said["strata"].values():
        by_rule.setdefault(one["of"]["rule"], set()).add(one["of"]["headline"])
    rule = next(rule for rule, headlines in by_rule.items() if len(headlines) == 2)
    path = filled(target, lambda row: "" if row["rule"] == ANY else "否" if "验证码" in row["text"] else "是")
    figures = json.loads(run("evaluate", path, "--json").stdout)
    found = figures["rules"][rule]
    assert (found["yes"], found["no"], found["precision"]) == (40, 40, 0.5)
    assert found["estimate"]["share"] == round(400 / 440, 4)
    assert found["estimate"]["low"] < found["estimate"]["share"] < found["estimate"]["high"]
    assert (found["estimate"]["base"], found["estimate"]["covered"]) == (440, 440)
    assert figures["missed"] == {
        "yes": 0,
        "no": 0,
        "unsure": 0,
        "open": 40,
        "precision": None,
        "low": None,
        "high": None,
        "estimate": {"share": None, "low": None, "high": None, "base": 200, "covered": 0},
    }
    shown = run("evaluate", path).stdout
    assert "of all 440: 90.9%" in shown
    assert "messages in which no rule fired" in shown


def test_without_its_manifest_a_sheet_gives_what_it_holds(corpus: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    batch(corpus, target, "--sample", 60)
    elsewhere = filled(target, lambda row: "no" if row["rule"] == ANY else "yes", "from-a-reviewer.csv")
    figures = json.loads(run("evaluate", elsewhere, "--json").stdout)
    assert figures["missed"]["no"] == 60
    assert figures["missed"]["precision"] == 0
    assert all(one["estimate"] is None for one in figures["rules"].values())
    manifest = f"{target}.manifest.json"
    weighted = json.loads(run("evaluate", elsewhere, manifest, "--json").stdout)
    assert weighted["missed"]["estimate"]["base"] > 60
    assert all(one["estimate"]["covered"] == one["estimate"]["base"] for one in weighted["rules"].values())


@pytest.mark.parametrize("other", ["seed", "no sample"])
def test_the_manifest_of_another_run_is_refused(corpus: Path, tmp_path: Path, other: str) -> None:
    target, second = tmp_path / "out.jsonl", tmp_path / "second.jsonl"
    batch(corpus, target, "--sample", 2)
    if other == "seed":
        batch(corpus, second, "--sample", 2, "--seed", 9)
    else:
        assert run("batch", corpus, "-o", second).returncode == 0
    sheet = filled(target, lambda _: "yes", "from-a-reviewer.csv")
    done = run("evaluate", sheet, f"{second}.manifest.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "give the manifest of the run that wrote the sheet" in done.stderr
