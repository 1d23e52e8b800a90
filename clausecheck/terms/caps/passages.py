"""The passages that may limit liability: a sentence with the list that it introduces, and the exceptions within it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Clause, Document, Sentence, Span
from clausecheck.terms.caps.vocabulary import Vocabulary, Words
from clausecheck.terms.words import Expression, holds, lower

LONGEST: Final = 4000
"""Characters of a passage that are read."""
_MOST_PARTS: Final = 40
_DEEPEST: Final = 4
_CUES: Final = ("liab", "damages", "consequential", "responsib", "remed", "limitation", "indirect", "waive", "losses")
_OPEN_ENDS: Final = (":", ";", ",", " and", " or", "-", "—", "–")
_ENDS: Final = (".", "!", "?", '"', "”", ")")
_LONGEST_EXCEPTION: Final = 1500
_LEADING: Final = 60
_SUBJECT = Expression(r", [^,;]{1,120}?\b(?:shall|will|may|is|are|does|has|have|must)\b")
"""The subject behind an exception that begins a sentence, where nothing plainer tells."""
_BEFORE_MAIN: Final = frozenset(",);.:-—–")
_STOP = Expression(r"(?<![ .](?:no|co))(?<![ .](?:sec|art|inc|ltd))(?<! corp)[.]\s")
"""Where a sentence ends within a passage whose sentences are not told apart."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the document that is read as one sentence."""

    clause: Clause
    span: Span
    low: str
    """In lower case; as long as the span."""
    exceptions: tuple[tuple[int, int], ...]
    """Where it tells what it does not hold for, counted from its start."""

    @property
    def rule(self) -> str:
        """The words without the exceptions, which are blanked out, so that every place stays."""
        words = self.low
        for start, end in self.exceptions:
            words = words[:start] + " " * (end - start) + words[end:]
        return words


def passages(
    document: Document, by_id: Mapping[str, Clause], sentences: Sequence[Sentence], told: Vocabulary
) -> Iterator[Passage]:
    """Sentences that speak of liability, each once, with the items they introduce."""
    taken = -1
    for place, sentence in enumerate(sentences):
        if place <= taken or not holds(sentence.roles, _CUES) or sentence.clause_id not in by_id:
            continue
        taken = _last(document, sentences, place, by_id)
        end = min(sentences[taken].span.end, sentence.span.start + LONGEST)
        span = Span(sentence.span.start, end)
        low = lower(document.slice(span))
        yield Passage(by_id[sentence.clause_id], span, low, tuple(_exceptions(low, told)))


def _last(document: Document, sentences: Sequence[Sentence], place: int, by_id: Mapping[str, Clause]) -> int:
    """The place of the last sentence that goes on what this one begins."""
    first, last = sentences[place], place
    while last + 1 < len(sentences) and last - place < _MOST_PARTS:
        here, following = sentences[last], sentences[last + 1]
        open_end = here.text.endswith(_OPEN_ENDS)
        lists = here.clause_id != following.clause_id and not here.text.endswith(_ENDS)
        if not (open_end or lists) or following.span.end - first.span.start > LONGEST:
            break
        if following.clause_id != first.clause_id:
            before, item = by_id[here.clause_id], by_id.get(following.clause_id)
            follows = item is not None and not document.text[before.whole.end : item.whole.start].strip()
            if not _listed(item, first.clause_id, by_id, follows=follows):
                break
        last += 1
    return last


def _listed(clause: Clause | None, first: str, by_id: Mapping[str, Clause], *, follows: bool) -> bool:
    """Whether a clause can be an item of the list that the first one introduces: below it, or beside it as "(a)".

    One beside it `follows` what was read before: a heading between them would begin another list.
    """
    parent = by_id[first].parent
    if follows and clause is not None and clause.parent == parent and clause.number.startswith("("):
        return True
    for _ in range(_DEEPEST):
        if clause is None or clause.parent is None:
            return False
        if clause.parent == first:
            return True
        clause = by_id.get(clause.parent)
    return False


def _exceptions(low: str, told: Vocabulary) -> Iterator[tuple[int, int]]:
    """From "except for", "other than" to where the main words begin again: at a bracket, a new subject, an amount."""
    words, end = told.words, 0
    for match in words.exception.finditer(low):
        start = match.start()
        if start < end:
            continue
        stop = _STOP.search(low, match.end(), start + _LONGEST_EXCEPTION)
        last = stop.start() if stop else min(len(low), start + _LONGEST_EXCEPTION)
        proviso = match.group().startswith("provided") or low.startswith(" that", match.end())
        if proviso and _limits(low[start:last], told):
            continue
        end = _end(low, match, last, words)
        if match.group() != "excluding" or not any(told.damages_in(low[start:end])):  # which excludes them in its turn
            yield start, end


def _limits(proviso: str, told: Vocabulary) -> bool:
    """Whether a proviso is a limit of its own, and no exception from one."""
    words = told.words
    if words.frees.search(proviso):
        return False
    excludes, ceiling = words.excludes.search(proviso), words.ceiling.search(proviso)
    if excludes and any(told.damages_in(proviso, excludes.start())):
        return True
    return bool(ceiling and words.liability.search(proviso[: ceiling.end()]))


def _end(low: str, match: re.Match[str], last: int, words: Words) -> int:
    """Where an exception ends that begins with `match` and cannot go beyond `last`."""
    start, end = match.start(), last
    inside = low.rfind("(", max(0, start - 40), start)
    if inside >= 0 and ")" not in low[inside:start]:
        close = low.find(")", start)
        end = min(end, close if close >= 0 else end)
    restarts = (
        again.start()
        for again in words.main.finditer(low, match.end(), end)
        if low[match.end() : again.start()].rstrip()[-1:] in _BEFORE_MAIN
    )
    restart = next(restarts, None)
    leads = start < _LEADING and not match.group().startswith("provided")
    if restart is None and leads and (subject := _SUBJECT.search(low, match.end(), end)):
        restart = subject.start()
    end = end if restart is None else restart
    if match.group() == "excluding" and (comma := low.find(",", match.end(), end)) >= 0:
        end = comma
    amount = words.ceiling.search(low, match.end(), end)
    return amount.start() if amount and not amount.group().startswith("up to") else end
