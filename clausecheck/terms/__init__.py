"""What clauses say: parties and their roles, sentences, and typed values."""

from clausecheck.terms.facts import read_facts
from clausecheck.terms.sentences import read_sentences

__all__ = ["read_facts", "read_sentences"]
