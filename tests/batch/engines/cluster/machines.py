"""Machines that a test can lose, silence and add."""

import itertools
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from clausecheck.batch.engines.cluster.interface import Lost, Ticket
from clausecheck.batch.identity import Identity
from clausecheck.batch.wire import done_json
from clausecheck.model import Side
from clausecheck.model.batch import Done, Outcome, Result, Reviewing, Task

HOW = Reviewing()
DIGEST = Identity(HOW).settings


def tasks(count: int) -> Iterator[Task]:
    for number in range(count):
        yield Task(key=f"{number:064x}", file=f"{number}.txt", data=b"words", sides=(Side.SELLER,))


@dataclass(slots=True, eq=False)
class Host:
    machine: str
    cores: int
    gone: bool = False
    asked: dict[Ticket, Task] = field(default_factory=dict)


@dataclass(slots=True)
class Few:
    """See `Machines`; one question is answered at each look, the oldest of the first machine that has one."""

    there: dict[str, int]
    digests: dict[str, str] = field(default_factory=dict)
    """Of machines that are not as this one is."""
    deadly: dict[str, int] = field(default_factory=dict)
    """Files that their machine is lost over, and how often."""
    silent: set[str] = field(default_factory=set)
    """Files that no answer comes for."""
    frozen: set[str] = field(default_factory=set)
    """Machines that give no answers."""
    garbled: dict[str, bytes] = field(default_factory=dict)
    """What is answered for a file, in place of what came of it."""
    starts: list[str] = field(default_factory=list)
    log: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Each file as it was answered or lost, with what its machine had been asked at that time."""
    most: int = 0
    """The most that one machine had been asked at a time."""
    hosts: list[Host] = field(default_factory=list)
    greeted: dict[Ticket, Host] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    closed: bool = False

    def cores(self) -> Mapping[str, int]:
        return dict(self.there)

    def shown(self, machine: str) -> str:
        return machine

    def start(self, machine: str, cores: int) -> Host:
        self.starts.append(machine)
        host = Host(machine, cores, gone=machine not in self.there)
        self.hosts.append(host)
        return host

    def end(self, host: Host) -> None:
        host.gone = True

    def greet(self, host: Host) -> Ticket:
        ticket = next(self.numbers)
        self.greeted[ticket] = host
        return ticket

    def ask(self, host: Host, task: Task) -> Ticket:
        ticket = next(self.numbers)
        host.asked[ticket] = task
        self.most = max(self.most, len(host.asked))
        return ticket

    def answered(self, asked: Sequence[Ticket], seconds: float) -> Sequence[Ticket]:
        for ticket in asked:
            if ticket in self.greeted:
                return [ticket]
        for host in self.hosts:
            for ticket, task in host.asked.items():
                if ticket in asked and (host.gone or not {task.file, host.machine} & (self.silent | self.frozen)):
                    return [ticket]
        return []

    def answer(self, ticket: Ticket) -> bytes:
        if (greeted := self.greeted.pop(ticket, None)) is not None:
            if greeted.gone:
                raise Lost("it is gone")
            return self.digests.get(greeted.machine, DIGEST).encode()
        host = next(host for host in self.hosts if ticket in host.asked)
        together = tuple(task.file for task in host.asked.values())
        task = host.asked.pop(ticket)
        self.log.append((task.file, together))
        if self.deadly.get(task.file, 0) > 0:
            self.deadly[task.file] -= 1
            host.gone = True
        if host.gone:
            raise Lost("it is gone")
        said = Done(key=task.key, result=Result(outcome=Outcome.REVIEWED, why=host.machine))
        return self.garbled.get(task.file, json.dumps(done_json(said)).encode())

    def close(self) -> None:
        self.closed = True
