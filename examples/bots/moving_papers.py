#!/usr/bin/env python3
"""A bot for clausecheck: it finds duties to follow papers that the other side can change.

    clausecheck review contract.docx --side seller --reviewer "command:python3 examples/bots/moving_papers.py"

It reads one JSON request on standard input and writes one JSON answer on standard output; docs/bots.md tells the form.
"""

import json
import re
import sys

MOVING = re.compile(
    r"[^.;]*\b(?:policies|policy|guidelines|manual|code of conduct|terms of use)\b"
    r"[^.;]*\b(?:from time to time|as (?:may be )?(?:amended|updated|changed|revised|posted))\b[^.;]*[.;]?",
    re.IGNORECASE,
)


def findings(request):
    """One finding for each sentence of that kind; whose papers they are is told by the name beside them."""
    other = "buyer" if request["side"] == "seller" else "seller"
    parties = [party for party in request["contract"]["parties"] if party["role"] == other]
    names = [name for party in parties for name in (party["name"], party["alias"]) if name]
    for clause in request["clauses"]:
        for sentence in MOVING.finditer(clause["text"]):
            quote = sentence.group().strip()
            if any(f"{name}'s" in quote.replace("’", "'") for name in names):
                yield {
                    "clause": {"id": clause["id"]},
                    "quote": quote,
                    "kind": "one_sided",
                    "severity": "medium",
                    "favors": other,
                    "clause_type": "compliance_with_laws",
                    "title": f"A duty to follow papers that the {other} can change",
                    "explanation": "What must be done is not in the contract, and may be more after the signature.",
                    "negotiation": {
                        "priority": "should",
                        "ask": "Attach the papers as they stand today.",
                        "fallback": "Changes count from the day on which both sides agree to them in writing.",
                        "reason": "Both sides then know what was priced.",
                    },
                }


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    json.dump({"version": "1", "findings": list(findings(json.load(sys.stdin)))}, sys.stdout)
