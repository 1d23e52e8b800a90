"""Words to paste: the quoted words mended where a small change is enough, else a sentence of the playbook."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from clausecheck.model import Contract
from clausecheck.reviewers.playbook import Playbook, Position
from clausecheck.reviewers.rules.amounts import with_amount
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.fitting import added, fit, loud, small
from clausecheck.reviewers.rules.mending import clauses, edited
from clausecheck.reviewers.rules.names import Names
from clausecheck.reviewers.rules.reread import Rereader
from clausecheck.reviewers.rules.sharing import NAMED
from clausecheck.reviewers.rules.vocabulary import Vocabulary
from clausecheck.terms.numbers import Kind

_DEFINED: Final = re.compile(
    r'["“]([^"”]{2,60})["”]|^\W*(?:The term )?([A-Z][\w -]{2,50}?)\s+(?:means|includes|shall mean)\b'
)
_KEPT: Final = "{quote}"
"""Stands in a position's sentence for the quoted words, behind which it is added as a proviso."""
_FAINT: Final = frozenset({"cuts", "discretion", "notice"})
"""Edits that may leave what is unusual in a sentence as it is."""
_LONG: Final = 160
"""A sentence with more characters is worth keeping where one of its clauses alone is the trouble."""


def defined_term(quote: str) -> str:
    """The term that `quote` defines, or "the term" where none is seen."""
    match = _DEFINED.search(quote)
    return (match[1] or match[2]).strip(" ,") if match else "the term"


class Writer:
    """Proposes wording for one contract, in its own words."""

    def __init__(self, contract: Contract, names: Names, book: Playbook, reread: Rereader | None) -> None:
        """`reread` tells whether a change is enough; without it, the first is taken."""
        self._text = f"{contract.document.text}\n, {names.seller}, {names.buyer}"  # both keep their capitals
        self._names = names
        self._edits = book.edits
        self._reread = reread
        self._vocabulary = Vocabulary(contract)

    def proposed(self, candidate: Candidate, position: Position, quote: str, **more: str) -> str:
        """Wording to put in place of `quote`; to insert where nothing is quoted. `more` fills further braces."""
        if len(quote) > 40 and (quote[:20] in position.proposed or quote[-20:] in position.proposed):
            return position.proposed  # a user's rule has put its own value into the quoted words
        names = self._names.as_in(quote)
        sentence = names.fill(self._vocabulary.own(position.proposed), candidate.favored, **more)
        if not quote:
            return sentence.replace(_KEPT, "").strip()
        for mended in self._mended(candidate, position, quote, names):
            if mended != quote and self._enough(candidate, mended):
                return mended
        if _KEPT in sentence:
            changed = self._edited(candidate, position.edits, quote, names)
            return added(sentence.replace(_KEPT, "").strip(), changed, self._text)
        return self._within(candidate, quote, sentence, names) or fit(sentence, quote, self._text)

    def _mended(self, candidate: Candidate, position: Position, quote: str, names: Names) -> Iterator[str]:
        """The quoted words with small changes; where nobody can tell whether it is enough, only with plain ones."""
        yield from self._with_usual(candidate, position, quote)
        told = self._reread is None or self._reread.knows(candidate)
        yield self._edited(candidate, [name for name in position.edits if told or name not in _FAINT], quote, names)

    def _with_usual(self, candidate: Candidate, position: Position, quote: str) -> Iterator[str]:
        """The quoted words with a usual amount."""
        for kind, usual in (
            (Kind.DURATION, position.set_days),
            (Kind.PERCENT, position.set_percent),
            (Kind.TIMES, position.set_times),
        ):
            if usual is not None and candidate.value is not None:
                yield with_amount(quote, kind, candidate.value, usual) or quote

    def _edited(self, candidate: Candidate, edits: Iterable[str], quote: str, names: Names) -> str:
        """The quoted words with the small changes that `edits` name."""
        for name in edits:
            if name in NAMED:
                made = NAMED[name](quote, names, candidate.favored)
                quote = made.upper() if made != quote and loud(quote) else made
            else:
                quote = edited(quote, self._edits[name])
        return quote

    def _within(self, candidate: Candidate, quote: str, sentence: str, names: Names) -> str:
        """`quote` with the sentence in the place of the one clause that is the trouble; empty where it is all of it."""
        if len(quote) < _LONG or self._reread is None or ". " in sentence:
            return ""
        for start, end in clauses(quote, (names.seller, names.buyer)):
            if self._reread.holds(candidate, quote[start:end]):
                fitted = small(fit(sentence, quote[start:end], self._text), self._text)
                new = quote[:start] + fitted + quote[end:]
                return new if self._enough(candidate, new) else ""
        return ""

    def _enough(self, candidate: Candidate, text: str) -> bool:
        return self._reread is None or not self._reread.knows(candidate) or self._reread.clean(candidate, text)
