"""Hard limits on what one file of a batch may cost, and when a worker has served long enough.

Reading has limits of its own (`read.limits`); these are about all that is done with a file, and hold beside them.
"""

from dataclasses import dataclass
from typing import Final

ANSWER_BYTES: Final = 256_000_000
"""Largest answer of a worker; the review of a contract of 20 pages takes 0.2 MB."""
WRITTEN_BYTES: Final = 100_000_000
"""Largest file that a worker may write: what LibreOffice is given to convert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What bounds one worker, and one file in its hands."""

    seconds: float = 900.0
    """Time on the clock for one file: with OCR, reading alone may take 700 s."""
    work: int = 180
    """Seconds of the processor for one file, without reading it, which is done by processes of their own; the longest
    text that is read takes 46 s for both sides."""
    memory: int = 1_500_000_000
    """Address space of a worker above what it starts with, in bytes; the longest text that is read needs 0.3 GB."""
    files: int = 1_000
    """Files after which a worker is replaced."""
    growth: int = 400_000_000
    """Bytes above what it started with after which a worker is replaced."""
    starting: float = 120.0
    """Seconds in which workers must be ready."""
