"""The examples of a playbook's rules, each put into a small contract and read as any other."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from clausecheck.model import Contract
from clausecheck.reviewers.playbook.parse import Problem
from clausecheck.reviewers.playbook.rulebook import Rule, Rulebook

_PARTIES: Final = {"seller": "Provider", "buyer": "Customer"}
_CONTRACT: Final = """SERVICES AGREEMENT

This Services Agreement is made between Acme Works Ltd ("Provider") and Bolt Trading Inc ("Customer").

1. Services. Provider shall provide the services that Customer orders, and Customer shall pay the fees for them.

2. {heading}. {words}
"""


def host(example: str) -> str:
    """The text of a contract with `example`, "Heading: words", as its last clause."""
    heading, _, words = example.partition(": ")
    for side, name in _PARTIES.items():
        words = words.replace("{" + side + "}", name)
    return _CONTRACT.format(heading=heading, words=words)


def failing(book: Rulebook) -> Iterator[Problem]:
    """A problem for each example that its rule gets wrong."""
    for rule in book.rules:
        stance = rule.stance
        for key, examples, wanted in (("fires", stance.fires, True), ("quiet", stance.quiet, False)):
            for example in examples:
                if fires(rule, book, example) is not wanted:
                    said = "finds nothing in" if wanted else "finds something in"
                    line = book.line(stance.table, stance.about, key)
                    yield Problem(line, f"the rule on {stance.about} {said} its example {example!r}")


def fires(rule: Rule, book: Rulebook, example: str) -> bool:
    """Whether a rule finds something in an example."""
    from clausecheck.reviewers.playbook import playbook
    from clausecheck.reviewers.rules.rulings import fallen_short

    category = min(rule.stance.categories, default="services")
    return any(fallen_short(_read(example), replace(book, rules=(rule,)), playbook(book.side), category))


def _read(example: str) -> Contract:
    from clausecheck.review import read_contract

    return read_contract(host(example).encode(), "example.txt")
