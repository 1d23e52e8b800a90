"""How long a bot may take, how much it may be given, and how much it may say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What bounds one run of a bot; beyond any of these it is ended, and has not answered."""

    seconds: float = 120.0
    request_bytes: int = 32_000_000
    """A contract of 700 000 words with all that is known of it."""
    answer_bytes: int = 8_000_000
    memory_bytes: int = 4_000_000_000
    """Memory that a process may write to, where the system can bound it (Linux)."""
    said_bytes: int = 4_000
    """How much of the end of what it writes to standard error is kept; it may write more."""
