"""Bots for tests: small programs, each written into a file and run as people run theirs."""

import shlex
import sys
from pathlib import Path

HEAD = "import json, os, sys, time\n"
"""What every bot begins with."""
READ = "request = json.load(sys.stdin)\n"
FINDING = """
def finding(shown, **more):
    quote = shown["text"].split(".")[0] + "."
    return {
        "clause": {"id": shown["id"]}, "quote": quote, "kind": "unusual_wording", "severity": "high",
        "favors": "neither", "clause_type": "interpretation", "title": "A word from a bot",
        "explanation": "These words are worth a second look.", **more,
    }

def told(**more):
    return [finding(one, **more) for one in request["clauses"] if one["text"]]
"""
EVERY = READ + FINDING + 'json.dump({"findings": told()}, sys.stdout)\n'
"""A finding on every clause with words."""


def command(folder: Path, code: str, name: str = "bot.py") -> str:
    """Write a bot and return what `--reviewer` names it by."""
    path = folder / name
    path.write_text(HEAD + code, encoding="utf-8")
    return f"command:{shlex.quote(sys.executable)} {shlex.quote(str(path))}"
