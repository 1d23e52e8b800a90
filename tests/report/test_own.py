"""What own deals say, in words."""

import pytest

from clausecheck.model import Side
from clausecheck.model.history import ABSENT, DIRECTION, PRESENT, Accepted, OwnFigure, OwnUsual, PrivateContext
from clausecheck.report.own import header_words, labelled, worse
from tests.report import sample


def usual(
    value: float | str, count: int, sampled: int, *, low: float | None = None, high: float | None = None
) -> OwnUsual:
    last = Accepted(value=value, date="2025-03-01")
    return OwnUsual(
        value=value, unit="days", count=count, sampled=sampled, majority=2 * count > sampled, low=low, high=high,
        last=last,
    )  # fmt: skip


def private(made: OwnUsual, deals: int, term: str = "payment_days", finding: str = "f1") -> PrivateContext:
    figure = OwnFigure(
        finding_id=finding, clause_id="c1", clause_type="indemnification" if term == DIRECTION else "payment_terms",
        term=term, value=90.0, unit="days", usual=made, with_party=None,
    )  # fmt: skip
    return PrivateContext(side=Side.SELLER, deals=deals, with_party=0, figures=(figure,))


@pytest.mark.parametrize(
    ("made", "deals", "term", "said"),
    [
        (usual(30.0, 1, 1), 1, "payment_days", "30 days in your only deal"),
        (usual(30.0, 1, 1), 5, "payment_days", "30 days in the only one of your 5 deals that says"),
        (usual(30.0, 2, 3), 3, "payment_days", "30 days in 2 of your 3 deals"),
        (usual(30.0, 3, 3), 3, "payment_days", "30 days in all 3 of your deals"),
        (usual(30.0, 2, 3), 5, "payment_days", "30 days in 2 of the 3 that say, of your 5 deals"),
        (usual(1.0, 3, 3), 5, "payment_days", "1 day in all 3 that say, of your 5 deals"),
        (
            usual(30.0, 1, 4, low=14.0, high=60.0), 4, "payment_days",
            "14 to 60 days in all 4 of your deals, 30 days in the middle",
        ),
        (usual("perpetual", 1, 3), 3, "payment_days", "most often for ever in 1 of your 3 deals"),
        (usual(PRESENT, 2, 3), 3, "", "one in 2 of your 3 deals"),
        (usual(ABSENT, 2, 3), 3, "", "one in 1 of your 3 deals"),
        (usual(ABSENT, 3, 3), 3, "", "none in any of your 3 deals"),
        (usual(ABSENT, 3, 3), 4, "", "none in any of the 3 that say, of your 4 deals"),
        (usual(ABSENT, 1, 1), 1, "", "none in your only deal"),
        (usual("both", 2, 3), 3, DIRECTION, "each side indemnifies in 2 of your 3 deals"),
        (usual("buyer", 2, 3), 3, DIRECTION, "only the buyer indemnifies in 2 of your 3 deals"),
    ],
)  # fmt: skip
def test_what_is_usual_says_how_many_deals_it_is_made_of(made: OwnUsual, deals: int, term: str, said: str) -> None:
    lines = labelled(private(made, deals, term), "f1")
    assert lines[0] == ("You usually", f"{said} (private)")
    assert lines[1][0] == "You accepted"
    assert lines[1][1].endswith("last time (2025-03-01) (private)")
    assert labelled(private(made, deals, term), "f2") == ()


def test_without_history_nothing_is_said() -> None:
    assert labelled(None, "f1") == ()
    assert worse(None, sample.contract()) == ()


def test_what_is_worse_without_a_finding_says_where_it_stands() -> None:
    (line,) = worse(private(usual(30.0, 2, 2), 2, finding=""), sample.contract())
    assert line == (
        "Payment terms (1, page 1): 90 days here; you usually have 30 days in both of your deals; "
        "30 days last time (2025-03-01)"
    )
    assert header_words(private(usual(30.0, 1, 1), 1)) == "1 deal of your own (private)"
