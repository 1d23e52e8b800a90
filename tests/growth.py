"""Whether the time to understand a text grows with its length alone, whatever it says: python -m tests.growth.

Each piece is repeated to fill a text, then one of twice the length. Printed, slowest first, are the CPU seconds for the
longer text, how many times those for the shorter they are (2 is linear, 4 is square) and the stage that takes most of
them. The exit code is 1 where it is more than --most times for a text that takes --least seconds or more.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from clausecheck import classify, segment, terms
from clausecheck.model import Document
from clausecheck.review import understand
from tests.terms.making import document

T = TypeVar("T")
BEGINNING = 'This Agreement is made between Acme Inc. ("Provider") and Bolt LLC ("Customer").'
PIECES = [
    "(",
    " ",
    "1",
    "one ",
    "1,",
    "thirty (30) days ",
    "one-",
    "$",
    "pay within 5 days invoice ",
    "law of ",
    "governed by the laws of ",
    "governed by the laws of the law. ",
    "the laws of New York ",
    "(a) ",
    "; ",
    "\x00\u202e",
    "İ",
    "liability exceed $5 ",
    "terminate notice 5 days cure breach ",
    "Provider shall ",
    "Customer may not, and ",
    "each party shall not ",
    "in no event shall Provider be liable for ",
    "except for ",
    "indirect, special, ",
    "exceed the lesser of the fees paid in the twelve months ",
    "indemnify, defend and hold harmless Customer ",
    "“Fees” means the Fees. ",
    "provided that (i) ",
    "Provider warrants that Customer warrants that ",
    ".",
    "_ ",
    '"',
    "-",
    "a, ",
    "A",
    "1.1 ",
    "is of the ",
    "renew for one ",
    "Section 1 (a",
    "http://a.",
]
"""How contracts speak, and what no contract says, without end."""


def hostile(piece: str, size: int) -> Document:
    """A contract of two parties so long that says the same thing without end, on its cover and in its clause."""
    words = piece * (size // 2 // len(piece))
    return document(BEGINNING, words, f"1. Services. {words}")


def main() -> int:
    """Measure all pieces."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="characters of the longer text")
    parser.add_argument("--most", type=float, default=2.8)
    parser.add_argument("--least", type=float, default=0.2)
    args = parser.parse_args()
    understand(hostile("Provider shall pay $5 within 5 days. ", args.size))
    found = sorted((measure(piece, args.size) for piece in PIECES), reverse=True)
    for seconds, times, slowest, piece in found:
        print(f"{seconds:7.3f} s {times:5.1f} times  {slowest:12} {piece!r}")
    return int(any(times > args.most and seconds >= args.least for seconds, times, _, _ in found))


def measure(piece: str, size: int) -> tuple[float, float, str, str]:
    """Seconds for the text, how many times those for half of it they are, the slowest stage, and the piece."""
    shorter, longer = (min(_seconds(hostile(piece, length)) for _ in range(2)) for length in (size // 2, size))
    stages = dict(_stages(hostile(piece, size)))
    return longer, longer / shorter, max(stages, key=lambda name: stages[name]), piece


def _seconds(made: Document) -> float:
    return _timed(lambda: understand(made))[0]


def _stages(made: Document) -> Iterator[tuple[str, float]]:
    """What each stage takes."""
    took, clauses = _timed(lambda: segment.segment(made))
    yield "clauses", took
    took, types = _timed(lambda: classify.classify(clauses))
    yield "types", took
    took, facts = _timed(lambda: terms.read_facts(made, clauses))
    yield "facts", took
    took, sentences = _timed(lambda: terms.read_sentences(made, clauses, facts))
    yield "sentences", took
    took, references = _timed(lambda: segment.find_references(made, clauses))
    yield "references", took
    took, definitions = _timed(lambda: segment.find_definitions(made, clauses, references))
    yield "definitions", took
    took, uses = _timed(lambda: segment.find_uses(made, clauses, definitions))
    yield "uses", took
    took, limits = _timed(lambda: terms.read_limits(made, clauses, sentences, facts, references, uses))
    yield "limits", took
    yield "resolved", _timed(lambda: terms.resolve(made, sentences, uses, facts))[0]
    yield "values", _timed(lambda: terms.read_terms(made, clauses, types, sentences, limits))[0]
    yield "norms", _timed(lambda: terms.read_norms(made, sentences))[0]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    result = work()
    return time.process_time() - begun, result


if __name__ == "__main__":
    sys.exit(main())
