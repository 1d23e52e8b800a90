"""The record of each review of a batch, as `review` keeps one of its own."""

import hashlib
import os
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from clausecheck.audit import record
from clausecheck.model import Asking, Review, Side
from clausecheck.model.batch import Reviewing, Task
from clausecheck.reviewers.given import playbook_datasets

if TYPE_CHECKING:
    from clausecheck.audit import shape
    from clausecheck.model import Dataset
    from clausecheck.reviewers.playbook.rulebook import Rulebook

_PARTIAL: Final = 3
"""Exit code of a review of a part of a file, as `review` would end with."""


def review_record(
    how: Reviewing, task: Task, review: Review, report: str, rules: "Rulebook | None", seconds: float
) -> "shape.RecordJson":
    """The record of a review that was made; `report` is all of it as JSON, `rules` the user's own playbook."""
    contract, full, salt = review.contract, how.full_record, os.urandom(16).hex()
    partial = contract.document.partial
    return record.record_json(
        started=time.time() - seconds,
        seconds=seconds,
        outcome="partial" if partial else "reviewed",
        exit_code=_PARTIAL if partial else 0,
        error=None,
        document=record.document_json(contract, full=full),
        settings=_settings(how, task, review.side, review),
        review=record.reviewed_json(
            review,
            report.encode("ascii"),
            _playbooks(),
            deals=record.sealed_deals(how.deals if review.private else None, salt),
            playbook=record.sealed_playbook(rules, salt),
            full=full,
        ),
    )


def failed_records(
    how: Reviewing, task: Task, fault: BaseException, exit_code: int, seconds: float
) -> "tuple[shape.RecordJson, ...]":
    """The records of a file that could not be reviewed, one for each side."""
    return tuple(
        record.record_json(
            started=time.time() - seconds,
            seconds=seconds,
            outcome="failed",
            exit_code=exit_code,
            error=fault,
            document=record.unread_json(hashlib.sha256(task.data).hexdigest(), how.view),
            settings=_settings(how, task, side, None),
        )
        for side in task.sides
    )


@lru_cache(maxsize=1)
def _playbooks() -> "tuple[Dataset, ...]":
    return playbook_datasets()


def _settings(how: Reviewing, task: Task, side: Side, review: Review | None) -> "shape.SettingsJson":
    return record.settings_json(
        side,
        how.asking or Asking(reviewer="rules"),
        review,
        category=task.category,
        region=task.region,
        deal_size=how.deal_size,
        least=how.least,
    )
