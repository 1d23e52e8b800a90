"""One side alone where the counted contracts bind both, and a term without its usual protection."""

from dataclasses import replace

import pytest

from clausecheck import stats
from clausecheck.compare.directions import DIRECTED
from clausecheck.compare.one_way import FURTHER, one_way
from clausecheck.compare.unprotected import pairs, unprotected
from clausecheck.model import Binds, Cell, Contract, DeviationKind
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.review import read_contract

SIDES = (
    'This Services Agreement is made between Acme Inc. ("Supplier") and Beta LLC ("Customer").\n\n'
    "1. Services. Supplier shall provide the services and Customer shall pay the fees.\n\n"
)
ONE_WAY = [
    ("force_majeure", "2. Force Majeure. Supplier shall not be liable for delay caused by events beyond its control.",
     Binds.BUYER),
    ("amendments", "2. Amendments. This Agreement may be amended only by an instrument in writing signed by Customer.",
     Binds.SELLER),
    ("exclusion_of_consequential_damages",
     "2. Limitation of Liability. In no event shall Customer be liable for any indirect or consequential damages.",
     Binds.SELLER),
    ("termination_for_cause",
     "2. Termination for Cause. Supplier may terminate this Agreement for a material breach not cured in thirty days.",
     Binds.BUYER),
    ("cap_on_liability",
     "2. Limitation of Liability. Customer's total liability under this Agreement will not exceed the General Cap.",
     Binds.SELLER),
]  # fmt: skip


def _contract(text: str) -> Contract:
    return read_contract(f"{SIDES}{text}\n".encode(), "contract.txt")


@pytest.fixture(scope="module")
def figures() -> stats.Statistics:
    return stats.load_served(None, None, "services")[0]


@pytest.mark.parametrize(("kind", "clause", "binds"), ONE_WAY)
def test_a_clause_for_one_side_is_told_against_the_other(
    figures: stats.Statistics, kind: str, clause: str, binds: Binds
) -> None:
    found = {deviation.clause_type: deviation for deviation in one_way(_contract(clause), figures, Cell("services"))}
    assert found[kind].kind is DeviationKind.ONE_WAY
    assert found[kind].binds is binds
    assert found[kind].evidence.count >= 0.5 * found[kind].evidence.sampled


@pytest.mark.parametrize(("kind", "clause", "binds"), ONE_WAY)
def test_the_same_clause_for_both_sides_is_quiet(
    figures: stats.Statistics, kind: str, clause: str, binds: Binds
) -> None:
    swapped = clause.replace("Supplier", "\0").replace("Customer", "Supplier").replace("\0", "Customer")
    both = _contract(f"{clause}\n\n3. {swapped.removeprefix('2. ')}")
    assert kind not in {deviation.clause_type for deviation in one_way(both, figures, Cell("services"))}


def test_statistics_that_counted_nothing_say_nothing(figures: stats.Statistics) -> None:
    bare = replace(figures, directions={}, sources={})
    for _, clause, _ in ONE_WAY:
        assert not one_way(_contract(clause), bare, Cell("services"))


def test_a_liability_that_shall_not_be_limited_has_no_ceiling(figures: stats.Statistics) -> None:
    clause = "2. Limitation of Liability. Supplier's maximum liability shall not be limited to the fees paid."
    assert "cap_on_liability" not in {one.clause_type for one in one_way(_contract(clause), figures, Cell("services"))}


def test_a_type_is_counted_in_one_place() -> None:
    assert not FURTHER.keys() & DIRECTED.keys()
    assert FURTHER.keys() <= CLAUSE_TYPES.keys()


FILLER = "".join(
    f"{at}. Meeting {at}. The parties shall meet in the week after month {at} and speak about the services.\n\n"
    for at in range(3, 46)
)
RENEWAL = "2. Term. The term is one year and shall automatically renew for successive periods of one year.\n\n"


def test_a_renewal_that_nothing_stops_is_told(figures: stats.Statistics) -> None:
    (deviation,) = unprotected(_contract(RENEWAL + FILLER), figures)
    assert (deviation.kind, deviation.term) == (DeviationKind.UNPROTECTED, "renewal_without_way_out")
    assert deviation.evidence.count > 0.9 * deviation.evidence.sampled


@pytest.mark.parametrize(
    "protection",
    [
        "46. End. Either party may give notice of non-renewal sixty days before the end of the term.",
        "46. End. Either party may terminate this Agreement at any time on thirty days' notice.",
    ],
)
def test_its_protection_anywhere_makes_it_quiet(figures: stats.Statistics, protection: str) -> None:
    assert not unprotected(_contract(RENEWAL + FILLER + protection), figures)


def test_a_short_text_lacks_nothing(figures: stats.Statistics) -> None:
    assert not unprotected(_contract(RENEWAL), figures)


def test_each_pair_is_counted_once_and_told_as_a_type_that_is_known() -> None:
    held = pairs().pairs
    assert len({pair.id for pair in held}) == len(held)
    for pair in held:
        assert {pair.type, *pair.types, *pair.guards} <= CLAUSE_TYPES.keys()
        assert 0 < pair.guarded <= pair.carriers
