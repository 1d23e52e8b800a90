"""The playbooks that ship: every rule with a reason and with examples, each of which is read by the whole program."""

import pytest

from clausecheck.cli.playbook_examples import host
from clausecheck.model import Severity, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.playbook.in_force import in_force
from clausecheck.reviewers.playbook.parse import read_rulebook
from clausecheck.reviewers.playbook.rulebook import AmountRule, Rule
from clausecheck.reviewers.playbook.shipped import shipped
from clausecheck.reviewers.playbook.starter import starter
from tests.reviewers.playbook.making import book

RULES = [(side, rule) for side in Side for rule in shipped(side).rules]
NAMES = [f"{side}-{rule.stance.about}" for side, rule in RULES]


def _fired(side: Side, rule: Rule, example: str) -> list[int]:
    """The lines of the rule that a review of the example names."""
    category = min(rule.stance.categories, default="services")
    made = review(read_contract(host(example).encode(), "c.txt"), side, category=category)
    lines = [finding.playbook for finding in made.findings if finding.playbook]
    file = f"playbooks/{side}.toml"
    return [line.line for line in lines if line.file == file and line.rule == rule.stance.about]


@pytest.mark.parametrize(("side", "rule"), RULES, ids=NAMES)
def test_a_rule_fires_on_its_examples_and_on_no_other(side: Side, rule: Rule) -> None:
    assert rule.stance.fires, "a rule needs an example that it finds something in"
    assert rule.stance.quiet, "a rule needs an example that it leaves alone"
    for example in rule.stance.fires:
        assert _fired(side, rule, example), example
    for example in rule.stance.quiet:
        assert not _fired(side, rule, example), example


@pytest.mark.parametrize(("side", "rule"), RULES, ids=NAMES)
def test_a_rule_says_why_and_every_example_reads_as_a_clause(side: Side, rule: Rule) -> None:
    assert rule.stance.why.endswith("."), "a rule gives its reason"
    for example in (*rule.stance.fires, *rule.stance.quiet):
        heading, words = example.split(": ", 1)
        assert heading[0].isupper(), heading
        assert words.endswith(".")


@pytest.mark.parametrize("side", Side)
def test_a_rule_harms_its_own_side(side: Side) -> None:
    contract = read_contract(host(shipped(side).rules[0].stance.fires[0]).encode(), "c.txt")
    for reader in Side:
        made = review(contract, reader, category="services")
        file = f"playbooks/{side}.toml"
        found = [one for one in made.findings if one.playbook and one.playbook.file == file]
        assert found
        assert all((one.severity is Severity.INFO) is (reader is not side) for one in found)


def test_where_both_sides_have_a_rule_they_pull_apart() -> None:
    seller, buyer = (in_force(side).amounts for side in Side)
    for term in seller.keys() & buyer.keys():
        one, two = seller[term], buyer[term]
        if one.binds is two.binds:
            assert one.more is not two.more, term


@pytest.mark.parametrize("side", Side)
def test_the_starter_is_the_shipped_playbook_with_nothing_wrong(side: Side) -> None:
    made, problems = read_rulebook(starter(side), "house.toml")
    assert made is not None
    assert not problems
    assert made.side is side
    assert made.subjects == shipped(side).subjects
    for mine, theirs in zip(made.rules, shipped(side).rules, strict=True):
        assert not mine.stance.fires
        if isinstance(mine, AmountRule) and isinstance(theirs, AmountRule):
            assert (mine.standard, mine.fallback, mine.walk_away) == (
                theirs.standard,
                theirs.fallback,
                theirs.walk_away,
            )


def test_an_own_rule_is_in_force_before_the_shipped_one() -> None:
    own = book("[term.payment_days]", "standard = 7", "fallback = 8")
    assert in_force(Side.SELLER).amounts["payment_days"].standard == 30
    assert in_force(Side.SELLER, own).amounts["payment_days"].standard == 7
