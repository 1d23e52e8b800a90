"""Numbers that two clauses have, and mentions that lead nowhere."""

import pytest

from clausecheck import read, segment
from clausecheck.model import Trace
from clausecheck.scan.order import out_of_order

_SAYS = ["Services", "Fees", "Term", "Delivery", "Audit", "Notices", "Law"]


def _traces(text: str) -> list[Trace]:
    document = read.read_bytes(text.encode(), "a.txt")
    clauses = segment.segment(document)
    return list(out_of_order(document, clauses, segment.find_references(document, clauses)))


def _contract(*numbers: str) -> str:
    said = [
        f"{n}. {word}\n\nThe parties agree on the {word.lower()} as stated."
        for n, word in zip(numbers, _SAYS, strict=True)
    ]
    return "MASTER AGREEMENT\n\nbetween Acme Ltd and Binder Inc.\n\n" + "\n\n".join(said)


def _told(text: str) -> list[tuple[str, str]]:
    return [(trace.technique, trace.quote.split("\n")[0][:11]) for trace in _traces(text)]


def test_a_contract_in_order_is_quiet() -> None:
    assert _told(_contract("1", "2", "3", "4", "5", "6", "7")) == []


@pytest.mark.parametrize(
    ("numbers", "quote"),
    [
        (("1", "2", "3", "3", "4", "5", "6"), "3. Delivery"),
        (("1", "2", "3", "4", "2", "5", "6"), "2. Audit Th"),
        (("1", "2", "3", "4", "4\u2024", "5", "6"), "4. Audit Th"),
    ],
)
def test_a_number_that_stands_twice(numbers: tuple[str, ...], quote: str) -> None:
    told = [
        quoted for technique, quoted in _told(_contract(*numbers).replace("\u2024.", "\u2024")) if "twice" in technique
    ]
    assert told == [quote]


def test_a_list_that_begins_anew_inside_a_clause_is_quiet() -> None:
    text = _contract("1", "2", "3", "4", "5", "6", "7").replace(
        "The parties agree on the term as stated.",
        "The term ends:\n\n1. at the end of the year;\n\n2. on notice;\n\n3. at once.",
    )
    assert not [technique for technique, _ in _told(text) if "twice" in technique]


def test_a_number_that_is_left_out() -> None:
    assert ("order.number_missing", "5. Delivery") in _told(_contract("1", "2", "3", "5", "6", "7", "8"))


def test_a_clause_that_is_mentioned_and_is_not_there() -> None:
    text = _contract("1", "2", "3", "4", "5", "6", "7") + " Section 14.3 applies to the fees."
    traces = [trace for trace in _traces(text) if trace.technique == "order.dangling_reference"]
    assert [trace.quote for trace in traces] == ["Section 14.3"]


def test_a_contract_without_any_order_is_not_accused() -> None:
    text = _contract("1", "2", "3", "4", "5", "6", "7")
    again = "\n\n".join(f"{number}. Again, the parties agree on this once more." for number in (3, 2, 5, 3, 6, 2, 7))
    twice = [trace for trace in _traces(f"{text}\n\n{again}") if trace.technique == "order.number_twice"]
    assert twice
    assert all(trace.usual for trace in twice)
