"""Each upload is worked on once, told once, and kept before it counts as done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from clausecheck.batch.running import Again
from clausecheck.errors import EncryptedFile, LimitExceeded, ResultsError
from clausecheck.model import Asking, Exchange, Side
from clausecheck.model.batch import Done, Outcome, Result, Reviewing, Task, Upload, Wanted
from tests.batch.uploads import Hands, failed, files, reviewed, run, upload

THREE = (upload("a.txt", b"one"), upload("b.txt", b"two"), upload("c.txt", b"three"))


def _refuses(fault: Exception) -> Upload:
    def read() -> bytes:
        raise fault

    return upload("x.pdf", read)


def test_a_row_for_each_upload_in_its_order(tmp_path: Path) -> None:
    told = run(tmp_path, THREE)
    assert [row.name for row in told.rows] == ["a.txt", "b.txt", "c.txt"]
    assert [event.name for event in told.events if event.outcome] == ["a.txt", "b.txt", "c.txt"]
    assert [(tmp_path / row.reviews[0][1]).read_bytes() for row in told.rows] == [
        b"seller one",
        b"seller two",
        b"seller three",
    ]


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    first, second = run(tmp_path, THREE), run(tmp_path, THREE)
    assert len(first.hands.done) == 3
    assert not second.hands.done
    assert second.rows == first.rows
    assert all(event.known for event in second.events)


def test_only_what_changed_is_done_again(tmp_path: Path) -> None:
    run(tmp_path, THREE)
    told = run(tmp_path, (THREE[0], upload("b.txt", b"new"), THREE[2]))
    assert [task.data for task in told.hands.done] == [b"new"]


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    whole = run(tmp_path / "whole", THREE)
    stopped = run(tmp_path / "parts", THREE, Hands(most=1))
    assert stopped.outcomes == {"a.txt": "reviewed", "b.txt": "pending", "c.txt": "pending"}
    rest = run(tmp_path / "parts", THREE)
    assert [task.data for task in rest.hands.done] == [b"two", b"three"]
    assert rest.rows == whole.rows
    assert files(tmp_path / "parts") == files(tmp_path / "whole")


def test_a_stop_forgets_nothing_that_earlier_runs_have_done(tmp_path: Path) -> None:
    run(tmp_path, THREE[1:])
    told = run(tmp_path, (THREE[0], upload("n.txt", b"new"), *THREE[1:]), Hands(most=1))
    assert told.outcomes == {"a.txt": "reviewed", "n.txt": "pending", "b.txt": "reviewed", "c.txt": "reviewed"}


@pytest.mark.parametrize("harm", ["removed", "changed", "cut off"])
def test_a_result_is_trusted_by_its_bytes_alone(tmp_path: Path, harm: str) -> None:
    first = run(tmp_path, THREE)
    path = tmp_path / first.rows[1].reviews[0][1]
    whole = path.read_bytes()
    if harm == "removed":
        path.unlink()
    else:
        path.write_bytes(whole[:-1] + b"!" if harm == "changed" else whole[:-1])
    again = run(tmp_path, THREE)
    assert [task.data for task in again.hands.done] == [b"two"]
    assert path.read_bytes() == whole


def test_equal_files_are_done_once_and_told_each(tmp_path: Path) -> None:
    told = run(tmp_path, (THREE[0], upload("copy.txt", b"one"), THREE[1], upload("later.txt", b"one")))
    assert [task.data for task in told.hands.done] == [b"one", b"two"]
    assert [row.same_as for row in told.rows] == ["", "a.txt", "", "a.txt"]
    assert told.rows[1].reviews == told.rows[0].reviews
    assert sorted(event.name for event in told.events if event.outcome) == ["a.txt", "b.txt", "copy.txt", "later.txt"]
    assert {event.name for event in told.events if event.same} == {"copy.txt", "later.txt"}


class Pair:
    """An engine that takes two tasks before it gives back the first."""

    def run(self, tasks: Iterator[Task | None], _: object) -> Iterator[Done]:
        for task in [task for task in tasks if task is not None]:
            yield reviewed(task)


def test_equal_files_that_come_at_the_same_time(tmp_path: Path) -> None:
    told = run(tmp_path, (THREE[0], upload("copy.txt", b"one"), THREE[1]), Pair())  # type: ignore[arg-type]
    assert told.outcomes == {"a.txt": "reviewed", "copy.txt": "reviewed", "b.txt": "reviewed"}
    assert sorted(event.name for event in told.events if event.outcome) == ["a.txt", "b.txt", "copy.txt"]


def test_what_is_said_of_equal_files_names_each(tmp_path: Path) -> None:
    def empty(task: Task) -> Done:
        return replace(failed(task), result=Result(outcome=Outcome.UNREADABLE, why=f"{task.file} is empty"))

    pair = (THREE[0], upload("copy \udcff.txt", b"one"))
    assert [row.result.why for row in run(tmp_path, pair, Hands(empty)).rows] == [
        "a.txt is empty",
        "copy \udcff.txt is empty",
    ]
    renamed = run(tmp_path, (upload("new name.txt", b"one"),))
    assert [row.result.why for row in renamed.rows] == ["new name.txt is empty"]


def test_equal_files_of_which_the_first_fails(tmp_path: Path) -> None:
    pair = (THREE[0], upload("copy.txt", b"one"))
    told = run(tmp_path, pair, Hands(failed))
    assert len(told.hands.done) == 1
    assert told.outcomes == {"a.txt": "failed", "copy.txt": "failed"}
    assert run(tmp_path, pair).outcomes == {"a.txt": "reviewed", "copy.txt": "reviewed"}


@pytest.mark.parametrize(
    ("outcome", "again", "done"),
    [
        (Outcome.REVIEWED, Again.FAILED, 0),
        (Outcome.PARTIAL, Again.FAILED, 0),
        (Outcome.UNREADABLE, Again.FAILED, 0),
        (Outcome.LIMIT, Again.FAILED, 0),
        (Outcome.FAILED, Again.FAILED, 1),
        (Outcome.REVIEWED, Again.UNREAD, 0),
        (Outcome.PARTIAL, Again.UNREAD, 1),
        (Outcome.UNREADABLE, Again.UNREAD, 1),
        (Outcome.LIMIT, Again.UNREAD, 1),
        (Outcome.REVIEWED, Again.ALL, 1),
    ],
)
def test_what_is_tried_again(tmp_path: Path, outcome: Outcome, again: Again, done: int) -> None:
    run(tmp_path, THREE[:1], Hands(lambda task: replace(failed(task), result=Result(outcome=outcome))))
    assert len(run(tmp_path, THREE[:1], again=again).hands.done) == done


@pytest.mark.parametrize(
    ("fault", "outcome", "why"),
    [
        (EncryptedFile("x.pdf needs a password"), Outcome.UNREADABLE, "x.pdf needs a password"),
        (LimitExceeded("x.pdf is larger than 25 MB"), Outcome.LIMIT, "x.pdf is larger than 25 MB"),
        (PermissionError(13, "Permission denied"), Outcome.FAILED, "it cannot be read: Permission denied"),
        (ZeroDivisionError("/home/me"), Outcome.FAILED, "it cannot be read: ZeroDivisionError"),
    ],
)
def test_bytes_that_cannot_be_had_are_one_row(tmp_path: Path, fault: Exception, outcome: Outcome, why: str) -> None:
    told = run(tmp_path, (THREE[0], _refuses(fault), THREE[1]))
    assert [row.result.outcome for row in told.rows] == [Outcome.REVIEWED, outcome, Outcome.REVIEWED]
    assert told.rows[1].result.why == why
    assert len([event for event in told.events if event.outcome]) == 3


def test_what_is_refused_is_never_read(tmp_path: Path) -> None:
    never = replace(_refuses(AssertionError()), refused="a link, which is not followed")
    (row,) = run(tmp_path, (never,)).rows
    assert (row.result.outcome, row.result.why) == (Outcome.SKIPPED, "a link, which is not followed")


def test_an_upload_that_comes_again_takes_its_place(tmp_path: Path) -> None:
    told = run(tmp_path, (*THREE, None, upload("b.txt", b"new")))
    assert [(row.name, row.result.size) for row in told.rows] == [("a.txt", 3), ("b.txt", 3), ("c.txt", 5)]
    assert (tmp_path / told.rows[1].reviews[0][1]).read_bytes() == b"seller new"


def test_whoever_watches_hears_of_quiet_moments(tmp_path: Path) -> None:
    heard: list[int] = []
    arriving = (THREE[0], None, None, THREE[1], THREE[2], None)
    run(tmp_path, arriving, quiet=lambda: heard.append(len(files(tmp_path))))
    assert heard == [1, 3]


def test_the_record_is_kept_before_a_file_counts_as_done(tmp_path: Path) -> None:
    def recorded(task: Task) -> Done:
        return replace(reviewed(task), records=({"of": task.file},))

    def full(_: object) -> None:
        raise ResultsError("the record cannot be written")

    with pytest.raises(ResultsError):
        run(tmp_path, THREE[:1], Hands(recorded), record=full)
    kept: list[object] = []
    assert len(run(tmp_path, THREE[:1], Hands(recorded), record=kept.append).hands.done) == 1
    assert kept == [{"of": "a.txt"}]


def test_a_worker_tells_of_nothing_but_its_own_task(tmp_path: Path) -> None:
    def turned(task: Task) -> Done:
        told = reviewed(task)
        if task.data == b"two":
            return replace(told, key="f" * 64)
        return replace(told, reports=((Side.BUYER, "not asked"), (Side.SELLER, "caf\u00e9 \udcff")))

    told = run(tmp_path, THREE[:2], Hands(turned))
    assert told.outcomes == {"a.txt": "reviewed", "b.txt": "pending"}
    assert list(files(tmp_path).values()) == [b"caf\\xe9 \\udcff"]


def test_what_is_told_twice_counts_once(tmp_path: Path) -> None:
    class Twice(Hands):
        def run(self, tasks: Iterator[Task | None], begun: object) -> Iterator[Done]:
            for task in tasks:
                if task is not None:
                    yield reviewed(task)
                    yield failed(task)

    told = run(tmp_path, THREE[:1], Twice())
    assert told.outcomes == {"a.txt": "reviewed"}
    assert len([event for event in told.events if event.outcome]) == 1


@dataclass
class Service:
    """Answers all questions when it is asked to begin, or only says that it will."""

    answers: bool = True
    put_down: dict[str, Sequence[Wanted]] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    told: dict[str, Mapping[str, Exchange]] = field(default_factory=dict)

    def known(self, key: str) -> Mapping[str, Exchange] | None:
        return None if key in self.put_down else self.told.get(key, {})

    def again(self, key: str) -> bool:
        return False

    def put(self, key: str, wanted: Sequence[Wanted]) -> None:
        if wanted[0].body == b"nonsense":
            raise ValueError("nonsense")
        self.put_down[key] = wanted

    def begin(self) -> None:
        if self.answers:
            for key in self.put_down:
                self.told[key] = {"q": Exchange(request=b"q", text="yes")}
                self.settled.append(key)
            self.put_down.clear()

    def ready(self) -> Sequence[str]:
        ready, self.settled = self.settled, []
        return ready

    def waiting(self) -> bool:
        return False


ASKING = Reviewing(asking=Asking(reviewer="claude"))


def _asks(task: Task) -> Done:
    if task.answers:
        return reviewed(replace(task, data=task.data + task.answers["q"].text.encode()))
    wanted = Wanted(side=Side.SELLER, body=b"q" if task.data != b"two" else b"nonsense", run=1, clauses=())
    return Done(key=task.key, result=Result(outcome=Outcome.PENDING), wanted=(wanted,))


def test_a_task_with_questions_is_done_again_with_the_answers(tmp_path: Path) -> None:
    told = run(tmp_path, (THREE[0], THREE[2]), Hands(_asks), how=ASKING, questions=Service())
    assert told.outcomes == {"a.txt": "reviewed", "c.txt": "reviewed"}
    assert sorted(files(tmp_path).values()) == [b"seller oneyes", b"seller threeyes"]


def test_questions_without_answers_leave_the_file_pending(tmp_path: Path) -> None:
    service = Service(answers=False)
    told = run(tmp_path, (THREE[0],), Hands(_asks), how=ASKING, questions=service)
    assert told.outcomes == {"a.txt": "pending"}
    service.answers = True
    later = run(tmp_path, (THREE[0],), Hands(_asks), how=ASKING, questions=service)
    assert later.outcomes == {"a.txt": "reviewed"}
    assert len(later.hands.done) == 1


def test_a_question_that_nobody_asks_fails_its_file_alone(tmp_path: Path) -> None:
    told = run(tmp_path, THREE[:2], Hands(_asks), how=ASKING, questions=Service())
    assert told.outcomes == {"a.txt": "reviewed", "b.txt": "failed"}


def test_a_file_that_changes_while_it_is_asked_about_is_done_next_time(tmp_path: Path) -> None:
    stages = iter((b"one", b"new", b"new", b"new"))
    changing = upload("a.txt", lambda: next(stages))
    told = run(tmp_path, (changing,), Hands(_asks), how=ASKING, questions=Service())
    assert (told.outcomes["a.txt"], told.rows[0].result.fault) == ("failed", "FileChanged")
    assert run(tmp_path, (changing,), Hands(_asks), how=ASKING, questions=Service()).outcomes == {"a.txt": "reviewed"}
