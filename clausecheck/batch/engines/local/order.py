"""What the nursery is told when it starts, and what it tells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from clausecheck.batch.engines.local.guard import Doing
from clausecheck.batch.limits import Limits
from clausecheck.model.batch import Reviewing

PACKET: Final = 4_096
"""Bytes of the largest packet between this process and the nursery."""
WORDS: Final = 300
"""Characters of a message or a hint in it, each of which may take six bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who shall do tasks, and within what."""

    makes: Callable[[Reviewing], Doing]
    """Makes whoever does tasks: a class or a function with a name, which the nursery imports."""
    reviewing: Reviewing
    limits: Limits
    fenced: bool
    """Whether nothing there may connect to anything: always, but for a bot of the user's own."""
    programs: bool
    """Whether LibreOffice and tesseract may run where the system cannot keep them from connecting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a worker ended."""

    number: int
    """Of the worker, as it was asked for."""
    status: int
    """As `os.wait` tells it."""
    memory: int = 0
    """The most bytes that it held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """Everything is loaded; workers can be had."""

    memory: int
    """Bytes that the nursery holds, and so each worker from its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Nothing can be loaded."""

    usage: bool
    """Whether it is the user's to put right."""
    message: str
    hint: str


Told = Ended | Ready | Fault
