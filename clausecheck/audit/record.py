"""From a review, or what became of it, to the record of it. No word of the contract is in it, unless that is asked."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, Protocol

from clausecheck import __version__
from clausecheck.audit.texts import Source
from clausecheck.context import shared_json
from clausecheck.context.canonical import canonical, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from clausecheck.audit import shape
    from clausecheck.model import Asking, Contract, Dataset, Exchange, Redacted, Review, Severity, Side, View

SCHEMA: Final = "clausecheck/audit/1"
PROGRAM: Final = f"clausecheck {__version__}"


def record_json(
    *,
    started: float,
    seconds: float,
    outcome: Literal["reviewed", "partial", "failed", "interrupted"],
    exit_code: int,
    error: BaseException | None,
    document: shape.DocumentJson,
    settings: shape.SettingsJson,
    review: shape.ReviewedJson | None = None,
    unfinished: Sequence[shape.ExchangeJson] = (),
) -> shape.RecordJson:
    """The record of one review, or of what became of it; `started` is in seconds since 1970, as `time.time` says it."""
    return {
        "schema": SCHEMA,
        "program": PROGRAM,
        "started": when(started),
        "seconds": round(seconds, 3),
        "outcome": outcome,
        "exit_code": exit_code,
        "error": type(error).__name__ if error else None,
        "document": document,
        "settings": settings,
        "review": review,
        "unfinished": list(unfinished),
    }


def settings_json(
    side: Side,
    asking: Asking,
    review: Review | None,
    *,
    category: str | None,
    region: str | None,
    deal_size: float | None,
    least: Severity,
    fail_on: str | None = None,
    mirror: bool = False,
    message: bool = False,
) -> shape.SettingsJson:
    """What the user asked for; `category` as chosen, where there is no review that tells which one was used."""
    return {
        "side": side,
        "category": review.category if review else category,
        "category_detected": review.category_detected if review else False,
        "region": region,
        "deal_size": deal_size,
        "min_severity": least,
        "fail_on": fail_on,
        "mirror": mirror,
        "message": message,
        "reviewer": asking.reviewer.partition(":")[0],
        "offline": asking.offline,
        "service": asking.service,
        "ask": asking.scope,
        "runs": asking.runs,
        "max_cost": asking.max_cost,
        "max_time": asking.max_time,
        "batches": asking.batches,
        "redact": sorted(asking.redact),
        "give_private": asking.private,
    }


class Written(Protocol):
    """A playbook, as far as its seal needs it."""

    @property
    def count(self) -> int:
        """How many entries it has."""
        ...

    @property
    def text(self) -> str:
        """All of it, as it was written."""
        ...


def when(started: float) -> str:
    """Seconds since 1970 as UTC in ISO 8601."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(started))


def document_json(contract: Contract, *, full: bool) -> shape.DocumentJson:
    """What was read; with `full` also the file's name."""
    document = contract.document
    codes = Counter(str(notice.code) for notice in (*document.notices, *contract.notices))
    return {
        "sha256": document.sha256,
        "name": document.name if full else None,
        "format": document.format,
        "view": document.view,
        "characters": len(document.text),
        "words": document.words,
        "pages": document.pages,
        "clauses": sum(bool(clause.text.strip()) for clause in contract.clauses),
        "partial": document.partial,
        "notices": [{"code": code, "count": count} for code, count in sorted(codes.items())],
    }


def unread_json(sha256: str | None, view: View) -> shape.DocumentJson:
    """A file that could not be read."""
    return {
        "sha256": sha256,
        "name": None,
        "format": None,
        "view": view,
        "characters": 0,
        "words": 0,
        "pages": None,
        "clauses": 0,
        "partial": True,
        "notices": [],
    }


def reviewed_json(
    review: Review,
    report: bytes,
    playbooks: Iterable[Dataset],
    *,
    deals: shape.SealedJson | None,
    playbook: shape.SealedJson | None,
    full: bool,
) -> shape.ReviewedJson:
    """How a review was made and what came of it; `report` is all of it as JSON.

    `playbooks` are the shipped ones, `deals` and `playbook` the user's own under seal. With `full`, requests are kept,
    and answers with the contract's words.
    """
    source = _source(review.contract, review.exchanges, full)
    usage = review.usage
    findings = Counter((finding.origin, finding.severity) for finding in review.findings)
    reviewer = review.reviewer
    return {
        "reviewer": {
            "name": reviewer.name,
            "version": reviewer.version,
            "model": reviewer.model,
            "maker": reviewer.maker,
        },
        "shared_context": shared_json(review.shared),
        "playbooks": playbooks_digest(playbooks),
        "own_deals": deals,
        "own_playbook": playbook,
        "asked": list(review.asked),
        "unread": list(review.unread),
        "dropped": [
            {"reason": drop.reason, "count": drop.count, "clauses": list(drop.clauses)} for drop in review.dropped
        ],
        "notes": [source.parts(note) for note in review.notes],
        "sent_to": review.sent_to,
        "redacted": _redacted(review.redacted) if review.redacted else None,
        "exchanges": [_exchange(exchange, source, full) for exchange in review.exchanges],
        "findings": [
            {"origin": origin, "severity": severity, "count": count}
            for (origin, severity), count in sorted(findings.items())
        ],
        "usage": {
            "input_tokens": usage.input_tokens,
            "output_tokens": usage.output_tokens,
            "cost_usd": usage.cost_usd,
        },
        "report": {"digest": digest(report), "bytes": len(report)},
    }


def exchanges_json(exchanges: Sequence[Exchange], contract: Contract, *, full: bool) -> list[shape.ExchangeJson]:
    """What was asked and answered about a contract."""
    source = _source(contract, exchanges, full)
    return [_exchange(exchange, source, full) for exchange in exchanges]


def playbooks_digest(playbooks: Iterable[Dataset]) -> str:
    """One digest for the shipped rules."""
    return digest(canonical([[one.name, one.digest] for one in playbooks]))


def sealed_deals(deals: Sequence[object] | None, salt: str) -> shape.SealedJson | None:
    """Own deals under seal: how many, and a digest that tells nothing to whoever does not have them."""
    return None if deals is None else seal(salt, len(deals), repr(deals).encode())


def sealed_playbook(playbook: Written | None, salt: str) -> shape.SealedJson | None:
    """An own playbook under seal, as own deals."""
    return None if playbook is None else seal(salt, playbook.count, playbook.text.encode("utf-8", "surrogatepass"))


def seal(salt: str, count: int, content: bytes) -> shape.SealedJson:
    """What can be compared by whoever has `content`, and by nobody else."""
    return {"count": count, "salt": salt, "digest": digest(salt.encode() + content)}


def _source(contract: Contract, exchanges: Sequence[Exchange], full: bool) -> Source:
    """Where words of the contract are looked up; nowhere where there is nothing to look for."""
    return Source(contract.document.text if exchanges and not full else "")


def _exchange(exchange: Exchange, source: Source, full: bool) -> shape.ExchangeJson:
    return {
        "request": digest(exchange.request),
        "body": exchange.request.decode("utf-8", "replace") if full else None,
        "bytes": len(exchange.request),
        "clauses": list(exchange.clauses),
        "run": exchange.run,
        "tries": exchange.tries,
        "answer": source.parts(exchange.text),
        "stop_reason": exchange.stop_reason,
        "trouble": source.parts(exchange.trouble),
        "input_tokens": exchange.input_tokens,
        "written_tokens": exchange.written_tokens,
        "cached_tokens": exchange.cached_tokens,
        "output_tokens": exchange.output_tokens,
        "max_tokens": exchange.max_tokens,
        "began": exchange.began,
        "seconds": exchange.seconds,
    }


def _redacted(redacted: Redacted) -> shape.RedactedJson:
    return {
        "replaced": dict(redacted.replaced),
        "uncovered": list(redacted.uncovered),
        "left": redacted.left_count,
    }
