"""How many tokens a question is: counted by the service where it counts, else estimated here."""

import hashlib
import json
from dataclasses import dataclass, field

from clausecheck.reviewers.claude.counting import count_body, count_system
from clausecheck.reviewers.claude.line import Line
from clausecheck.reviewers.claude.retry import Fault

_MARGIN = 1.05
_MORE = 100
"""Tokens. The service calls its counts estimates that may differ by a small amount."""


@dataclass(slots=True)
class Measure:
    """Counts the input tokens of questions."""

    line: Line | None = None
    """Whom to ask; None to ask nobody."""
    _counted: dict[bytes, int] = field(default_factory=dict)
    """By the digest of the question."""

    def tokens(self, body: bytes) -> int:
        """The input tokens of a question, as well as they can be known."""
        counted = self._by_service(body)
        return count_body(json.loads(body)) if counted is None else counted

    def most(self, body: bytes) -> int:
        """The input tokens of a question at most. Where no service counts, no token is less than a byte."""
        counted = self._by_service(body)
        return len(body) if counted is None else min(len(body), round(counted * _MARGIN) + _MORE)

    def shared(self, body: bytes) -> int:
        """About how many of the input tokens are the instructions, which are the same in each request."""
        return count_system(json.loads(body))

    @property
    def counted_by(self) -> str:
        """Who counted: "service" where it counted everything so far, else "here"."""
        return "service" if self.line and self._counted else "here"

    def _by_service(self, body: bytes) -> int | None:
        """What the service counts; None from the first time on that it does not."""
        name = hashlib.sha256(body).digest()
        if (line := self.line) and name not in self._counted:
            try:
                self._counted[name] = line.count(json.loads(body))
            except Fault:
                self.line = None
        return self._counted.get(name) if self.line else None
