"""Who is favoured comes from what a contract says of its parties, not from which of them provides.

Each contract here has two neutral names, and its introduction alone says who provides and who is the customer. Its body
is made of sentences in which either name may hold the right or bear the duty. Swapped, the introduction gives the roles
the other way round and the body stays word for word: whoever was harmed still is, so the review for the other side has
to hold the same findings.

Some terms are one role's own, such as a customer's acceptance or the price a provider asks. There the swap exchanges
the names in the sentence too, so that the role keeps its term, and the review for the same side has to stay as it was.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest

from clausecheck.model import Favors, Finding, Severity, Side
from clausecheck.review import read_contract, review

NAMES = ("Alder", "Birch")
OTHER = {Favors.SELLER: Favors.BUYER, Favors.BUYER: Favors.SELLER, Favors.NEITHER: Favors.NEITHER}

ANYBODY = {
    "Liability": (
        "{A}'s total liability under this Agreement shall not exceed one hundred dollars ($100).",
        "{B} shall be liable to {A} without any limit for every loss, however it arises.",
        "The limits of liability in this Agreement protect {A} only, and {B} may not rely on them.",
        "{A} shall not be liable for its own gross negligence or wilful misconduct.",
        "{A} is not liable to {B} for anything, whatever the cause.",
    ),
    "Indemnity": (
        "{B} shall indemnify {A} against all claims, even those caused by {A}'s own negligence.",
        "{B} shall indemnify {A} from all losses, and {A} gives no indemnity to {B}.",
        "{A} may settle any claim at {B}'s expense without {B}'s consent.",
    ),
    "Intellectual property": (
        "{B} hereby assigns to {A} all its pre-existing intellectual property and know-how.",
        "{B} grants {A} a perpetual, irrevocable licence to {B}'s name and trade marks for any purpose.",
        "{A} owns every improvement that {B} makes to its own software, whether or not under this Agreement.",
    ),
    "Data": (
        "{A} may use and sell the personal data of {B} for any purpose without consent.",
        "{A} has no obligation to notify {B} of any breach of security.",
        "{A} may keep {B}'s data for ever after termination and disclose it to any third party.",
    ),
    "Termination": (
        "{A} may terminate this Agreement at any time without notice and for any reason.",
        "{B} has no right to terminate this Agreement for any reason.",
        "{A} may terminate this Agreement immediately for any breach, however small, without a chance to cure it.",
    ),
    "Suspension and changes": (
        "{A} may change this Agreement at any time by posting a new version on its website.",
        "{A} may suspend its performance at any time in its sole discretion and without notice to {B}.",
        "{A} may at any time change what it does under this Agreement without the consent of {B}.",
    ),
    "Payment": (
        "{A} shall pay each invoice of {B} within one hundred and eighty (180) days after receipt.",
        "{B} shall pay each invoice of {A} within two (2) days after the date of the invoice.",
        "{A} may set off any amount it believes {B} owes under any other agreement against any payment.",
        "{B} shall pay {A} interest of ten percent (10%) per month on any late payment.",
        "{A} need not pay {B} anything until it has itself been paid by somebody else.",
        "{A} may withhold any payment to {B} for any reason in its sole discretion.",
        "{B} shall reimburse {A} for every expense of any kind, without limit and without receipts.",
        "{B} shall pay all taxes of {A}, including taxes on {A}'s own income.",
        "{A} may defer any payment to {B} by up to two hundred (200) days.",
    ),
    "Warranties": (
        "{A} gives no warranty of any kind, and whatever {A} delivers is as is, with all faults.",
        "{B} warrants that its services will be uninterrupted and free from every error.",
        "{B} warrants its work to {A} for a period of twenty (20) years after delivery.",
    ),
    "Audit": (
        "{A} may audit all books and premises of {B} at any time and without notice, at {B}'s expense.",
        "{A} may inspect every record of {B}, including payroll and data of other customers, as often as it likes.",
        "{A} may enter the premises of {B} at any hour and copy whatever it finds there.",
    ),
    "Assignment": (
        "{A} may assign this Agreement to anyone without consent, but {B} may not assign it at all.",
        "{A} may terminate this Agreement if the ownership of {B} changes in any way.",
        "{B} shall not merge with anyone without the consent of {A}, which {A} may refuse for any reason.",
    ),
    "Confidentiality": (
        "{B} shall keep all information of {A} secret for ever, and {A} has no duty of confidence to {B}.",
        "{A} may disclose {B}'s confidential information to any third party without consent.",
        "The duties of secrecy of {A} end one day after disclosure, and those of {B} never end.",
    ),
    "Competition": (
        "{B} shall not compete with {A} anywhere in the world during the term and for ten (10) years thereafter.",
        "{B} shall not hire or solicit any employee of {A} for ten (10) years after termination.",
        "{B} shall deal exclusively with {A} and with nobody else in any field.",
        "For twenty (20) years after the end {B} shall not serve any customer of {A}.",
    ),
    "Damages": (
        "{B} shall pay {A} liquidated damages of $1,000,000 for each breach, however small.",
        "{B} waives all claims and remedies against {A}, whatever {A} does.",
        "Any claim of {B} against {A} is barred unless it is brought within ten (10) days.",
    ),
    "Disputes": (
        "Only {A} may choose the arbitrator, and {A} alone may go to court.",
        "{B} shall pay {A}'s attorneys' fees in every dispute, whoever wins.",
        "{B} waives its right to a jury trial and to any injunction, but {A} does not.",
        "{B} shall bring every claim in the courts of Mongolia, while {A} may sue wherever it likes.",
        "The arbitrator shall be an employee of {A}.",
    ),
    "Insurance": (
        "{B} shall maintain insurance with limits of at least $500,000,000 per occurrence for the benefit of {A}.",
    ),
    "Force majeure": (
        "{A} is excused by events beyond its control, but {B} shall perform notwithstanding any such event.",
    ),
    "Notices": (
        "Notices to {B} are deemed received when {A} writes them, whether or not they are sent.",
        "No notice to {A} has any effect until {A} acknowledges it in writing.",
    ),
    "General": (
        "{A}'s printed terms prevail over this Agreement whatever it says.",
        "{A} may interpret this Agreement in its sole discretion, and its reading binds {B}.",
        "Failure by {B} to enforce a right shall operate as an abandonment of the right for ever.",
        "{B} appoints {A} as its attorney to sign any document in its name.",
        "{A} may publish {B}'s name and likeness in any advertising without consent.",
    ),
}
"""By heading, sentences in which {A} gains and {B} loses, whichever of them provides."""

ROLES = {
    "Acceptance": (
        "A deliverable is accepted only when {C} so decides in its sole discretion, and no passage of time counts.",
    ),
    "Renewal": (
        "This Agreement renews for five years unless {C} gives notice three hundred (300) days before its end.",
    ),
    "Fees": (
        "{P} may increase the fees at any time by any amount in its sole discretion.",
        "All fees are non-refundable under any circumstances, even if {P} terminates.",
        "Should {P} give any other customer a better price, {C} receives that price as well.",
        "{C} shall buy a minimum of $10,000,000 of services each month, whether or not it needs them.",
    ),
    "Service": (
        "{P} shall provide unlimited revisions for the fixed fee until {C} is entirely happy with them.",
        "{P} may suspend the services at any time without notice.",
        "{P} may subcontract all of the services to anyone without consent.",
    ),
}
"""By heading, sentences on what is by its nature the provider's {P} or the customer's {C}."""


@dataclass(frozen=True, slots=True)
class Made:
    """A contract with the place of each of its clauses told by the words it holds."""

    text: str
    own: frozenset[str]
    """Its sentences on what is one role's own."""


def made(provider: int, seed: int) -> Made:
    """A contract whose provider is `NAMES[provider]`; the body depends on `seed`, and on the roles in `ROLES` alone."""
    dice = random.Random(seed)
    roles = {"P": NAMES[provider], "C": NAMES[1 - provider]}
    parts, own = [], set()
    for number, (heading, sentences) in enumerate((ANYBODY | ROLES).items(), 1):
        parts.append(f"{number}. {heading}")
        for place, sentence in enumerate(sentences, 1):
            first = dice.randrange(2)
            said = sentence.format(A=NAMES[first], B=NAMES[1 - first], **roles)
            parts.append(f"{number}.{place} {said}")
            if heading in ROLES:
                own.add(said)
    says = ["who is the customer"] * 2
    says[provider] = "who is the provider"
    parties = " and ".join(f'{name} Limited ("{name}"), {role}' for name, role in zip(NAMES, says, strict=True))
    opening = f"SERVICES AGREEMENT\n\nThis Agreement is made on 1 March 2024 between {parties}."
    return Made("\n\n".join([opening, *parts]) + "\n", frozenset(own))


@cache
def found(provider: int, seed: int, side: Side) -> tuple[Finding, ...]:
    """What the review of such a contract finds for one side."""
    contract = read_contract(made(provider, seed).text.encode(), "contract.txt")
    assert [party.role for party in contract.facts.parties] == [
        Side.BUYER if place != provider else Side.SELLER for place in range(2)
    ]
    return review(contract, side).findings


def grave(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity.rank >= Severity.MEDIUM.rank]


def is_own(finding: Finding, provider: int, seed: int) -> bool:
    """Whether a finding goes with the role: on a sentence of one role's own, or on a clause that is missing."""
    return not finding.quote or any(finding.quote in said or said in finding.quote for said in made(provider, seed).own)


def pairs(seed: int) -> Iterator[tuple[Finding, Finding | None]]:
    """Every grave finding of either contract, for either side, with the one that answers it in the other contract."""
    for provider in range(2):
        for side in Side:
            for finding in grave(found(provider, seed, side)):
                kept = is_own(finding, provider, seed)
                others = found(1 - provider, seed, side if kept else side.other)
                favors = finding.favors if kept else OTHER[finding.favors]
                yield finding, next((other for other in others if answers(finding, other, favors)), None)


def answers(finding: Finding, other: Finding, favors: Favors) -> bool:
    """Whether `other` is the same finding, at the same place and within one step as grave, in favour of `favors`."""
    return (
        finding.clause_id == other.clause_id
        and (finding.rule == other.rule or (finding.clause_type, finding.kind) == (other.clause_type, other.kind))
        and abs(finding.severity.rank - other.severity.rank) <= 1
        and other.favors is favors
    )


def test_the_swap_changes_nothing_but_who_provides() -> None:
    straight, swapped = (made(provider, 1).text.splitlines() for provider in range(2))
    own = made(0, 1).own | made(1, 1).own
    changed = [pair for pair in zip(straight, swapped, strict=True) if pair[0] != pair[1]]
    assert [one for one, _ in changed if not any(one.endswith(said) for said in own)] == [straight[2]]


@pytest.mark.parametrize("seed", range(4))
def test_most_terms_are_found_at_all(seed: int) -> None:
    sentences = sum(map(len, (ANYBODY | ROLES).values()))
    for provider in range(2):
        told = {finding.clause_id for side in Side for finding in grave(found(provider, seed, side)) if finding.quote}
        assert len(told) >= 0.8 * sentences


def test_swapped_roles_give_mirrored_findings() -> None:
    compared = [pair for seed in range(4) for pair in pairs(seed)]
    lost = Counter((one.rule, one.quote) for one, other in compared if other is None)
    assert len(compared) > 400
    assert sum(lost.values()) <= 0.05 * len(compared), lost
