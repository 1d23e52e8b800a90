"""How many processors this process may use."""

import os
from pathlib import Path
from typing import Final

_GROUPS: Final = Path("/sys/fs/cgroup")


def cores() -> int:
    """The processors that this process may use at the same time: those it is bound to, within its container's share."""
    bound = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    share = _share(_GROUPS)
    return bound if share is None else max(1, min(bound, round(share)))


def _share(groups: Path) -> float | None:
    """The processors' time that a container gets for each second, told by either kind of control group."""
    try:
        quota, period = (groups / "cpu.max").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        try:
            quota, period = ((groups / "cpu" / f"cpu.cfs_{name}_us").read_text(encoding="ascii")
                             for name in ("quota", "period"))  # fmt: skip
        except (OSError, ValueError):
            return None
    try:
        return int(quota) / int(period) if int(quota) > 0 and int(period) > 0 else None
    except ValueError:  # "max": no bound
        return None
