"""The chain of a record: whatever is changed in it is found, and the first line concerned is named."""

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from clausecheck.audit import anchoring
from clausecheck.audit.chain import Head, line, link
from clausecheck.audit.ledger import append
from clausecheck.audit.verifying import What, verify
from clausecheck.errors import AuditError

RECORDS: tuple[dict[str, Any], ...] = (
    {"name": "one", "share": 0.1, "whole": 2.0},
    {"name": "é \ud800 \u2028 \x1b[2J", "nested": {"a": [None, True]}},
    {"name": "three"},
    {"name": "four", "text": "x" * 300},
    {"name": "five"},
)
FEW = 3
"""Records of which every byte is tried."""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "audit.jsonl"
    for one in RECORDS:
        append(path, one)
    return path


@pytest.fixture
def few(tmp_path: Path) -> Path:
    path = tmp_path / "few.jsonl"
    for one in RECORDS[:FEW]:
        append(path, one)
    return path


@pytest.fixture
def anchor(record: Path) -> Head:
    return verify(record).head


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def first_bad(path: Path, anchor: Head | None = None) -> tuple[int, What] | None:
    fault = verify(path, anchor).fault
    return fault and (fault.line, fault.what)


def test_a_record_is_as_it_was_written(record: Path) -> None:
    verdict = verify(record)
    assert (verdict.fault, verdict.head.count, verdict.torn) == (None, len(RECORDS), ())
    assert [json.loads(raw)["record"]["name"] for raw in lines(record)] == [one["name"] for one in RECORDS]


def test_a_record_is_plain_ascii_on_one_line_each(record: Path) -> None:
    data = record.read_bytes()
    assert data.isascii()
    assert not set(data) & set(range(32)) - {10}


def test_every_changed_byte_is_found_in_its_line(few: Path) -> None:
    data = few.read_bytes()
    number, wrong = 1, []
    for at, byte in enumerate(data):
        for flip in (0x01, 0x20, 0x80):
            few.write_bytes(data[:at] + bytes([byte ^ flip]) + data[at + 1 :])
            if (fault := verify(few).fault) is None or fault.line != number:
                wrong.append((at, flip))
        number += byte == ord("\n")
    assert not wrong


@pytest.mark.parametrize("change", ["delete", "insert"])
def test_every_byte_that_is_deleted_or_inserted_is_found_in_its_line(few: Path, change: str) -> None:
    data = few.read_bytes()
    number, wrong = 1, []
    for at, byte in enumerate(data):
        few.write_bytes(data[:at] + (data[at + 1 :] if change == "delete" else b"x" + data[at:]))
        if (fault := verify(few).fault) is None or fault.line != number:
            wrong.append(at)
        number += byte == ord("\n")
    assert not wrong


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda some: some[1:], (1, What.MOVED)),
        (lambda some: [*some[:2], *some[3:]], (3, What.MOVED)),
        (lambda some: [*some[:2], some[1], *some[2:]], (3, What.MOVED)),
        (lambda some: [some[0], some[2], some[1], *some[3:]], (2, What.MOVED)),
        (lambda some: [*some[:3], b"\n", *some[3:]], (4, What.CHANGED)),
        (lambda some: [*some, b"\n"], (6, What.CHANGED)),
        (lambda some: [*some[:4], some[4].replace(b"\n", b"\r\n")], (5, What.CHANGED)),
        (lambda some: [*some, b'{"count":6}\n'], (6, What.CHANGED)),
        (lambda some: [some[0], b" " + some[1], *some[2:]], (2, What.CHANGED)),
        (lambda some: [b"[" * 100_000 + b"\n", *some], (1, What.CHANGED)),
        (lambda some: [b"\xef\xbb\xbf" + some[0], *some[1:]], (1, What.CHANGED)),
    ],
    ids=["first", "deleted", "twice", "order", "empty", "empty end", "CRLF", "forged", "space", "deep", "mark"],
)
def test_lines_that_are_moved_are_found(
    record: Path, change: Callable[[Sequence[bytes]], list[bytes]], where: tuple[int, What]
) -> None:
    record.write_bytes(b"".join(change(lines(record))))
    assert first_bad(record) == where


def test_a_line_that_is_forged_with_its_hash_breaks_the_next(record: Path) -> None:
    some = lines(record)
    before = link(some[1].rstrip())
    assert before is not None
    forged, _ = line(before.head, {"name": "forged"})
    record.write_bytes(b"".join([*some[:2], forged + b"\n", *some[3:]]))
    assert first_bad(record) == (4, What.MOVED)


def test_one_name_twice_is_no_line_of_the_program(record: Path) -> None:
    some = lines(record)
    record.write_bytes(b"".join([some[0].replace(b'"count":1', b'"count":1,"count":1'), *some[1:]]))
    assert first_bad(record) == (1, What.CHANGED)


def test_a_cut_end_is_found_by_an_anchor_alone(record: Path, anchor: Head) -> None:
    some = lines(record)
    for left in range(len(some)):
        record.write_bytes(b"".join(some[:left]))
        assert first_bad(record) is None
        assert first_bad(record, anchor) == (left + 1, What.MISSING)


def test_a_record_made_anew_is_found_by_an_anchor_alone(record: Path, anchor: Head) -> None:
    record.unlink()
    for one in RECORDS[:-1]:
        append(record, one)
    append(record, {"name": "another"})
    append(record, {"name": "and one more"})
    assert first_bad(record) is None
    assert first_bad(record, anchor) == (5, What.REWRITTEN)


def test_an_anchor_holds_for_what_was_added_later(record: Path, anchor: Head) -> None:
    append(record, {"name": "six"})
    assert first_bad(record, anchor) is None


@pytest.mark.parametrize(
    "words", ["", "{}", "[]", '{"schema":"clausecheck/anchor/1","count":true,"hash":"x"}', "[" * 9_000]
)
def test_what_is_no_anchor_is_refused(tmp_path: Path, words: str) -> None:
    path = tmp_path / "anchor.json"
    path.write_text(words, encoding="ascii")
    with pytest.raises(AuditError, match="is no anchor"):
        anchoring.read(path)


def test_random_edits_are_never_missed(record: Path) -> None:
    chance, data = random.Random(7), record.read_bytes()
    for _ in range(300):
        edited = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(edited))
            edited[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        if bytes(edited) != data and not data.startswith(bytes(edited)):
            record.write_bytes(edited)
            assert first_bad(record) is not None
