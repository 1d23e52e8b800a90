"""Whether a reading still holds when other words stand in the place of those it was found in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from clausecheck.model import Clause, Contract, Sentence, Span
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.reading import Reading, library, matches
from clausecheck.reviewers.rules.view import views
from clausecheck.terms.sentences import role_mentions, split, with_roles
from clausecheck.terms.words import plain


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

    def holds(self, candidate: Candidate, text: str) -> bool:
        """Whether the reading that made `candidate` finds the same in `text`; False where no reading made it."""
        reading, clause = self._readings.get(candidate.rule), candidate.clause
        if reading is None or clause is None:
            return False
        return any(
            favored is candidate.favored for favored in self._found(reading, clause, text, self._lead(candidate))
        )

    def _found(self, reading: Reading, clause: Clause, text: str, lead: str) -> Sequence[object]:
        simple = plain(text)
        sentences, before = [], lead
        for span in split(simple, Span(0, len(simple))):
            own = with_roles(simple[span.start : span.end], self._mentions)
            sentences.append(
                Sentence(clause_id=clause.id, span=span, text=text[span.start : span.end], roles=before + own)
            )
            before = ""
        seen = views(
            replace(self._contract, sentences=tuple(sentences), resolved=()), self._shelf.synonyms, self._shelf.marks
        )
        whole = "\n".join(view.text for view in seen)
        return [match.favored for match in matches(reading, seen, whole, self._types, self._headings)]

    def _lead(self, candidate: Candidate) -> str:
        """The words that introduce the list that the candidate's sentence is an item of."""
        sentence = self._sentences.get(candidate.span) if candidate.span else None
        if sentence is None:
            return ""
        own = with_roles(plain(sentence.text), self._mentions)
        return sentence.roles.removesuffix(own) if sentence.roles.endswith(own) else ""
