import pytest

from clausecheck.terms import read_sentences, read_terms
from clausecheck.terms.patterns import TermPattern, compiled, term_patterns
from tests.terms.making import DEAL, one_clause

PATTERNS = term_patterns()
TERMS = {
    "payment_days", "late_interest", "initial_term", "renewal_period", "renewal_notice", "convenience_notice",
    "cure_period", "confidentiality_period", "warranty_period", "non_compete_period",
    "survival_period", "price_increase", "acceptance_days", "insurance_amount", "liquidated_damages", "minimum_amount",
}  # fmt: skip


def values(example: str) -> list[tuple[str, float | str, str]]:
    heading, _, words = example.rpartition(" | ")
    document, clauses = one_clause(words, heading)
    return [
        (term.name, term.value, term.unit)
        for term in read_terms(document, clauses, {}, read_sentences(document, clauses, DEAL))
    ]


@pytest.mark.parametrize(
    "pattern", PATTERNS, ids=[f"{number}-{pattern.term}" for number, pattern in enumerate(PATTERNS)]
)
def test_every_pattern_reads_its_example_and_not_the_others(pattern: TermPattern) -> None:
    words, value = pattern.example
    assert (pattern.term, value) in [(name, read) for name, read, _ in values(words)]
    for other in pattern.other:
        assert not [unit for name, _, unit in values(other) if name == pattern.term and unit == pattern.unit]


@pytest.mark.parametrize(
    "pattern", PATTERNS, ids=[f"{number}-{pattern.term}" for number, pattern in enumerate(PATTERNS)]
)
def test_every_expression_compiles_and_means_something(pattern: TermPattern) -> None:
    told = [pattern.before, pattern.after, pattern.sentence, pattern.heading, pattern.about, pattern.word]
    assert any(told)
    for expression in [*told, pattern.unless, pattern.binds.partition(":")[2]]:
        compiled(expression)
    assert pattern.kind in "DPMXW"
    assert pattern.least < pattern.most


def test_every_term_has_a_pattern() -> None:
    assert {pattern.term for pattern in PATTERNS} == TERMS
