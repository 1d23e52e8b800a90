"""`python -m clausecheck.reviewers.bots NAME [--about]`: hosts an installed reviewer as a program.

It reads a request on standard input and writes the answer on standard output, as every bot does. What the reviewer
itself prints goes to standard error. Started by clausecheck, never by people.
"""

import json
import os
import sys
from importlib import metadata
from typing import Any

from clausecheck.reviewers.bots.installed import GROUP


def main(name: str, *options: str) -> str:
    """What the reviewer called `name` answers, or says of itself. Raises LookupError and TypeError for a wrong one."""
    reviewer = loaded(name)
    if "--about" in options:
        return json.dumps({"version": str(reviewer.version), "needs": str(getattr(reviewer, "needs", ""))})
    answer = reviewer.review(json.loads(sys.stdin.buffer.read()))
    told = {"findings": answer} if isinstance(answer, list) else dict(answer)
    return json.dumps({"version": str(reviewer.version), **told}, allow_nan=False)


def loaded(name: str) -> Any:
    """The object that a package registers as `name`; of a class, an instance. Raises LookupError and TypeError."""
    found = metadata.entry_points(group=GROUP, name=name)
    if len(found) != 1:
        raise LookupError(f"{len(found)} reviewers are called {name!r}")
    reviewer = next(iter(found)).load()
    reviewer = reviewer() if isinstance(reviewer, type) else reviewer
    lacking = [part for part in ("name", "version", "review") if not hasattr(reviewer, part)]
    if lacking or not callable(reviewer.review):
        raise TypeError(f"it has no {lacking[0]}" if lacking else "its review cannot be called")
    return reviewer


if __name__ == "__main__":
    answers = os.dup(1)
    os.dup2(2, 1)  # whatever the reviewer prints must not stand in its answer
    text = main(*sys.argv[1:])
    with os.fdopen(answers, "w", encoding="utf-8") as stream:
        stream.write(text)
