"""What a worker does with one task: bytes → contract → a review for each side. It writes nothing and asks nobody."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from clausecheck.batch.asking.known import KnownAnswers, Unanswered
from clausecheck.batch.brief import judged, unread
from clausecheck.batch.recording import failed_records, review_record
from clausecheck.errors import ClausecheckError
from clausecheck.machine.memory import held
from clausecheck.model import Contract, Review, Scan, Side
from clausecheck.model.batch import Done, Outcome, Result, Reviewing, Task, Wanted
from clausecheck.report.json import to_json
from clausecheck.report.json_review import review_json
from clausecheck.review import read_contract, review, scanned, with_history

if TYPE_CHECKING:
    from clausecheck.reviewers import Reviewer
    from clausecheck.reviewers.playbook.rulebook import Rulebook


class Worker:
    """Reviews files, one after the other, with what they share loaded once."""

    def __init__(self, reviewing: Reviewing) -> None:
        """Raises UsageError where what is named cannot be used."""
        self._how = reviewing
        self._rules: Rulebook | None = None
        if reviewing.playbook is not None:
            from clausecheck.reviewers.playbook.parse import load_rulebook

            self._rules = load_rulebook(reviewing.playbook)

    def do(self, task: Task) -> Done:
        """Do one task. Whatever goes wrong with it is its outcome; nothing is raised but what ends the process."""
        began = time.monotonic()
        try:
            done = self._reviewed(task, began)
        except Unanswered as waiting:
            done = Done(key=task.key, result=Result(outcome=Outcome.PENDING), wanted=tuple(waiting.wanted))
        except Exception as fault:  # noqa: BLE001 one bad file is one row
            done = failed(self._how, task, fault, time.monotonic() - began)
        return replace(done, seconds=round(time.monotonic() - began, 3), memory=held())

    def _reviewed(self, task: Task, began: float) -> Done:
        contract = read_contract(task.data, task.file, self._how.view)
        seen = scanned(contract)
        wanted: list[Wanted] = []
        reviews: list[Review] = []
        for side in task.sides:
            try:
                reviews.append(self._review(task, contract, side, seen))
            except Unanswered as waiting:
                wanted += waiting.wanted
        if wanted:
            raise Unanswered(wanted)
        reports = tuple((one.side, to_json(review_json(one, least=self._how.least))) for one in reviews)
        seconds = time.monotonic() - began
        return Done(
            key=task.key,
            result=judged(task, contract, reviews),
            reports=reports,
            records=tuple(
                review_record(self._how, task, one, text, self._rules_of(one.side), seconds)
                for one, (_, text) in zip(reviews, reports, strict=True)
            ),
        )

    def _review(self, task: Task, contract: Contract, side: Side, seen: Scan) -> Review:
        made = review(
            contract,
            side,
            category=task.category,
            region=task.region,
            deal_size=self._how.deal_size,
            statistics=self._how.statistics,
            policy=self._how.policy,
            reviewer=self._reviewer(task, side),
            playbook=self._rules_of(side),
            seen=seen,
        )
        deals = self._how.deals
        return made if deals is None or self._how.deals_of != (side, task.account) else with_history(made, deals)

    def _reviewer(self, task: Task, side: Side) -> "Reviewer | None":
        asking = self._how.asking
        if asking is None:
            return None
        if asking.reviewer == "claude":
            from clausecheck.reviewers.claude.reviewer import ClaudeReviewer

            return ClaudeReviewer(asking, asker=KnownAnswers(side, task.answers))
        from clausecheck.review.choice import chosen

        return chosen(asking)

    def _rules_of(self, side: Side) -> "Rulebook | None":
        return self._rules if self._rules and self._rules.side is side else None


def failed(how: Reviewing, task: Task, fault: BaseException, seconds: float = 0.0) -> Done:
    """What is told of a task that ended in a fault."""
    code = fault.exit_code if isinstance(fault, ClausecheckError) else 1
    return Done(
        key=task.key,
        result=unread(task, fault),
        records=failed_records(how, task, fault, code, seconds),
        seconds=round(seconds, 3),
    )
