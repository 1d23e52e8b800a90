"""What is said of a task whose worker ended before it answered."""

import os
import signal

from clausecheck.batch.engines.local.guard import NO_MEMORY
from clausecheck.batch.engines.local.order import Ended
from clausecheck.batch.engines.local.seat import Cause, Seat
from clausecheck.errors import LimitExceeded, WorkerLost
from clausecheck.model.batch import Task


def beyond_limits(task: Task, seat: Seat, end: Ended) -> LimitExceeded | None:
    """The limit that the task has run into, which trying again would not change; None where it was something else."""
    limits = seat.limits
    if seat.cause is Cause.TIME:
        return LimitExceeded(f"{task.file} takes too long to review (more than {limits.seconds:.0f} seconds)")
    if os.WIFSIGNALED(end.status) and os.WTERMSIG(end.status) == signal.SIGXCPU:
        return LimitExceeded(f"{task.file} takes too long to review (more than {limits.work} seconds of work)")
    if os.WIFEXITED(end.status) and os.WEXITSTATUS(end.status) == NO_MEMORY:
        return LimitExceeded(f"{task.file} needs more memory than is allowed")
    return None


def died_twice(task: Task, seat: Seat, end: Ended) -> LimitExceeded | WorkerLost:
    """What a task has done to two workers, the second of which had the machine for itself."""
    killed = os.WIFSIGNALED(end.status) and os.WTERMSIG(end.status) == signal.SIGKILL
    if killed and end.memory - seat.memory > seat.limits.memory // 2:
        return LimitExceeded(f"{task.file} needs more memory than this machine has")
    return WorkerLost(f"the process that reviewed {task.file} {_how(seat, end)}, twice")


def _how(seat: Seat, end: Ended) -> str:
    if seat.cause is Cause.GARBLED:
        return "gave no usable answer"
    if os.WIFSIGNALED(end.status):
        return f"was ended by {_signal(os.WTERMSIG(end.status))}"
    return f"ended with exit code {os.waitstatus_to_exitcode(end.status)}"


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
