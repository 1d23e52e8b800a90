"""The record of reviews of a batch: a line for each, as `review` adds one."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clausecheck.audit.ledger import WAIT, append, default_path
from clausecheck.errors import AuditError


class Record:
    """Adds lines to the record. One that cannot be kept is told in the end, and stops nothing."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._path = Path(args.audit) if args.audit else default_path()
        self._anchor = Path(args.anchor) if args.anchor else None
        self._off = args.no_audit
        self._missing = 0
        self._trouble = ""
        self._said: dict[str, None] = {}

    def keep(self, record: Mapping[str, Any]) -> None:
        """Add the line of one review: on the disk when this returns."""
        if self._off:
            return
        try:
            _, said = append(self._path, record, anchor=self._anchor, wait=0 if self._missing else WAIT)
        except AuditError as trouble:
            self._missing += 1
            self._trouble = f"{trouble.message}; {trouble.hint}"
            return
        self._said |= dict.fromkeys(said)

    def warnings(self) -> list[str]:
        """What must be said of it in the end."""
        missing = f"{self._missing:,} of these reviews are not in the record: {self._trouble}"
        return [*self._said, *([missing] if self._missing else [])]
