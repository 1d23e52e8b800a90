"""A model that quotes whatever it is asked about, for tests of the record."""

import json
from typing import Any

from tests.messages_server import shown


def finds(body: dict[str, Any]) -> str:
    """An answer that quotes every clause it is asked about, and claims one thing that it cannot prove."""
    clauses = shown(body)["clauses"]
    findings = [
        {
            "clause_id": clause["id"],
            "quote": " ".join(clause["text"].split()[:9]),
            "kind": "unusual_wording",
            "severity": "high",
            "favors": "buyer",
            "clause_type": "payment_terms",
            "title": "Unusual words",
            "explanation": "These words are unusual, and nobody explains them.",
            "ask": "Ask what they mean.",
            "fallback": "",
            "walk_away": "",
            "proposed_text": "",
            "priority": "should",
            "reason": "Both sides should know.",
        }
        for clause in clauses
    ]
    findings.append(findings[0] | {"quote": "words that stand nowhere in it"})
    verdicts = [{"clause_id": clause["id"], "verdict": "finding"} for clause in clauses]
    return json.dumps({"ratings": [], "findings": findings, "verdicts": verdicts}, indent=1)
