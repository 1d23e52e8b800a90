"""Several processes of this machine, forked from one that has loaded everything once.

    pool (this process) ── nursery (clean, loads and warms, forks) ── workers (one file at a time) ── readers
       └───────────── a channel for each worker: tasks there, answers back ─────────┘

The nursery is a program of its own, so that it has none of what this process holds open; memory that it has filled is
shared by all workers. Whoever dies takes everything below along.
"""

import sys

from clausecheck.batch.engines.local.pool import Local

__all__ = ["Local", "why_not"]


def why_not() -> str:
    """Why this engine cannot be used here, in one sentence; empty where it can."""
    from clausecheck.machine.fence import starts_programs

    if not sys.platform.startswith("linux") or not sys.executable:
        return "this system has no workers with limits; files are done one after the other, without limits of their own"
    if not starts_programs():
        return "with --offline, this system lets no worker be started; files are done one after the other"
    return ""
