"""Loading: the compiled form, the cache in the user's folder, and what is never written or read."""

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from triage.catalog import Catalog, load_catalog
from triage.catalog.compile import compile_data
from triage.catalog.load import cache_file, unpacked
from triage.model import Contact, Fact, Org, Partner, Source, Text, VerifyPath

ROOT = Path(__file__).parent.parent.parent


def loads(folder: Path, **environment: str) -> str:
    """What a fresh process sees: the digest, and whether YAML was imported."""
    code = (
        "import sys; from triage.catalog import load_catalog\n"
        "print(load_catalog(sys.argv[1]).digest, 'yaml' in sys.modules, 'hashlib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def cached(folder: Path) -> Path:
    place = cache_file(str(folder))
    assert place is not None
    return Path(place)


def test_records(folder: Path) -> None:
    catalog = load_catalog(folder)
    bank = catalog.org("bank-qingzhu")
    assert bank == Org(
        id="bank-qingzhu",
        name=Text("青竹银行", "Qingzhu Bank"),
        category="bank_private",
        role="lender",
        lender_type="bank",
        status="active",
        status_note=None,
        status_as_of="2026-08",
        legal_name="青竹银行股份有限公司",
        aliases=("青竹",),
        brands=("竹叶贷",),
        contacts=bank.contacts,
        identifies=True,
    )
    assert bank.contacts[2] == Contact(
        *("bank-qingzhu", "sms_port", "106900000000", "general", "nobody", "medium", "list"),
        ("list-one",),
        "2026-08",
        "prefix",
    )
    assert catalog.org("police").contacts[0].note == Text("全国都一样。", "The same everywhere.")
    label = catalog.org("label")
    assert label.identifies is False
    listed = Text("青竹银行网站的催收名单。", "The list of collectors on its site.")
    assert label.paths == (
        VerifyPath(
            "label", "collectors_list", listed, "https://www.qingzhu.example/list", "high", ("list-one",), "2026-08"
        ),
    )
    assert label.partners == (
        Partner("bank-qingzhu", "funded_by", ("list-one",), "2026-08", Text("由它放款。", "It lends.")),
    )
    assert catalog.org_ids() == ("bank-qingzhu", "police", "label")
    assert catalog.org("police") is catalog.org("police")
    with pytest.raises(KeyError):
        catalog.org("nobody")
    fact = catalog.fact("fact-one")
    assert isinstance(fact, Fact)
    assert (fact.start and fact.start.isoformat(), fact.verified) == ("2021-01-01", "A")
    assert catalog.source("law-one") == Source(
        "law-one", "law", "一部法律", "https://law.example", "2020-05-28", "2026-11-22"
    )
    assert [(step.id, step.order) for step in catalog.steps()] == [("verify", 10), ("verify.police", 11)]
    assert catalog.rule("bad-thing").when == {"cue": {"any": ["threat.visit"]}}
    assert catalog.rule_ids() == ("bad-thing",)


def test_words_of_all_files_are_merged(folder: Path) -> None:
    catalog = load_catalog(folder)
    assert catalog.words("labels", "now") == Text("现在做", "Do now")
    assert catalog.words("labels", "why") == Text("为什么", "Why")
    assert catalog.words("reasons", "sender.on_record").en == "A number of {org}."


def test_sections_of_the_lexicon_and_tables(folder: Path) -> None:
    lexicon = load_catalog(folder).lexicon
    assert lexicon.names() == ("cues", "cues_state", "units")
    assert lexicon.section("units") == {"money": ["元", "块"]}
    assert [one["id"] for one in lexicon.section("cues")["cues"]] == ["state.overdue", "threat.visit"]
    assert lexicon.table("pairs.txt") == "# two columns\n貸 贷\n"
    with pytest.raises(KeyError):
        lexicon.section("nothing")


def test_the_number_plan_has_one_row_for_each_prefix(folder: Path) -> None:
    rows = load_catalog(folder).section("senders")["number_plan"]
    assert [(row["kind"], row["prefix"], row["lengths"]) for row in rows] == [
        ("service_95", "95", ["5", "6"]),
        ("service_95", "952", ["5", "6"]),
        ("emergency", "110", ["3"]),
    ]


def test_the_parts_are_the_whole(folder: Path) -> None:
    packed = compile_data(folder)
    head, body = packed.split(b"\n", 1)
    assert json.loads(head)["digest"] == "sha256:" + sha256(body).hexdigest()
    whole = json.loads(body)
    catalog = unpacked(packed)
    for name, value in whole.items():
        if name == "lexicon":
            assert {one: catalog.lexicon.section(one) for one in catalog.lexicon.names()} == value
        elif name == "tables":
            assert {one: catalog.lexicon.table(one) for one in value} == value
        else:
            section = catalog.section(name)
            assert (dict(section) if isinstance(value, dict) else section) == value
            assert len(section) == len(value)


def test_the_digest_is_of_the_content_only(folder: Path, tmp_path: Path) -> None:
    first = unpacked(compile_data(folder)).digest
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    moved = folder.rename(tmp_path / "elsewhere")
    assert unpacked(compile_data(moved)).digest == first
    path = moved / "ui.yaml"
    path.write_text("# a remark\n" + path.read_text("utf-8"), "utf-8")
    assert unpacked(compile_data(moved)).digest == first
    path.write_text(path.read_text("utf-8").replace("Do now", "Do this now"), "utf-8")
    assert unpacked(compile_data(moved)).digest != first


def test_line_ends_do_not_matter(folder: Path) -> None:
    first = unpacked(compile_data(folder)).digest
    for path in folder.rglob("*.*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert unpacked(compile_data(folder)).digest == first


def test_the_second_start_reads_no_yaml(folder: Path) -> None:
    first, second = loads(folder), loads(folder)
    assert first.split()[1:] == ["True", "True"]
    assert second.split() == [first.split()[0], "False", "False"]


def test_the_same_files_give_the_same_object(folder: Path) -> None:
    assert load_catalog(folder) is load_catalog(str(folder))
    assert load_catalog() is load_catalog()


@pytest.mark.parametrize("name", ["ui.yaml", "rules/bad-thing.yaml", "lexicon/units.yaml", "tables/pairs.txt"])
def test_a_changed_file_is_read_again(folder: Path, name: str) -> None:
    first = load_catalog(folder)
    path = folder / name
    path.write_text(path.read_text("utf-8").replace("现在做", "马上做").replace("明天", "今天").replace("块", "圆")
                    .replace("貸", "貨"), "utf-8")  # fmt: skip
    os.utime(path, ns=(1, 1))
    again = load_catalog(folder)
    assert again.digest != first.digest
    assert load_catalog(folder) is again


def test_a_new_and_a_removed_file_are_seen(folder: Path) -> None:
    (folder / "ui_more.yaml").write_text("labels: {more: {zh: 还有, en: More}}", "utf-8")
    assert load_catalog(folder).words("labels", "more").zh == "还有"
    (folder / "ui_more.yaml").unlink()
    with pytest.raises(KeyError):
        load_catalog(folder).words("labels", "more")


def test_the_cache_lies_in_the_users_folder_and_nowhere_else(folder: Path, tmp_path: Path) -> None:
    load_catalog(folder)
    place = cached(folder)
    assert place.parent == tmp_path / "cache" / "triage-sms"
    assert [one.name for one in place.parent.iterdir()] == [place.name]
    assert place.stat().st_mode & 0o077 == 0
    assert place.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"\n", b"[]\n{}", b"\xff\xfe"])
def test_a_spoilt_cache_is_made_again(folder: Path, content: bytes) -> None:
    first = loads(folder).split()[0]
    cached(folder).write_bytes(content)
    assert loads(folder).split()[0] == first
    assert loads(folder).split() == [first, "False", "False"]


@pytest.mark.parametrize("lost", [1, 100, 5000])
def test_a_cache_that_was_cut_short_is_made_again(folder: Path, lost: int) -> None:
    first = loads(folder).split()[0]
    place = cached(folder)
    place.write_bytes(place.read_bytes()[:-lost])
    assert loads(folder).split()[0] == first
    assert loads(folder).split() == [first, "False", "False"]


def test_a_cache_of_another_folder_is_not_taken(folder: Path, tmp_path: Path) -> None:
    first = loads(folder).split()[0]
    other = tmp_path / "other"
    folder.rename(other)
    (other / "ui.yaml").write_text("labels: {now: {zh: 别的, en: Other}}", "utf-8")
    cached(other).write_bytes(cached(folder).read_bytes())
    assert loads(other).split()[0] != first


@pytest.mark.parametrize("base", ["relative/cache", "/proc/nowhere"])
def test_without_a_cache_it_still_works(folder: Path, base: str) -> None:
    first = loads(folder).split()[0]
    assert loads(folder, XDG_CACHE_HOME=base).split() == [first, "True", "True"]
    assert not (ROOT / "relative").exists()


def test_without_a_home_it_still_works(folder: Path) -> None:
    digest = loads(folder, XDG_CACHE_HOME="", HOME="").split()[0]
    assert digest == unpacked(compile_data(folder)).digest


def test_a_folder_that_is_a_file_is_no_cache(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way", "utf-8")
    assert isinstance(load_catalog(folder), Catalog)
    assert (tmp_path / "cache").read_text("utf-8") == "in the way"


def test_what_is_left_of_a_broken_write_is_taken_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "replace", full)
    assert isinstance(load_catalog(folder), Catalog)
    assert list(cached(folder).parent.iterdir()) == []


def test_a_bundled_form_is_read_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packed = compile_data(folder)
    (folder / "catalog.json").write_bytes(packed)
    (folder / "ui.yaml").write_text("this: is not looked at", "utf-8")
    monkeypatch.setattr("triage.catalog.load.data_folder", lambda: str(folder))
    assert load_catalog().digest == unpacked(packed).digest
    assert not (tmp_path / "cache").exists()
