"""Machines tied together by Ray (Apache-2.0), an optional library; nothing else in the program knows of it.

On each machine an actor hosts the workers. Ray's own retries and restarts are off: what a lost machine was doing is
handed out again by `Dispatcher`, which knows what was done.
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Hashable, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from clausecheck.batch.engines.cluster.interface import Host, Lost, Ticket
from clausecheck.batch.engines.cluster.machine import Machine
from clausecheck.batch.engines.cluster.parcel import Parcel
from clausecheck.errors import ServiceError, UsageError
from clausecheck.machine.cores import cores
from clausecheck.model.batch import Task

ADDRESS: Final = "RAY_ADDRESS"
"""The environment variable that names a cluster, as everywhere with Ray."""
_OBJECTS: Final = 512_000_000
"""Shared memory of a cluster of this machine alone, in bytes: for the files on their way."""
_KNOCK: Final = 10.0
"""Seconds that a cluster has to accept a connection."""
_FAREWELL: Final = 3.0
"""Seconds that a host has to remove the files it was sent."""
_QUIET: Final = {
    "RAY_USAGE_STATS_ENABLED": "0",  # nothing is told to anybody
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DEDUP_LOGS_SKIP_REGEX": ".*",  # what befalls a worker would stand on standard output
}
_OWN: Final = {"RAY_AUTH_MODE": "token"}
"""For a cluster of this machine alone: other users of the machine cannot give it work."""


class RayMachines:
    """See `Machines`."""

    def __init__(self, parcel: Parcel, address: str | None = None, jobs: int | None = None) -> None:
        """Connect. Raises UsageError where Ray is not installed, and ServiceError where no cluster answers."""
        where = address or os.environ.get(ADDRESS) or ""
        self._ray = _installed(_QUIET if where else _QUIET | _OWN)
        own = {"address": "local", "num_cpus": jobs or cores(), "object_store_memory": _OBJECTS}
        _connect(self._ray, {"address": where} if where else own | {"include_dashboard": False}, where)
        self._parcel = self._ray.put(parcel)
        self._names: dict[str, str] = {}

    def cores(self) -> Mapping[str, int]:
        """See `Machines`."""
        nodes = [node for node in self._ray.nodes() if node["Alive"]]
        self._names = {node["NodeID"]: node["NodeManagerAddress"] for node in nodes}
        many = {node["NodeID"]: int(node["Resources"].get("CPU", 0)) for node in nodes}
        return {machine: cores for machine, cores in many.items() if cores > 0}

    def shown(self, machine: str) -> str:
        """See `Machines`."""
        return self._names.get(machine, machine)

    def start(self, machine: str, cores: int) -> Host:
        """See `Machines`."""
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        made = self._ray.remote(Machine).options(
            num_cpus=cores,
            max_concurrency=2 * cores + 2,
            max_restarts=0,
            max_task_retries=0,
            scheduling_strategy=NodeAffinitySchedulingStrategy(machine, soft=False),
        )
        return made.remote(self._parcel, cores)

    def end(self, host: Host) -> None:
        """See `Machines`."""
        with suppress(Exception):  # it may be gone already, in many ways
            self._ray.get(host.close.remote(), timeout=_FAREWELL)
        with suppress(Exception):
            self._ray.kill(host)

    def greet(self, host: Host) -> Ticket:
        """See `Machines`."""
        return _ticket(host.digest.remote())

    def ask(self, host: Host, task: Task) -> Ticket:
        """See `Machines`."""
        return _ticket(host.do.remote(task))

    def answered(self, asked: Sequence[Ticket], seconds: float) -> Sequence[Ticket]:
        """See `Machines`."""
        if not asked:
            threading.Event().wait(seconds)
            return []
        ready, _ = self._ray.wait(list(asked), num_returns=1, timeout=seconds)
        return list(ready)

    def answer(self, ticket: Ticket) -> bytes:
        """See `Machines`."""
        try:
            told = self._ray.get(ticket)
        except self._ray.exceptions.RayError as fault:
            raise Lost(str(fault).strip().splitlines()[-1]) from fault
        return told if isinstance(told, bytes) else str(told).encode()

    def close(self) -> None:
        """See `Machines`."""
        self._ray.shutdown()


def _ticket(reference: Any) -> Hashable:
    assert isinstance(reference, Hashable)
    return reference


def _installed(settings: Mapping[str, str]) -> Any:
    """The library, which reads its settings when it is imported."""
    for name, value in settings.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError as fault:
        hint = "install it here and on every machine: pip install 'clausecheck[ray]'"
        raise UsageError("--engine ray needs Ray, which is not installed", hint=hint) from fault
    return ray


def _connect(ray: Any, how: Mapping[str, Any], where: str) -> None:
    """Connect, and leave the signals of this process as they were: Ray takes SIGTERM."""
    logging.getLogger("ray").setLevel(logging.CRITICAL)
    main = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGTERM) if main else None
    try:
        _knock(where)
        ray.init(**how, log_to_driver=False, configure_logging=False)
    except (ConnectionError, RuntimeError, ValueError, OSError, ray.exceptions.RayError) as fault:
        told = str(fault).strip().splitlines()
        what = f"no Ray cluster answers at {where}" if where else "Ray cannot be started"
        hint = "start one with: ray start --head, and give its address to --address"
        raise ServiceError(f"{what}: {told[0] if told else type(fault).__name__}", hint=hint) from fault
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)


def _knock(where: str) -> None:
    """Raise OSError where nobody listens: Ray itself would try for minutes. Other forms of address are left to it."""
    host, _, port = where.rpartition(":")
    if host and port.isdecimal() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK).close()
