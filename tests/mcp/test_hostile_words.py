"""What an assistant is given hides nothing, whatever the contract holds."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from clausecheck.mcp.server import call
from tests.mcp.conftest import _desk
from tests.report import nasty

HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e01ef]"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("nasty")
    nasty.text_file(made)
    nasty.word_document(made)
    return made


@pytest.mark.parametrize("name", [nasty.NAME, "nasty [_] x.docx"])
def test_no_result_holds_what_prints_nothing_or_steers(folder: Path, name: str) -> None:
    desk = _desk(folder)

    def ask(tool: str, **arguments: str) -> Any:
        return call(desk, tool, arguments).structured_content

    review, outline = ask("review", file=name, side="seller"), ask("parse", file=name)
    told = [review, outline, ask("scan", file=name)]
    told += [ask("finding", review=review["review"], finding=one["id"]) for one in review["findings"]]
    told += [ask("clause", file=name, clause=one["id"]) for one in outline["clauses"]]
    assert len(told) > 10
    shown = json.dumps(told, ensure_ascii=False).replace("\\n", "")
    assert not re.search(r"\\[utrbf]", shown)
    assert not HIDDEN.findall(shown)
