"""How files are handed out to machines that come, go, and answer nonsense."""

import json
from collections import Counter
from collections.abc import Iterator

import pytest

from clausecheck.batch.engines.cluster import engine
from clausecheck.batch.engines.cluster.engine import Dispatcher
from clausecheck.batch.wire import done_json
from clausecheck.errors import ServiceError
from clausecheck.model.batch import Done, Outcome, Result, Task
from tests.batch.engines.cluster.machines import HOW, Few, tasks


def run(machines: Few, given: Iterator[Task | None], jobs: int | None = None) -> list[Done]:
    return list(Dispatcher(HOW, machines, jobs).run(given, lambda _: None))


def outcomes(done: list[Done]) -> dict[str, Outcome]:
    found = {one.key.lstrip("0") or "0": one.result.outcome for one in done}
    assert len(found) == len(done), "a file was answered twice"
    return found


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """New machines are looked for at every step."""
    monkeypatch.setattr(engine, "_LOOK", 0.0)


def test_every_file_is_done_once_and_by_all_machines() -> None:
    machines = Few({"a": 1, "b": 2})
    done = run(machines, tasks(40))
    assert len(outcomes(done)) == 40
    assert {one.result.why for one in done} == {"a", "b"}
    assert machines.starts == ["a", "b"]


def test_files_are_taken_only_when_there_is_room() -> None:
    machines, taken = Few({"a": 2}), Counter[str]()

    def counted() -> Iterator[Task]:
        for task in tasks(30):
            taken["given"] += 1
            yield task

    for done in Dispatcher(HOW, machines).run(counted(), lambda _: None):
        taken["done"] += 1
        assert taken["given"] - taken["done"] <= 4, done.key
    assert machines.most == 4


def test_a_bound_on_the_files_at_a_time_holds_over_all_machines() -> None:
    machines = Few({"a": 4, "b": 4, "c": 4})
    assert len(run(machines, tasks(20), jobs=5)) == 20
    assert [(host.machine, host.cores) for host in machines.hosts] == [("a", 4), ("b", 1)]


def test_a_machine_that_is_lost_loses_no_file() -> None:
    machines = Few({"a": 2, "b": 2}, deadly={"5.txt": 1})
    assert set(outcomes(run(machines, tasks(40))).values()) == {Outcome.REVIEWED}
    again = [together for file, together in machines.log if file == "5.txt"]
    assert len(again) == 2
    assert again[1] == ("5.txt",), "the second time, nothing else is done beside it"


def test_a_file_that_takes_its_machine_along_twice_is_one_row_and_nothing_else_suffers() -> None:
    machines = Few({"a": 2, "b": 1}, deadly={"5.txt": 99})
    found = outcomes(run(machines, tasks(40)))
    assert found.pop("5") is Outcome.FAILED
    assert set(found.values()) == {Outcome.REVIEWED}
    assert len(found) == 39
    assert 99 - machines.deadly["5.txt"] == 2


def test_several_such_files_end_too() -> None:
    deadly = {f"{number}.txt": 99 for number in range(0, 9, 2)}
    found = outcomes(run(Few({"a": 3}, deadly=deadly), tasks(9)))
    assert [found[str(number)] for number in range(9)] == [Outcome.FAILED, Outcome.REVIEWED] * 4 + [Outcome.FAILED]


def test_what_is_told_of_a_file_that_lost_its_machine_twice() -> None:
    (done,) = run(Few({"a": 1}, deadly={"0.txt": 2}), tasks(1))
    assert done.result.why == "the worker that reviewed 0.txt was lost, twice"
    assert done.result.hint == "the same command tries it again"


@pytest.mark.parametrize("said", [b"", b"[]", b"{}", b"\xff", json.dumps(done_json(
    Done(key="f" * 64, result=Result(outcome=Outcome.REVIEWED)))).encode()])  # fmt: skip
def test_a_machine_that_answers_nonsense_or_for_another_file_is_lost(said: bytes) -> None:
    machines = Few({"a": 1, "b": 1}, garbled={"3.txt": said})
    found = outcomes(run(machines, tasks(10)))
    assert found.pop("3") is Outcome.FAILED
    assert set(found.values()) == {Outcome.REVIEWED}


def test_machines_that_come_later_are_used() -> None:
    machines = Few({"a": 1})
    done: list[Done] = []
    for one in Dispatcher(HOW, machines).run(tasks(30), lambda _: None):
        done.append(one)
        machines.there["b"] = 1
        machines.frozen = {"a"} if 5 < len(done) < 20 else set()
    assert len(outcomes(done)) == 30
    assert Counter(one.result.why for one in done)["b"] >= 10


def test_a_machine_with_another_version_is_left_out_and_that_is_said() -> None:
    machines = Few({"a": 1, "old": 4}, digests={"old": "another"})
    dispatcher = Dispatcher(HOW, machines)
    done = list(dispatcher.run(tasks(10), lambda _: None))
    assert {one.result.why for one in done} == {"a"}
    assert dispatcher.notices == ["old has another version of clausecheck or of its data, and is left out"]
    assert machines.starts.count("old") == 1


def test_without_any_machine_that_fits_the_run_ends_in_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ServiceError, match="another version of clausecheck"):
        run(Few({"old": 4}, digests={"old": "another"}), tasks(10))
    monkeypatch.setattr(engine, "_NOBODY", 0.0)
    with pytest.raises(ServiceError, match="none has a core that is free"):
        run(Few({}), tasks(10))


def test_a_machine_that_never_starts_is_given_up_after_a_few_times() -> None:
    class Gone(Few):
        def start(self, machine: str, cores: int):  # type: ignore[no-untyped-def]
            host = super().start(machine, cores)
            host.gone = machine == "broken"
            return host

    machines = Gone({"a": 1, "broken": 1})
    dispatcher = Dispatcher(HOW, machines)
    assert len(list(dispatcher.run(tasks(10), lambda _: None))) == 10
    assert machines.starts.count("broken") == 3
    assert dispatcher.notices == ["broken could not start: it is gone"]


def test_a_machine_that_falls_silent_counts_as_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    machines = Few({"a": 1}, silent={"0.txt"})
    monkeypatch.setattr(engine, "_SILENCE", 0.0)
    assert len(machines.log) == 0
    done = Dispatcher(HOW, machines).run(tasks(1), lambda _: None)
    machines_ended = [next(done, None)]
    assert machines_ended[0]
    assert machines_ended[0].result.outcome is Outcome.FAILED
    assert machines.starts == ["a", "a"]


def test_nothing_right_now_is_no_end() -> None:
    def slowly() -> Iterator[Task | None]:
        for task in tasks(6):
            yield None
            yield task
            yield None

    assert len(outcomes(run(Few({"a": 2}), slowly()))) == 6


def test_a_stop_takes_no_more_and_finishes_what_is_under_way() -> None:
    machines = Few({"a": 2})
    dispatcher, begun, done = Dispatcher(HOW, machines), list[str](), list[str]()
    for one in dispatcher.run(tasks(30), lambda task: begun.append(task.key)):
        done.append(one.key)
        dispatcher.stop()
    assert sorted(done) == sorted(begun)
    assert len(done) < 30


def test_a_stop_at_once_waits_for_nothing() -> None:
    machines = Few({"a": 2})
    dispatcher, begun, done = Dispatcher(HOW, machines), list[str](), list[str]()
    for one in dispatcher.run(tasks(30), lambda task: begun.append(task.key)):
        done.append(one.key)
        dispatcher.stop(now=True)
    assert len(done) == 1
    assert len(begun) > 1
    dispatcher.close()
    assert machines.closed
    assert all(host.gone for host in machines.hosts)
