"""Canonical JSON: whatever is written is read back the same, and written again as the same bytes."""

import json
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck.context.canonical import canonical, digest, plain

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(0, 10**9) | st.floats(0, 10**9).map(lambda value: round(value, 6))
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_read_back_is_the_same_and_so_are_its_bytes(value: object) -> None:
    data = canonical(value)
    assert json.loads(data) == plain(value)
    assert canonical(json.loads(data)) == data


@given(st.dictionaries(TEXT, NUMBERS, min_size=2, max_size=6))
def test_the_order_of_names_does_not_matter(value: dict[str, float]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


def test_whole_numbers_have_no_point() -> None:
    assert canonical([30.0, 7.5, 0.0, 1_000_000.0, True]) == b"[30,7.5,0,1000000,true]"


def test_a_digest_is_that_of_standard_tools() -> None:
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(TEXT.filter(lambda text: "\x7f" not in text), NUMBERS), max_size=60))
def test_jq_writes_the_same_bytes(pairs: list[tuple[str, float]]) -> None:
    data = canonical([{"name": name, "b": {"value": value, "a": [value]}} for name, value in pairs])
    assert subprocess.run(["jq", "-cjS", "."], input=data, capture_output=True).stdout == data
