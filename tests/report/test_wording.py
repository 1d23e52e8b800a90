"""Places, figures and quotes in words."""

from dataclasses import replace

import pytest

from clausecheck.model import Exchange, ReviewerInfo, Usage
from clausecheck.report import wording
from tests.report import sample


@pytest.mark.parametrize(
    ("changes", "heading", "said"),
    [
        ({"path": "7.2(a)", "page": 6}, "", "7.2(a), page 6"),
        ({"path": "7.2(a)", "page": 6}, "Cap", "7.2(a) Cap, page 6"),
        ({"path": "7.2(a)", "page": None, "paragraph": 31}, "", "7.2(a), paragraph 31"),
        ({"path": "", "number": "", "page": None, "paragraph": 31}, "", "paragraph 31"),
        ({"path": "", "number": "", "page": 2}, "Cap", "Cap, page 2"),
    ],
)
def test_a_place_is_what_a_person_would_look_for(changes: dict[str, object], heading: str, said: str) -> None:
    clause = sample.contract().clauses[0]
    assert wording.place_of(replace(clause, **changes), heading) == said  # type: ignore[arg-type]


def test_a_figure_has_count_sample_interval_source_and_year() -> None:
    said = wording.figure(sample.FIGURE)
    for part in ("21 of 28", "57–87%", "cuad-v1", "2021"):
        assert part in said


def test_a_figure_says_its_count_where_its_statement_does_not() -> None:
    assert "usual: 21 of 28" in wording.figure(replace(sample.FIGURE, statement="usual"))


def test_a_long_quote_keeps_both_ends_and_whole_words() -> None:
    quote = " ".join(f"word{number}" for number in range(200))
    part = wording.quoted_part(quote, 100)
    assert len(part) <= 104
    assert part.startswith("word0 ")
    assert part.endswith(" word199")
    assert set(part.split()) - {"…"} <= set(quote.split())


def test_a_short_quote_is_whole() -> None:
    assert wording.quoted_part("pay  within\n30 days", 100) == "pay within 30 days"


def test_counts_name_the_gravest_first() -> None:
    assert wording.counts_line(sample.review().findings) == "1 high, 1 medium, 2 low"
    assert wording.counts_line(()) == "no findings"


def test_the_sources_of_the_figures_are_explained() -> None:
    review = sample.review()
    assert wording.source_lines(review, [sample.FIGURE]) == (
        "cuad-v1: A reference corpus, 1994-2020. Filed by companies in the US.",
    )
    assert wording.source_lines(review, []) == ()


def test_the_end_says_who_made_it_and_that_it_is_no_advice() -> None:
    ruled = wording.closing_lines(sample.review(), [])
    assert "1 of 4 clauses are in the usual range." in ruled
    assert "Nothing of the contract was sent anywhere." in ruled[-1]
    assert "not legal advice" in ruled[-1]
    asked = sample.review(
        reviewer=ReviewerInfo(name="claude", version="1", model="claude-x", maker="Anthropic"),
        usage=Usage(input_tokens=900, cached_tokens=500, output_tokens=80, requests=2, cost_usd=0.0123, seconds=4.0),
        asked=("c1", "c3"),
        exchanges=(Exchange(request=b"{}", clauses=("c1", "c3")),),
        sent_to="api.anthropic.com",
        unread=("c3",),
    )
    told = " ".join(wording.closing_lines(asked, []))
    assert "by statistics and rules and by claude (claude-x, Anthropic)" in told
    assert "2 of its 4 clauses went to api.anthropic.com" in told
    assert "2 requests, 900 tokens in (500 from the cache), 80 out, $0.0123 by list prices" in told
    assert "No usable answer on 1 clause;" in told
    assert "claude was asked about 2 of 4 clauses and added 1 finding" in told
