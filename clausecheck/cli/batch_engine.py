"""Who does the work of a batch."""

import argparse
from typing import TYPE_CHECKING

from clausecheck.cli import output
from clausecheck.model.batch import Reviewing

if TYPE_CHECKING:
    from clausecheck.batch.engines.interface import Engine


def engine(args: argparse.Namespace, how: Reviewing) -> "Engine":
    """Machines of a cluster, or processes of this one, as many as `--jobs` says.

    Where this machine can have no others, it is this process, which is said. Raises UsageError where Ray is missing.
    """
    if args.engine != "local":
        from clausecheck.batch.engines.cluster import Cluster

        return Cluster(how, args.jobs, args.address)
    from clausecheck.batch.engines.local import Local, why_not

    if not (trouble := why_not()):
        return Local(how, args.jobs)
    from clausecheck.batch.engines.here import Here

    output.warn([trouble])
    return Here(how)


def notices(engine: "Engine") -> list[str]:
    """What must be said of it in the end: machines that were lost."""
    return list(getattr(engine, "notices", ()))
