"""Hands out files to the machines of a cluster, and hands them out again where a machine was lost."""

import json
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from clausecheck.batch.engines.cluster.interface import Host, Lost, Machines, Ticket
from clausecheck.batch.engines.interface import Begun
from clausecheck.batch.identity import Identity
from clausecheck.batch.wire import done_from
from clausecheck.batch.work import failed
from clausecheck.errors import ServiceError
from clausecheck.model.batch import Done, Reviewing, Task

_PAUSE: Final = 0.2
"""Seconds after which a wish to stop is noticed."""
_LOOK: Final = 5.0
"""Seconds between two looks for machines that have come or gone."""
_STARTS: Final = 3
"""How often a start is tried on a machine where none has succeeded."""
_NOBODY: Final = 120.0
"""Seconds without any machine after which the run ends."""
_SILENCE: Final = 1800.0
"""Seconds without an answer after which a machine counts as lost: more than all limits of all files it was given."""


@dataclass(slots=True, eq=False)
class _Site:
    """A machine, and what it was asked."""

    machine: str
    host: Host
    cores: int
    ready: bool = False
    under: dict[Ticket, Task] = field(default_factory=dict)
    heard: float = field(default_factory=time.monotonic)

    @property
    def room(self) -> int:
        """How many tasks it takes now: one more for each core, so that none of them waits for the network."""
        return 2 * self.cores - len(self.under) if self.ready else 0


class Dispatcher:
    """An `Engine` over the machines of a cluster.

    A file whose machine was lost is handed out once more, to a machine that does nothing else meanwhile; where that
    one is lost too, the file has the outcome `failed`, and the next run tries it again.
    """

    def __init__(self, reviewing: Reviewing, machines: Machines, jobs: int | None = None) -> None:
        self._how, self._machines, self._jobs = reviewing, machines, jobs
        self._digest = Identity(reviewing).settings
        self._sites: dict[str, _Site] = {}
        self._greeted: dict[Ticket, _Site] = {}
        self._suspects: deque[Task] = deque()
        self._losses: Counter[str] = Counter()
        """How often the machine of each task was lost."""
        self._refused: Counter[str] = Counter()
        """How often the start on each machine failed since the last success."""
        self._looked = -_LOOK
        self._seen = time.monotonic()
        self._stopped = self._now = False
        self.notices: list[str] = []
        """What the user should be told, as sentences."""

    def run(self, tasks: Iterator[Task | None], begun: Begun) -> Iterator[Done]:
        """See `Engine`. Raises ServiceError where no machine of the cluster can do the work."""
        more = True
        while not self._now:
            self._look()
            kept = self._hand_out_suspect(begun)
            more = more and not self._stopped and self._hand_out(tasks, begun, kept)
            asked = [*self._greeted, *(ticket for site in self._sites.values() for ticket in site.under)]
            if not more and not any(site.under for site in self._sites.values()) and not self._left_over():
                return
            for ticket in self._machines.answered(asked, _PAUSE):
                yield from self._settle(ticket)
            self._miss_the_silent()

    def stop(self, *, now: bool = False) -> None:
        """See `Engine`."""
        self._stopped = True
        self._now = self._now or now

    def close(self) -> None:
        """End what was started, on every machine."""
        for site in self._sites.values():
            self._machines.end(site.host)
        self._sites.clear()
        self._machines.close()

    def _left_over(self) -> bool:
        return bool(self._suspects) and not self._stopped

    def _look(self) -> None:
        """Start on machines that are new."""
        if time.monotonic() - self._looked < _LOOK:
            return
        self._looked = time.monotonic()
        cores = self._machines.cores()
        left = self._jobs if self._jobs is not None else sum(cores.values())
        left -= sum(site.cores for site in self._sites.values())
        for machine, many in cores.items():
            if machine in self._sites or self._refused[machine] >= _STARTS or left < 1:
                continue
            site = _Site(machine, self._machines.start(machine, min(many, left)), min(many, left))
            left -= site.cores
            self._sites[machine] = site
            self._greeted[self._machines.greet(site.host)] = site
        self._somebody()

    def _somebody(self) -> None:
        """Raise ServiceError where nobody has been there for long."""
        if any(site.ready for site in self._sites.values()):
            self._seen = time.monotonic()
        elif (not self._sites and self.notices) or time.monotonic() - self._seen > _NOBODY:
            why = self.notices[-1] if self.notices else "none has a core that is free"
            hint = "see the machines and what they do with: ray status"
            raise ServiceError(f"no machine of the cluster can do the work: {why}", hint=hint)

    def _hand_out(self, tasks: Iterator[Task | None], begun: Begun, kept: _Site | None) -> bool:
        """Give out what there is room for, but to the machine that is kept; False where nothing more will come."""
        for site in self._sites.values():
            while site is not kept and site.room > 0:
                try:
                    task = next(tasks)
                except StopIteration:
                    return False
                if task is None:
                    return True
                self._ask(site, task, begun)
        return True

    def _hand_out_suspect(self, begun: Begun) -> _Site | None:
        """The machine that is kept for a file whose machine was lost: it does nothing beside it."""
        busy = next((site for site in self._sites.values() if self._has_suspect(site)), None)
        if busy is not None or not self._left_over():
            return busy
        site = min((one for one in self._sites.values() if one.ready), key=lambda one: len(one.under), default=None)
        if site is not None and not site.under:
            self._ask(site, self._suspects.popleft(), begun)
        return site

    def _has_suspect(self, site: _Site) -> bool:
        return any(self._losses[task.key] for task in site.under.values())

    def _ask(self, site: _Site, task: Task, begun: Begun) -> None:
        begun(task)
        if not site.under:
            site.heard = time.monotonic()
        site.under[self._machines.ask(site.host, task)] = task

    def _settle(self, ticket: Ticket) -> Iterator[Done]:
        if (site := self._greeted.pop(ticket, None)) is not None:
            self._welcome(site, ticket)
            return
        site = next((one for one in self._sites.values() if ticket in one.under), None)
        if site is None:
            return  # its machine was given up in the meantime
        try:
            done = done_from(json.loads(self._machines.answer(ticket)))
            if done.key != site.under[ticket].key:
                raise Lost("it answered for another file")
        except (Lost, KeyError, TypeError, ValueError):
            yield from self._lose(site)
            return
        del site.under[ticket]
        site.heard = time.monotonic()
        self._losses.pop(done.key, None)
        yield done

    def _welcome(self, site: _Site, ticket: Ticket) -> None:
        """A machine has said what it works with."""
        name = self._machines.shown(site.machine)
        try:
            digest = self._machines.answer(ticket).decode()
        except Lost as fault:
            self._dismiss(site, f"{name} could not start: {fault}")
            return
        if digest != self._digest:
            self._refused[site.machine] = _STARTS
            self._dismiss(site, f"{name} has another version of clausecheck or of its data, and is left out")
            return
        self._refused.pop(site.machine, None)
        site.ready, site.heard = True, time.monotonic()

    def _dismiss(self, site: _Site, why: str) -> None:
        self._refused[site.machine] += 1
        if self._refused[site.machine] >= _STARTS:
            self.notices.append(why)
        self._end(site)

    def _end(self, site: _Site) -> None:
        self._machines.end(site.host)
        del self._sites[site.machine]
        self._looked = -_LOOK

    def _lose(self, site: _Site) -> Iterator[Done]:
        """A machine is gone: what it was doing is to be done elsewhere."""
        self._end(site)
        for task in site.under.values():
            self._losses[task.key] += 1
            if self._losses[task.key] == 1:
                self._suspects.append(task)
                continue
            del self._losses[task.key]
            fault = ServiceError(
                f"the worker that reviewed {task.file} was lost, twice", hint="the same command tries it again"
            )
            yield failed(self._how, task, fault)

    def _miss_the_silent(self) -> None:
        """Give up machines that have not answered for too long; what they were asked is then lost."""
        now = time.monotonic()
        for site in self._sites.values():
            if site.under and now - site.heard > _SILENCE:
                self._machines.end(site.host)
                site.heard = now


class Cluster(Dispatcher):
    """An `Engine` over a Ray cluster."""

    def __init__(self, reviewing: Reviewing, jobs: int | None = None, address: str | None = None) -> None:
        """Connect to the cluster at `address`, "host:port", or at `RAY_ADDRESS`, or start one of this machine alone.

        `jobs` is how many files are reviewed at a time; None for as many as there are cores. Raises UsageError where
        Ray is not installed or files cannot be sent, and ServiceError where no cluster answers.
        """
        from clausecheck.batch.engines.cluster.parcel import pack
        from clausecheck.batch.engines.cluster.ray import RayMachines

        super().__init__(reviewing, RayMachines(pack(reviewing), address, jobs), jobs)
