"""Both sides of random deals, each with a history of its own, through the command: what is shared is the same bytes."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "check_parity.py"


@pytest.fixture(scope="module")
def tool() -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(TOOL.parent))
        yield importlib.import_module(TOOL.stem)


def test_of_a_few_pairs_no_shared_byte_differs(tool: ModuleType) -> None:
    done = subprocess.run(
        [sys.executable, TOOL, "--pairs", "3", "--commands", "1", "--seed", "7"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    counts = json.loads(done.stdout)
    for wrong in ("shared_bytes_that_differ", "figures_without_a_row", "history_words_elsewhere"):
        assert counts[wrong] == 0
    assert counts["history_not_by_count_alone"] == 0
    assert counts["reviews"] == 6
    assert min(counts["requests"], counts["own_deals_used"], counts["figures_shown"], counts["shared_bytes"]) > 0


def test_a_difference_and_a_leak_would_be_counted(tool: ModuleType, tmp_path: Path) -> None:
    """The comparison itself is tried on what must not pass."""
    side = tool.Side.SELLER
    pair = tool.Pair(tmp_path, ())
    word = tool.secret(pair.file(f"{side}.sqlite3")).encode()
    for each in tool.Side:
        pair.file(f"{each}.json").write_bytes(b"{}")
        pair.file(f"{each}.manifest.json").write_bytes(b"{}")
    none: dict[object, list[bytes]] = {each: [] for each in tool.Side}
    assert tool._leaks(pair, none, b"{}") == 0
    assert tool._leaks(pair, none | {side: [b"..." + word]}, b"{}") == 1
    pair.file(f"{side.other}.json").write_bytes(word * 2)
    assert tool._leaks(pair, none, b"{}") == 2
    pair.file(f"{side.other}.json").write_bytes(b"{}")
    pair.file(f"{side}.json").write_bytes(word)
    assert tool._leaks(pair, none, b"{}") == 0, "its owner's own review may name it"
    row = {"source": "one", "sampled": 30}
    tables = ("presence", "values", "names", "directions", "outcomes", "statements")
    context: dict[str, Any] = {"content": {table: [] for table in tables} | {"presence": [row]}}
    for strange, sampled in enumerate((30, 31)):
        figure = row | {"sampled": sampled}
        told = {"evidence": [figure], "negotiation": None}
        placed = {"evidence": [], "negotiation": {"placed": [{"evidence": figure}]}}
        assert tool._without_row({"findings": [told]}, context) == strange
        assert tool._without_row({"findings": [placed]}, context) == strange
