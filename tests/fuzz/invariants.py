"""What holds for every file, whatever is in it."""

import json
from functools import partial

from clausecheck import read
from clausecheck.errors import UnreadableError
from clausecheck.model import Contract, Document, Side, View
from clausecheck.read import child
from clausecheck.read.sniff import sniff
from clausecheck.report.json import parse_json, to_json
from clausecheck.review import review, understand
from tests.places import check_places
from tests.read.files import check_spans
from tests.segment.making import check as check_clauses


def read_here(data: bytes, name: str, view: View = View.FINAL) -> Document:
    """Read in this process, without the limits of the child. Raises what the reader raises."""
    return read._read(sniff(data, name), view, data, name)


def _read_apart(data: bytes, name: str) -> Document | str:
    """Read in a process of its own, as the program does: what pdfium draws changes what it measures from then on."""
    try:
        return child.run(partial(read._read, sniff(data, name), View.FINAL), data, name)
    except UnreadableError as fault:
        return fault.message


def check(data: bytes, name: str, *, thorough: bool = False) -> str:
    """Assert everything that holds for a file; the answer tells how it was read.

    A reader gives a Document, or an UnreadableError that names the cause. What follows the reader never raises. With
    `thorough` the same is done twice and the contract is reviewed.
    """
    try:
        document = read_here(data, name)
    except UnreadableError as fault:
        return type(fault).__name__ if fault.message else "an error without words"
    except RecursionError:
        return "RecursionError"
    check_spans(document)
    assert child._decode(json.loads(json.dumps(child._encode(document)))) == document
    contract = understand(document)
    check_clauses(document, contract.clauses)
    check_places(contract)
    _check_own_places(document, contract)
    told = to_json(parse_json(contract))
    if thorough:
        assert _read_apart(data, name) == _read_apart(data, name)
        assert to_json(parse_json(understand(document))) == told
        for side in Side:
            review(contract, side)
    return "partial" if document.partial else "read"


def _check_own_places(document: Document, contract: Contract) -> None:
    for sentence in contract.sentences:
        assert contract.by_id[sentence.clause_id].span.start <= sentence.span.start
        assert sentence.span.end <= contract.by_id[sentence.clause_id].span.end
    for change in document.changes:
        assert change.span is None or 0 <= change.span.start <= change.span.end <= len(document.text)
