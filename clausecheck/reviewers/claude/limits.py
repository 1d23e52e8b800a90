"""How much is asked at most, and how long is waited."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is asked, and how long is waited."""

    clause_characters: int = 8_000
    """Of one clause; what is longer is asked about in pieces."""
    chunk_characters: int = 24_000
    """Of the clauses of one request together."""
    chunk_clauses: int = 24
    requests: int = 1_000
    """Groups of clauses that are asked about; what is left over is listed as unread."""
    answer_tokens: int = 16_000
    least_answer_tokens: int = 1_500
    """Where the bound on the cost leaves room for a shorter answer only, nothing is asked."""
    answer_characters: int = 120_000
    """An answer that grows longer is given up."""
    tries: int = 4
    longest_wait: float = 60.0
    """Seconds; a service that asks to be left alone for longer is asked again after this."""
    connect_seconds: float = 5.0
    silence_seconds: float = 90.0
    """How long a started answer may be silent."""
    answer_seconds: float = 240.0
    """How long one answer may take, however steadily it comes."""
    total_seconds: float = 900.0
    """For the whole review; what is not answered by then is listed as unread."""
    parallel: int = 4
    splits: int = 2
    """How often a group that was refused or cut off is halved and asked again."""

    def within(self, seconds: float | None) -> "Limits":
        """With another time for the whole review; a longer one gives slow models more time for each answer too."""
        if seconds is None:
            return self
        more = max(1.0, seconds / self.total_seconds)
        return replace(
            self,
            total_seconds=seconds,
            silence_seconds=self.silence_seconds * more,
            answer_seconds=self.answer_seconds * more,
        )
