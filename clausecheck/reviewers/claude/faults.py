"""What an error of the SDK means, in words that hold nothing of it: its errors hold the request, and so the key."""

import ssl
from collections.abc import Iterator, Mapping

import anthropic
import httpx2

from clausecheck.model import Service
from clausecheck.reviewers.claude.prices import Spent
from clausecheck.reviewers.claude.retry import TOO_LONG, Fault, status_fault
from clausecheck.reviewers.claude.wire import Astray, Held, Packed, TooMuch

_UNUSABLE = "the address, credentials or certificates that are set cannot be used"
_CREDENTIALS = {
    Service.ANTHROPIC: "the credentials cannot be used",
    Service.BEDROCK: "the AWS credentials cannot be used",
    Service.VERTEX: "the Google credentials cannot be used",
}
_ELSEWHERE = "the address points elsewhere"
_REDIRECTS = range(300, 400)


def fault_of(error: Exception, service: Service, held: Held, spent: Spent | None) -> Fault:
    """The fault behind `error`; `held` is the connection it happened on, `spent` what was reported by then."""
    if (own := _own(error, spent)) is not None:
        return own
    if held.was_cut:
        return Fault(TOO_LONG, again=False, slow=True, spent=spent, charged=True)
    if isinstance(error, anthropic.APIStatusError):
        return _refused(error)
    below = next((one for one in _behind(error) if isinstance(one, (httpx2.HTTPError, httpx2.InvalidURL))), None)
    if below is not None:
        return _unreached(below, held, spent)
    if held.connected:
        return Fault("the answer was garbled", again=True, spent=spent, charged=True)
    if service is not Service.ANTHROPIC or isinstance(error, anthropic.AnthropicError):
        return Fault(_CREDENTIALS[service], again=False, stop=True)
    return Fault(_UNUSABLE, again=False, stop=True)


def _own(error: Exception, spent: Spent | None) -> Fault | None:
    """The fault of what this program raised itself, which the SDK may have wrapped."""
    for one in _behind(error):
        if isinstance(one, Fault):
            return one
        if isinstance(one, TooMuch):
            return Fault("the answer was far too long", again=False, spent=spent, charged=True)
        if isinstance(one, Packed):
            return Fault("the answer was garbled", again=True, spent=spent, charged=True)
        if isinstance(one, Astray):
            return Fault(_ELSEWHERE, again=False, stop=True)
    return None


def _unreached(error: Exception, held: Held, spent: Spent | None) -> Fault:
    """The fault of the HTTP library below the SDK, whose errors come through once an answer has begun."""
    if isinstance(error, (httpx2.InvalidURL, httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)):
        return Fault(_UNUSABLE, again=False, stop=True)
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in _behind(error)):
        return Fault("its certificate cannot be trusted", again=False, stop=True)
    if isinstance(error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError)):
        return Fault("no connection", again=True, absent=True)
    if isinstance(error, httpx2.TimeoutException):
        return Fault("time-out", again=True, slow=True, spent=spent, charged=held.connected)
    return Fault("the answer broke off", again=True, spent=spent, charged=held.connected)


def _refused(error: anthropic.APIStatusError) -> Fault:
    """The fault of an error answer. Its text is the service's, and may echo what was sent."""
    if error.status_code in _REDIRECTS:
        return Fault(_ELSEWHERE, again=False, stop=True)
    body = error.body if isinstance(error.body, Mapping) else {}
    inner = body.get("error")
    kind = inner.get("type") if isinstance(inner, Mapping) else None
    try:
        wait = float(error.response.headers.get("retry-after", ""))
    except ValueError:
        wait = None
    return status_fault(error.status_code, kind if isinstance(kind, str) else None, wait)


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
