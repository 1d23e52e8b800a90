"""What is wrong with a playbook is told by line, in plain words, all at once."""

from pathlib import Path

import pytest

from clausecheck.errors import UsageError
from clausecheck.model import Binds, Priority, Severity, Side
from clausecheck.reviewers.playbook.parse import load_rulebook, read_rulebook
from clausecheck.reviewers.playbook.rulebook import AmountRule, ClauseRule, State
from tests.reviewers.playbook.making import book, problems_of

WHOLE = (
    "[levels]",
    'must = ["high", "high", "critical"]',
    "[term.payment_days]",
    "standard = 2",
    "fallback = 45",
    'unit = "weeks"',
)


def test_a_rule_on_a_number_keeps_what_it_states() -> None:
    rule = book(
        "[term.liability_cap]", 'unit = "multiple_of_fees"', 'binds = "seller"', "alone = true", "standard = 1",
        "fallback = 2", "walk_away = 3", 'priority = "must"', 'why = "Price."', 'categories = ["saas"]',
    ).rules[0]  # fmt: skip
    assert isinstance(rule, AmountRule)
    assert (rule.unit, rule.binds, rule.alone, rule.more) == ("multiple_of_fees", Binds.SELLER, True, True)
    assert (rule.standard, rule.fallback, rule.walk_away) == (1, 2, 3)
    assert (rule.stance.priority, rule.stance.why) == (Priority.MUST, "Price.")
    assert rule.stance.is_for("saas")
    assert not rule.stance.is_for("design")


def test_falling_steps_mean_that_less_is_worse() -> None:
    rule = book("[term.cure_period]", "standard = 30", "fallback = 14", "walk_away = 5").rules[0]
    assert isinstance(rule, AmountRule)
    assert not rule.more


def test_a_rule_on_a_clause_keeps_its_states() -> None:
    rule = book(
        "[clause.indemnification]", 'standard = "mutual"', 'fallback = ["buyer", "absent"]', 'walk_away = "seller"'
    ).rules[0]
    assert isinstance(rule, ClauseRule)
    assert rule.standard == {State.MUTUAL}
    assert rule.fallback == {State.BUYER, State.ABSENT}


def test_levels_are_the_files_own_or_usual() -> None:
    levels = book("[levels]", 'must = ["high", "high", "critical"]').levels
    assert levels[Priority.MUST] == (Severity.HIGH, Severity.HIGH, Severity.CRITICAL)
    assert levels[Priority.SHOULD] == (Severity.LOW, Severity.MEDIUM, Severity.HIGH)


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (["[terms]"], 2, "unknown table 'terms'; did you mean term"),
        (["", "[term.payment_day]", "standard = 30"], 3, "did you mean payment_days"),
        (["[term.payment_days]", "standard = 30", "fallbak = 45"], 4, "did you mean fallback"),
        (["[term.payment_days]", "standard = 30", 'unit = "percent"'], 4, "must be one of days"),
        (["[term.insurance_amount]", "standard = 5", "fallback = 6"], 2, "unit is missing"),
        (["[term.payment_days]", 'standard = "soon"'], 3, "must be a number"),
        (["[term.payment_days]", "standard = -1", 'worse = "more"'], 3, "at least 0"),
        (["[term.payment_days]", "standard = 30"], 2, "not clear which way is worse"),
        (["[term.payment_days]", "fallback = 30", "walk_away = 60"], 2, "standard is missing"),
        (["[term.payment_days]", "standard = 30", "fallback = 60", "walk_away = 45"], 4, "must rise"),
        (["[term.cure_period]", "standard = 30", "fallback = 9", 'worse = "more"'], 5, "contradicts"),
        (["[term.cure_period]", "standard = 9", "fallback = 30", 'priority = "most"'], 5, "did you mean must"),
        (["[term.governing_law]", 'standard = "Atlantis"'], 3, "unknown place 'Atlantis'"),
        (["[clause.noncompete]", 'standard = "absent"'], 2, "did you mean non_compete"),
        (["[clause.non_compete]", 'standard = "none"'], 3, "must be one of absent"),
        (["[clause.support]", 'standard = "mutual"'], 3, "is not read; use absent or present"),
        (["[clause.support]", 'standard = "absent"', 'walk_away = "absent"'], 4, "stands in two steps"),
        (["[clause.support]", 'why = "x"'], 2, "it says nothing"),
        (["[clause.support]", 'must_say = ["by mail"]'], 3, "must_say needs wording"),
        (["[clause.support]", 'must_not_say = ["(a|b"]'], 3, "each bracket closed"),
        (["[clause.support]", 'must_not_say = ["{A} may"]'], 3, "unknown {A}"),
        (["[clause.support]", 'standard = "present"', 'wording = "{x}"'], 4, "unknown {x}"),
        (["[clause.support]", 'standard = "present"', 'categories = ["sas"]'], 4, "did you mean saas"),
        (["[levels]", 'must = ["high", "low", "low"]'], 3, "cannot be less grave"),
        (["[levels]", 'must = ["high"]'], 3, "needs three severities"),
        (["[position.payment_lng]", 'ask = "x"'], 2, "did you mean payment_long"),
        (["[position.payment_long]", 'asks = "x"'], 3, "unknown key 'asks'"),
        (["[position.payment_long]", 'ask = "{days}"'], 3, "unknown {days}"),
        (["[position.payment_long]", "levels = { money = 9 }"], 3, "no level"),
        (["[position.payment_long]", 'accept = "yes"'], 3, "must be true or false"),
        (["[severity.weights]", "luck = 3"], 2, "severity"),
        (["[term.payment_days]", "standard = = 30"], 3, "this is no TOML"),
        (["[term]", "payment_days = 30"], 3, "must be a table"),
    ],
)  # fmt: skip
def test_a_problem_names_its_line_and_what_to_write(lines: list[str], line: int, said: str) -> None:
    found = problems_of('side = "seller"', *lines)
    assert [problem for problem in found if problem.line == line and said in problem.message], found


def test_a_playbook_says_whose_it_is() -> None:
    assert "did you mean seller" in problems_of('side = "seler"')[0].message
    assert "it does not say whose it is" in problems_of("[levels]")[0].message


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = problems_of(
        'side = "seller"', "[term.payment_day]", "standard = 1", "[clause.nothing]", "[levels]", 'must = ["bad"]'
    )
    assert [problem.line for problem in found] == [2, 4, 6]


def test_a_file_that_is_right_has_no_problem() -> None:
    assert not problems_of('side = "seller"', *WHOLE)


def test_a_file_with_a_problem_is_refused_in_two_lines(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_text('side = "seller"\n[term.payment_day]\nstandard = 30\n', encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_rulebook(path)
    assert caught.value.message.startswith("house.toml, line 2: unknown term 'payment_day'")
    assert "\n" not in caught.value.message
    assert "playbook check house.toml" in caught.value.hint


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xff\xfe\x00s", b"x" * 1_000_001])
def test_what_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "house.toml"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"house\.toml"):
        load_rulebook(path)


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_bytes("\r\n".join(['\ufeffside = "seller"', *WHOLE]).encode())
    made = load_rulebook(path)
    assert made.line("term", "payment_days", "fallback") == 6
    assert made.side is Side.SELLER


def test_tables_within_tables_without_end_are_a_problem() -> None:
    made, problems = read_rulebook("x = " + "[" * 5000, "house.toml")
    assert made is None
    assert problems
