"""Playbooks for tests, and what their rules come to in a small contract that was read as any other."""

from functools import cache

from clausecheck.model import Finding, Side
from clausecheck.review import read_contract, review
from clausecheck.reviewers.playbook.parse import Problem, read_rulebook
from clausecheck.reviewers.playbook.rulebook import Rulebook

CONTRACT = """\
SERVICES AGREEMENT

This Services Agreement is made between Acme Works Ltd ("Provider") and Bolt Trading Inc ("Customer").

1. Services. Provider shall provide the services that Customer orders, and Customer shall pay the fees for them.

2. Payment. Customer shall pay each invoice within {days} days after receipt of the invoice.

3. Liability. Provider's total liability under this Agreement shall not exceed {cap}.

4. Non-Compete. {ban}

5. Insurance. Provider shall maintain professional liability insurance of at least USD 5,000,000 per claim.

6. Termination. {leave}

7. Governing Law. This Agreement is governed by the laws of the State of {law}.
"""


def text(
    days: str = "ninety (90)",
    cap: str = "the fees paid in the twelve (12) months before the claim arose",
    ban: str = "Provider shall not compete with Customer during the term and for two (2) years after its end.",
    leave: str = "Either party may terminate this Agreement without cause on thirty (30) days' written notice.",
    law: str = "New York",
) -> str:
    """A small agreement that differs in what a test is about."""
    return CONTRACT.format(days=days, cap=cap, ban=ban, leave=leave, law=law)


def book(*lines: str, side: str = "seller") -> Rulebook:
    """The rules of a playbook that has nothing wrong with it."""
    made, problems = read_rulebook("\n".join([f'side = "{side}"', *lines]), "house.toml")
    assert made is not None, problems
    assert not problems
    return made


def problems_of(*lines: str) -> tuple[Problem, ...]:
    """What is wrong with a playbook."""
    return read_rulebook("\n".join(lines), "house.toml")[1]


@cache
def reviewed(contract: str, *lines: str, side: str = "seller") -> dict[str, Finding]:
    """The findings of a review with a playbook, by rule; of several of one rule the first."""
    playbook = book(*lines, side=side) if lines else None
    made = review(read_contract(contract.encode(), "c.txt"), Side(side), category="services", playbook=playbook)
    found: dict[str, Finding] = {}
    for finding in made.findings:
        found.setdefault(finding.rule, finding)
    return found
