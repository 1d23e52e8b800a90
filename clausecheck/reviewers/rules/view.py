"""The view that readings match: a sentence in roles, with its amounts as tokens and synonyms as one word.

" SELLER may terminate this agreement at any time for any reason on <days 1> notice " stands for "Provider is entitled
to cancel the Contract, at any time and with or without cause, on one (1) day's notice."
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausecheck.model import Clause, Contract, Sentence, Span
from clausecheck.terms.numbers import Kind, Quantity, find_quantities
from clausecheck.terms.words import lower

_MARKERS = re.compile(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)")
_SPACES = re.compile(r"[ \t]+")
_NAMES = {Kind.DURATION: "days", Kind.MONEY: "money", Kind.PERCENT: "percent", Kind.TIMES: "times"}
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_LONG = 420
"""A sentence with more characters than this is also read piece by piece, between its semicolons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A sentence, or a piece of a long one, as readings see it."""

    clause: Clause
    span: Span
    """Where its words stand in the document."""
    text: str
    """Begins and ends with a space."""
    piece: bool = False
    """Whether it is a piece of a longer sentence."""


def plain(roles: Sequence[str], synonyms: Iterable[dict[str, list[str]]]) -> list[str]:
    """The views of the sentences `roles`; `synonyms` are passes of {what is written: how it may be said}."""
    lines = [_plain_line(line) for line in roles]
    if not lines:
        return []
    text = "\n".join(lines)
    for table in synonyms:
        pairs = [(f" {said} ", f" {written} ") for written, ways in table.items() for said in ways]
        for said, written in sorted(pairs, key=lambda pair: -len(pair[0])):
            if said in text:
                text = text.replace(said, written)
    return text.split("\n")


def views(contract: Contract, synonyms: Iterable[dict[str, list[str]]]) -> list[View]:
    """Every sentence of the contract as a view, in reading order, followed by its pieces where it is long.

    A sentence whose defined terms stand for numbers follows once more, with the numbers in their place.
    """
    resolved = {one.span: one for one in contract.resolved}
    made: list[tuple[Clause, Span, str, bool]] = []
    for sentence in contract.sentences:
        clause = contract.by_id.get(sentence.clause_id)
        if clause is None or not len(sentence.span):
            continue
        made.append((clause, sentence.span, sentence.roles, False))
        if sentence.span in resolved:
            made.append((clause, sentence.span, resolved[sentence.span].roles, False))
        if len(sentence.roles) > _LONG:
            made.extend((clause, span, roles, True) for span, roles in _pieces(sentence))
    texts = plain([roles for _, _, roles, _ in made], synonyms)
    return [
        View(clause=clause, span=span, text=text, piece=piece)
        for (clause, span, _, piece), text in zip(made, texts, strict=True)
    ]


def _pieces(sentence: Sentence) -> list[tuple[Span, str]]:
    """The parts between semicolons; none where text and roles do not split alike."""
    raw, roles = sentence.text.split(";"), sentence.roles.split(";")
    if len(raw) != len(roles) or len(raw) < 2 or len(sentence.text) != len(sentence.span):
        return []
    found, at = [], sentence.span.start
    for words, role in zip(raw, roles, strict=True):
        start = at + len(words) - len(words.lstrip())
        end = at + len(words.rstrip())
        if end - start >= 20:
            found.append((Span(start, end), role))
        at += len(words) + 1
    return found


def _plain_line(line: str) -> str:
    text = line.replace("\n", " ")
    text = _with_tokens(text)
    text = _MARKERS.sub(" ", text)
    for mark in (",", '"', "(", ")", "“", "”"):
        text = text.replace(mark, " ")
    text = text.replace("’", "'").replace("'s ", " 's ").replace("s' ", "s ")
    text = text.replace(";", " ; ").replace(":", " : ").replace(". ", " . ").rstrip(" .")
    text = text.replace("the SELLER", "SELLER").replace("the BUYER", "BUYER").replace("and/or", "or")
    return f" {_SPACES.sub(' ', text).strip()} "


def _with_tokens(text: str) -> str:
    parts, at = [], 0
    for amount in find_quantities(lower(text)):
        if amount.start < at:
            continue
        parts += [text[at : amount.start], f"<{_NAMES[amount.kind]} {_counted(amount):.6g}> "]
        possessive = _POSSESSIVE.match(text, amount.end)
        at = possessive.end() if possessive else amount.end
    return "".join([*parts, text[at:]])


def _counted(amount: Quantity) -> float:
    return amount.days if amount.kind is Kind.DURATION else amount.value
