"""What clauses say: parties and their roles, sentences, typed values, and limits of liability."""

from clausecheck.terms.caps import read_limits
from clausecheck.terms.facts import read_facts
from clausecheck.terms.norms import read_norms
from clausecheck.terms.resolved import resolve, with_resolved
from clausecheck.terms.roles import role_notices
from clausecheck.terms.sentences import read_sentences
from clausecheck.terms.values import find_contradictions, read_terms

__all__ = [
    "find_contradictions",
    "read_facts",
    "read_limits",
    "read_norms",
    "read_sentences",
    "read_terms",
    "resolve",
    "role_notices",
    "with_resolved",
]
