"""Whether a reading still holds when other words stand in the place of those it was found in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from clausecheck.model import Clause, Contract, Sentence, Span
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.reading import Reading, library, matches
from clausecheck.reviewers.rules.sieve import Sieve
from clausecheck.reviewers.rules.view import View, views
from clausecheck.terms.sentences import role_mentions, split, with_roles
from clausecheck.terms.words import plain

_MOST: Final = 150
"""Texts that are read in one review, at some 40 ms; a flood of findings must not take
the time of all. Beyond them, wording is proposed that nobody has read again.
"""


class Rereader:
    """Reads words that are not in the contract as if they were."""

    def __init__(
        self,
        contract: Contract,
        types: Mapping[str, frozenset[str]],
        headings: Mapping[str, str],
    ) -> None:
        self._contract = contract
        self._shelf = library()
        self._types = types
        self._headings = headings
        self._readings = {reading.id: reading for reading in self._shelf.readings}
        self._mentions = role_mentions(contract.facts)
        self._sentences = {sentence.span: sentence for sentence in contract.sentences}
        self._left = _MOST

    def knows(self, candidate: Candidate) -> bool:
        """Whether a reading made `candidate`, so that its words can be read again, and there is time for it."""
        return candidate.rule in self._readings and candidate.clause is not None and self._left > 0

    def holds(self, candidate: Candidate, text: str) -> bool:
        """Whether the reading that made `candidate` finds the same in `text`; False where no reading made it."""
        reading = self._readings.get(candidate.rule)
        return reading is not None and self._found(candidate, text, (reading,))

    def clean(self, candidate: Candidate, text: str) -> bool:
        """Whether no reading finds anything in `text` that favours the side that `candidate` favours."""
        return not self._found(candidate, text, self._shelf.readings)

    def _found(self, candidate: Candidate, text: str, readings: Iterable[Reading]) -> bool:
        if candidate.clause is None or self._left <= 0:
            return False
        self._left -= 1
        sieve = Sieve(self._views(candidate.clause, text, self._lead(candidate)))
        return any(
            match.favored is candidate.favored
            for reading in readings
            for match in matches(reading, sieve, self._types, self._headings)
        )

    def _views(self, clause: Clause, text: str, lead: str) -> list[View]:
        simple = plain(text)
        sentences = []
        for span in split(simple, Span(0, len(simple))):
            roles = lead + with_roles(simple[span.start : span.end], self._mentions)
            sentences.append(Sentence(clause_id=clause.id, span=span, text=text[span.start : span.end], roles=roles))
            lead = ""
        contract = replace(self._contract, sentences=tuple(sentences), resolved=())
        return views(contract, self._shelf.synonyms, self._shelf.marks)

    def _lead(self, candidate: Candidate) -> str:
        """The words that introduce the list that the candidate's sentence is an item of."""
        sentence = self._sentences.get(candidate.span) if candidate.span else None
        if sentence is None:
            return ""
        own = with_roles(plain(sentence.text), self._mentions)
        return sentence.roles.removesuffix(own) if sentence.roles.endswith(own) else ""
