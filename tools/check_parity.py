"""Review random contracts for both sides, each with a history of its own, and count what is not shared alike.

    python tools/check_parity.py [--pairs 200] [--commands 60] [--seed 1]

A pair is a category, a region (or none), a size of deal (or none), one contract, and two random histories full of words
that occur nowhere else. Both sides review the contract through the command line; the first `--commands` pairs run the
installed command, with Claude as the reviewer at a local address that writes down what it is sent, the others run the
same command in this process. Compared byte by byte: the shared context as recorded and as `clausecheck context` prints
it, the shared parts of the manifests, and of each request to Claude the frame, the figures and the deviations. Every
figure that a review shows must stand on a row of the context, and no word of a history may reach the other side or a
request. Prints counts as JSON; the exit code is 1 where anything differs.
"""

import argparse
import hashlib
import http.server
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

from parity_pairs import Pair, make_pair, secret

from clausecheck.cli import run
from clausecheck.model import Side

PROGRAM: Final = str(Path(sys.executable).with_name("clausecheck"))
WRONG: Final = (
    *("shared_bytes_that_differ", "digests_unlike_the_context", "figures_without_a_row"),
    *("history_words_elsewhere", "history_not_by_count_alone"),
)
"""What must be counted 0 times."""
SHARED_PARTS: Final = ("figures", "deviations")
"""Of the data in a request: what comes from the statistics and the contract alone."""


def main() -> int:
    """Run the pairs and print the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--commands", type=int, default=60, help="pairs that run the installed command, with Claude")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance, counts = random.Random(args.seed), Counter(dict.fromkeys(WRONG, 0))
    with tempfile.TemporaryDirectory() as place, listening() as (address, bodies):
        for number in range(args.pairs):
            pair = make_pair(Path(place) / str(number), chance)
            _check(pair, number, number < args.commands, address, bodies, counts)
    counts["pairs"], counts["pairs_by_installed_command"] = args.pairs, min(args.pairs, args.commands)
    print(json.dumps(dict(sorted(counts.items())), indent=1))
    return 1 if any(counts[name] for name in WRONG) or not counts["shared_bytes"] else 0


def _check(pair: Pair, number: int, installed: bool, address: str, bodies: list[bytes], counts: "Counter[str]") -> None:
    """Review for both sides, and compare all that both must share."""
    sent: dict[Side, list[bytes]] = {}
    order = list(Side) if number % 2 else list(reversed(Side))
    for side in order:
        bodies.clear()
        arguments = [
            *("review", str(pair.file("contract.txt")), "--side", side.value, *pair.options, "-q"),
            *("-o", str(pair.file(f"{side}.json")), "--manifest", str(pair.file(f"{side}.manifest.json"))),
            *("--history", str(pair.file(f"{side}.sqlite3")), "--account", secret(pair.file(f"{side}.sqlite3"))),
            *("--reviewer", "claude" if installed else "rules"),
        ]
        _command(arguments, installed, address)
        sent[side] = list(bodies)
        counts["reviews"] += 1
        counts["requests"] += len(bodies)
    context = _command(["context", *pair.options], installed, address).encode("utf-8")
    reviews = {side: json.loads(pair.file(f"{side}.json").read_bytes()) for side in Side}
    manifests = {side: json.loads(pair.file(f"{side}.manifest.json").read_bytes()) for side in Side}
    counts["own_deals_used"] += sum(review["private"]["deals"] for review in reviews.values())
    seller, buyer = (
        _shared(reviews[side], manifests[side], sent[side], context if side is Side.SELLER else _again(context))
        for side in Side
    )
    for part in seller.keys() | buyer.keys():
        one, other = seller.get(part, b""), buyer.get(part, b"")
        counts["shared_bytes"] += max(len(one), len(other))
        counts["shared_parts"] += 1
        if one != other:
            counts["shared_bytes_that_differ"] += max(1, sum(a != b for a, b in zip(one, other, strict=False)))
            print(f"pair {number}: {part} differs", file=sys.stderr)
    counts["figures_shown"] += sum(len([*_figures(review)]) for review in reviews.values())
    counts["figures_without_a_row"] += sum(_without_row(review, json.loads(context)) for review in reviews.values())
    counts["history_words_elsewhere"] += _leaks(pair, sent, context)
    for side in Side:
        counts["digests_unlike_the_context"] += (
            reviews[side]["shared_context"]["digest"] != json.loads(context)["digest"]
        )
        owned = {
            entry["name"]: (entry["rows"], entry["digest"])
            for entry in manifests[side]["datasets"]
            if entry["reach"] == "owner"
        }
        expected = {"own history": (reviews[side]["private"]["deals"], None), "own playbook": (0, None)}
        counts["history_not_by_count_alone"] += owned != expected


def _again(context: bytes) -> bytes:
    """The context's line made from its content and digest by what knows nothing of the program."""
    data = json.loads(context)
    content = json.dumps(data["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}".encode()
    return b'{"content":' + content + b',"digest":"' + digest + b'","schema":"clausecheck/context/1"}\n'


def _shared(review: dict[str, Any], manifest: dict[str, Any], sent: list[bytes], context: bytes) -> dict[str, bytes]:
    """Every part that must be the same for the other side."""
    parts = {
        "context": context,
        "review": json.dumps(review["shared_context"]).encode(),
        "manifest": json.dumps(manifest["shared_context"]).encode(),
        "datasets": json.dumps([entry for entry in manifest["datasets"] if entry["reach"] == "both"]).encode(),
        "number of requests": str(len(sent)).encode(),
    }
    for at, body in enumerate(sent):
        request = json.loads(body)
        data = request["messages"][0]["content"].partition("<contract_data>\n")[2].partition("\n</contract_data>")[0]
        parts[f"request {at}: frame"] = request["system"][0]["text"].encode()
        for name in SHARED_PARTS:
            start = data.index(f'"{name}":')
            parts[f"request {at}: {name}"] = _value(data, start + len(f'"{name}":'))
    return parts


def _value(text: str, start: int) -> bytes:
    """The bytes of the JSON value that begins at `start`, as they were sent."""
    _, end = json.JSONDecoder().raw_decode(text, start)
    return text[start:end].encode()


def _without_row(review: dict[str, Any], context: dict[str, Any]) -> int:
    """How many figures of a review stand on no row of the context: the same source and the same sample."""
    content = context["content"]
    rows = {
        (row["source"], row["sampled"])
        for table in ("presence", "values", "names", "directions", "outcomes", "statements")
        for row in content[table]
    }
    return sum((shown["source"], shown["sampled"]) not in rows for shown in _figures(review))


def _figures(review: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every figure of a review: those of its findings, and those that its asks are placed by."""
    for found in review["findings"]:
        yield from found["evidence"]
        yield from (place["evidence"] for place in (found["negotiation"] or {}).get("placed", ()))


def _leaks(pair: Pair, sent: dict[Side, list[bytes]], context: bytes) -> int:
    """How often a word of a history stands where its owner alone may not have put it."""
    found = 0
    for side in Side:
        word = secret(pair.file(f"{side}.sqlite3")).encode()
        places = [context, *sent[Side.SELLER], *sent[Side.BUYER]]
        places += [pair.file(f"{each}.manifest.json").read_bytes() for each in Side]
        places.append(pair.file(f"{side.other}.json").read_bytes())
        found += sum(place.count(word) for place in places)
    return found


def _command(arguments: list[str], installed: bool, address: str) -> str:
    """Run the program and return what it wrote. Raises RuntimeError where it fails."""
    if installed:
        claude = {"ANTHROPIC_BASE_URL": address, "ANTHROPIC_API_KEY": "none"}
        env = os.environ | claude | {"PYTHONUTF8": "1"}
        done = subprocess.run([PROGRAM, *arguments], env=env, capture_output=True, text=True, check=False)
        code, written, told = done.returncode, done.stdout, done.stderr
    else:
        with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
            code = run(arguments)
        written, told = out.getvalue(), err.getvalue()
    if code:
        raise RuntimeError(f"{' '.join(arguments)}: exit code {code}: {told}")
    return written


@contextmanager
def listening() -> "Iterator[tuple[str, list[bytes]]]":
    """A local address that writes down what it is sent and refuses to answer; the rules' review stands then."""
    bodies: list[bytes] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(401)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name is the library's
            """Keep quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", bodies
        finally:
            server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
