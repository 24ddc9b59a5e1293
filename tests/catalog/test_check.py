"""Each kind of fault is found in a broken copy of the small folder, where it stands, and all of them at once."""

from pathlib import Path

import pytest

from triage.catalog import load_catalog
from triage.catalog.check import check_data
from triage.errors import DataErrors

SENDERS = "known_senders.yaml"
RULE = "rules/bad-thing.yaml"
BANK_LINE = (
    '{kind: hotline, value: "95000", purpose: general, callable_by: borrower, confidence: high, '
    'source_kind: list, as_of: "2026-08", sources: [list-one, old-page]}'
)
# file, what is replaced by what, and the only fault that this makes
FAULTS = [
    # YAML itself
    (SENDERS, "role: authority", "role: authority\n    role: other", f"{SENDERS}:25: the key role stands here twice"),
    ("facts.yaml", "level: law", "level: law: rule", "facts.yaml:4: mapping values are not allowed in this context"),
    ("facts.yaml", "level: law", "level: &x law", None),
    ("kinds.yaml", "{cue: {any: [state.overdue]}}", "&x {a: *x}", "kinds.yaml:2: aliases are not used in the data"),
    ("kinds.yaml", "when: {cue", "when: {[a]: b, cue", "kinds.yaml:2: a key is plain text"),
    ("kinds.yaml", "id: collection", "id: colle\x07ction", "kinds.yaml:1: unacceptable character #x0007"),
    ("kinds.yaml", "- id", "---\n- {}\n---\n- id", "kinds.yaml:3: but found another document"),
    # keys and shapes
    (SENDERS, "    category: police\n", "", f"{SENDERS}:21: category is missing"),
    (SENDERS, "brands: [", "brand: [", f"{SENDERS}:11: unknown key brand, perhaps brands"),
    (SENDERS, "role: authority", "role: boss", f"{SENDERS}:24: 'boss' is not one of lender, platform, collector, "),
    (SENDERS, "aliases: [青竹]", "aliases: 青竹", f"{SENDERS}:10: a list is wanted here"),
    (SENDERS, "aliases: [青竹]", "aliases: [青竹, 青竹]", f"{SENDERS}:10: '青竹' stands here twice"),
    (SENDERS, "- id: police", "- id: Police", f"{SENDERS}:21: 'Police' is not an id"),
    (SENDERS, 'identifies: "no"', "identifies: false", f"{SENDERS}:37: 'false' is not one of yes, no"),
    (SENDERS, "legal_name: 青竹银行股份有限公司", 'legal_name: ""', f"{SENDERS}:4: legal_name must not be empty"),
    (
        SENDERS,
        "short_links:\n  - {host: s.example",
        "short_links:\n  - {hosts: s.example",
        f"{SENDERS}:45: host is missing",
    ),
    ("answers.yaml", 'days: "15"', "days: some", "answers.yaml:2: 'some' is not a whole number"),
    (
        "facts.yaml",
        'start: "2021-01-01"',
        'start: "2021-02-30"',
        "facts.yaml:6: '2021-02-30' is not a date that exists",
    ),
    ("facts.yaml", "level: law", "level: decree", "facts.yaml:4: 'decree' is not one of law, regulation, rule, "),
    ("facts.yaml", "  verified: A\n", "", "facts.yaml:1: verified is missing"),
    ("facts.yaml", "verified: A", "verified: D", "facts.yaml:5: 'D' is not one of A, B, C"),
    (
        "sources.yaml",
        'list.example\n  as_of: "2026-08"',
        'list.example\n  as_of: "2026-13"',
        "sources.yaml:5: '2026-13' is not YYYY, YYYY-MM, ",
    ),
    ("sources.yaml", "  ref: https://old.example\n", "", "sources.yaml:7: ref is missing"),
    ("kinds.yaml", "id: collection", "id: some-kind", "kinds.yaml:1: 'some-kind' is not the name of a kind"),
    ("lexicon/units.yaml", "money: [元, 块]", "[]", "lexicon/units.yaml:1: a mapping is wanted here"),
    ("lexicon/cues_state.yaml", "not: [", "nor: [", "lexicon/cues_state.yaml:5: unknown key nor"),
    ("lexicon/cues_state.yaml", "threat.visit:", "visit:", "lexicon/cues_state.yaml:3: 'visit' is not a cue id"),
    # contacts
    (SENDERS, 'value: "95000"', 'value: "950-00"', f"{SENDERS}:15: '950-00' is not a number of digits only"),
    (SENDERS, "value: qingzhu.example", "value: https://q", f"{SENDERS}:18: 'https://q' is not a host name"),
    (SENDERS, "match: prefix", "match: host", f"{SENDERS}:17: 'host' is not one of exact, prefix"),
    (SENDERS, "match: registrable, ", "", f"{SENDERS}:18: '' is not one of registrable, host"),
    (
        SENDERS,
        "purpose: vip, callable_by: nobody",
        "purpose: vip, callable_by: borrower",
        f"{SENDERS}:16: a line for vip is not for borrowers",
    ),
    (
        SENDERS,
        "purpose: primary, callable_by: nobody",
        "purpose: primary, callable_by: borrower",
        f"{SENDERS}:18: nobody calls a domain",
    ),
    (
        SENDERS,
        "as_of: undated, sources: [old-page]}\n      - {kind: app",
        'as_of: "2027", sources: [old-page]}\n      - {kind: app',
        f"{SENDERS}:19: 2027 is not the date of the newest source, undated",
    ),
    (SENDERS, "sources: [list-one, old-page]", "sources: []", f"{SENDERS}:15: at least 1 wanted here"),
    (
        SENDERS,
        "sources: [list-one, old-page]",
        "sources: [list-one, nobody]",
        f"{SENDERS}:15: no source nobody on record",
    ),
    (SENDERS, 'value: "4000000001"', 'value: "95000"', f"{SENDERS}:16: hotline 95000 stands here twice"),
    (
        SENDERS,
        'value: "110"',
        'value: "95000"',
        f"{SENDERS}:15: hotline 95000 is on record for police too: a note must say how that is",
    ),
    (
        SENDERS,
        "confidence: high, source_kind: official",
        "confidence: high, source_kind: list",
        f"{SENDERS}:30: list is not the best of its sources, official",
    ),
    (
        "sources.yaml",
        "kind: curated_repo",
        "kind: hearsay",
        "sources.yaml:2: 'hearsay' is not one of official, court, ",
    ),
    # verification paths and partners
    (SENDERS, "kind: collectors_list", "kind: phone", f"{SENDERS}:40: 'phone' is not one of app, collectors_list, "),
    (
        SENDERS,
        "qingzhu.example/list",
        "qingzhu.other/list",
        f"{SENDERS}:40: www.qingzhu.other lies under no well-sourced",
    ),
    (SENDERS, '"https://www.qing', '"www.qing', f"{SENDERS}:40: 'www.qingzhu.example/list' is not a link"),
    (SENDERS, 'url: "https://www.qingzhu.example/list", ', "", None),
    (SENDERS, "relation: funded_by", "relation: friend", f"{SENDERS}:41: 'friend' is not one of parent, brand_of, "),
    (SENDERS, "{org: bank-qingzhu", "{org: bank-lanzhu", f"{SENDERS}:41: no organisation bank-lanzhu on record"),
    (SENDERS, "{org: bank-qingzhu", "{org: label", f"{SENDERS}:41: label is no partner of itself"),
    (
        SENDERS,
        'relation: funded_by, as_of: "2026-08", sources: [list-one]',
        'relation: funded_by, as_of: "2026-08", sources: [old-page]',
        f"{SENDERS}:41: 2026-08 is not the date of the newest source, undated",
    ),
    # texts for people
    (SENDERS, "en: The same everywhere.", "en: The same", None),
    (SENDERS, "en: The same everywhere.", 'en: "The same!"', f"{SENDERS}:30: no exclamation marks in texts for people"),
    (SENDERS, "zh: 全国都一样。", "zh: 全国都一样！", f"{SENDERS}:30: no exclamation marks in texts for people"),
    (SENDERS, "zh: 全国都一样。, en: The same everywhere.", "zh: 全国都一样。", f"{SENDERS}:30: en is missing"),
    (
        "ui_reasons.yaml",
        'en: "A number of {org}."',
        'en: "A number of {name}."',
        "ui_reasons.yaml:2: zh and en do not have the same slots",
    ),
    ("ui.yaml", 'other: {zh: "", en: ""}', 'other: {zh: 别的, en: ""}', "ui.yaml:3: en must not be empty"),
    # what is named elsewhere
    (SENDERS, "- id: label", "- id: police", f"{SENDERS}:31: the id police stands here twice"),
    (SENDERS, "only_signed: [青竹]", "only_signed: [绿竹]", f"{SENDERS}:12: 绿竹 is none of the names of bank-qingzhu"),
    (
        SENDERS,
        'prefixes: ["110"], lengths: ["3"]',
        'prefixes: ["95"], lengths: ["5"]',
        f"{SENDERS}:48: 95 with 5 digits stands here twice",
    ),
    (
        SENDERS,
        "names: [青竹, 青烛], sources: [list-one]",
        "names: [青竹, 青烛], sources: [x]",
        f"{SENDERS}:51: no source x on record",
    ),
    (SENDERS, "owner: police", "owner: polite", f"{SENDERS}:45: no organisation polite on record"),
    (SENDERS, "owner: police", "owner: 某公司", None),
    ("facts.yaml", "sources: [law-one]", "sources: [law-two]", "facts.yaml:8: no source law-two on record"),
    ("facts.yaml", 'end: "2030-01-01"', 'end: "2020-01-01"', "facts.yaml:7: ends before it starts"),
    (
        "sources_law.yaml",
        "law-one:",
        "law-one: {kind: law, title: t, ref: r, as_of: undated, retrieved: '2026-11-22'}\nold-page:",
        "sources_law.yaml:2: old-page stands in sources.yaml too",
    ),
    ("ui_reasons.yaml", "why: {zh", "now: {zh", "ui_reasons.yaml:4: labels.now stands in ui.yaml too"),
    (RULE, "facts: [fact-one]", "facts: [fact-two]", f"{RULE}:12: no fact fact-two on record"),
    (RULE, "steps: [verify]", "steps: [run]", f"{RULE}:14: no step run on record"),
    (RULE, "facts: [fact-one]\n", "", f"{RULE}:12: a level needs the facts that it rests on"),
    (RULE, "status: stable", "status: retired", f"{RULE}:3: a retired rule says why: reason is missing"),
    (RULE, "axis: conduct", "axis: luck", f"{RULE}:4: 'luck' is not one of scam, error, conduct, info"),
    ("steps.yaml", "kind: [collection]", "kind: [statement]", "steps.yaml:4: no kind statement on record"),
    ("steps.yaml", "threat.*", "threats.*", "steps.yaml:4: no cue threats.* on record"),
    ("steps.yaml", "has: [hotline]", "has: [time]", "steps.yaml:4: no has time on record"),
    (
        "steps.yaml",
        "not_scam: [likely]",
        "not_scam: [sure]",
        "steps.yaml:4: 'sure' is not one of none_found, possible, likely",
    ),
    ("steps.yaml", "not_scam: [likely]", "no_scam: [likely]", "steps.yaml:4: unknown key no_scam"),
    ("steps.yaml", "facts: [fact-one]", "facts: [fact-two]", "steps.yaml:7: no fact fact-two on record"),
    ("steps.yaml", "org:police:hotline", "org:fire:hotline", "steps.yaml:13: no organisation fire on record"),
    (
        "steps.yaml",
        "org:police:hotline",
        "org:label:hotline",
        "steps.yaml:13: label has no hotline that may be offered",
    ),
    (
        "steps.yaml",
        "org:police:hotline",
        "org:police:domain",
        "steps.yaml:13: 'org:police:domain' is not claimed:hotline, ",
    ),
    ("steps.yaml", "id: verify.police", "id: verify", "steps.yaml:8: the id verify stands here twice"),
    (
        "steps.yaml",
        '  contacts: ["org:police:hotline"]\n',
        "",
        "steps.yaml:12: a text names {contact} when it has contacts",
    ),
    ("answers.yaml", "rule: [bad-thing]", "rule: [good-thing]", "answers.yaml:8: no rule good-thing on record"),
    (
        "answers.yaml",
        'days: "15", fact: fact-one',
        'days: "15", fact: fact-two',
        "answers.yaml:2: no fact fact-two on record",
    ),
    (
        "lexicon/cues_state.yaml",
        "{明天|近日}…上门",
        "{明天|近日…上门",
        "lexicon/cues_state.yaml:4: {明天|近日…上门: a { without }",
    ),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "wanted"), FAULTS, ids=[f"{at}-{one[0]}" for at, one in enumerate(FAULTS)]
)
def test_a_fault_is_told_with_its_place(folder: Path, name: str, old: str, new: str, wanted: str | None) -> None:
    path = folder / name
    sound = path.read_text("utf-8")
    assert sound.count(old) == 1, "the test replaces one thing"
    path.write_text(sound.replace(old, new), "utf-8")
    told = [str(fault) for fault in check_data(folder)]
    if wanted is None:
        assert told == []
    else:
        assert any(one.startswith(wanted) for one in told), told


def test_the_small_folder_is_sound(folder: Path) -> None:
    assert check_data(folder) == ()


def test_all_faults_come_at_once_in_order(folder: Path) -> None:
    for name, old, new in (
        (SENDERS, "role: authority", "role: boss"),
        (SENDERS, "brands: [", "brand: ["),
        ("steps.yaml", "fact-one", "fact-two"),
        (RULE, "axis: conduct", "axis: luck"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    told = [(fault.path, fault.line, fault.key) for fault in check_data(folder)]
    assert told == [
        (SENDERS, 11, "orgs.0.brand"),
        (SENDERS, 24, "orgs.1.role"),
        (RULE, 4, "axis"),
        ("steps.yaml", 7, "0.facts.0"),
    ]
    with pytest.raises(DataErrors) as error:
        load_catalog(folder)
    assert [(fault.path, fault.line, fault.key) for fault in error.value.faults] == told
    assert str(error.value).splitlines()[1] == (
        f"{SENDERS}:24: 'boss' is not one of lender, platform, collector, authority, carrier, other"
    )


def test_a_missing_file_is_a_fault(folder: Path) -> None:
    (folder / "kinds.yaml").unlink()
    assert [str(fault) for fault in check_data(folder)] == ["kinds.yaml:1: this file is missing"]


def test_a_file_that_nobody_reads_is_a_fault(folder: Path) -> None:
    (folder / "fact.yaml").write_text("[]", "utf-8")
    assert [str(fault) for fault in check_data(folder)] == ["fact.yaml:1: no part of the data has this name"]


def test_a_file_that_is_no_utf8_is_a_fault(folder: Path) -> None:
    (folder / "ui.yaml").write_bytes("labels: {now: {zh: 现在, en: now}}".encode("gbk"))
    assert [str(fault) for fault in check_data(folder)] == ["ui.yaml:1: cannot be read: UnicodeDecodeError"]


def test_no_folder_is_a_fault(tmp_path: Path) -> None:
    assert "known_senders.yaml:1: this file is missing" in [str(one) for one in check_data(tmp_path / "nowhere")]


def test_the_name_of_a_rule_file_is_its_id(folder: Path) -> None:
    (folder / RULE).rename(folder / "rules" / "other-thing.yaml")
    assert "rules/other-thing.yaml:1: the file of bad-thing is rules/bad-thing.yaml" in [
        str(fault) for fault in check_data(folder)
    ]


def test_scalars_that_yaml_would_change_stay_texts(folder: Path) -> None:
    path = folder / "lexicon" / "units.yaml"
    path.write_text("traps: [0107, no, 12:30, ~, 1e3, 2026-11-22]", "utf-8")
    assert load_catalog(folder).lexicon.section("units") == {"traps": ["0107", "no", "12:30", "~", "1e3", "2026-11-22"]}


def test_the_real_data_is_sound() -> None:
    assert [str(fault) for fault in check_data()] == []
