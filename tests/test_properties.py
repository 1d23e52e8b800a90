"""What holds for every contract, in every kind of file."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clausecheck.model import Contract
from clausecheck.report.json import parse_json, to_json
from clausecheck.review import read_contract
from tests.generated import FORMATS, Article, numbers, written
from tests.segment.making import LONG, check

SENTENCES = (
    LONG,
    "The fees are due within thirty (30) days, as set out in Section 2.1 and Exhibit B.",
    "“Fees” means the fees of Section 1, and “Term” means one year from May 2, 2024.",
    "Each party shall keep the other's plans (the “Secrets”) to itself for five years, whatever Section 99 says.",
    "This Agreement is governed by the laws of the State of Ohio (see clauses 1 to 2).",
)
_WORDS = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=2).map(" ".join)
_ARTICLES = st.lists(
    st.builds(
        Article,
        st.sampled_from(["Services", "Fees", "Term", "Liability", "Secrets and Plans", "Law"]),
        _WORDS,
        st.lists(_WORDS, max_size=4).map(tuple),
    ),
    min_size=3,
    max_size=5,
)


def _check_spans(contract: Contract) -> None:
    """What is told to stand somewhere stands there, in the clause that it is told of."""
    text = contract.document.text
    for clause in contract.clauses:
        assert text[clause.span.start : clause.span.end] == clause.text
    for reference in contract.references:
        assert text[reference.span.start : reference.span.end] == reference.quote
        whole = contract.by_id[reference.clause_id].whole
        assert whole.start <= reference.span.start < reference.span.end <= whole.end
        assert all(target in contract.by_id for target in reference.targets)
    for definition in contract.definitions:
        assert text[definition.span.start : definition.span.end] == definition.text
        assert definition.term in text
    for term in contract.terms:
        assert text[term.span.start : term.span.end] == term.quote


def _told(contract: Contract) -> tuple[object, object, object]:
    """Numbers, mentions and terms, without what depends on the kind of file."""
    paths = {clause.id: clause.path for clause in contract.clauses}
    return (
        [(clause.level, clause.number) for clause in contract.clauses if clause.number],
        [(" ".join(one.quote.split()), one.kind, paths[one.clause_id]) for one in contract.references],
        [(one.term, paths[one.clause_id], one.uses) for one in contract.definitions],
    )


@settings(max_examples=4, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(articles=_ARTICLES)
def test_a_contract_is_read_as_it_was_written_in_every_kind_of_file(articles: list[Article]) -> None:
    first = None
    for form in FORMATS:
        contract = read_contract(*written("SERVICES AGREEMENT", articles, form))

        check(contract.document, contract.clauses)
        _check_spans(contract)
        told = _told(contract)
        assert told[0] == numbers(articles), form
        assert first is None or told == first, form
        first = told


@pytest.mark.parametrize("form", FORMATS)
def test_reading_twice_gives_the_same_bytes(form: str) -> None:
    articles = [Article("Fees", SENTENCES[n % len(SENTENCES)], SENTENCES[: n + 1]) for n in range(4)]
    data, name = written("SERVICES AGREEMENT", articles, form)

    once, again = (to_json(parse_json(read_contract(data, name))) for _ in range(2))

    assert once == again
