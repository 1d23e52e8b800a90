"""The view that readings match: a sentence in roles, with its amounts as tokens and synonyms as one word.

" SELLER may terminate this agreement at any time for any reason on <days 1> notice " stands for "Provider is entitled
to cancel the Contract, at any time and with or without cause, on one (1) day's notice." Behind the words stand the
marks that they earn: " ; +harsh " for "at any time".
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

from clausecheck.model import Clause, Contract, Sentence, Span
from clausecheck.terms.numbers import Kind, Quantity, find_quantities
from clausecheck.terms.sentences import INTRO
from clausecheck.terms.words import lower

_MARKERS = re.compile(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)")
_SPACES = re.compile(r"[ \t]+")
_NAMES = {Kind.DURATION: "days", Kind.MONEY: "money", Kind.PERCENT: "percent", Kind.TIMES: "times"}
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_AGAIN = re.compile(r"\b(SELLER|BUYER)( [^A-Z;\n]{1,90}) it(?= (?:may|shall|has no|alone|is free)\b)")
"""Who "it" is, where no other side is named in between."""
_AGREES = re.compile(
    r"\b(SELLER|BUYER)( (?:also |further )?(?:agrees|undertakes|covenants|acknowledges|warrants|represents) that "
    r"[^;\n]{1,200}?) it(?= (?:may|shall|has no|alone|is free)\b)"
)
"""Who "it" is behind "SELLER agrees that", whoever is named in between."""
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
    lead: str = ""
    """Of a list's item: the view of the words that introduce the list, with which `text` begins."""


class Synonym(NamedTuple):
    """One way to say something, and what is written for it, each between spaces."""

    said: str
    written: str
    words: frozenset[str]
    """Those of `said`: where one of them stands nowhere, it is not looked for."""


def in_order(table: Mapping[str, Sequence[str]]) -> tuple[Synonym, ...]:
    """A pass of {what is written: how it may be said}, the longest first."""
    pairs = ((f" {said} ", f" {written} ") for written, ways in table.items() for said in ways)
    ordered = sorted(pairs, key=lambda pair: -len(pair[0]))
    return tuple(Synonym(said, written, frozenset(said.split())) for said, written in ordered)


def plain(
    roles: Sequence[str],
    synonyms: Iterable[Sequence[Synonym]],
    marks: Mapping[str, Sequence[str]] | None = None,
) -> list[str]:
    """The views of the sentences `roles`; `synonyms` are passes, one after the other.

    A sentence that holds one of the beginnings of words in `marks` has the mark's name, after a plus, behind its words.
    """
    lines = [_plain_line(line) for line in roles]
    if not lines:
        return []
    text = "\n".join(lines)
    held = set(text.split(" "))
    for said, written, words in chain.from_iterable(synonyms):
        if words <= held and said in text:
            text = text.replace(said, written)
            held.update(written.split(" "))
    text = _AGREES.sub(r"\1\2 \1", text)
    return _marked(_AGAIN.sub(r"\1\2 \1", text), marks or {})


def _marked(text: str, marks: Mapping[str, Sequence[str]]) -> list[str]:
    """The lines of `text`, each with the marks that it earns."""
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    earned: dict[int, list[str]] = {}
    for name, beginnings in marks.items():
        places = (at for words in beginnings for at in _places(f" {words}", text))
        for number in {bisect_right(starts, at) - 1 for at in places}:
            earned.setdefault(number, []).append(name)
    for number, names in earned.items():
        lines[number] += f"; +{' +'.join(names)} "
    return lines


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def views(
    contract: Contract, synonyms: Iterable[Sequence[Synonym]], marks: Mapping[str, Sequence[str]] | None = None
) -> list[View]:
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
    texts = plain([roles for _, _, roles, _ in made], synonyms, marks)
    found: list[View] = []
    last: dict[str, tuple[str, str]] = {}
    for (clause, span, roles, piece), text in zip(made, texts, strict=True):
        above, lead = last.get(clause.parent or "", ("", ""))
        led = bool(above) and roles.startswith(above)
        found.append(View(clause=clause, span=span, text=text, piece=piece, lead=lead if led else ""))
        if not piece and not (span in resolved and roles is resolved[span].roles):
            last[clause.id] = roles[-INTRO:], text
    return found


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
    text = line.replace("\n", " ").replace("+/-", " plus or minus ").replace("±", " plus or minus ")
    text = _with_tokens(text)
    text = _MARKERS.sub(" ", text)
    for mark in (",", '"', "(", ")", "“", "”", "**", "__"):
        text = text.replace(mark, " ")
    text = text.replace("’", "'").replace("'s ", " 's ").replace("R' ", "R 's ").replace("s' ", "s ")
    text = text.replace(";", " ; ").replace(":", " : ").replace(". ", " . ").rstrip(" .")
    text = text.replace("the SELLER", "SELLER").replace("the BUYER", "BUYER").replace("and/or", "or")
    return f" {_SPACES.sub(' ', text).strip()} "


def _with_tokens(text: str) -> str:
    parts, at = [], 0
    for amount in find_quantities(lower(text)):
        if amount.start < at:
            continue
        parts += [text[at : amount.start], f" <{_NAMES[amount.kind]} {_counted(amount):.6g}> "]
        possessive = _POSSESSIVE.match(text, amount.end)
        at = possessive.end() if possessive else amount.end
    return "".join([*parts, text[at:]])


def _counted(amount: Quantity) -> float:
    return amount.days if amount.kind is Kind.DURATION else amount.value
