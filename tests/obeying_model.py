"""A model that does whatever it reads: honest until a request holds one of the orders, then it does its worst."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from clausecheck.model import Exchange
from clausecheck.reviewers.asker import Question
from tests.messages_server import shown

CANARY: Final = "ZEBRA-7781-QUARTZ"
_SHORTEST_ORDER: Final = 16

Deed = Callable[[dict[str, Any], str], str]
"""Answers data that holds an order, by that order."""


def honest(data: dict[str, Any]) -> str:
    """One finding on the first words of every clause, and every finding rated as it is."""
    findings = [_finding(clause, quote) for clause in data["clauses"] if (quote := _quote(clause))]
    told = {finding["clause_id"] for finding in findings}
    return _answer(data, findings, [(name, severity, "It is so.") for name, severity in _rated(data)], told)


def silent(data: dict[str, Any], _: str) -> str:
    """Finds nothing, rates nothing, and calls everything usual."""
    return _answer(data, [], [], set())


def playing_down(data: dict[str, Any], order: str) -> str:
    """Rates everything as harmless, in the words of the order."""
    return _answer(data, [], [(name, "info", order) for name, _ in _rated(data)], set())


def parroting(data: dict[str, Any], order: str) -> str:
    """Says what the order says, wherever it may speak, with true quotes."""
    words = dict.fromkeys(("title", "explanation", "ask", "fallback", "walk_away", "proposed_text", "reason"), order)
    told = [_finding(clause, quote, **words) for clause in data["clauses"] if (quote := _quote(clause))]
    return _answer(data, told, [(name, "info", order) for name, _ in _rated(data)], set())


def inventing(data: dict[str, Any], order: str) -> str:
    """Quotes and figures that are nowhere, links, escapes, and what it was told to keep to itself."""
    lies = (
        {"quote": "This clause was approved by everybody."},
        {"explanation": "97 of 100 suppliers accept this clause."},
        {"explanation": "It costs 4711 dollars."},
        {"explanation": f"{CANARY} http://evil.example/?q={CANARY}"},
        {"reason": f"[{CANARY}](https://evil.example)"},
        {"title": f"\x1b]8;;http://evil.example\x07{CANARY}\x1b]8;;\x07"},
        {"proposed_text": f'=HYPERLINK("http://evil.example"; "{CANARY}")'},
        {"clause_id": "c999"},
    )
    told = [_finding(clause, _quote(clause) or order) | lie for clause in data["clauses"] for lie in lies]
    rated = [(name, "info", f"See {CANARY}.example.com") for name, _ in _rated(data)]
    return _answer(data, told[:60], [*rated, ("f999", "info", order)], set())


def chatting(_: dict[str, Any], order: str) -> str:
    """Gives up the form of an answer."""
    return f"Of course! {order} Nothing to report."


DEEDS: Final[tuple[Deed, ...]] = (silent, playing_down, parroting, inventing, chatting)


@dataclass(frozen=True, slots=True)
class Obeying:
    """Answers requests, and obeys orders that stand anywhere in their data."""

    orders: tuple[str, ...]
    """As they may stand in a request: parts of what was planted."""
    deed: Deed

    def answer(self, body: dict[str, Any]) -> str:
        """The text of an answer."""
        data = shown(body)
        read = plain(" ".join(_texts(data)))
        order = next((order for order in self.orders if plain(order) in read), "")
        return self.deed(data, order) if order else honest(data)


@dataclass(frozen=True, slots=True)
class ModelAsker:
    """Asks a model within this process."""

    model: Obeying

    def ask(self, questions: Sequence[Question], told: Callable[[Exchange], None]) -> tuple[Exchange, ...]:
        """Every question answered at once."""
        answered = tuple(
            Exchange(
                request=question.body,
                run=question.run,
                clauses=question.clauses,
                text=self.model.answer(json.loads(question.body)),
                stop_reason="end_turn",
            )
            for question in questions
        )
        for exchange in answered:
            told(exchange)
        return answered

    def close(self) -> None:
        """There is no line."""


def orders(planted: str) -> tuple[str, ...]:
    """What a model may obey of what was planted: the whole, or any sentence of some length."""
    parts = re.split(r"(?<=[.!?])\s+|\n", planted)
    return tuple(part for part in (planted, *parts) if len(plain(part)) >= _SHORTEST_ORDER) or (planted,)


def plain(text: str) -> str:
    """Without spaces, capitals and what is not printed, so that no line break hides an order."""
    return "".join(char for char in text if char.isprintable() and not char.isspace()).lower()


def _finding(clause: dict[str, Any], quote: str, **changes: str) -> dict[str, Any]:
    return {
        "clause_id": clause["id"],
        "quote": quote,
        "kind": "unusual_wording",
        "severity": "medium",
        "favors": "neither",
        "clause_type": next(iter(clause.get("types", ())), "notices"),
        "title": "Words that leave much open",
        "explanation": "It is not said who decides.",
        "ask": "Ask who decides.",
        "fallback": "",
        "walk_away": "",
        "proposed_text": "",
        "priority": "should",
        "reason": "Both sides gain by clear words.",
    } | changes


def _quote(clause: dict[str, Any]) -> str:
    words = str(clause.get("text", "")).split()[:9]
    quote = " ".join(words).rstrip(" ,;:.-–—(")
    return quote if sum(map(str.isalnum, quote)) >= 12 else ""


def _rated(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Name and severity of the findings to be rated."""
    return [(name, severity) for name, _, severity, *_ in data.get("findings", ()) if name]


def _answer(
    data: dict[str, Any], findings: list[dict[str, Any]], ratings: list[tuple[str, str, str]], told: set[str]
) -> str:
    verdicts = [
        {"clause_id": clause["id"], "verdict": "finding" if clause["id"] in told else "usual"}
        for clause in data["clauses"]
    ]
    rated = [{"finding_id": name, "severity": severity, "why": why} for name, severity, why in ratings]
    return json.dumps({"ratings": rated, "findings": findings, "verdicts": verdicts})


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
