"""Whatever a file does to the process that works on it, it is one row, and nobody else's is lost."""

import json
import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausecheck.batch.engines.local import Local, why_not
from clausecheck.batch.limits import Limits
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.model import Asking, Side
from clausecheck.model.batch import Done, Outcome, Reviewing, Task
from tests.batch.engines.local.faults import MARK, Faulty, broken, killed_early, unusable

pytestmark = pytest.mark.skipif(bool(why_not()), reason="no workers on this system")
LIMITS = Limits(seconds=60, work=10, memory=600_000_000)


@pytest.fixture
def pool() -> Iterator[Local]:
    made = Local(Reviewing(), 2, limits=LIMITS, makes=Faulty)
    yield made
    made.close()


def tasks(*words: str) -> list[Task]:
    return [
        Task(key=f"{number:02}", file=f"{number}.txt", data=word.encode(), sides=(Side.SELLER,))
        for number, word in enumerate(words)
    ]


def told(pool: Local, *words: str) -> dict[str, Done]:
    done = list(pool.run(iter(tasks(*words)), lambda _: None))
    assert len({one.key for one in done}) == len(done) == len(words), "each is told exactly once"
    return dict(zip(words, sorted(done, key=lambda one: one.key), strict=True))


def said(done: Done) -> tuple[Outcome, str]:
    return done.result.outcome, done.result.why


def strays() -> list[str]:
    """Processes that the faults have started and that still run."""
    found = []
    for place in Path("/proc").iterdir():
        try:
            words = (place / "cmdline").read_bytes().split(b"\0") if place.name.isdigit() else []
            state = (place / "stat").read_text().rpartition(")")[2].split()[0] if words else ""
        except OSError:
            continue
        if MARK.encode() in words and state != "Z":
            found.append(place.name)
    return found


def nobody_left() -> bool:
    until = time.monotonic() + 10
    while strays() and time.monotonic() < until:
        time.sleep(0.05)
    return not strays()


def test_every_task_is_done_once_by_as_many_as_asked(pool: Local) -> None:
    done = told(pool, *(f"process {number}" for number in range(40)))
    processes = {json.loads(one.result.why)[0] for one in done.values()}
    assert len(processes) == 2
    assert os.getpid() not in processes
    assert told(pool, "process")["process"].result.why.split(",")[0][1:] in map(str, processes), "they stay for more"


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("segfault", "the process that reviewed 1.txt was ended by SIGSEGV, twice"),
        ("kill", "the process that reviewed 1.txt was ended by SIGKILL, twice"),
        ("exit 5", "the process that reviewed 1.txt ended with exit code 5, twice"),
        ("leave 0", "the process that reviewed 1.txt ended with exit code 1, twice"),
        ("garbage 0000000000000002 7b7d", "the process that reviewed 1.txt gave no usable answer, twice"),
        ("garbage ffffffffffffffff00", "the process that reviewed 1.txt gave no usable answer, twice"),
        ("pretend 02", "the process that reviewed 1.txt gave no usable answer, twice"),
        ("close", "the process that reviewed 1.txt was ended by SIGKILL, twice"),
    ],
)
def test_a_file_that_ends_its_worker_is_one_row_that_says_so(pool: Local, word: str, why: str) -> None:
    done = told(pool, "one", word, "three", "four")
    assert said(done[word]) == (Outcome.FAILED, why)
    assert done[word].result.fault == "WorkerLost"
    assert done[word].records, "it is in the record too"
    assert {said(done[other])[0] for other in ("one", "three", "four")} == {Outcome.REVIEWED}


def test_it_is_tried_exactly_twice(pool: Local, tmp_path: Path) -> None:
    count = f"count {tmp_path / 'count'}"
    assert said(told(pool, count, *"abcdefgh")[count])[0] is Outcome.FAILED
    assert (tmp_path / "count").read_text().count("tried") == 2


def test_the_second_time_a_fresh_worker_does_it_alone(pool: Local, tmp_path: Path) -> None:
    once = f"once {tmp_path / 'once'}"
    words = (
        *(f"span 0.{number}" for number in range(100, 103)),
        once,
        *(f"span 0.{number}" for number in range(110, 118)),
    )
    done = {word: json.loads(one.result.why) for word, one in told(pool, *words).items()}
    began, ended, served = done.pop(once)
    assert served == 0
    assert all(other_end <= began or ended <= other_begin for other_begin, other_end in done.values())


def test_what_a_worker_had_not_begun_is_not_blamed(pool: Local) -> None:
    words = [word for number in range(6) for word in (f"kill {number}", f"plain {number}")]
    done = told(pool, *words)
    assert all(said(done[word])[0] is (Outcome.FAILED if "kill" in word else Outcome.REVIEWED) for word in words)


def told_within(limits: Limits, *words: str) -> list[tuple[Outcome, str]]:
    pool = Local(Reviewing(), 2, limits=limits, makes=Faulty)
    try:
        return [said(done) for done in told(pool, *words).values()]
    finally:
        pool.close()


def test_limits_of_work_and_memory(tmp_path: Path) -> None:
    words = ("burn", "allocate 2000000000", f"write {tmp_path / 'large'}", "plain")
    assert told_within(Limits(work=1, memory=300_000_000), *words) == [
        (Outcome.LIMIT, "0.txt takes too long to review (more than 1 seconds of work)"),
        (Outcome.LIMIT, "1.txt needs more memory than is allowed"),
        (Outcome.REVIEWED, "refused: File too large"),
        (Outcome.REVIEWED, "reviewed"),
    ]


def test_a_limit_of_time_on_the_clock() -> None:
    slept, plain = told_within(Limits(seconds=2), "sleep 60", "plain")
    assert slept == (Outcome.LIMIT, "0.txt takes too long to review (more than 2 seconds)")
    assert plain[0] is Outcome.REVIEWED


def test_a_worker_is_replaced_when_it_has_grown_or_served_long() -> None:
    words = [f"process {number}" for number in range(9)]
    pool = Local(Reviewing(), 1, limits=Limits(files=3), makes=Faulty)
    try:
        done = [json.loads(one.result.why) for one in told(pool, *words).values()]
        assert max(served for _, _, served in done) <= 3, "one more may be in its hands already"
        assert len({process for process, _, _ in done}) >= 2
    finally:
        pool.close()
    pool = Local(Reviewing(), 1, limits=Limits(growth=50_000_000), makes=Faulty)
    try:
        done = told(pool, "process 1", "allocate 400000000", "plain", "process 2")
        assert json.loads(said(done["process 1"])[1])[0] != json.loads(said(done["process 2"])[1])[0]
    finally:
        pool.close()


def test_nothing_that_a_file_started_outlives_its_worker(pool: Local, tmp_path: Path) -> None:
    word = f"stray {tmp_path / 'there'}"
    assert said(told(pool, word, "plain")[word])[0] is Outcome.FAILED
    assert (tmp_path / "there").exists()
    assert nobody_left()


def test_closing_in_the_middle_leaves_nobody(pool: Local, tmp_path: Path) -> None:
    going = pool.run(iter(tasks(f"hang {tmp_path / 'there'}", "plain")), lambda _: None)
    assert next(going).key == "01"
    while not (tmp_path / "there").exists():
        time.sleep(0.02)
    assert strays()
    going.close()
    pool.close()
    assert nobody_left()


def test_a_killed_nursery_is_replaced_and_nothing_is_lost(pool: Local) -> None:
    """Whoever forks the workers takes them along; what they did is done again, once, alone."""
    parent = json.loads(said(told(pool, "process")["process"])[1])[1]
    threading.Timer(0.3, os.kill, (parent, signal.SIGKILL)).start()
    done = told(pool, "sleep 0.6", "sleep 0.61", *(f"sleep 0.{number:03}" for number in range(100, 110)))
    assert {said(one)[0] for one in done.values()} == {Outcome.REVIEWED}
    assert json.loads(said(told(pool, "process")["process"])[1])[1] != parent


@pytest.mark.parametrize(("kills", "starts"), [(2, True), (3, False)])
def test_a_nursery_that_is_killed_while_it_loads_is_started_again(
    kills: int, starts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSECHECK_TEST_KILLS", str(tmp_path))
    for number in range(kills):
        (tmp_path / str(number)).touch()
    pool = Local(Reviewing(), 1, limits=LIMITS, makes=killed_early)
    try:
        if starts:
            assert said(told(pool, "a word")["a word"]) == (Outcome.REVIEWED, "reviewed")
        else:
            with pytest.raises(ClausecheckError, match="could not be started"):
                told(pool, "a word")
    finally:
        pool.close()
    assert not list(tmp_path.iterdir())


def test_killed_workers_lose_nothing(pool: Local) -> None:
    processes: set[int] = set()

    def killing() -> None:
        for process in processes:
            os.kill(process, signal.SIGKILL)

    found = told(pool, "process a", "sleep 0.2", "process b")
    processes |= {json.loads(said(found[word])[1])[0] for word in ("process a", "process b")}
    threading.Timer(0.2, killing).start()
    done = told(pool, *(f"sleep 0.{number:02}" for number in range(5, 25)))
    assert {said(one)[0] for one in done.values()} == {Outcome.REVIEWED}


def test_workers_are_fenced_and_have_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-1")
    monkeypatch.setenv("CLAUSECHECK_MODEL", "some-model")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        knock = f"connect {listening.getsockname()[1]}"
        words = (knock, "environment ANTHROPIC_API_KEY", "environment CLAUSECHECK_MODEL")
        results = []
        for asking in (None, Asking(reviewer="claude"), Asking(reviewer="command:my-bot")):
            pool = Local(Reviewing(asking=asking), 1, limits=LIMITS, makes=Faulty)
            try:
                results.append([said(done)[1] for done in told(pool, *words).values()])
            finally:
                pool.close()
    refused = "refused: [Errno 13] no connection is allowed here"
    assert results[:2] == [[refused, "nothing", "some-model"]] * 2
    assert results[2] == ["connected", "sk-ant-1", "some-model"], "a bot of the user's own is the user's business"


def test_stopping_ends_what_is_under_way_and_takes_no_more(pool: Local) -> None:
    begun: list[str] = []

    def started(task: Task) -> None:
        begun.append(task.key)
        if len(begun) == 2:
            pool.stop()

    done = list(pool.run(iter(tasks(*(f"sleep 0.{number}" for number in range(1, 9)))), started))
    assert sorted(one.key for one in done) == sorted(begun)
    assert len(begun) == 2


def test_stopping_now_waits_for_nobody(pool: Local) -> None:
    def started(task: Task) -> None:
        threading.Timer(0.2, pool.stop, (), {"now": True}).start()

    began = time.monotonic()
    assert list(pool.run(iter(tasks("sleep 30", "sleep 31")), started)) == []
    assert time.monotonic() - began < 15


def test_nothing_right_now_is_not_the_end(pool: Local) -> None:
    one, two = tasks("plain", "plain")
    found = [done.key for done in pool.run(iter([None, one, None, None, two, None]), lambda _: None)]
    assert found == ["00", "01"]
    assert list(pool.run(iter([None]), lambda _: None)) == []


def test_tasks_are_taken_only_when_somebody_has_room(pool: Local) -> None:
    taken = 0

    def source() -> Iterator[Task]:
        nonlocal taken
        for task in tasks(*(["sleep 0.05"] * 12)):
            taken += 1
            yield task

    for told_of, _ in enumerate(pool.run(source(), lambda _: None)):
        assert taken <= told_of + 1 + 8, "two for each worker, and as many that are just done"


def test_a_large_file_and_a_large_answer_pass(pool: Local) -> None:
    one = Task(key="00", file="0.txt", data=b"x" * 25_000_000, sides=(Side.SELLER,))
    other = Task(key="01", file="1.txt", data=b"large 30000000", sides=(Side.SELLER,))
    done = {done.key: done for done in pool.run(iter([one, other]), lambda _: None)}
    assert done["00"].result.why == "reviewed"
    assert done["01"].result.why == "x" * 30_000_000


def test_what_cannot_be_loaded_is_said_before_anything_is_done() -> None:
    for makes, kind, words in ((unusable, UsageError, "no playbook"), (broken, ClausecheckError, "Too many open")):
        pool = Local(Reviewing(), 1, makes=makes)
        try:
            with pytest.raises(kind, match=words):
                list(pool.run(iter(tasks("plain")), lambda _: None))
        finally:
            pool.close()


def test_without_a_task_nothing_is_started() -> None:
    pool = Local(Reviewing(), 1, makes=broken)
    assert list(pool.run(iter([]), lambda _: None)) == []
    pool.close()
