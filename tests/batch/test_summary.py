"""``--summary``: right counts, nothing of a person, the same bytes whatever happens, a page that loads nothing."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from triage import assess, load_catalog
from triage.batch.chunks import MOST_ROWS
from triage.batch.journal import paths
from triage.batch.manifest import Input
from triage.batch.review import ENDING
from triage.batch.rows import Row, row_of
from triage.batch.summary import FORMS, Reviews, Summary, written
from triage.batch.summary.bases import asked_by
from triage.batch.summary.figures import summary
from triage.batch.summary.page import page, table
from triage.batch.summary.tally import MOST_CELLS, Counts, count
from triage.model import Context, Message, Report

ROOT = Path(__file__).parent.parent.parent
CORPUS = sorted((ROOT / "tests" / "corpus").glob("*.jsonl"))
CATALOG = load_catalog()
DAY = date(2026, 11, 22)
COMMAND = [sys.executable, "-m", "triage", "batch"]
NOTICE = "自动初筛，不是违法认定"
THREAT = "【招商银行】{}，您的欠款已逾期{}天，再不还就去你单位闹，让你全家抬不起头。"
PLAIN = "【招商银行】您尾号{}的信用卡本期应还{}元，还款日12月8日。"
SCAM = "【招商银行】您的借款已逾期，请把{}.50元转到个人账户6222020200112233445，户名李四，否则今天拘留。"


def run(*words: object, given: bytes = b"", **more: Any) -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *(str(word) for word in words), "--as-of", "2026-11-22"]
    return subprocess.run(command, input=given, capture_output=True, check=False, **more)


def rows(*many: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in many)


def mixed() -> list[dict[str, Any]]:
    """Twelve threats at night, thirty statements by day, nine scams without a time, all in the name of one bank."""
    threats = [
        {"text": THREAT.format("张三", at + 2), "received_at": f"2026-10-{at + 1:02}T23:10", "sender": "13900000000"}
        for at in range(12)
    ]
    plain = [
        {"text": PLAIN.format(1000 + at, 500), "received_at": "2026-11-03T10:00", "sender": "95555"} for at in range(30)
    ]
    return [*threats, *plain, *({"text": SCAM.format(800 + at)} for at in range(9))]


def counted(given: list[dict[str, Any]], reviews: Reviews | None = None, catalog: Any = CATALOG) -> dict[str, Any]:
    """The summary of ``given``."""
    counts = Counts(catalog)
    for one in given:
        message = Message(one["text"], one.get("sender"), received_at=one.get("received_at"))
        counts.add(assess(message, one.get("context", Context()), catalog=catalog, as_of=DAY))
    made = Summary({}, "zh", DAY, (Input("张三的短信.jsonl", "jsonl", "ab" * 32, 9),), reviews)
    return summary(counts, catalog, made)


def rule(record: dict[str, Any], id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in record["rules"] if one["rule"] == id)
    return found


# --- counts -----------------------------------------------------------------------------------------------------------


def test_counts_are_those_of_the_answers() -> None:
    record = counted(mixed())
    assert record["assessed"] == 51
    assert record["by_month"] == {"2026-10": 12, "2026-11": 30, "none": 9, "outside": 0}
    assert record["by_hour"]["23"] == 12
    assert record["by_hour"]["10"] == 30
    assert record["by_hour"]["none"] == 9
    assert record["by_sender"]["mobile"] == 12
    assert record["distinct"]["texts"]["count"] == 51
    assert record["distinct"]["scripts"] == {"count": 3, "low": 3, "high": 3}
    assert record["distinct"]["senders"] is None  # two people or companies would be too few
    assert sum(record["by_headline"].values()) == 51


def test_every_rate_has_its_own_base() -> None:
    record = counted(mixed())
    night = rule(record, "night-hours")
    assert (night["asks"], night["of"], night["messages"]) == (["clock"], 42, 12)
    assert record["given"]["clock"] == {"of": 42, "of_at_least": None}
    axis = record["axes"]["conduct"]
    assert axis["of"] == axis["flagged"] + axis["none_found"]
    assert axis["of"] + axis["not_evaluable"] == 51


def test_where_the_rest_is_too_few_to_be_told_the_base_is_a_bound() -> None:
    record = counted(mixed()[:42] + mixed()[42:45])
    assert record["by_hour"]["none"] is None
    assert record["given"]["clock"] == {"of": None, "of_at_least": 41}
    assert rule(record, "night-hours")["of_at_least"] == 41
    assert "有接收时间的 至少 41 条中 12 条（29%）" in page(record, CATALOG, "zh")


def test_a_likely_scam_in_a_name_is_impersonation_and_nothing_else() -> None:
    record = counted(mixed())
    (bank,) = (one for one in record["institutions"] if one["institution"] == "bank-cmbchina")
    assert bank["messages"] == 42
    assert bank["impersonating"] == 9
    assert bank["conduct"]["flagged"] == 12
    of_bank = {one["rule"]: one["messages"] for one in record["by_institution_and_rule"]}
    assert of_bank["night-hours"] == 12
    assert "payee-is-a-person" not in of_bank
    assert rule(record, "payee-is-a-person")["messages"] == 9


def test_what_recipients_say_is_no_finding() -> None:
    paid = [{**one, "context": Context(claim="paid", paid_on=date(2026, 10, 1))} for one in mixed()[12:]]
    record = counted([*mixed(), *paid])
    error = record["axes"]["error"]
    assert error["their_word"] == 30 + 9
    assert error["flagged"] == counted(mixed())["axes"]["error"]["flagged"] == 0
    assert error["of"] == error["flagged"] + error["none_found"]
    assert "另有 39 条只凭收件人自己说的情况" in page(record, CATALOG, "zh")


def test_messages_are_not_events() -> None:
    same = [{**mixed()[0], "sender": f"139{at:08}"} for at in range(40)]
    record = counted(same)
    night = rule(record, "night-hours")
    assert (night["messages"], night["scripts"]["count"], night["senders"]["count"]) == (40, 1, 40)
    assert record["distinct"]["texts"]["count"] == 1


def test_fewer_than_five_messages_are_not_summed_up() -> None:
    record = counted(mixed()[:4])
    assert record["assessed"] is None
    shown = json.dumps({**record, "rules": [], "inputs": [], "least": 0, "as_of": ""})
    assert not re.search(r": [1-9]", shown)
    assert "少于 5 条信息" in page(record, CATALOG, "zh")


def test_a_name_that_is_not_on_record_is_counted_without_it() -> None:
    record = counted([{"text": f"【王小二工作室】您的欠款已逾期{at}天，请尽快还款。"} for at in range(2, 12)])
    assert [one["institution"] for one in record["institutions"]] == ["not_on_record"]
    assert "王小二" not in written(record)


def test_what_a_user_has_added_is_nobody_else_s_business(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("orgs:\n- {id: my-lender, name: 王小二工作室, role: lender}\n", "utf-8")
    source = tmp_path / "in.jsonl"
    source.write_bytes(rows(*({"text": f"【王小二工作室】您的欠款已逾期{at}天，请还款。"} for at in range(2, 12))))
    done = run(source, "-o", tmp_path / "o.csv", "--senders", own, "--summary", tmp_path / "s.json")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "s.json").read_text("utf-8")
    assert "my-lender" not in text
    assert "王小二" not in text


def test_months_that_cannot_be_and_hours_of_a_day_alone() -> None:
    given = [{"text": "请尽快还款。", "received_at": when} for when in ("1815-06-18T10:00", "2027-03-01", "2026-11-01")]
    record = counted(given * 5)
    assert record["by_month"]["outside"] == 10
    assert record["by_month"]["2026-11"] == 5
    assert record["by_hour"]["none"] == 10
    assert record["by_weekday"]["none"] == 0


def test_a_table_that_is_full_loses_months_and_no_message() -> None:
    counts = Counts(CATALOG).tables["hits"]
    for at in range(MOST_CELLS):
        count(counts, (str(at), "2026-01", "r"))
    for at in range(20):
        count(counts, ("1", f"2025-{at}", "r"))
    assert len(counts) == MOST_CELLS + 1
    assert counts.total() == MOST_CELLS + 20


@pytest.mark.parametrize(
    ("id", "asked"),
    [("night-hours", {"clock"}), ("overseas-sender", {"sender"}), ("payee-is-a-person", set())],
)
def test_what_a_rule_asks_for(id: str, asked: set[str]) -> None:
    assert asked_by(CATALOG.section("rules")[id]["when"]) == asked


def test_every_rule_asks_for_what_its_examples_give() -> None:
    """A rule is only judged of messages that came with what it asks for; its own examples came with it."""
    names = {"clock": "received_at", "sender": "sender"}
    for id in CATALOG.rule_ids():
        raw = yaml.safe_load((ROOT / "data" / "rules" / f"{id}.yaml").read_text("utf-8"))
        for example in raw["examples"]["hit"]:
            given = {*example, *example.get("context", {})} if isinstance(example, dict) else set()
            asked = {names.get(fact, fact) for fact in asked_by(raw["when"])}
            assert asked <= given, id


# --- nothing of a person ----------------------------------------------------------------------------------------------


def corpus() -> list[Report]:
    found = []
    for path in CORPUS:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            row = row_of(line, number)
            if isinstance(row, Row):
                found.append(assess(row.message, row.context, catalog=CATALOG, as_of=row.as_of or DAY))
    return found


def secrets(report: Report) -> set[str]:
    """What a message says of people: names, numbers, addresses, and pieces of its words."""
    reading, text = report.reading, report.message.text
    families = (reading.people, reading.phones, reading.links, reading.accounts, reading.references)
    found = {one.raw for family in families for one in family}
    found |= {one.name for one in reading.people} | {one.host for one in reading.links}
    found |= {one.digits for one in reading.phones} | {report.message.sender or "", report.context.name or ""}
    return found | {text[at : at + 12] for at in range(0, max(1, len(text) - 11), 7)}


def test_nothing_of_the_whole_corpus_is_in_a_summary() -> None:
    reports = corpus()
    counts = Counts(CATALOG)
    for report in reports:
        counts.add(report)
    record = summary(counts, CATALOG, Summary({}, "zh", DAY, (Input("张三.jsonl", "jsonl", None, None),)))
    shown = "\n".join((written(record), page(record, CATALOG, "zh"), page(record, CATALOG, "en")))
    assert "张三" not in shown
    words = "".join(path.read_text("utf-8") for path in sorted((ROOT / "data").glob("ui*.yaml")))
    words += "".join(f"{CATALOG.org(id).name}{id}" for id in CATALOG.org_ids())
    words += "".join(f"{CATALOG.rule(id).title}{id}" for id in CATALOG.rule_ids())
    css = (ROOT / "triage" / "batch" / "summary" / "page.css").read_text("utf-8")
    for secret in set().union(*map(secrets, reports)):
        if len(secret) < 2 or secret in words or secret in css:
            continue  # an ordinary word
        if secret.isascii() and len(secret) < 7:
            found = re.search(rf"(?<![0-9A-Za-z.,-]){re.escape(secret)}(?![0-9A-Za-z.,-])", shown)
            assert not found or secret.isdigit(), secret  # a count may have the figures of a short number
        else:
            assert secret not in shown, secret


# --- the page ---------------------------------------------------------------------------------------------------------


class Elements(HTMLParser):
    """Every element of a page with its attributes, and whether all are closed in turn."""

    VOID = frozenset(("meta", "br"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_loads_nothing_runs_nothing_and_is_whole(lang: str) -> None:
    text = page(counted(mixed()), CATALOG, lang)
    elements = Elements(text)
    names = [name for name, _ in elements.found]
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & set(names)
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)|\bon[a-z]+=", text)
    policy = next(given["content"] for name, given in elements.found if name == "meta" and "http-equiv" in given)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    ids = [given["id"] for _, given in elements.found if "id" in given]
    assert len(ids) == len(set(ids))
    for _, given in elements.found:
        assert given.get("aria-labelledby") in (None, *ids)
        for value in given.values():
            for target in re.findall(r"url\(#([^)]*)\)", value or ""):
                assert target in ids
    assert names.count("h1") == 1
    assert names.count("table") == names.count("caption")
    assert "@media print" in text
    assert "size: A4" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_says_what_it_is_not(lang: str) -> None:
    text = page(counted(mixed()), CATALOG, lang)
    words = CATALOG.section("ui")["summary"]
    charts = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert len(charts) >= 5
    for chart in charts:
        assert words["notice"][lang] in chart
        assert words["self_selected"][lang] in chart
        assert 'role="img"' in chart
        assert "font-family" not in chart
    header = text.split("</header>")[0]
    assert words["notice"][lang] in header


def test_institutions_stand_in_the_order_of_their_names_and_nobody_is_blamed() -> None:
    names = ("招商银行", "平安银行", "中信银行", "拍拍贷", "建设银行")
    given = [
        {"text": one["text"].replace("招商银行", name)}
        for size, name in enumerate(names, 1)
        for one in mixed()[: 6 * size]
    ]
    text = page(counted(given), CATALOG, "zh")
    body = text.split('id="institutions"')[1].split("</table>")[0]
    shown = re.findall(r'<tr><th scope="row">([^<]*)</th>', body)
    assert len(shown) == 5
    assert shown == sorted(shown)
    assert "触发该规则的疑似信息" in text
    assert not re.search("违规 *[0-9]+|违法 *[0-9]+|[0-9]+ *(?:次|起)(?:违规|违法)", text)


def test_what_a_name_on_record_holds_is_text() -> None:
    shown = table("<b>", ["<i>"], [("<script>alert(1)</script>", ("a&b", "'\"<x>"))])
    assert "<script>" not in shown
    assert "<x>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_page_has_the_same_bytes_in_any_process() -> None:
    code = (
        "import json, sys; from triage import load_catalog; from triage.batch.summary.page import page;"
        "sys.stdout.buffer.write(page(json.load(sys.stdin), load_catalog(), 'zh').encode())"
    )
    record = json.dumps(counted(mixed())).encode()
    pages = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=record,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert pages == {page(json.loads(record), CATALOG, "zh").encode()}


# --- people who reviewed ----------------------------------------------------------------------------------------------


def test_what_people_found_stands_beside_the_count_and_never_in_its_place(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(rows(*(mixed()[:12] * 6), *mixed()[12:]))
    assert run(source, "-o", target, "--sample", "40").returncode == 0
    sheet = target.with_name(target.name + ENDING)
    with sheet.open(encoding="utf-8-sig", newline="") as content:
        lines = list(csv.DictReader(content))
    met: dict[str, int] = {}
    for line in lines:
        met[line["rule"]] = met.get(line["rule"], 0) + 1
        line["reviewer_verdict"] = "no" if met[line["rule"]] % 4 == 0 else "yes"
    with sheet.open("w", encoding="utf-8", newline="") as content:
        writer = csv.DictWriter(content, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    words = ("--summary", tmp_path / "s.json", "--summary", tmp_path / "s.html", "--reviewed", sheet)
    assert run(source, "-o", tmp_path / "again.csv", *words).returncode == 0
    record = json.loads((tmp_path / "s.json").read_text("utf-8"))
    night = rule(record, "night-hours")
    assert night["messages"] == 72
    assert night["reviewed"]["yes"] == 30
    assert night["reviewed"]["no"] == 10
    assert night["reviewed"]["share"] == 0.75
    assert night["reviewed"]["holding"] == {
        "share": 54,
        "low": round(72 * night["reviewed"]["low"]),
        "high": round(72 * night["reviewed"]["high"]),
    }
    assert record["review"]["enough"] == 30
    few = rule(record, "payee-is-a-person")["reviewed"]
    assert few["yes"] + few["no"] == 9
    assert few["share"] is few["holding"] is None
    text = (tmp_path / "s.html").read_text("utf-8")
    assert "抽查 40 条，30 条成立" in text
    assert "推算成立约 54 条" in text
    assert "不足 30 条，不算比例" in text


def test_without_a_review_nothing_is_corrected() -> None:
    record = counted(mixed())
    assert record["review"] is None
    assert not any("reviewed" in one for one in record["rules"])
    text = page(record, CATALOG, "zh")
    assert "人工复核" not in text
    assert "成立" not in text


# --- runs -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """An input of several chunks, and the summaries of a run that was never interrupted."""
    folder = tmp_path_factory.mktemp("whole")
    source = folder / "in.jsonl"
    given = [{**one, "sender": f"1069{at:06}"} for at, one in enumerate(mixed() * 45)]
    source.write_bytes(rows(*given) + b"{broken\n")
    assert len(given) > 2 * MOST_ROWS
    files = [folder / f"s.{form}" for form in FORMS]
    done = run(source, "-o", folder / "out.csv", *asked(files))
    assert done.returncode == 1, done.stderr
    return source, {path.name: path.read_bytes() for path in files}


def asked(files: list[Path]) -> list[object]:
    return [word for path in files for word in ("--summary", path)]


def test_a_run_writes_both_and_the_manifest_checks_them(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, expected = whole
    record = json.loads(expected["s.json"])
    assert record["failed"] == {"not_json": 1}
    assert record["distinct"]["senders"]["count"] == 45 * 51
    assert record["inputs"][0]["size"] == source.stat().st_size
    folder = source.parent
    manifest = json.loads((folder / "out.csv.manifest.json").read_text("utf-8"))
    assert {one["name"] for one in manifest["extras"]["summary"]["outputs"]} == {"s.json", "s.html"}
    assert manifest["settings"]["summary"] == {"forms": ["html", "json"], "lang": "zh", "least": 5, "sheets": []}
    assert run("--verify", folder / "out.csv.manifest.json").returncode == 0
    kept = (folder / "s.html").read_bytes()
    (folder / "s.html").write_bytes(kept + b" ")
    checked = run("--verify", folder / "out.csv.manifest.json")
    (folder / "s.html").write_bytes(kept)
    assert (checked.returncode, checked.stdout) == (1, b"s.html: has changed\n")


def test_workers_and_streams_write_the_same(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, expected = whole
    files = [tmp_path / f"s.{form}" for form in FORMS]
    assert run(source, "-o", tmp_path / "out.csv", "--workers", "2", *asked(files)).returncode == 1
    assert {path.name: path.read_bytes() for path in files} == expected
    for path in files:
        path.unlink()
    assert run(source, "--format", "csv", *asked(files)).returncode == 1
    assert {path.name: path.read_bytes() for path in files} == expected


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_run_goes_on_to_the_same_summary(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path, workers: str
) -> None:
    source, expected = whole
    target = tmp_path / "out.csv"
    files = [tmp_path / f"s.{form}" for form in FORMS]
    words = [str(one) for one in (source, "-o", target, "--workers", workers, *asked(files))]
    _, journal = paths(target)
    with subprocess.Popen([*COMMAND, *words, "--as-of", "2026-11-22"], stderr=subprocess.DEVNULL) as running:
        for _ in range(4000):
            if journal.exists() and journal.read_bytes().count(b"\n") > 2:
                break
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
    assert not any(path.exists() for path in files)
    assert run(*words, "--resume").returncode == 1
    assert {path.name: path.read_bytes() for path in files} == expected


def test_another_summary_does_not_go_on_with_it(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    source, _ = whole
    target = tmp_path / "out.csv"
    _, journal = paths(target)
    words = [str(source), "-o", str(target), "--summary", str(tmp_path / "s.json")]
    with subprocess.Popen([*COMMAND, *words, "--as-of", "2026-11-22"], stderr=subprocess.DEVNULL) as running:
        for _ in range(4000):
            if journal.exists() and journal.read_bytes().count(b"\n") > 2:
                break
            time.sleep(0.005)
        running.send_signal(signal.SIGKILL)
    refused = run(source, "-o", target, "--resume", "--summary", tmp_path / "s.html")
    assert refused.returncode == 2
    assert b"settings" in refused.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--summary", "s.txt"),
        ("--summary", "a.json", "--summary", "b.json"),
        ("--summary", "no/such/s.json"),
        ("--reviewed", "sheet.csv"),
        ("--summary", "s.json", "--reviewed", "none.csv"),
        ("--summary", "s.json", "--reviewed", "in.jsonl"),
        ("--summary", "out.json"),
    ],
)
def test_wrong_usage_ends_with_2_before_anything_is_done(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(rows(*mixed()))
    done = run("in.jsonl", "-o", "out.json", *words, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr
    assert b"Traceback" not in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["in.jsonl"]


def test_only_charts_need_matplotlib(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(rows(*mixed()))
    (tmp_path / "matplotlib.py").write_text("raise ImportError('blocked')\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = run("in.jsonl", "-o", "out.csv", "--summary", "s.html", cwd=tmp_path, env=environment)
    assert done.returncode == 1
    assert b"triage-sms[summary]" in done.stderr
    assert b".json" in done.stderr
    assert not (tmp_path / "out.csv").exists()
    done = run("in.jsonl", "-o", "out.csv", "--summary", "s.json", cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "s.json").read_text("utf-8"))["assessed"] == 51


def test_an_empty_input_has_an_empty_summary(tmp_path: Path) -> None:
    files = [tmp_path / f"s.{form}" for form in FORMS]
    assert run("-", "-o", tmp_path / "out.csv", *asked(files)).returncode == 0
    assert json.loads(files[0].read_text("utf-8"))["assessed"] == 0
    assert NOTICE in files[1].read_text("utf-8")
