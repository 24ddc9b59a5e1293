"""Which rules run, what a finding carries, in which order, and what is asked for."""

from datetime import date

import pytest

from tests.judge.made import Made, catalog, findings, index_over, kind_by, rule, run
from triage.judge import Case, judge
from triage.judge.engine import woken
from triage.judge.scene import Scene
from triage.model import Cue, Evidence, Span, Text

TEXT = "【青竹银行】您的借款8600元已逾期5天，请还款，否则抓您。"
OVERDUE = {"cue": {"any": ["state.overdue"]}}
ARREST = {"cue": {"any": ["threat.arrest"]}}


@pytest.fixture(autouse=True)
def no_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """How a text is worded says nothing here: the rules are made up."""
    monkeypatch.setattr("triage.judge.engine.is_doubtful", lambda scene, finding: False)


def overdue() -> Made:
    return Made(TEXT).cue("state.overdue", "已逾期")


def test_only_rules_whose_atoms_occur_are_woken() -> None:
    compiled = index_over(
        rule(OVERDUE, id="a"),
        rule({"all": [OVERDUE, ARREST]}, id="b"),
        rule({"any": [ARREST, {"link": {}}]}, id="c"),
        rule({"near": {"of": [OVERDUE, {"amount": {}}]}}, id="d"),
    )
    assert compiled.always == ()
    assert [one.rule.id for one in woken(Scene(overdue().case()).atoms, compiled)] == ["a"]
    both = overdue().cue("threat.arrest", "抓您")
    assert [one.rule.id for one in woken(Scene(both.case()).atoms, compiled)] == ["a", "b", "c"]
    denied = overdue().cue("threat.arrest", "抓您", "negated")
    assert [one.rule.id for one in woken(Scene(denied.case()).atoms, compiled)] == ["a"]


def test_a_rule_runs_only_in_force_on_the_day_of_the_message() -> None:
    started = rule(OVERDUE, start=date(2026, 11, 20))
    ended = rule(OVERDUE, end=date(2026, 11, 20))
    assert findings(Made(TEXT, "2026-11-20").cue("state.overdue", "已逾期"), started)
    assert not findings(Made(TEXT, "2026-11-19").cue("state.overdue", "已逾期"), started)
    assert findings(Made(TEXT, "2026-11-20").cue("state.overdue", "已逾期"), ended)
    assert not findings(Made(TEXT, "2026-11-21").cue("state.overdue", "已逾期"), ended)
    assert not findings(Made(TEXT, None).cue("state.overdue", "已逾期"), ended), "the day of the answer otherwise"


def test_a_finding_carries_what_the_rule_says() -> None:
    one = rule(OVERDUE, red_line="asks_code", point="insult", facts=("f",), error_about="date", axis="error")
    (found,) = findings(overdue(), one)
    assert (found.rule, found.axis, found.red_line, found.point) == ("made", "error", "asks_code", "insult")
    assert (found.facts, found.error_about, found.level) == (("f",), "date", None)
    assert [TEXT[at.start : at.end] for at in found.at] == ["已逾期"]


def test_evidence_is_named_once() -> None:
    (found,) = findings(overdue(), rule({"all": [OVERDUE, {"any": [OVERDUE, ARREST]}]}))
    assert len(found.at) == 1


def test_without_evidence_there_is_no_finding() -> None:
    guards = rule({"all": [{"kind": {"is": ["collection"]}}, {"none": [ARREST]}, {"channel": {"is": ["sms"]}}]})
    assert findings(overdue(), guards, kind="collection") == ()


def words(*slots: str) -> Text:
    return Text("".join(f"{{{one}}}" for one in slots), "")


def test_slots_are_those_the_words_ask_for() -> None:
    made = overdue().amount("total", "8600元", "8600").claims_to_be("qingzhu", "青竹银行")
    when = {"all": [OVERDUE, {"amount": {}}]}
    (found,) = findings(made, rule(when, why=words("quote", "org", "value", "host")))
    assert found.slots == (("quote", "已逾期"), ("org", "qingzhu"), ("value", "8600.00"))
    (found,) = findings(made, rule(when))
    assert found.slots == ()


def test_the_organisation_of_the_check_comes_first() -> None:
    made = (
        overdue()
        .claims_to_be("qingzhu", "青竹银行")
        .link("抓您")
        .checked("link", "抓您", "mismatch", "registered_to_other", "baihua")
    )
    when = {"check": {"subject": "link", "status": "mismatch"}}
    (found,) = findings(made, rule(when, why=words("org", "host")))
    assert found.slots == (("org", "baihua"), ("host", "抓您"))


def test_a_claimed_name_that_is_not_on_record_is_given_as_written() -> None:
    made = overdue().claims_to_be(None, "青竹银行")
    (found,) = findings(made, rule(OVERDUE, why=words("org")))
    assert found.slots == (("org", "青竹银行"),)


def test_figures_of_arithmetic() -> None:
    made = overdue().amount("total", "8600元", "8600").amount("min_payment", "5天", "9000")
    (found,) = findings(made, rule({"arithmetic": {"test": "minimum_above_total"}}, why=words("total", "minimum")))
    assert found.slots == (("total", "8600.00"), ("minimum", "9000.00"))


@pytest.mark.parametrize(
    ("made", "when", "quote"),
    [
        (overdue().sent_by("13800000000", "mobile"), {"sender": {}}, "13800000000"),
        (Made(TEXT, "2026-11-20T23:40"), {"clock": {"from": "22:00", "to": "08:00"}}, "23:40"),
        (Made(TEXT, relation="family"), {"context": {"relation": ["family"]}}, "family"),
        (Made(TEXT, did=("code", "card")), {"context": {"did": ["card"]}}, "code,card"),
    ],
)
def test_the_quote_of_other_fields(made: Made, when: dict[str, object], quote: str) -> None:
    (found,) = findings(made, rule(when, why=words("quote")))
    assert found.slots == (("quote", quote),)


def test_findings_are_sorted_by_axis_severity_confidence_and_id() -> None:
    rules = (
        rule(OVERDUE, id="z", axis="info", severity="info"),
        rule(OVERDUE, id="y", axis="conduct"),
        rule(OVERDUE, id="x", axis="error"),
        rule(OVERDUE, id="w", severity="serious", confidence="low"),
        rule(OVERDUE, id="v", severity="serious", confidence="high"),
        rule(OVERDUE, id="u"),
        rule(OVERDUE, id="t"),
    )
    assert [one.rule for one in findings(overdue(), *rules)] == ["v", "w", "t", "u", "x", "y", "z"]


class TestCovers:
    """One meaning is said once: the stronger finding stands, the axis keeps its value."""

    WEAK = rule(OVERDUE, id="weak")
    WEAKER = rule(OVERDUE, id="weaker", confidence="low")

    def test_what_is_covered_is_left_out(self) -> None:
        strong = rule(OVERDUE, id="strong", severity="serious", covers=("weak",))
        for rules in ((strong, self.WEAK, self.WEAKER), (self.WEAKER, self.WEAK, strong)):
            assert [one.rule for one in findings(overdue(), *rules)] == ["strong", "weaker"]

    def test_only_a_rule_that_fires_covers(self) -> None:
        silent = rule({"cue": {"any": ["threat.arrest"]}}, id="silent", covers=("weak",))
        assert [one.rule for one in findings(overdue(), silent, self.WEAK)] == ["weak"]

    def test_a_chain(self) -> None:
        middle = rule(OVERDUE, id="middle", covers=("weaker",))
        strong = rule(OVERDUE, id="strong", severity="serious", covers=("middle",))
        assert [one.rule for one in findings(overdue(), self.WEAKER, middle, strong)] == ["strong"]


class TestNeeds:
    NIGHT = rule(
        {"all": [{"clock": {"from": "22:00", "to": "08:00"}}, {"kind": {"is": ["collection"]}}]},
        needs=("received_at",),
    )

    def test_a_known_hour_decides(self) -> None:
        assert run(Made(TEXT, "2026-11-20T23:00"), self.NIGHT, kind="collection")[1] == ()
        assert len(run(Made(TEXT, "2026-11-20T23:00"), self.NIGHT, kind="collection")[0]) == 1
        assert run(Made(TEXT, "2026-11-20T12:00"), self.NIGHT, kind="collection") == ((), ())

    @pytest.mark.parametrize("received", [None, "2026-11-20"])
    def test_a_missing_hour_is_asked_for(self, received: str | None) -> None:
        assert run(Made(TEXT, received), self.NIGHT, kind="collection") == ((), ("received_at",))

    def test_it_is_not_asked_for_where_it_would_not_matter(self) -> None:
        assert run(Made(TEXT, None), self.NIGHT, kind="statement") == ((), ())

    @pytest.mark.parametrize(
        ("need", "when"),
        [
            ("relation", {"context": {"relation": ["family"]}}),
            ("claim", {"context": {"claim": ["paid"]}}),
            ("name", {"name": {"status": "mismatch"}}),
            ("sender", {"sender": {"kind": ["overseas"]}}),
        ],
    )
    def test_other_facts(self, need: str, when: dict[str, object]) -> None:
        asking = rule({"all": [OVERDUE, when]}, needs=(need,))
        assert run(overdue(), asking) == ((), (need,))
        assert run(Made(TEXT), asking) == ((), ())
        assert run(overdue(), rule({"all": [OVERDUE, when]})) == ((), ())

    def test_nothing_is_assumed_under_none(self) -> None:
        asking = rule({"all": [OVERDUE, {"none": [{"context": {"relation": ["self"]}}]}]}, needs=("relation",))
        assert len(run(overdue(), asking)[0]) == 1


def test_the_first_kind_that_holds_names_the_message() -> None:
    kinds = [("otp", ARREST), ("collection", OVERDUE), ("statement", {"signature": {"is": ["none"]}})]
    assert kind_by(overdue(), kinds) == "collection"
    assert kind_by(overdue().cue("threat.arrest", "抓您"), kinds) == "otp"
    assert kind_by(Made(TEXT), kinds) == "statement"
    assert kind_by(Made(TEXT), kinds[:2]) == "other"


def raw(**changes: object) -> dict[str, object]:
    both = {"zh": "", "en": ""}
    base = {"id": "night", "axis": "scam", "severity": "caution", "confidence": "low", "status": "stable"}
    return {**base, "when": OVERDUE, "title": both, "why": both, "misses": both, **changes}


def test_judge_uses_the_rules_and_kinds_of_the_catalog() -> None:
    rules = {
        "night": raw(level="law"),
        "old": raw(id="old", status="retired"),
        "draft": raw(id="draft", status="draft"),
        "by-kind": raw(id="by-kind", when={"all": [OVERDUE, {"kind": {"is": ["collection"]}}]}),
    }
    records = catalog(rules, [{"id": "collection", "when": OVERDUE}])
    judged = judge(overdue().case(records))
    assert judged.kind == "collection"
    assert [(one.rule, one.level) for one in judged.findings] == [("by-kind", None), ("night", "law")]
    assert judge(overdue().case(records)) == judged


def test_a_hostile_message_is_judged_in_line() -> None:
    text = "逾期" * 2000
    cues = tuple(Cue("state.overdue", "逾期", Span(at, at + 2)) for at in range(0, len(text), 2))
    case = Made(text).case()
    case = case._replace(reading=case.reading._replace(cues=cues, amounts=()))
    assert isinstance(case, Case)
    records = catalog({"made": raw(id="made", when={"near": {"of": [OVERDUE, OVERDUE], "within": "clause"}})})
    (found,) = judge(case._replace(catalog=records)).findings
    assert len(found.at) == 2000


def test_evidence_of_a_context_fact_names_its_field() -> None:
    (found,) = findings(Made(TEXT, claim="paid"), rule({"context": {"claim": ["paid"]}}))
    assert found.at == (Evidence("context.claim", 0, 4),)
