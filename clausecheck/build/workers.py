"""Work on many things in several processes: results in order, and a process that dies costs one thing."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from typing import Final, TypeVar

from clausecheck.machine.cores import cores

AHEAD: Final = 4
"""Things that each process may be ahead of the one whose result is next."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")
Lost = TypeVar("Lost")


def in_order(
    work: Callable[[Thing], Result],
    things: Sequence[Thing],
    lost: Lost,
    processes: int = 0,
    ready: Sequence[str] = (),
) -> Iterator[Result | Lost]:
    """`work` of each thing, in the order of things; `lost` for one that kills its process.

    `processes` is 0 for one on each core. Not more than `AHEAD` results a process are held. `work` must be importable,
    since processes start afresh: what the caller holds open is not theirs. `ready` are modules that it will need.
    """
    count = min(processes or cores(), max(1, len(things)))
    told = 0
    while told < len(things):
        begun = told
        pool = _pool(count, ready)
        running: deque[Future[Result]] = deque()
        try:
            while told < len(things):
                while begun < len(things) and len(running) < count * AHEAD:
                    running.append(pool.submit(work, things[begun]))
                    begun += 1
                result = running.popleft().result()
                told += 1
                yield result
        except BrokenProcessPool:
            for thing in things[told : max(begun, told + 1)]:
                told += 1
                yield _alone(work, thing, lost, ready)
        finally:
            pool.shutdown(cancel_futures=True)


def _alone(work: Callable[[Thing], Result], thing: Thing, lost: Lost, ready: Sequence[str]) -> Result | Lost:
    """The work on one thing in a process of its own, so that it is known which one kills it."""
    with _pool(1, ready) as pool:
        try:
            return pool.submit(work, thing).result()
        except BrokenProcessPool:
            return lost


def _pool(processes: int, ready: Sequence[str]) -> ProcessPoolExecutor:
    """Processes that begin with the modules of `ready`, where the system can copy one that has imported them."""
    if "forkserver" not in get_all_start_methods():
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))
    context = get_context("forkserver")
    context.set_forkserver_preload(list(ready))
    return ProcessPoolExecutor(processes, mp_context=context)
