"""A flood of near-identical clauses changes no finding on the others."""

from clausecheck.model import FindingKind, Review, Side
from clausecheck.review import read_contract, review
from tests.cli.conftest import CONTRACT

FLOOD = "\n\n".join(
    f"{number}. General provision {number}. The parties note that provision {number} applies in the ordinary way."
    for number in range(6, 406)
)


def told(made: Review) -> dict[tuple[str, str, str], int]:
    """What is found in the contract itself, by kind, clause type and quote, with how grave it is."""
    return {(one.kind, one.clause_type, one.quote): one.severity.rank for one in made.findings}


def test_findings_on_other_clauses_are_the_same_in_a_flood() -> None:
    for side in Side:
        plain, padded = (
            review(read_contract(text.encode(), "a.txt"), side, category="services")
            for text in (CONTRACT, f"{CONTRACT}\n{FLOOD}\n")
        )
        flooded = told(padded)
        assert told(plain)
        assert all(flooded.get(key, -1) >= rank for key, rank in told(plain).items())
        new = [one for one in padded.findings if (one.kind, one.clause_type, one.quote) not in told(plain)]
        assert {one.kind for one in new} == {FindingKind.HIDDEN_CONTENT}
