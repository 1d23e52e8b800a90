"""What runs on each machine, here without a cluster."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clausecheck.batch.engines.cluster.machine import Machine
from clausecheck.batch.engines.cluster.parcel import pack
from clausecheck.batch.identity import Identity
from clausecheck.batch.wire import done_from
from clausecheck.batch.work import Worker
from clausecheck.errors import UsageError
from clausecheck.model import Side
from clausecheck.model.batch import Outcome, Reviewing, Task
from tests.cli.batches import contract


def task(number: int, data: bytes) -> Task:
    return Task(key=f"{number:064x}", file=f"{number}.txt", data=data, sides=(Side.SELLER, Side.BUYER))


def test_files_asked_at_once_are_answered_each_with_its_own_review() -> None:
    machine, worker = Machine(pack(Reviewing()), 2), Worker(Reviewing())
    asked = [task(number, contract(number).encode()) for number in range(5)] + [task(5, b"")]
    with ThreadPoolExecutor(len(asked)) as threads:
        answers = [done_from(json.loads(answer)) for answer in threads.map(machine.do, asked)]
    machine.close()
    assert [one.key for one in answers] == [one.key for one in asked]
    for one, answer in zip(asked, answers, strict=True):
        expected = worker.do(one)
        assert (answer.result, answer.reports) == (expected.result, expected.reports)
    assert answers[5].result.outcome is Outcome.UNREADABLE


def test_the_digest_names_the_program_and_its_data() -> None:
    machine = Machine(pack(Reviewing()), 1)
    assert machine.digest() == Identity(Reviewing()).settings
    machine.close()


def test_what_ends_the_workers_is_told_to_whoever_asks(tmp_path: Path) -> None:
    broken = tmp_path / "rules.toml"
    broken.write_text("no playbook", encoding="utf-8")
    machine = Machine(pack(Reviewing(playbook=broken)), 1)
    for number in range(2):
        with pytest.raises(UsageError):
            machine.do(task(number, b"words"))
    machine.close()
