"""Sums and dates: what is a conflict, what is tolerated, what cannot be said."""

import pytest

from tests.judge.made import Made
from triage.judge.arithmetic import TESTS
from triage.judge.figures import Conflict
from triage.judge.scene import Scene


def run(name: str, made: Made, **options: str) -> Conflict | None:
    return TESTS[name](Scene(made.case()), {"test": name, **options})


def slots(name: str, made: Made, **options: str) -> dict[str, str] | None:
    found = run(name, made, **options)
    return dict(found.slots) if found else None


class TestParts:
    TEXT = "欠本金20000元、利息800元、罚息120元，合计20920元。另有服务费10元"

    def made(self, total: str, word: str = "state.adds_up", interest: str = "800") -> Made:
        made = Made(self.TEXT).amount("principal", "20000元", "20000").amount("interest", "800元", interest)
        return made.amount("penalty", "120元", "120").amount("total", "20920元", total).cue(word, "合计")

    def test_parts_that_make_the_total(self) -> None:
        assert run("parts_do_not_add_up", self.made("20920")) is None

    @pytest.mark.parametrize("total", ["20919.97", "20920.03"])
    def test_rounding_is_tolerated(self, total: str) -> None:
        assert run("parts_do_not_add_up", self.made(total)) is None

    @pytest.mark.parametrize("total", ["20919.96", "20920.04", "22920"])
    def test_parts_that_do_not(self, total: str) -> None:
        found = slots("parts_do_not_add_up", self.made(total))
        assert found is not None
        assert found["sum"] == "20920.00"

    def test_evidence_is_the_total_and_its_parts(self) -> None:
        found = run("parts_do_not_add_up", self.made("22920"))
        assert found is not None
        assert [self.TEXT[one.start : one.end] for one in found.at] == ["20920元", "20000元", "800元", "120元"]
        assert found.slots == (("sum", "20920.00"), ("total", "22920.00"))

    def test_after_of_which_three_kinds_of_parts_are_all_of_them(self) -> None:
        assert run("parts_do_not_add_up", self.made("20920", "state.of_which")) is None
        assert run("parts_do_not_add_up", self.made("20000", "state.of_which")) is not None
        assert run("parts_do_not_add_up", self.made("30000", "state.of_which")) is not None
        more = self.made("30000", "state.of_which").cue("state.more_included", "欠")
        assert run("parts_do_not_add_up", more) is None

    def test_after_of_which_two_parts_may_be_fewer_but_not_more(self) -> None:
        text = "欠款30000元，其中本金20000元、利息800元。"
        for total, fits in (("30000", True), ("20000", False)):
            two = Made(text).amount("total", "30000元", total).cue("state.of_which", "其中")
            two.amount("principal", "20000元", "20000").amount("interest", "800元", "800")
            assert (run("parts_do_not_add_up", two) is None) is fits

    def test_without_a_word_that_says_so_three_kinds_are_added_and_two_are_not(self) -> None:
        assert run("parts_do_not_add_up", self.made("99999", "demand.pay")) is not None
        assert run("parts_do_not_add_up", self.made("20920", "demand.pay")) is None
        text = "本金20000元、利息800元，欠款99999元。"
        two = Made(text).amount("principal", "20000元", "20000").amount("interest", "800元", "800")
        assert run("parts_do_not_add_up", two.amount("total", "99999元", "99999")) is None

    def test_two_totals_or_two_parts_of_one_kind_are_not_added(self) -> None:
        assert run("parts_do_not_add_up", self.made("99999").amount("total", "10元", "10")) is None
        twice = self.made("99999").amount("interest", "20000", "1")
        assert run("parts_do_not_add_up", twice) is None

    def test_a_part_in_another_sentence_does_not_count(self) -> None:
        assert run("parts_do_not_add_up", self.made("20920").amount("fee", "10元", "10")) is None

    def test_a_part_that_is_about_does_not_count(self) -> None:
        made = Made(self.TEXT).amount("principal", "20000元", "20000").amount("total", "20920元", "5")
        made.amount("interest", "800元", "800", bound="about").cue("state.adds_up", "合计")
        assert run("parts_do_not_add_up", made) is None


class TestMinimumAndSettlement:
    TEXT = "全部欠款5000元，本金4000元，一项6000元，另一项100元"

    @pytest.mark.parametrize(
        ("name", "role", "slot"),
        [
            ("minimum_above_total", "min_payment", "minimum"),
            ("settlement_above_debt", "settlement", "settlement"),
        ],
    )
    def test_more_than_the_whole(self, name: str, role: str, slot: str) -> None:
        made = Made(self.TEXT).amount("total", "5000元", "5000").amount(role, "6000元", "6000")
        assert slots(name, made) == {slot: "6000.00", "total": "5000.00"}

    @pytest.mark.parametrize(
        ("name", "role"), [("minimum_above_total", "min_payment"), ("settlement_above_debt", "settlement")]
    )
    def test_no_conflict(self, name: str, role: str) -> None:
        equal = Made(self.TEXT).amount("total", "5000元", "5000").amount(role, "6000元", "5000")
        assert run(name, equal) is None
        some = Made(self.TEXT).amount("total", "5000元", "5000").amount(role, "6000元", "6000")
        assert run(name, some.amount(role, "100元", "100")) is None, "the smallest counts"
        assert run(name, Made(self.TEXT).amount("principal", "4000元", "4000").amount(role, "6000元", "6000")) is None
        foreign = Made(self.TEXT).amount("total", "5000元", "5000", currency="USD").amount(role, "6000元", "6000")
        assert run(name, foreign) is None
        most = Made(self.TEXT).amount("total", "100元", "100").amount("total", "5000元", "7000")
        assert run(name, most.amount(role, "6000元", "6000")) is None, "the largest total counts"


class TestOverdueDays:
    TEXT = "应于11月10日还款的借款已逾期10天，截至11月15日，宽限期3天"

    def made(self, days: int, received: str | None = "2026-11-20", due: str = "2026-11-10") -> Made:
        return Made(self.TEXT, received).date("due", "11月10日", due).duration("overdue", "10天", days)

    @pytest.mark.parametrize("days", [9, 10, 11])
    def test_a_day_either_way(self, days: int) -> None:
        assert run("overdue_days_do_not_fit", self.made(days)) is None

    @pytest.mark.parametrize("days", [8, 12])
    def test_more_than_a_day(self, days: int) -> None:
        assert slots("overdue_days_do_not_fit", self.made(days)) == {
            "due": "2026-11-10",
            "days": str(days),
            "counted": "10",
            "to": "2026-11-20",
        }

    def test_grace_makes_fewer_days_right_but_not_more(self) -> None:
        assert run("overdue_days_do_not_fit", self.made(6), grace="3") is None
        assert run("overdue_days_do_not_fit", self.made(5), grace="3") is not None
        assert run("overdue_days_do_not_fit", self.made(12), grace="3") is not None
        assert run("overdue_days_do_not_fit", self.made(6).duration("grace", "3天", 3)) is None

    def test_never_counted_to_the_day_of_the_answer(self) -> None:
        assert run("overdue_days_do_not_fit", self.made(500, received=None)) is None

    def test_counted_to_a_day_the_message_names(self) -> None:
        named = self.made(5, received=None).date("as_of", "11月15日", "2026-11-15")
        assert run("overdue_days_do_not_fit", named) is None
        wrong = self.made(10, received=None).date("as_of", "11月15日", "2026-11-15")
        assert (slots("overdue_days_do_not_fit", wrong) or {})["to"] == "2026-11-15"

    def test_months_are_uneven(self) -> None:
        made = Made(self.TEXT).date("due", "11月10日", "2026-08-20").duration("overdue", "10天", 90, approx=True)
        assert run("overdue_days_do_not_fit", made) is None

    def test_what_is_not_known_once_is_not_compared(self) -> None:
        assert run("overdue_days_do_not_fit", self.made(500).duration("overdue", "3天", 3)) is None
        assert run("overdue_days_do_not_fit", self.made(500).date("due", "11月15日", "2026-11-15")) is None
        assert run("overdue_days_do_not_fit", self.made(500, due="2026-11-25")) is None, "not due yet: another test"
        assert run("overdue_days_do_not_fit", Made(self.TEXT).duration("overdue", "10天", 10)) is None
        open_ended = Made(self.TEXT).until("11月10日", "2026-01-01").duration("overdue", "10天", 10)
        assert run("overdue_days_do_not_fit", open_ended) is None


class TestDueAfterOverdue:
    TEXT = "还款日12月8日的账单已逾期。下期另计"

    def test_a_due_date_to_come_beside_overdue(self) -> None:
        made = Made(self.TEXT).date("due", "12月8日", "2026-12-08").cue("state.overdue", "已逾期")
        assert slots("due_after_overdue", made) == {"due": "2026-12-08"}
        made = Made(self.TEXT).date("due", "12月8日", "2026-12-08").duration("overdue", "逾期", 3)
        assert slots("due_after_overdue", made) == {"due": "2026-12-08"}

    def test_no_conflict(self) -> None:
        past = Made(self.TEXT).date("due", "12月8日", "2026-11-20").cue("state.overdue", "已逾期")
        assert run("due_after_overdue", past) is None
        conditional = Made(self.TEXT).date("due", "12月8日", "2026-12-08").cue("state.overdue", "已逾期", "conditional")
        assert run("due_after_overdue", conditional) is None
        apart = Made(self.TEXT).date("due", "下期", "2026-12-08").cue("state.overdue", "已逾期")
        assert run("due_after_overdue", apart) is None
        two = Made(self.TEXT).date("due", "12月8日", "2026-12-08").date("due", "下期", "2026-11-08")
        assert run("due_after_overdue", two.cue("state.overdue", "已逾期")) is None


class TestImpossibleDay:
    TEXT = "请于2月30日前还款"

    def test_no_calendar_has_it(self) -> None:
        assert slots("impossible_due_date", Made(self.TEXT).date("deadline", "2月30日", None)) == {"due": "2月30日"}

    def test_other_days_do_not_count(self) -> None:
        assert run("impossible_due_date", Made(self.TEXT).date("event", "2月30日", None)) is None
        assert run("impossible_due_date", Made(self.TEXT).until("2月30日", "2026-02-28")) is None


class TestPaidBeforeDue:
    TEXT = "还款日11月20日，已逾期2天"

    def made(self, paid: str | None, received: str | None = "2026-11-22") -> Made:
        from datetime import date

        return Made(self.TEXT, received, paid_on=date.fromisoformat(paid) if paid else None)

    @pytest.mark.parametrize(("paid", "holds"), [("2026-11-15", True), ("2026-11-20", True), ("2026-11-21", False)])
    def test_against_the_stated_day(self, paid: str, holds: bool) -> None:
        made = self.made(paid, received=None).date("due", "11月20日", "2026-11-20")
        assert (run("paid_before_due", made) is not None) == holds

    @pytest.mark.parametrize(("paid", "holds"), [("2026-11-20", True), ("2026-11-21", False)])
    def test_against_the_day_reckoned_back(self, paid: str, holds: bool) -> None:
        made = self.made(paid).duration("overdue", "2天", 2)
        found = slots("paid_before_due", made)
        assert found == ({"paid_on": paid, "due": "2026-11-20"} if holds else None)

    def test_cannot_be_said(self) -> None:
        assert run("paid_before_due", self.made("2026-11-01", received=None).duration("overdue", "2天", 2)) is None
        assert run("paid_before_due", self.made("2026-11-01")) is None
        assert run("paid_before_due", self.made(None).date("due", "11月20日", "2026-11-20")) is None
        assert run("paid_before_due", self.made("2026-11-01").duration("overdue", "2天", 10**6)) is None


class TestYearsOld:
    TEXT = "请于4月1日前还款，借款日3月1日"

    @pytest.mark.parametrize(("day", "holds"), [("2023-11-22", True), ("2023-11-23", False), ("2019-04-01", True)])
    def test_three_years_to_the_day(self, day: str, holds: bool) -> None:
        assert (run("dates_years_old", Made(self.TEXT).until("4月1日", day)) is not None) == holds

    def test_the_last_day_counts(self) -> None:
        made = Made(self.TEXT).until("4月1日", "2019-04-01").date("due", "3月1日", "2026-03-01")
        assert run("dates_years_old", made) is None
        assert run("dates_years_old", Made(self.TEXT).date("loan", "3月1日", "2019-03-01")) is None
        assert run("dates_years_old", Made(self.TEXT).until("4月1日", "2023-11-22"), years="5") is None


class TestDueBeforeLoan:
    TEXT = "5月10日借款，4月30日还清，6月1日"

    def made(self, loan: str, due: str) -> Made:
        return Made(self.TEXT).date("loan", "5月10日", loan).date("deadline", "4月30日", due)

    def test_a_day_before_the_loan(self) -> None:
        assert slots("due_before_loan", self.made("2026-05-10", "2026-04-30")) == {
            "loan": "2026-05-10",
            "due": "2026-04-30",
        }

    @pytest.mark.parametrize("due", ["2026-05-10", "2026-05-11"])
    def test_the_same_day_or_later_is_possible(self, due: str) -> None:
        assert run("due_before_loan", self.made("2026-05-10", due)) is None

    def test_two_days_to_pay_leave_open_which_is_meant(self) -> None:
        both = self.made("2026-05-10", "2026-04-30").date("due", "6月1日", "2026-06-01")
        assert run("due_before_loan", both) is None


class TestReceived:
    TEXT = "借款本金3000元，实际到手2400元，期限30天，到期还3000元整"

    def made(self, got: str = "2400") -> Made:
        return Made(self.TEXT).cue("state.received", "实际到手").amount("other", "2400元", got)

    def test_less_than_the_principal(self) -> None:
        assert slots("deducted_in_advance", self.made().amount("principal", "3000元", "3000")) == {
            "received": "2400.00",
            "principal": "3000.00",
        }

    def test_all_of_the_principal(self) -> None:
        assert run("deducted_in_advance", self.made("3000").amount("principal", "3000元", "3000")) is None
        assert run("deducted_in_advance", self.made()) is None, "no principal is written"

    def test_without_words_for_what_was_received(self) -> None:
        made = Made(self.TEXT).amount("other", "2400元", "2400").amount("principal", "3000元", "3000")
        assert run("deducted_in_advance", made) is None
        denied = Made(self.TEXT).cue("state.received", "实际到手", "negated").amount("other", "2400元", "2400")
        assert run("deducted_in_advance", denied.amount("principal", "3000元", "3000")) is None

    def test_the_rate_a_year(self) -> None:
        made = self.made().amount("total", "3000元整", "3000").duration("term", "30天", 30)
        assert slots("yearly_rate_above", made, percent="24") == {
            "received": "2400.00",
            "repay": "3000.00",
            "days": "30",
            "rate": "304",
        }
        assert run("yearly_rate_above", made, percent="304") is not None
        assert run("yearly_rate_above", made, percent="305") is None

    @pytest.mark.parametrize("days", [0, 3 * 365 + 1])
    def test_a_term_that_says_nothing(self, days: int) -> None:
        made = self.made().amount("total", "3000元整", "3000").duration("term", "30天", days)
        assert run("yearly_rate_above", made) is None

    def test_the_term_from_the_days_of_the_loan(self) -> None:
        made = Made("借款日5月1日，实际到手2400元，还款日5月31日，还3000元整").cue("state.received", "实际到手")
        made.amount("other", "2400元", "2400").amount("total", "3000元整", "3000")
        made.date("loan", "5月1日", "2026-05-01").date("due", "5月31日", "2026-05-31")
        assert (slots("yearly_rate_above", made) or {})["days"] == "30"
