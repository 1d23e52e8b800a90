"""What a playbook's rules come to in a contract: a finding with its line, or something accepted."""

import pytest

from clausecheck.model import Finding, FindingKind, Severity, Side, Step
from clausecheck.review import read_contract, review
from tests.reviewers.playbook.making import book, reviewed, text

PAYMENT = ("[term.payment_days]", "standard = 30", "fallback = 45", "walk_away = 60", 'priority = "must"')
RULE = "playbook.seller.payment_days"


@pytest.mark.parametrize(
    ("days", "step", "line", "severity"),
    [
        ("forty (40)", Step.ASK, 3, Severity.MEDIUM),
        ("fifty (50)", Step.FALLBACK, 4, Severity.HIGH),
        ("sixty-one (61)", Step.WALK_AWAY, 5, Severity.CRITICAL),
    ],
)
def test_the_line_that_fired_and_its_level_are_told(days: str, step: Step, line: int, severity: Severity) -> None:
    finding = reviewed(text(days=days), *PAYMENT)[RULE]
    assert finding.playbook is not None
    assert (finding.playbook.file, finding.playbook.line, finding.playbook.step) == ("house.toml", line, step)
    assert finding.severity is severity
    assert finding.clause_type == "payment_terms"
    assert f"{days.split('(', maxsplit=1)[0].strip()}" in finding.quote


def _on(found: dict[str, Finding], clause_type: str) -> Finding:
    """The one finding on a clause type."""
    (finding,) = (one for one in found.values() if one.clause_type == clause_type)
    return finding


def test_what_is_asked_for_is_what_the_file_says() -> None:
    finding = reviewed(text(), *PAYMENT, 'why = "Wages are paid monthly."', 'reason = "It keeps the price."')[RULE]
    advice = finding.negotiation
    assert advice is not None
    assert advice.ask == "30 days or less."
    assert advice.fallback == "45 days or less."
    assert advice.walk_away == "More than 60 days."
    assert advice.reason == "It keeps the price."
    assert "Wages are paid monthly." in finding.explanation
    assert "thirty (30) days" in advice.proposed_text


def test_what_is_within_the_standard_is_no_finding() -> None:
    assert RULE not in reviewed(text(days="thirty (30)"), *PAYMENT)


def test_what_the_playbook_accepts_is_lowered_and_says_which_line() -> None:
    before = _on(reviewed(text()), "payment_terms")
    assert before.severity.rank >= Severity.MEDIUM.rank
    after = _on(reviewed(text(), "[term.payment_days]", "standard = 120", 'worse = "more"'), "payment_terms")
    assert after.severity is Severity.INFO
    assert after.playbook is not None
    assert (after.playbook.line, after.playbook.step) == (3, None)
    assert after.playbook.text == "accepted: 120 days or less"


def test_the_own_rule_speaks_in_place_of_the_counted_finding_and_keeps_its_figures() -> None:
    counted = _on(reviewed(text()), "payment_terms")
    own = _on(reviewed(text(), *PAYMENT), "payment_terms")
    assert own.rule == RULE
    assert counted.evidence
    assert own.evidence == counted.evidence


def test_units_are_told_in_each_other() -> None:
    week = ("[term.payment_days]", 'unit = "weeks"', "standard = 2", "fallback = 4", "walk_away = 12")
    finding = reviewed(text(days="sixty (60)"), *week)[RULE]
    assert "8.57 weeks" in finding.explanation
    assert finding.playbook is not None
    assert finding.playbook.step is Step.FALLBACK


def test_a_value_that_cannot_be_told_in_the_unit_is_left_alone() -> None:
    cap = ("[term.liability_cap]", 'unit = "months_of_fees"', "standard = 3", 'worse = "more"')
    assert "playbook.seller.liability_cap" in reviewed(text(), *cap)
    assert "playbook.seller.liability_cap" not in reviewed(text(cap="USD 900,000"), *cap)


def test_who_is_bound_counts() -> None:
    lines = ("standard = 10", 'worse = "more"')
    assert RULE in reviewed(text(), "[term.payment_days]", *lines, 'binds = "buyer"')
    assert RULE not in reviewed(text(), "[term.payment_days]", *lines, 'binds = "seller"')
    leave = "playbook.seller.convenience_notice"
    assert leave in reviewed(text(), "[term.convenience_notice]", *lines)
    assert leave not in reviewed(text(), "[term.convenience_notice]", *lines, "alone = true")


def test_a_sum_of_money_is_replaced_in_the_proposed_words() -> None:
    finding = reviewed(text(), "[term.insurance_amount]", 'unit = "USD"', "standard = 1", "fallback = 1000000")
    advice = finding["playbook.seller.insurance_amount"].negotiation
    assert advice is not None
    assert "at least USD 1 per claim" in advice.proposed_text


def test_a_rule_is_for_its_categories() -> None:
    assert RULE in reviewed(text(), *PAYMENT, 'categories = ["services"]')
    assert RULE not in reviewed(text(), *PAYMENT, 'categories = ["license"]')


LAW = ("[term.governing_law]", 'standard = ["England"]', 'fallback = ["US-NY"]', 'walk_away = ["Texas"]')


@pytest.mark.parametrize(
    ("law", "step"),
    [("New York", Step.ASK), ("Texas", Step.WALK_AWAY), ("Delaware", Step.FALLBACK)],
)
def test_places_are_told_by_name_or_code(law: str, step: Step) -> None:
    finding = reviewed(text(law=law), *LAW)["playbook.seller.governing_law"]
    assert finding.playbook is not None
    assert finding.playbook.step is step
    assert finding.title == f"The law of {law} governs"
    assert finding.negotiation is not None
    assert "England" in finding.negotiation.proposed_text


def test_a_part_of_a_wanted_country_is_wanted() -> None:
    assert "playbook.seller.governing_law" not in reviewed(text(), "[term.governing_law]", 'standard = "US"')


BAN = ("[clause.non_compete]", 'standard = "absent"', 'fallback = "mutual"', 'walk_away = "seller"')


def test_whom_a_clause_binds_decides_on_the_step() -> None:
    both = "Neither party shall compete with the other party during the term."
    one = reviewed(text(), *BAN)["playbook.seller.non_compete"]
    two = reviewed(text(ban=both), *BAN)["playbook.seller.non_compete"]
    assert one.playbook is not None
    assert two.playbook is not None
    assert (one.playbook.step, one.kind) == (Step.WALK_AWAY, FindingKind.ONE_SIDED)
    assert two.playbook.step is Step.ASK
    assert one.title == "Only Provider may not compete"
    assert "noncompete" not in reviewed(text(), *BAN), "the rule speaks in place of the reading"


def test_a_clause_that_is_wanted_and_missing_is_a_finding_without_a_place() -> None:
    finding = reviewed(text(), "[clause.publicity]", 'standard = "present"', 'wording = "{seller} may name {buyer}."')
    missing = finding["playbook.seller.publicity"]
    assert (missing.kind, missing.span, missing.quote) == (FindingKind.MISSING_CLAUSE, None, "")
    assert missing.negotiation is not None
    assert missing.negotiation.proposed_text == "Provider may name Customer."


def test_a_clause_under_another_name_is_not_missing() -> None:
    law = ("[clause.governing_law]", 'standard = "present"')
    rest = text().split("7. Governing Law")[0]
    assert "playbook.seller.governing_law" in reviewed(rest, *law)
    hidden = "7. Miscellaneous. Headings are for ease of reading. The laws of Ohio govern this Agreement."
    assert "playbook.seller.governing_law" not in reviewed(f"{rest}{hidden}\n", *law)


def test_nothing_is_missing_from_an_excerpt() -> None:
    assert "playbook.seller.publicity" not in reviewed(
        "Provider shall help.\n", "[clause.publicity]", 'standard = "present"'
    )


def test_a_clause_that_is_accepted_is_lowered() -> None:
    before = reviewed(text())["noncompete"]
    after = reviewed(text(), "[clause.non_compete]", 'standard = "seller"')["noncompete"]
    assert before.severity.rank > Severity.LOW.rank
    assert after.severity is Severity.INFO
    assert after.playbook is not None


def test_a_direction_that_is_accepted_is_lowered() -> None:
    cap = "playbook.buyer.cap_on_liability"
    before = reviewed(text(), side="buyer")
    assert before["one_way.cap_on_liability"].severity.rank > Severity.INFO.rank
    after = reviewed(text(), "[clause.cap_on_liability]", 'standard = "buyer"', side="buyer")
    assert after["one_way.cap_on_liability"].severity is Severity.INFO
    assert after["one_way.cap_on_liability"].playbook is not None
    refused = reviewed(text(), "[clause.cap_on_liability]", 'standard = "mutual"', side="buyer")
    assert refused[cap].evidence == before["one_way.cap_on_liability"].evidence
    assert "one_way.cap_on_liability" not in refused


def test_words_that_must_not_be_said_are_quoted_and_cut() -> None:
    lines = ("[clause.termination_for_convenience]", 'must_not_say = ["without cause"]')
    finding = reviewed(text(), *lines)["playbook.seller.termination_for_convenience.must_not_say"]
    assert "without cause" in finding.quote
    assert finding.negotiation is not None
    assert "without cause" not in finding.negotiation.proposed_text
    assert finding.playbook is not None
    assert finding.playbook.line == 3


def test_a_fragment_may_name_the_parties_by_what_they_do() -> None:
    lines = ("[clause.termination_for_convenience]", 'must_not_say = ["{buyer} may .. without cause"]')
    rule = "playbook.seller.termination_for_convenience.must_not_say"
    leave = "Customer may end and terminate this Agreement at any time without cause on written notice."
    assert rule in reviewed(text(leave=leave), *lines)
    assert rule not in reviewed(text(leave=leave.replace("Customer", "Provider")), *lines)


def test_words_that_must_be_said_are_missed_where_they_are_not() -> None:
    lines = (
        "[clause.termination_for_convenience]",
        'must_say = ["by registered mail|in writing"]',
        'wording = "By mail."',
    )
    rule = "playbook.seller.termination_for_convenience.must_say"
    assert rule in reviewed(text(), *lines)
    leave = "Either party may terminate this Agreement without cause in writing on thirty (30) days' notice."
    assert rule not in reviewed(text(leave=leave), *lines)


def test_a_topic_can_be_accepted_or_told_in_own_words() -> None:
    accepted = reviewed(text(), "[position.noncompete]", "accept = true")["noncompete"]
    assert accepted.severity is Severity.INFO
    assert accepted.playbook is not None
    assert accepted.playbook.line == 3
    words = reviewed(text(), "[position.noncompete]", 'ask = "Six months, no more."', 'priority = "nice"')["noncompete"]
    assert words.negotiation is not None
    assert words.negotiation.ask == "Six months, no more."
    assert words.negotiation.priority == "nice"


def test_own_weights_change_the_severity_of_what_is_found() -> None:
    table = ("[severity.thresholds]", "medium = 90", "high = 91", "critical = 92")
    assert reviewed(text())["noncompete"].severity.rank >= Severity.MEDIUM.rank
    assert reviewed(text(), *table)["noncompete"].severity is Severity.LOW


def test_a_rule_takes_the_place_of_the_shipped_one_alone() -> None:
    contract = text(days="seventy-five (75)")
    shipped = reviewed(contract)
    assert any(one.playbook and one.playbook.file == "playbooks/seller.toml" for one in shipped.values())
    own = reviewed(contract, "[term.payment_days]", "standard = 80", 'worse = "more"')
    lines = [one.playbook for one in own.values() if one.playbook and one.playbook.rule == "payment_days"]
    assert {line.file for line in lines} == {"house.toml"}


def test_a_playbook_changes_nothing_of_what_it_does_not_speak_of() -> None:
    before, after = reviewed(text()), reviewed(text(), "[term.renewal_notice]", "standard = 30", 'worse = "more"')
    assert before == after


def test_the_mirror_knows_nothing_of_it() -> None:
    made = [
        review(read_contract(text().encode(), "c.txt"), Side.SELLER, mirror=True, playbook=own)
        for own in (None, book(*PAYMENT, "[position.noncompete]", "accept = true"))
    ]
    assert made[0].mirror == made[1].mirror
    assert made[0].findings != made[1].findings
    assert made[0].shared == made[1].shared
    assert [one.own_rules for one in made] == [0, 2]
