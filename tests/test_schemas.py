"""The JSON Schemas: every real record fits the one it names, none says less than the record, and none breaks a reader.

``released_schemas.json`` holds the schemas as they were promised. After a change that only adds, or for a new one,
``python -m tests.test_schemas`` writes it anew; it refuses what would break those who read or write the records.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import triage
from triage import load_catalog
from triage.batch.columns import COLUMNS, SETS
from triage.batch.rows import Row, row_of_fields
from triage.evaluate.gold import KEYS, fault_of
from triage.model import Context, Loan, Message

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
FOLDER = Path(triage.__file__).parent / "schema"
RELEASED = HERE / "released_schemas.json"
SCHEMAS: dict[str, Any] = {
    schema["title"]: schema
    for schema in (json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json")))
}
# What we read, and nobody reads from us: here keys and values may come, but none may go.
READ = {"triage.message/1", "triage.labelled/1"}
DAY = ("--as-of", "2026-11-22")
Schema = Mapping[str, Any]


def run(*words: object, given: str = "") -> str:
    command = [sys.executable, "-m", "triage", *(str(word) for word in words)]
    done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"a fault of triage" not in done.stderr
    return done.stdout.decode()


def strict(schema: Any) -> Any:
    """``schema`` without leave for keys that it does not name."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema:
        closed["additionalProperties"] = False
    return closed


def validators() -> dict[str, Draft202012Validator]:
    return {name: Draft202012Validator(strict(schema)) for name, schema in SCHEMAS.items()}


# --- real records ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """What the commands really write, by the schema that each names."""
    folder = tmp_path_factory.mktemp("records")
    lines = [line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_bytes().splitlines()[::4]]
    broken = [
        b"{",
        b"[]",
        b"{}",
        b'{"text": 1}',
        b'{"text": "x", "channel": "fax"}',
        b"\xff\xfe\x00\xff",
        b'{"text": " "}',
    ]
    source = folder / "in.jsonl"
    source.write_bytes(b"\n".join([*lines, *broken]) + b"\n")
    found: list[Any] = []

    def batch(name: str, *words: object) -> None:
        target = folder / name
        run("batch", source, "-o", target, *DAY, *words)
        if target.suffix == ".jsonl":
            found.extend(json.loads(line) for line in target.read_bytes().splitlines())
        found.append(json.loads((folder / f"{name}.manifest.json").read_text("utf-8")))

    batch("out.jsonl", "--sample", "40", "--by", "rule,headline")
    batch("counted.jsonl", "--summary", folder / "summary.json", "--summary", folder / "summary.html")
    batch("rows.csv")
    for columns in SETS:
        batch(f"{columns}.jsonl", "--lean", "--columns", columns)
    run("batch", "-", "-o", folder / "stream.jsonl", *DAY, given='{"text": "您好"}\n')
    found.append(json.loads((folder / "stream.jsonl.manifest.json").read_text("utf-8")))
    scripts = run("campaigns", *sorted(CORPUS.glob("*.jsonl")), *DAY, "--least", "2", "--json")
    found.extend(json.loads(line) for line in scripts.splitlines())
    sheet = (folder / "out.jsonl.review.csv").read_text("utf-8-sig").replace(",,,s", ",yes,,s")
    (folder / "out.jsonl.review.csv").write_text(sheet, "utf-8")
    (folder / "alone.csv").write_text(sheet, "utf-8")
    found += [json.loads(run("evaluate", folder / name, "--json")) for name in ("out.jsonl.review.csv", "alone.csv")]
    batch("again.csv", "--summary", folder / "reviewed.json", "--reviewed", folder / "out.jsonl.review.csv")
    found += [json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("summary", "reviewed")]
    figures = run("evaluate", CORPUS / "errors.jsonl", CORPUS / "plain.jsonl", "--json", *DAY)
    (folder / "old.json").write_text(figures, "utf-8")
    again = run(
        "evaluate", CORPUS / "errors.jsonl", CORPUS / "typical.jsonl", "--json", "--compare", folder / "old.json"
    )
    wrong = folder / "wrong.jsonl"
    wrong.write_text('{"text": "明天三点开会", "gold": {"scam": ["likely"], "kind": "other"}}\n', "utf-8")
    found += [json.loads(one) for one in (figures, again, run("evaluate", wrong, "--json"))]
    situations = [one["id"] for one in load_catalog().section("guide")["situations"]]
    found += [json.loads(run("guide", one, "--json", *DAY)) for one in situations]
    found.append(json.loads(run("help-now", "--json", *DAY)))
    scam = "请把862.50元转到个人账户6222020200112233445，户名李四，不转就去你单位闹。"
    found.append(json.loads(run("route", "--message", scam, "--json", *DAY)))
    by_schema: dict[str, list[Any]] = defaultdict(list)
    for one in found:
        by_schema[one["schema"]].append(one)
    return dict(by_schema)


@pytest.mark.parametrize("name", sorted(SCHEMAS.keys() - READ))
def test_real_records_fit_and_have_no_key_that_the_schema_does_not_name(
    records: dict[str, list[Any]], name: str
) -> None:
    assert name in records, "no record of this schema was written"
    validator = validators()[name]
    for record in records[name]:
        assert not [error.json_path + ": " + error.message for error in validator.iter_errors(record)]


def test_no_record_is_without_a_schema(records: dict[str, list[Any]]) -> None:
    assert set(records) <= set(SCHEMAS)


def test_a_schema_says_no_to_what_is_none_of_it(records: dict[str, list[Any]]) -> None:
    """A required key that is missing, and a value of another type, are refused at every place of the top."""
    for name, some in records.items():
        validator = Draft202012Validator(SCHEMAS[name])
        for key in SCHEMAS[name]["required"]:
            record = deepcopy(some[0])
            del record[key]
            assert not validator.is_valid(record), f"{name} without {key}"
            assert not validator.is_valid({**some[0], key: {"a": {"b": [True]}, "share": [1]}}), f"{name}, {key}"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.jsonl")), ids=lambda path: path.name)
def test_labelled_cases_fit(path: Path) -> None:
    validator = Draft202012Validator(SCHEMAS["triage.labelled/1"])
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            errors = [error.json_path for error in validator.iter_errors(json.loads(line))]
            assert not errors, f"{path.name}:{number}: {errors}"


# --- what is read ----------------------------------------------------------------------------------------------------

MESSAGE = Draft202012Validator(SCHEMAS["triage.message/1"])
LABELLED = Draft202012Validator(SCHEMAS["triage.labelled/1"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.sampled_from(["", " ", "x", "sms", "self", "paid", "open", "2026-11-20", "2026-02-30", "12.50", "-1", "NaN"]),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
)
LOANS = st.dictionaries(st.sampled_from([*Loan._fields, "other"]), VALUES, max_size=4)
CONTEXTS = st.dictionaries(
    st.sampled_from([*Context._fields, "other"]),
    st.one_of(VALUES, st.lists(VALUES, max_size=2), st.lists(LOANS, max_size=2)),
    max_size=4,
)
ROWS = st.fixed_dictionaries(
    {"text": st.one_of(st.just("您好"), VALUES)},
    optional={
        **dict.fromkeys(("id", "sender", "channel", "received_at", "as_of", "other"), VALUES),
        "context": st.one_of(VALUES, CONTEXTS),
    },
)


@settings(max_examples=400, deadline=None)
@given(ROWS)
def test_what_the_schema_of_a_message_refuses_is_refused(row: dict[str, Any]) -> None:
    """And what is read fits it: only dates, times and sums are looked at more closely than a schema can."""
    if isinstance(row_of_fields(row, 1), Row):
        assert MESSAGE.is_valid(row), [error.message for error in MESSAGE.iter_errors(row)]


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ({"text": "x"}, True),
        ({"text": "x", "id": 7, "other": [1]}, True),
        ({"text": "x", "context": {"did": ["called"], "loans": [{"lender": "A", "outstanding": 862.5}]}}, True),
        ({}, False),
        ({"text": " "}, False),
        ({"text": "x", "channel": "fax"}, False),
        ({"text": "x", "context": {"claims": "paid"}}, False),
        ({"text": "x", "context": {"loans": [{"lender": "A", "amount": 1}]}}, False),
        ({"text": "x", "context": {"loans": [{}]}}, False),
        ({"text": "x", "context": {"did": ["slept"]}}, False),
        ({"text": "x", "id": True}, False),
    ],
)
def test_rows(row: dict[str, Any], fits: bool) -> None:
    assert MESSAGE.is_valid(row) is fits
    assert isinstance(row_of_fields(row, 1), Row) is fits


def test_the_schema_of_a_message_has_every_key_that_is_read() -> None:
    message = SCHEMAS["triage.message/1"]["properties"]
    context = message["context"]["properties"]
    assert set(message) == {*Message._fields, "as_of", "context"}
    assert set(context) == set(Context._fields)
    assert set(context["loans"]["items"]["properties"]) == set(Loan._fields)


def test_a_labelled_case_is_a_message_with_a_label() -> None:
    message, case = SCHEMAS["triage.message/1"], SCHEMAS["triage.labelled/1"]
    assert {key: case["properties"][key] for key in message["properties"]} == message["properties"]
    assert set(case["properties"]["gold"]["properties"]) == KEYS


@pytest.mark.parametrize(
    "gold",
    [
        {"scam": 1},
        {"kind": [1]},
        {"phones": [1]},
        {"amounts": ["x"]},
        {"amounts": "x"},
        {"dates": [{"start": "20 November"}]},
        {"org": 1},
        {"overdue_days": [3]},
    ],
)
def test_a_label_that_cannot_be_scored_does_not_fit(gold: dict[str, Any]) -> None:
    assert fault_of(gold)
    assert not LABELLED.is_valid({"text": "x", "gold": gold})


def test_the_flat_row_has_the_columns() -> None:
    row = SCHEMAS["triage.row/1"]
    assert set(row["properties"]) == {"schema", "text", *COLUMNS}
    assert all(set(row["required"]) <= {"schema", *columns} for columns in SETS.values())


# --- what was promised -----------------------------------------------------------------------------------------------


def test_names_and_files() -> None:
    for path in FOLDER.glob("*.json"):
        schema = json.loads(path.read_text("utf-8"))
        Draft202012Validator.check_schema(schema)
        assert schema["$id"] == f"urn:triage:{path.stem}"
        assert schema["title"] == f"triage.{path.stem.replace('-', '/')}"
        assert schema["description"]
        if schema["title"] not in READ:
            assert schema["properties"]["schema"] == {"const": schema["title"]}


def test_the_command_lists_and_prints_them() -> None:
    listed = run("schema").splitlines()
    assert [line.split()[0] for line in listed] == sorted(SCHEMAS)
    assert all(len(line.split()) > 2 for line in listed)
    for name in SCHEMAS:
        assert json.loads(run("schema", name)) == SCHEMAS[name]
    done = subprocess.run([sys.executable, "-m", "triage", "schema", "x"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"no such schema" in done.stderr


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_nothing_that_was_promised_is_broken(name: str) -> None:
    released = json.loads(RELEASED.read_text("utf-8"))
    assert set(released) <= set(SCHEMAS), "a schema is gone"
    assert name in released, "new: python -m tests.test_schemas"
    assert not list(broken(released[name], SCHEMAS[name], name in READ))


@pytest.mark.parametrize(
    ("old", "new", "read", "said"),
    [
        ({"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "string"}, "b": {}}}, False, []),
        ({"description": "x"}, {"description": "y"}, False, []),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, False, []),
        ({"type": "string"}, {"type": ["string", "null"]}, True, []),
        ({"required": ["a"]}, {"required": ["a", "b"]}, False, []),
        ({"required": ["a", "b"]}, {"required": ["a"]}, True, []),
        ({"properties": {"a": {}}}, {"properties": {}}, False, ["a is gone"]),
        ({"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "integer"}}}, False, ["a: type"]),
        ({"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"type": "integer"}}}, True, ["a: type"]),
        ({"type": "string"}, {"type": ["string", "null"]}, False, [": type"]),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, False, [": enum"]),
        ({"const": "a"}, {"const": "b"}, False, [": const"]),
        ({"required": ["a"]}, {"required": []}, False, [": required"]),
        ({"required": []}, {"required": ["a"]}, True, [": required"]),
        ({}, {"additionalProperties": False}, True, [": additionalProperties"]),
        ({"additionalProperties": False}, {}, False, [": additionalProperties"]),
        ({"pattern": "^a$"}, {"pattern": "^b$"}, False, [": pattern"]),
        ({"items": {"type": "string"}}, {"items": {"type": "null"}}, False, ["items: type"]),
        ({"$defs": {"a": {"required": ["b"]}}}, {"$defs": {"a": {}}}, False, ["$defs.a: required"]),
        ({"oneOf": [{"type": "null"}, {"type": "string"}]}, {"oneOf": [{"type": "null"}]}, False, [": oneOf"]),
    ],
)
def test_what_breaks(old: Schema, new: Schema, read: bool, said: list[str]) -> None:
    assert list(broken(old, new, read)) == said


# Words that must stay as they are; those of text may change.
FIXED = ("const", "pattern", "$ref", "minItems", "maxItems", "minLength", "minimum", "maximum", "$id", "title")


def broken(old: Schema, new: Schema, read: bool, place: str = "") -> Iterator[str]:
    """What in ``new`` breaks those who go by ``old``: readers of what we write, or writers of what we ``read``."""
    for key in FIXED:
        if old.get(key) != new.get(key):
            yield f"{place}: {key}"
    types, now = (set([one["type"]] if isinstance(one.get("type"), str) else one.get("type", ())) for one in (old, new))
    if types != now and not (read and types < now):
        yield f"{place}: type"
    if not {json.dumps(one) for one in old.get("enum", ())} <= {json.dumps(one) for one in new.get("enum", ())}:
        yield f"{place}: enum"
    must, must_now = set(old.get("required", ())), set(new.get("required", ()))
    if (must_now - must) if read else (must - must_now):
        yield f"{place}: required"
    yield from below(old, new, read, place)


def below(old: Schema, new: Schema, read: bool, place: str) -> Iterator[str]:
    """What in the parts of ``new`` breaks those who go by ``old``."""
    more, more_now = old.get("additionalProperties"), new.get("additionalProperties")
    if isinstance(more, dict) and isinstance(more_now, dict):
        yield from broken(more, more_now, read, f"{place}.*".lstrip("."))
    elif more != more_now:
        yield f"{place}: additionalProperties"
    for key, lead in (("properties", ""), ("$defs", "$defs.")):
        for name, part in old.get(key, {}).items():
            inner = f"{place}.{lead}{name}".lstrip(".")
            if name in new.get(key, {}):
                yield from broken(part, new[key][name], read, inner)
            else:
                yield f"{inner} is gone"
    if "items" in old:
        yield from broken(old["items"], new.get("items", {}), read, f"{place}.items".lstrip("."))
    for key in ("oneOf", "prefixItems"):
        parts, parts_now = old.get(key, []), new.get(key, [])
        if len(parts) != len(parts_now):
            yield f"{place}: {key}"
        for part, part_now in zip(parts, parts_now, strict=False):
            yield from broken(part, part_now, read, place)


def release() -> None:
    """Write ``released_schemas.json``, unless that would break a promise."""
    before = json.loads(RELEASED.read_text("utf-8")) if RELEASED.exists() else {}
    faults = [f"{name} is gone" for name in before if name not in SCHEMAS]
    for name in before.keys() & SCHEMAS.keys():
        faults += [f"{name}: {fault}" for fault in broken(before[name], SCHEMAS[name], name in READ)]
    if faults:
        raise SystemExit("\n".join(faults))
    RELEASED.write_text(json.dumps(SCHEMAS, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    release()
