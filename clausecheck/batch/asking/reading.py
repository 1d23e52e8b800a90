"""What a batch that has ended says of each of its questions."""

from collections.abc import Iterable, Sequence
from typing import Final

from clausecheck.reviewers.claude.desk import BatchAnswer
from clausecheck.reviewers.claude.line import Reply
from clausecheck.reviewers.claude.part import Part
from clausecheck.reviewers.claude.replies import CANCELLED
from clausecheck.reviewers.claude.retry import Fault

MOST_HANDED_IN: Final = 3
"""How often a question is handed in that expires or ends in an error, before its file goes on without an answer."""
MISSING: Final = "the batch holds no answer"
GONE: Final = "the batch and its answers are gone"


def outcomes(parts: Sequence[Part], answers: Iterable[BatchAnswer] | None) -> list[tuple[Part, Reply | Fault]]:
    """What became of each part; `answers` are in any order, and None where the batch is gone.

    Where a name comes twice, the first counts; a name that was not handed in is nobody's. What is missing may have been
    charged.
    """
    told = {answer.name: answer.outcome for answer in reversed(list(answers or ()))}
    missing = Fault(GONE if answers is None else MISSING, again=True, charged=True)
    return [(part, told.get(part.name, missing)) for part in parts]


def once_more(outcome: Reply | Fault, times: int) -> bool:
    """Whether a question is handed in again, having been handed in so many `times`."""
    return isinstance(outcome, Fault) and outcome.again and times < MOST_HANDED_IN


def later(outcome: Reply | Fault) -> bool:
    """Whether a later run may ask again what was not answered."""
    return isinstance(outcome, Fault) and (outcome.again or outcome.words == CANCELLED)
