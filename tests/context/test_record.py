"""Files that say what was served may come from the other side: strange ones are refused in one plain line."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from clausecheck import stats
from clausecheck.context import context_json, shared_context, shared_json
from clausecheck.context.record import Kind, read_record
from clausecheck.errors import UnreadableError
from clausecheck.model import Cell

SHARED = shared_context(*stats.load_served(), Cell("consulting", "US-NY"))
REVIEW: dict[str, Any] = {
    "schema": "clausecheck/review/1",
    "side": "seller",
    "reviewer": {"name": "rules", "version": "1", "model": None, "maker": "us"},
    "shared_context": dict(shared_json(SHARED)),
    "findings": [{"anything": 1}],
}


def write(folder: Path, data: object) -> Path:
    path = folder / "given.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def changed(where: str, value: object) -> dict[str, Any]:
    data = json.loads(json.dumps(REVIEW))
    place = data
    *above, last = where.split(".")
    for name in above:
        place = place[name]
    place[last] = value
    return data


def test_a_review_and_a_context_are_read(tmp_path: Path) -> None:
    review = read_record(write(tmp_path, REVIEW))
    assert (review.kind, review.side, review.digest) == (Kind.REVIEW, "seller", SHARED.digest)
    context = read_record(write(tmp_path, context_json(SHARED)))
    assert (context.kind, context.side, context.digest) == (Kind.CONTEXT, "", SHARED.digest)
    same = ("statistics", "statistics_digest", "policy", "policy_digest", "cell")
    assert [getattr(review, name) for name in same] == [getattr(context, name) for name in same]


def test_a_review_of_a_later_version_may_say_more(tmp_path: Path) -> None:
    assert read_record(write(tmp_path, changed("shared_context.more", [1]) | {"new": {}})).digest == SHARED.digest


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("side", "both"),
        ("side", ["seller"]),
        ("shared_context", None),
        ("shared_context", []),
        ("shared_context.digest", "sha256:abc"),
        ("shared_context.digest", "sha256:" + "A" * 64),
        ("shared_context.digest", 3),
        ("shared_context.digest", SHARED.digest + "\n"),
        ("shared_context.cell", {}),
        ("shared_context.cell", {"category": "consulting", "side": "seller"}),
        ("shared_context.cell", {"category": ["consulting"]}),
        ("shared_context.cell", {"category": "consulting", "region": "\u001b[2J"}),
        ("shared_context.cell", {"category": "consulting", "size": "9" * 40 + "-"}),
        ("shared_context.statistics", "x" * 100_000),
        ("reviewer.model", {"name": "m"}),
        ("reviewer", "claude"),
    ],
)
def test_a_field_that_is_not_as_the_program_writes_it_is_refused_by_name(
    tmp_path: Path, where: str, value: object
) -> None:
    with pytest.raises(UnreadableError) as fault:
        read_record(write(tmp_path, changed(where, value)))
    assert where.split(".", maxsplit=1)[0] in fault.value.message
    assert len(fault.value.message) < 400


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "3",
        "null",
        '{"schema": "clausecheck/parse/1"}',
        '{"schema": ["clausecheck/review/1"]}',
        '{"schema": "clausecheck/review/1"}',
        '{"schema": "clausecheck/context/1", "digest": NaN}',
        '{"schema": "clausecheck/review/1", "schema": "clausecheck/context/1"}',
        '{"schema": "clausecheck/context/1", "digest": ' + "9" * 5000 + "}",
        '{"schema": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        "\x00" * 100,
    ],
)
def test_what_is_no_such_json_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableError, match=r"given\.json"):
        read_record(write(tmp_path, text))


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("presence", [{"type": "insurance"}]),
        ("presence", {"a": 1}),
        ("presence", [{"account": "a-1"}]),
        ("policy", {"id": "x"}),
        ("statistics", {"id": "x", "release": True}),
        ("own", 1),
    ],
)
def test_content_of_another_shape_is_refused(tmp_path: Path, where: str, value: object) -> None:
    data: Any = json.loads(json.dumps(context_json(SHARED)))
    data["content"][where] = value
    with pytest.raises(UnreadableError, match=f"content.{where}"):
        read_record(write(tmp_path, data))


def test_half_a_character_and_numbers_without_end_are_refused(tmp_path: Path) -> None:
    text = json.dumps(context_json(SHARED))
    for old, new in (('"title": "', '"title": "\\ud800'), ('"values": [[', '"values": [[1e999, 1], [')):
        assert old in text
        with pytest.raises(UnreadableError):
            read_record(write(tmp_path, text.replace(old, new, 1)))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "given.json"
    path.write_bytes(b'{"schema": "\xff\xfe"}')
    with pytest.raises(UnreadableError):
        read_record(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "given.json")
    with pytest.raises(UnreadableError, match="no ordinary file"):
        read_record(tmp_path / "given.json")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "given.json"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(UnreadableError, match="larger than 32 MB"):
        read_record(path)
