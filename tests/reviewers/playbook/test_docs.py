"""The page on playbooks shows a playbook that works, and names every key, value and unit."""

import re
from pathlib import Path

from clausecheck.reviewers.playbook.parse import read_rulebook
from clausecheck.reviewers.playbook.parse_rules import CLAUSE_KEYS, TERM_KEYS
from clausecheck.reviewers.playbook.units import CURRENCIES, LABELS, units_of
from tests.reviewers.playbook.making import reviewed, text

PAGE = (Path(__file__).parents[3] / "docs" / "playbooks.md").read_text(encoding="utf-8")
OWN = PAGE.split("## Your own playbook", 1)[1].split("\n## ", 1)[0]


def _example() -> str:
    found = re.search(r"```toml\n(.*?)```", OWN, re.DOTALL)
    assert found
    return found[1]


def test_the_playbook_of_the_page_has_nothing_wrong() -> None:
    assert read_rulebook(_example(), "house.toml")[1] == ()


def test_the_line_that_the_page_shows_is_the_one_that_fires() -> None:
    finding = reviewed(text(), *_example().split("\n")[1:])["playbook.seller.payment_days"]
    line = finding.playbook
    assert line is not None
    assert f"*{line.file}, line {line.line} ({line.rule}): {line.text}*" in OWN


def test_every_key_value_and_unit_is_on_the_page() -> None:
    for key in {*TERM_KEYS, *CLAUSE_KEYS}:
        assert re.search(rf"^\|.*`{key}`.*\|", OWN, re.MULTILINE), key
    for term in LABELS:
        row = re.search(rf"^\| .*`{term}`.* \| (.*) \|$", OWN, re.MULTILINE)
        assert row, term
        assert set(re.findall(r"`([a-z_]+)`", row[1])) == {*units_of(term)} - CURRENCIES, term


def test_levels_are_those_of_the_page() -> None:
    made, _ = read_rulebook('side = "seller"', "house.toml")
    assert made is not None
    for priority, levels in made.levels.items():
        assert f"| `{priority}` | {' | '.join(levels)} |" in OWN
