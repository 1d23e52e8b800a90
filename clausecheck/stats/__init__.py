"""Clause statistics: counted from real contracts, shown with count, sample, interval, source and years."""

from clausecheck.stats.evidence import (
    category_words,
    cell_words,
    clause_words,
    mutual_evidence,
    name_evidence,
    presence_evidence,
    size_words,
    term_words,
    usual_value_evidence,
    value_evidence,
    value_words,
)
from clausecheck.stats.figures import most_stated, quantile, rank_interval, same, split, wilson
from clausecheck.stats.library import LEAST_PRESENCE, LEAST_VALUES, Climb, Statistics, newest
from clausecheck.stats.load import load
from clausecheck.stats.policy import Policy, load_policy, load_served, serve
from clausecheck.stats.regions import region_code, region_codes
from clausecheck.stats.rules import PresenceRule, prepare, presence_rules
from clausecheck.stats.terms import TYPES

__all__ = [
    "LEAST_PRESENCE",
    "LEAST_VALUES",
    "TYPES",
    "Climb",
    "Policy",
    "PresenceRule",
    "Statistics",
    "category_words",
    "cell_words",
    "clause_words",
    "load",
    "load_policy",
    "load_served",
    "most_stated",
    "mutual_evidence",
    "name_evidence",
    "newest",
    "prepare",
    "presence_evidence",
    "presence_rules",
    "quantile",
    "rank_interval",
    "region_code",
    "region_codes",
    "same",
    "serve",
    "size_words",
    "split",
    "term_words",
    "usual_value_evidence",
    "value_evidence",
    "value_words",
    "wilson",
]
