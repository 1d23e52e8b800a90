"""A review made once more from its record: what was answered then is answered again, and nobody is asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausecheck.audit.reading import Recorded, exchanges
from clausecheck.context.canonical import digest
from clausecheck.model import Asking, Contract, Exchange, Review, ReviewerInfo
from clausecheck.review.reviewing import review, with_history

if TYPE_CHECKING:
    from clausecheck.audit import shape
    from clausecheck.model.history import OwnDeal
    from clausecheck.reviewers import Reviewer
    from clausecheck.reviewers.asker import Question
    from clausecheck.reviewers.playbook.rulebook import Rulebook

UNKNOWN = "this was not asked then"


class RecordedAsker:
    """Answers each question with what came back for the same bytes in the same run, in the order of the record."""

    def __init__(self, recorded: Iterable[Recorded]) -> None:
        self._left: dict[tuple[str, int], list[Exchange]] = {}
        for one in recorded:
            self._left.setdefault((one.request, one.exchange.run), []).append(one.exchange)
        self.unknown = 0
        """Questions that are not in the record."""

    @property
    def unused(self) -> int:
        """Answers that no question asked for."""
        return sum(map(len, self._left.values()))

    def ask(self, questions: "Sequence[Question]", told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """The recorded exchange of each question; one that is not in the record was never sent."""
        answers = tuple(map(self._answer, questions))
        for answer in answers:
            told(answer)
        return answers

    def close(self) -> None:
        """Nothing is open."""

    def _answer(self, question: "Question") -> Exchange:
        left = self._left.get((digest(question.body), question.run))
        if left:
            return replace(left.pop(0), request=question.body)
        self.unknown += 1
        return Exchange(request=question.body, run=question.run, tries=0, trouble=UNKNOWN, clauses=question.clauses)


def replayed(
    record: "shape.RecordJson",
    reviewed: "shape.ReviewedJson",
    contract: Contract,
    *,
    statistics: Path | None = None,
    policy: Path | None = None,
    prompts: Path | None = None,
    playbook: "Rulebook | None" = None,
    deals: "Sequence[OwnDeal] | None" = None,
    private: Mapping[str, Any] | None = None,
) -> tuple[Review, tuple[str, ...]]:
    """Make the review of a record again, with the file and whatever of the user's own it was made with.

    Returns it with sentences on what was not as it was then; without any, it is the same review. Raises AuditError
    where the record does not fit the file, and UsageError as `review` does.
    """
    settings = record["settings"]
    asker = RecordedAsker(exchanges(reviewed, contract.document.text))
    again = review(
        contract,
        settings["side"],
        category=None if settings["category_detected"] else settings["category"],
        region=settings["region"],
        deal_size=settings["deal_size"],
        statistics=statistics,
        policy=policy,
        reviewer=_reviewer(record, reviewed, asker, prompts, private),
        mirror=settings["mirror"],
        playbook=playbook,
    )
    again = replace(again, sent_to=reviewed["sent_to"])
    return again if deals is None else with_history(again, deals), tuple(_changed(reviewed, again, asker))


def _reviewer(
    record: "shape.RecordJson",
    reviewed: "shape.ReviewedJson",
    asker: RecordedAsker,
    prompts: Path | None,
    private: Mapping[str, Any] | None,
) -> "Reviewer | None":
    settings, info = record["settings"], ReviewerInfo(**reviewed["reviewer"])
    asking = Asking(
        reviewer=info.name,
        model=info.model,
        service=settings["service"],
        prompts=prompts,
        scope=settings["ask"],
        runs=settings["runs"],
        max_cost=settings["max_cost"],
        max_time=settings["max_time"],
        batches=settings["batches"],
        redact=frozenset(settings["redact"]),
        private=settings["give_private"],
    )
    if info.name == "rules":
        return None
    if info.name == "claude":
        from clausecheck.reviewers.claude.reviewer import ClaudeReviewer

        return ClaudeReviewer(asking, asker=asker)
    from clausecheck.reviewers.bots.reviewer import BotReviewer

    return BotReviewer(asking, asker=asker, info=info, private=private)


def _changed(reviewed: "shape.ReviewedJson", again: Review, asker: RecordedAsker) -> Iterable[str]:
    """What was not as it was then, the cause before its effects."""
    then, now = reviewed["shared_context"], again.shared
    if then["statistics_digest"] != now.statistics_digest:
        yield f"the statistics are others: then {then['statistics']}, now {now.statistics}; --stats names those of then"
    if then["policy_digest"] != now.policy_digest:
        yield f"the policy is another: then {then['policy']}, now {now.policy}; --policy names the one of then"
    if reviewed["reviewer"]["version"] != again.reviewer.version:
        version = reviewed["reviewer"]["version"]
        yield f"the prompts are others: then {version}, now {again.reviewer.version}; --prompts names those of then"
    if asker.unknown or asker.unused:
        yield f"the questions are others: {asker.unknown} not asked then, {asker.unused} not asked now"
