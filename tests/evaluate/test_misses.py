"""The reason of a miss: what fired, what the checks did not know. And the counts that stand beside it."""

from triage.evaluate import page
from triage.evaluate.misses import Miss, reason

from .cases import CALM, SCAM, case, tally

FEE = {"scam": ["likely", "possible"]}


def test_a_missed_scam_says_that_no_rule_fired_and_what_was_not_known() -> None:
    found = tally(case("quiet", CALM, {"scam": ["likely"]}, sender="13900000000")).misses[0]
    assert found.rules == ()
    assert any(one.startswith("sender ") for one in found.unknown)
    assert "received_at" in found.needs
    assert reason(found).startswith("no rule of it fired; ")


def test_a_false_alarm_says_which_rule_fired_with_its_weight() -> None:
    found = tally(case("loud", SCAM, {"scam": ["none_found"]})).misses[0]
    assert "payee-is-a-person (serious, high)" in found.rules
    assert "fired: " in reason(found)


def test_a_red_line_that_is_not_found_names_what_fired_instead() -> None:
    found = tally(case("other line", SCAM, {"red_lines": ["asks_code"]})).misses[0]
    assert found.axis == "red_line"
    assert "payee-is-a-person (serious, high)" in found.rules


def test_what_was_read_wrongly_has_no_rule_to_blame() -> None:
    found = tally(case("sum", CALM, {"amounts": [{"value": "1.00"}]})).misses[0]
    assert (found.rules, reason(found)) == ((), "")


def test_what_an_error_is_about_is_scored() -> None:
    found = tally(case("calm", CALM, {"error_about": ["amount"]}))
    assert found.error_about["amount"] == (0, 1)
    assert [one.axis for one in found.misses] == ["error_about"]


def test_the_page_gives_the_reason_below_the_miss() -> None:
    lines = page(tally(case("quiet", CALM, {"scam": ["likely"]}))).splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  quiet [f] scam"))
    assert lines[at + 1].strip().startswith("no rule of it fired")


def test_confusion_and_families_stand_on_the_page() -> None:
    text = page(tally(case("a", SCAM, {"scam": ["likely"]}), case("b", CALM, {"scam": ["none_found"]})))
    assert "none_found -> none_found" in text
    assert "f: scam" in text


def test_recall_and_false_alarms_of_a_family() -> None:
    found = tally(
        case("a", SCAM, {"scam": ["likely"]}),
        case("b", CALM, {"scam": ["likely"]}),
        case("c", CALM, {"scam": ["none_found"]}),
    )
    assert found.by_family["f"]["recall"]["scam"] == (1, 2)
    assert found.by_family["f"]["false_alarms"]["scam"] == (0, 1)


def test_precision_counts_flags_that_the_label_allows() -> None:
    found = tally(
        case("right", SCAM, {"scam": ["likely"]}),
        case("allowed", SCAM, {"scam": ["none_found", "likely"]}),
        case("wrong", SCAM, {"scam": ["none_found"]}),
        case("unscored", SCAM, {}),
    )
    assert found.precision["scam"] == (2, 3)


def test_words_and_confidence_count_flags_that_the_label_calls_for() -> None:
    found = tally(
        case("right", SCAM, {"scam": ["likely"]}),
        case("allowed", SCAM, {"scam": ["none_found", "likely"]}),
        case("harmful", SCAM, {"scam": ["likely"], "must_not_say": ["scam"]}),
    )
    assert found.words["scam likely"] == (1, 3)
    hits, of = found.confidence["high, scam"]
    assert of == 3 * hits


def test_a_lawful_message_with_either_flag_is_one_false_alarm() -> None:
    clear = {"scam": ["none_found"], "conduct": ["none_found"]}
    found = tally(case("a", SCAM, clear), case("b", CALM, clear), case("c", CALM, {"scam": ["none_found"]}))
    assert found.false_alarms["scam or conduct"] == (1, 2)


def test_legal_papers_are_counted_by_themselves() -> None:
    paper = {"kind": "court_notice", "scam": ["none_found"]}
    assert tally(case("paper", CALM, paper)).false_alarms["scam, of legal papers"] == (0, 1)


def test_scores_of_reading_have_precision_recall_and_f1() -> None:
    found = tally(case("sum", CALM, {"amounts": [{"value": "862.50"}, {"value": "1.00"}]})).as_dict()
    one = found["readings"]["amounts"]
    assert (one["precision"], one["recall"], one["f1"]) == (1.0, 0.5, 0.6667)


def test_a_reason_is_made_of_what_there_is() -> None:
    bare = Miss("i", "f", "identity", "consistent", "unconfirmed", (), (), ("sender not_on_record",), ())
    assert reason(bare) == "unknown: sender not_on_record"
