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
    contract, full = review.contract, how.full_record
    partial, salt = contract.document.partial, os.urandom(16).hex()
    deals = how.deals if review.private else None
    return {
        "schema": record.SCHEMA,
        "program": record.PROGRAM,
        "started": record.when(time.time() - seconds),
        "seconds": round(seconds, 3),
        "outcome": "partial" if partial else "reviewed",
        "exit_code": _PARTIAL if partial else 0,
        "error": None,
        "document": record.document_json(contract, full=full),
        "settings": _settings(how, task, review.side, review),
        "review": record.reviewed_json(
            review,
            report.encode("ascii"),
            _playbooks(),
            deals=None if deals is None else record.seal(salt, len(deals), repr(deals).encode()),
            playbook=None if rules is None else record.seal(salt, rules.count, rules.text.encode("utf-8", "replace")),
            full=full,
        ),
        "unfinished": [],
    }


def failed_records(
    how: Reviewing, task: Task, fault: str, exit_code: int, seconds: float
) -> "tuple[shape.RecordJson, ...]":
    """The records of a file that could not be reviewed, one for each side; `fault` is the kind."""
    return tuple(
        {
            "schema": record.SCHEMA,
            "program": record.PROGRAM,
            "started": record.when(time.time() - seconds),
            "seconds": round(seconds, 3),
            "outcome": "failed",
            "exit_code": exit_code,
            "error": fault,
            "document": record.unread_json(hashlib.sha256(task.data).hexdigest(), how.view),
            "settings": _settings(how, task, side, None),
            "review": None,
            "unfinished": [],
        }
        for side in task.sides
    )


@lru_cache(maxsize=1)
def _playbooks() -> "tuple[Dataset, ...]":
    return playbook_datasets()


def _settings(how: Reviewing, task: Task, side: Side, review: Review | None) -> "shape.SettingsJson":
    asking = how.asking or Asking(reviewer="rules")
    return {
        "side": side,
        "category": review.category if review else task.category,
        "category_detected": review.category_detected if review else False,
        "region": task.region,
        "deal_size": how.deal_size,
        "min_severity": how.least,
        "fail_on": None,
        "mirror": False,
        "message": False,
        "reviewer": asking.reviewer.partition(":")[0],
        "offline": asking.offline,
        "service": asking.service,
        "ask": asking.scope,
        "runs": asking.runs,
        "max_cost": asking.max_cost,
        "max_time": asking.max_time,
        "batches": asking.batches,
        "redact": sorted(asking.redact),
        "give_private": False,
    }
