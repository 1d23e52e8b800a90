"""One record of a review in plain words: what was read, hidden, skipped, sent, answered and refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from clausecheck.audit.texts import literal
from clausecheck.report.page import Line, Page, Section
from clausecheck.report.visible import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from clausecheck.audit import shape
    from clausecheck.audit.reading import Entry
    from clausecheck.audit.verifying import Verdict

DIGITS: Final = 12
"""Of a digest, as a page tells it."""
_WORDS: Final = 300
"""Characters of a note."""
_SOME: Final = 12
"""Clauses that are named one by one."""
_CLOSING: Final = (
    "A record holds no word of the contract unless --audit-full was given: digests, counts, versions, and answers in "
    "which the contract's words are places in it. clausecheck audit replay makes the review again from it."
)


def record_page(entry: Entry, verdict: Verdict) -> Page:
    """One record in plain words."""
    record = entry.record
    review, document = record["review"], record["document"]
    sections = [Section("What was read", lines=_lines(_read(document)))]
    if review:
        sections += [
            Section("What it was compared with", lines=_lines(_compared(review))),
            Section("What was sent", lines=_lines(_sent(review, document, record["settings"]))),
            Section("What was skipped", lines=_lines(_skipped(review, document))),
            Section("What was answered", lines=_lines(_answered(review))),
            Section("What was refused", lines=_lines(_refused(review))),
            Section("What came of it", lines=_lines(_found(review))),
        ]
    elif record["unfinished"]:
        sections.append(Section("What was sent", lines=_lines(_unfinished(record["unfinished"]))))
    return Page(
        title=f"Record {entry.count}",
        header=(
            Line(f"{record['started']}, {record['seconds']:g} s", "When"),
            Line(record["program"], "Program"),
            Line(_asked_for(record["settings"]), "Settings"),
            Line(outcome(record), "Outcome"),
            Line(entry.hash, "Hash"),
        ),
        alarms=fault_lines(verdict),
        summary=(),
        sections=tuple(section for section in sections if section.lines),
        closing=(_CLOSING,),
    )


def fault_lines(verdict: Verdict) -> tuple[str, ...]:
    """What must be said of a record that is not as it was written."""
    return (f"Line {verdict.fault.line}: {verdict.fault.why}.",) if verdict.fault else ()


def short(digest: str) -> str:
    """The beginning of a digest."""
    return digest.removeprefix("sha256:")[:DIGITS]


def outcome(record: shape.RecordJson) -> str:
    """What became of a review: "read in part, exit code 3"."""
    words = "read in part" if record["outcome"] == "partial" else record["outcome"]
    error = f" ({record['error']})" if record["error"] and record["outcome"] == "failed" else ""
    return f"{words}{error}, exit code {record['exit_code']}"


def reviewer(review: shape.ReviewedJson) -> str:
    """Who reviewed, with the model that was asked."""
    who = review["reviewer"]
    return f"{who['name']} ({who['model']})" if who["model"] else who["name"]


def was_sent(review: shape.ReviewedJson) -> bool:
    """Whether anything was sent to anybody."""
    return any(one["tries"] for one in review["exchanges"])


def many(count: int, word: str) -> str:
    """A number of things: "1 clause", "2 clauses"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _lines(texts: Iterator[str]) -> tuple[Line, ...]:
    return tuple(Line(text) for text in texts)


def _asked_for(settings: shape.SettingsJson) -> str:
    detected = " (detected)" if settings["category_detected"] else ""
    parts = [
        f"for the {settings['side']}",
        f"category {settings['category']}{detected}" if settings["category"] else "",
    ]
    parts += [f"region {settings['region']}" if settings["region"] else "", "offline" if settings["offline"] else ""]
    parts += [f"reviewer {settings['reviewer']}", f"runs {settings['runs']}" if settings["runs"] > 1 else ""]
    return ", ".join(part for part in parts if part)


def _read(document: shape.DocumentJson) -> Iterator[str]:
    yield f"{document['name'] or 'A file'} with the SHA-256 {document['sha256'] or 'unknown'}"
    if document["format"] is None:
        yield "Nothing could be read from it."
        return
    pages = f", {many(document['pages'], 'page')}" if document["pages"] else ""
    size = f"{many(document['words'], 'word')}, {many(document['clauses'], 'clause')} with words{pages}"
    yield f"{document['format']}: {size}; tracked changes as in the {document['view']} view"
    if document["partial"]:
        yield "Only a part of it could be read."
    for notice in document["notices"]:
        yield f"noticed: {notice['code'].replace('_', ' ')} ({notice['count']})"


def _compared(review: shape.ReviewedJson) -> Iterator[str]:
    shared = review["shared_context"]
    yield f"{shared['statistics']}, as of {shared['as_of']} ({short(shared['statistics_digest'])})"
    yield f"policy {shared['policy']}; shared context {short(shared['digest'])}, the same for either side"
    yield f"the shipped rules ({short(review['playbooks'])})"
    if review["own_deals"]:
        yield f"{many(review['own_deals']['count'], 'own deal')}, under seal"
    if review["own_playbook"]:
        yield f"an own playbook with {many(review['own_playbook']['count'], 'rule')}, under seal"


def _sent(review: shape.ReviewedJson, document: shape.DocumentJson, settings: shape.SettingsJson) -> Iterator[str]:
    if not was_sent(review):
        yield "Nothing was sent anywhere."
        return
    went = [one for one in review["exchanges"] if one["tries"]]
    clauses = len({clause for one in went for clause in one["clauses"]})
    tries = sum(one["tries"] for one in went)
    size = sum(one["bytes"] * one["tries"] for one in went)
    questions = f"in {many(len(went), 'question')}, sent {many(tries, 'time')}, {size} bytes in all"
    yield f"{clauses} of {many(document['clauses'], 'clause')} to {review['sent_to'] or 'a reviewer'}, {questions}"
    yield f"asked: {reviewer(review)}, {review['reviewer']['version']}"
    if redacted := review["redacted"]:
        replaced = ", ".join(f"{count} {kind}" for kind, count in redacted["replaced"].items())
        yield f"replaced before: {replaced or 'nothing'}; sent as they stand: {_names(redacted['uncovered']) or 'none'}"
        if redacted["left"]:
            yield f"sent though they look like names or numbers: {many(redacted['left'], 'word')}"
    else:
        yield "Names and numbers were sent as they stand."
    if settings["give_private"]:
        yield "Own deals and playbook were given to it; they are not in this record."


def _unfinished(exchanges: Sequence[shape.ExchangeJson]) -> Iterator[str]:
    clauses = len({clause for one in exchanges if one["tries"] for clause in one["clauses"]})
    yield f"questions that were settled before the review ended: {len(exchanges)}, about {many(clauses, 'clause')}"
    yield "What was still on its way then is not in the record."


def _skipped(review: shape.ReviewedJson, document: shape.DocumentJson) -> Iterator[str]:
    if review["exchanges"] and (left := document["clauses"] - len(review["asked"])) > 0:
        yield f"left to statistics and rules alone: {many(left, 'clause')}"
    never = [one for one in review["exchanges"] if not one["tries"]]
    if never:
        yield f"questions never sent: {len(never)}: {_troubles(never)}"
    if review["unread"]:
        yield f"without a usable verdict: {_names(review['unread'])}"


def _answered(review: shape.ReviewedJson) -> Iterator[str]:
    went = [one for one in review["exchanges"] if one["tries"]]
    if not went:
        return
    usage = review["usage"]
    whole = sum(not one["trouble"] for one in went)
    yield f"questions with an answer: {whole} of {len(went)}"
    cost = f"about ${usage['cost_usd']:.4f}"
    yield f"{usage['input_tokens']} tokens in, {usage['output_tokens']} tokens out, {cost}"
    if silent := [one for one in went if one["trouble"]]:
        yield f"questions without one: {len(silent)}: {_troubles(silent)}"


def _refused(review: shape.ReviewedJson) -> Iterator[str]:
    declined = sum(one["stop_reason"] == "refusal" for one in review["exchanges"])
    if declined:
        yield f"questions that the model declined: {declined}"
    for drop in review["dropped"]:
        where = f" ({_names(drop['clauses'])})" if drop["clauses"] else ""
        yield f"dropped: {drop['reason']}: {drop['count']}{where}"


def _found(review: shape.ReviewedJson) -> Iterator[str]:
    makers = {"statistics": "counted", "rules": "found by rules", "model": "found by a model or a bot"}
    for origin, words in makers.items():
        found = [f"{one['count']} {one['severity']}" for one in review["findings"] if one["origin"] == origin]
        if found:
            yield f"{words}: {', '.join(found)}"
    for note in review["notes"]:
        yield f"note: {trimmed(literal(note), _WORDS)}"
    yield f"the JSON report: {review['report']['digest']}, {review['report']['bytes']} bytes"


def _troubles(exchanges: Sequence[shape.ExchangeJson]) -> str:
    counted = Counter(trimmed(literal(one["trouble"]), _WORDS) for one in exchanges)
    return "; ".join(f"{words} ({count})" for words, count in counted.items())


def _names(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _SOME} more" if len(ids) > _SOME else ""
    return ", ".join(ids[:_SOME]) + more
