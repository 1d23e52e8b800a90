"""When to ask again: own rules instead of the SDK's, which would sleep for an hour if a service asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from clausecheck.reviewers.claude.prices import Spent

T = TypeVar("T")

TIME_USED_UP = "the time for the review was used up"
TOO_LONG = "the answer took too long"

_AGAIN = frozenset({408, 409, 429})
_SERVER = 500
_OVERLOADED = 529
_CROWDED = frozenset({429, _OVERLOADED})
_BEGUN = 200
_DAY = 86_400.0
_NOBODY = 0.5
"""Seconds after which one who never answered is looked for once more."""
_PASSED_ON = frozenset({408, 499, 502, 504})
_NAMES = {
    400: "it did not accept the request",
    401: "it did not accept the credentials",
    402: "the account has no credit",
    403: "the credentials do not allow it",
    404: "it does not know the model or the address",
    408: "time-out",
    409: "conflict",
    413: "the request was too large",
    429: "too many requests",
    _OVERLOADED: "overloaded",
}
_TYPES = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""Error types of the Messages protocol, for errors that arrive within a stream that began with 200."""


class Fault(Exception):
    """A request that was not answered usefully."""

    def __init__(
        self,
        words: str,
        *,
        again: bool,
        stop: bool = False,
        wait: float | None = None,
        spent: Spent | None = None,
        charged: bool = False,
        absent: bool = False,
        slow: bool = False,
        crowded: bool = False,
    ) -> None:
        super().__init__(words)
        self.words = words
        """Why, in a few plain words that hold nothing secret."""
        self.again = again
        """Whether the same request may be answered a moment later."""
        self.stop = stop
        """Whether no other request can be answered either."""
        self.wait = wait
        """Seconds that the service asks to be left alone."""
        self.spent = spent
        """Tokens that the service reported before it broke off."""
        self.charged = charged
        """Whether more than `spent` may be charged for it."""
        self.absent = absent
        """Whether there was nobody to ask: no such address, or nobody listens there."""
        self.slow = slow
        """Whether it took too long, so that asking again would take as long again."""
        self.crowded = crowded
        """Whether the service has too much to do, or takes no more from this account for now."""


def status_fault(status: int, kind: str | None = None, wait: float | None = None) -> Fault:
    """The fault of an HTTP status, or of an error type within a stream.

    408, 409, 429 and everything from 500 are asked again; 401 to 404 end the review; other statuses never help. What
    began, or was passed on by a gateway that gave up waiting, may be charged.
    """
    code = _TYPES.get(kind or "", 500) if status == _BEGUN else status
    words = _NAMES.get(code) or (f"a fault of the service, {code}" if code >= _SERVER else f"answer {code}")
    return Fault(
        words,
        again=code in _AGAIN or code >= _SERVER,
        stop=code in {401, 402, 403, 404},
        wait=wait,
        charged=status == _BEGUN or code in _PASSED_ON,
        crowded=code in _CROWDED,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often and how long."""

    tries: int
    longest_wait: float
    deadline: float
    """On `clock`; nothing is waited for beyond it."""
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    jitter: Callable[[], float]
    """From 0 to 1."""

    def ask(
        self,
        call: Callable[[], T],
        stopped: Callable[[], bool] = lambda: False,
        known: Callable[[], bool] = lambda: True,
    ) -> T:
        """Call until it answers. Raises the last Fault when it may not be, or was too often, asked again.

        `known` says whether anybody has ever answered: who never did and is not there is asked once more only.
        """
        attempt = 0
        while True:
            if self.clock() >= self.deadline:
                raise Fault(TIME_USED_UP, again=False, stop=True)
            try:
                return call()
            except Fault as fault:
                attempt += 1
                wait = self._wait(attempt, fault) if known() or not fault.absent else _NOBODY
                if fault.slow and self.clock() >= self.deadline:
                    raise Fault(TIME_USED_UP, again=False, stop=True) from None
                if attempt >= self._most(fault, known()) or stopped() or self.clock() + wait >= self.deadline:
                    raise
            self.sleep(wait)

    def hopeless(self, fault: Fault, known: bool) -> bool:
        """Whether nothing else needs to be asked after this, though it was asked as often as it may be."""
        return fault.stop or self._asks_for_long(fault) or ((fault.absent or fault.slow) and not known)

    def words(self, fault: Fault) -> str:
        """What went wrong, with how long the service asks to be left alone where that is longer than is waited."""
        if fault.wait is None or not self._asks_for_long(fault):
            return fault.words
        wait = f"{fault.wait / 60:.0f} minutes" if fault.wait < _DAY else "a day or more"
        return f"{fault.words}; it asks to be left alone for {wait}"

    def _most(self, fault: Fault, known: bool) -> int:
        """How often to call in all."""
        if not fault.again:
            return 1
        if fault.slow or self._asks_for_long(fault) or (fault.absent and not known):
            return min(2, self.tries)
        return self.tries

    def _asks_for_long(self, fault: Fault) -> bool:
        return fault.wait is not None and fault.wait > self.longest_wait

    def _wait(self, attempt: int, fault: Fault) -> float:
        """1, 2, 4 … seconds plus up to a half, or what the service asks for; never above `longest_wait`."""
        wait = fault.wait if fault.wait is not None and fault.wait >= 0 else 2.0 ** (attempt - 1)
        return min(wait * (1 + self.jitter() / 2), self.longest_wait)
