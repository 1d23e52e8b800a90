"""Contradictions that need no statistics: numbers written twice, and references that lead in a circle."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from clausecheck.model import Clause, Confidence, Contract, FindingKind, Sentence
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.terms.numbers import Kind, Quantity, find_quantities
from clausecheck.terms.words import lower

_TYPE_OF_KIND: Final = {
    Kind.DURATION: (
        "payment_terms",
        "cure_period",
        "notice_period_to_terminate_renewal",
        "term",
        "termination_for_cause",
    ),
    Kind.MONEY: ("payment_terms",),
    Kind.PERCENT: ("late_payment_interest", "payment_terms"),
    Kind.TIMES: ("cap_on_liability",),
}
_CITED: Final = r" (?:the )?(?:sections?|clauses?|article|paragraph) (?P<path>\d+(?:\.\d+)*(?:\([a-z0-9]{1,4}\))*)"
_STATED: Final = (
    r"(?:set out|set forth|stated|provided|provided for|specified|described|permitted|allowed|defined|agreed|fixed) in"
)
_THINGS: Final = r"(?:as|amounts?|sum|limit|extent|circumstances|cases|manner|those|period|conditions?|rights?)"


@cache
def _leans() -> re.Pattern[str]:
    """A rule that stands elsewhere: "the amount stated in Section 5", "subject to Section 5"."""
    ways = (
        "subject to",
        "determined (?:in accordance with|under|by|as (?:set out|stated|provided) in)",
        "calculated (?:in accordance with|under)",
        rf"{_THINGS} (?:is |are )?{_STATED}",
        r"(?:only|solely) (?:as|if|to the extent|where|when) [\w ]{0,30}(?:in|by|under)",
        "conditional (?:on|upon)",
        "permitted (?:by|under)",
    )
    return re.compile(rf"(?:{'|'.join(ways)}){_CITED}")


@cache
def _sends() -> re.Pattern[str]:
    """The words that send a reader to another clause, right before its name."""
    ways = (
        "pursuant to|subject to|under|in accordance with|set (?:out|forth) in|provided (?:for )?in|stated in",
        "determined by|specified in|described in|as defined in|conditional (?:on|upon)|permitted by",
        r"except as [\w ]{1,30} in",
    )
    return re.compile(rf"(?:{'|'.join(ways)})(?: the)? $")


@cache
def _excepts() -> re.Pattern[str]:
    return re.compile(r"except as [\w ]{1,30} in this $")


def contradictions(contract: Contract) -> Iterator[Candidate]:
    """Numbers whose words and figures differ, and rights that hang on a circle of references."""
    yield from _numbers(contract)
    yield from _circles(contract)


def _numbers(contract: Contract) -> Iterator[Candidate]:
    for sentence in contract.sentences:
        if "(" not in sentence.text:
            continue
        for amount in find_quantities(lower(sentence.text)):
            if _differ(amount):
                yield _candidate(contract, sentence, "numbers_differ", _kind_type(contract, sentence, amount))
                break


def _differ(amount: Quantity) -> bool:
    words, digits = amount.words, amount.digits
    return words is not None and digits is not None and abs(words - digits) > 0.51


def _kind_type(contract: Contract, sentence: Sentence, amount: Quantity) -> str:
    types = [kind.id for kind in contract.types.get(sentence.clause_id, ()) if kind.decided]
    wanted = _TYPE_OF_KIND[amount.kind]
    return next((kind for kind in types if kind in wanted), types[0] if types else wanted[0])


def _circles(contract: Contract) -> Iterator[Candidate]:
    by_path = {clause.path: clause for clause in contract.clauses if clause.path}
    leans: dict[str, list[tuple[Sentence, str]]] = {}
    for sentence in contract.sentences:
        if "section" not in sentence.roles and "clause" not in sentence.roles and "article" not in sentence.roles:
            continue
        for match in _leans().finditer(sentence.roles):
            target = by_path.get(match["path"].rstrip("."))
            if target is not None:
                leans.setdefault(sentence.clause_id, []).append((sentence, target.id))
    yield from _to_themselves(contract)
    for clause_id, references in leans.items():
        for sentence, cited in references:
            back = {other for _, other in leans.get(cited, ())}
            if cited == clause_id or clause_id in back or _above(contract, clause_id) & back:
                types = contract.types.get(clause_id, ())
                kind = types[0].id if types else "interpretation"
                yield _candidate(contract, sentence, "circular_reference", kind)
                break


def _to_themselves(contract: Contract) -> Iterator[Candidate]:
    """Clauses that cite their own number as if it were another's ("subject to Section 2.1" in Section 2.1)."""
    parents = {clause.parent for clause in contract.clauses}
    for sentence in contract.sentences:
        path = contract.by_id[sentence.clause_id].path if sentence.clause_id in contract.by_id else ""
        if not path or path not in sentence.roles:
            continue
        tail = r"(?![\w.(]\w|\w|\()(?! (?:below|above|of|to|or|and)\b)"
        cited = re.search(rf"(?<!of )\b(?:section|clause|article|paragraph) {re.escape(path)}{tail}", sentence.roles)
        before = sentence.roles[max(0, cited.start() - 60) : cited.start()] if cited else ""
        if _sends().search(before) or (sentence.clause_id not in parents and _excepts().search(before)):
            kinds = contract.types.get(sentence.clause_id, ())
            kind = kinds[0].id if kinds else "interpretation"
            yield _candidate(contract, sentence, "circular_reference", kind)


def _above(contract: Contract, clause_id: str) -> set[str]:
    found: set[str] = set()
    clause: Clause | None = contract.by_id.get(clause_id)
    while clause is not None and clause.parent is not None and clause.parent not in found:
        found.add(clause.parent)
        clause = contract.by_id.get(clause.parent)
    return found


def _candidate(contract: Contract, sentence: Sentence, topic: str, kind: str) -> Candidate:
    return Candidate(
        rule=topic,
        topic=topic,
        family=topic,
        kind=FindingKind.INCONSISTENT,
        confidence=Confidence.HIGH if topic == "numbers_differ" else Confidence.MEDIUM,
        favored=None,
        clause_type=kind,
        clause=contract.by_id[sentence.clause_id],
        span=sentence.span,
    )
