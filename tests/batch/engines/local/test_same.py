"""Workers give what this process would give, byte for byte, within the fence of `--offline` too."""

import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck.batch.engines.here import Here
from clausecheck.batch.engines.interface import Engine
from clausecheck.batch.engines.local import Local, why_not
from clausecheck.batch.engines.local.warming import CONTRACT, KEY
from clausecheck.batch.work import Worker
from clausecheck.model import Side
from clausecheck.model.batch import Done, Reviewing, Task
from tests.generated import FORMATS, Article, written

pytestmark = pytest.mark.skipif(bool(why_not()), reason="no workers on this system")

ARTICLES = [
    Article(
        "Fees", "Customer shall pay each invoice within 90 days.", ("Late amounts bear interest at 2% per month.",)
    ),
    Article("Liability", "Provider is liable without any limit.", ()),
    Article("Term", "This Agreement renews for 3 years.", ("Either party may terminate on 30 days' notice.",)),
]
_OFFLINE = """\
from clausecheck.machine import fence
fence.enforce()
from clausecheck.batch.engines.local import Local, why_not
from clausecheck.model import Side
from clausecheck.model.batch import Reviewing, Task
assert not why_not()
pool = Local(Reviewing(), 1)
task = Task(key="k", file="a.txt", data=b"1. Fees. Customer shall pay within 90 days.", sides=(Side.SELLER,))
print(*(done.result.outcome for done in pool.run(iter([task]), lambda task: None)))
pool.close()
"""


def files() -> list[Task]:
    made = [written("SERVICES AGREEMENT", ARTICLES, form) for form in FORMATS]
    made += [(b"%PDF-1.4 cut off", "cut.pdf"), (b"", "empty.txt")]
    return [Task(key=name, file=name, data=data, sides=tuple(Side)) for data, name in made]


def done_by(engine: Engine, tasks: list[Task]) -> dict[str, Done]:
    try:
        return {done.key: done for done in engine.run(iter(tasks), lambda task: None)}
    finally:
        engine.close()


def test_the_same_results_and_reports_as_in_this_process() -> None:
    tasks = files()
    there, here = done_by(Local(Reviewing(), 2), tasks), done_by(Here(Reviewing()), tasks)
    assert there.keys() == here.keys()
    for name, done in here.items():
        assert (there[name].result, there[name].reports) == (done.result, done.reports), name
    assert {done.result.outcome for done in here.values()} == {"reviewed", "unreadable"}


def test_offline_workers_are_started_all_the_same() -> None:
    root = Path(__file__).parents[4]
    done = subprocess.run([sys.executable, "-c", _OFFLINE], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["reviewed"], done.stderr


def test_the_contract_that_warms_is_reviewed_for_both_sides() -> None:
    """Were it not read, nothing would be warm, and nobody would notice."""
    done = Worker(Reviewing()).do(Task(key=KEY, file="warming.txt", data=CONTRACT, sides=tuple(Side)))
    assert done.result.outcome == "reviewed"
    assert len(done.result.judged) == 2
    assert all(len(one.points) > 3 for one in done.result.judged)
