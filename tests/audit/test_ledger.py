"""The file of a record: torn lines, full disks, several writers, and who may read it."""

import errno
import fcntl
import os
import threading
from pathlib import Path

import pytest

from clausecheck.audit import anchoring
from clausecheck.audit.chain import Head
from clausecheck.audit.ledger import append, default_path
from clausecheck.audit.verifying import What, verify
from clausecheck.errors import AuditError


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "audit.jsonl"
    for number in range(3):
        append(path, {"number": number, "text": "x" * 50})
    return path


def test_a_torn_line_is_kept_and_the_chain_goes_on(record: Path) -> None:
    data = record.read_bytes()
    start = data[:-1].rindex(b"\n") + 1
    for end in range(start + 1, len(data) - 1):
        record.write_bytes(data[:end])
        torn = verify(record)
        assert (torn.fault, torn.torn, torn.head.count) == (None, (3,), 2)
        head, said = append(record, {"number": "after"})
        assert head.count == 3
        assert "cut off" in said[0]
        assert record.read_bytes().startswith(data[:end] + b"\n")
        assert (verify(record).fault, verify(record).torn) == (None, (3,))


def test_torn_lines_one_after_the_other(record: Path) -> None:
    data = record.read_bytes()
    record.write_bytes(data + b'{"count":4,"ha')
    after, _ = append(record, {"number": 3})
    whole = record.read_bytes()
    record.write_bytes(whole[: whole.rindex(b'"number":3')])
    head, _ = append(record, {"number": 4})
    assert (after.count, head.count) == (4, 4)
    assert verify(record).torn == (4, 5)
    assert verify(record).fault is None


def test_torn_bytes_cannot_be_changed_or_taken_away(record: Path) -> None:
    record.write_bytes(record.read_bytes() + b'{"count":4,"ha')
    append(record, {"number": 3})
    data = record.read_bytes()
    record.write_bytes(data.replace(b'{"count":4,"ha\n', b'{"count":4,"hb\n'))
    assert _first(record) == (4, What.CHANGED)
    record.write_bytes(data.replace(b'{"count":4,"ha\n', b""))
    assert _first(record) == (4, What.TORN)


def test_a_file_that_is_torn_in_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    path.write_bytes(b'{"count":1,"hash"')
    assert append(path, {"number": 1})[0].count == 1
    assert verify(path).fault is None


def test_a_line_without_its_break_is_mended(record: Path) -> None:
    data = record.read_bytes()
    record.write_bytes(data[:-1])
    assert append(record, {"number": 3})[0].count == 4
    assert record.read_bytes().startswith(data)
    assert verify(record).fault is None


@pytest.mark.parametrize("end", [b"\n", b"{}", b'{"count":4}\n', b"\xff", b"0\n"])
def test_nothing_is_added_to_a_changed_end(record: Path, end: bytes) -> None:
    data = record.read_bytes() + end
    record.write_bytes(data)
    with pytest.raises(AuditError, match="was changed"):
        append(record, {"number": 3})
    assert record.read_bytes() == data


def test_long_lines_are_found_from_the_end(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    for size in (10, 300_000, 70_000, 1):
        append(path, {"text": "x" * size})
    assert verify(path).head.count == 4
    assert verify(path).fault is None


def test_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    path, anchor = tmp_path / "audit.jsonl", tmp_path / "anchor.json"

    def write(name: int) -> None:
        for number in range(10):
            append(path, {"writer": name, "number": number}, anchor=anchor)

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify(path, anchoring.read(anchor)).fault is None
    assert anchoring.read(anchor) == verify(path).head
    assert verify(path).head.count == 40


def test_a_file_that_another_process_holds_is_waited_for_and_given_up(record: Path) -> None:
    data = record.read_bytes()
    with record.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(AuditError, match="another process"):
            append(record, {"number": 3}, wait=0.05)
    assert record.read_bytes() == data


def test_a_new_record_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        append(tmp_path / "deep" / "audit.jsonl", {})
    finally:
        os.umask(before)
    assert (tmp_path / "deep" / "audit.jsonl").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "deep").stat().st_mode & 0o777 == 0o700


def test_a_record_that_others_can_read_is_tightened(record: Path) -> None:
    record.chmod(0o644)
    _, said = append(record, {})
    assert "could be read by others" in said[0]
    assert record.stat().st_mode & 0o777 == 0o600


def test_links_and_devices_are_no_records(record: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jsonl"
    link.symlink_to(record)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path in (link, fifo, Path("/dev/null"), tmp_path):
        with pytest.raises(AuditError):
            append(path, {})


def test_what_cannot_be_written_leaves_the_file_as_it_was(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, write = record.read_bytes(), os.write

    def half(file: int, some: memoryview) -> int:
        if len(some) < 100:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, some[: len(some) // 2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(AuditError, match="No space left"):
        append(record, {"number": 3})
    assert record.read_bytes() == data


def test_an_anchor_follows_and_stays_where_the_chain_was_cut(record: Path, tmp_path: Path) -> None:
    anchor = tmp_path / "anchor.json"
    head, said = append(record, {"number": 3}, anchor=anchor)
    assert (anchoring.read(anchor), said) == (head, ())
    append(record, {"number": 4})
    head, said = append(record, {"number": 5}, anchor=anchor)
    assert (anchoring.read(anchor), said) == (head, ())
    record.write_bytes(b"".join(record.read_bytes().splitlines(keepends=True)[:2]))
    _, said = append(record, {"number": 6}, anchor=anchor)
    assert "was cut or made anew" in said[0]
    assert anchoring.read(anchor) == head


def test_an_anchor_that_is_none_is_left_as_it_is(record: Path, tmp_path: Path) -> None:
    anchor = tmp_path / "anchor.json"
    anchor.write_text("mine", encoding="ascii")
    with pytest.raises(AuditError, match="is no anchor"):
        append(record, {"number": 3}, anchor=anchor)
    assert anchor.read_text("ascii") == "mine"
    assert verify(record).head.count == 3


def test_an_anchor_that_cannot_be_written_is_told(record: Path, tmp_path: Path) -> None:
    head, said = append(record, {"number": 3}, anchor=tmp_path / "no such folder" / "anchor.json")
    assert (head, verify(record).fault) == (verify(record).head, None)
    assert "the anchor anchor.json cannot be written" in said[0]


def test_the_record_lies_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLAUSECHECK_DATA", str(tmp_path))
    assert default_path() == tmp_path / "audit.jsonl"
    assert verify(default_path()).head == Head()


def _first(path: Path) -> tuple[int, What]:
    fault = verify(path).fault
    assert fault
    return fault.line, fault.what
