"""`scan` over the protocol: an assistant learns that words are hidden, and never the words."""

import json
from pathlib import Path

from tests.cli.test_scan_command import HIDDEN, hiding_body
from tests.mcp.conftest import Ask
from tests.read.files import word_file


def _hiding(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "hiding.docx").write_bytes(word_file(hiding_body(HIDDEN)))
    return folder


def test_an_assistant_is_told_what_is_hidden_and_where(ask: Ask, tmp_path: Path) -> None:
    told = ask("scan", _hiding(tmp_path / "files"), file="hiding.docx")
    assert told["verdict"] == "hostile"
    (found,) = (one for one in told["observations"] if one["category"] == "hidden_text")
    assert found["words"] == len(HIDDEN.split())
    assert found["location"]


def test_no_tool_hands_hidden_words_to_an_assistant(ask: Ask, tmp_path: Path) -> None:
    folder = _hiding(tmp_path / "files")
    review = ask("review", folder, file="hiding.docx", side="seller")
    answers = [review, ask("scan", folder, file="hiding.docx"), ask("parse", folder, file="hiding.docx")]
    hidden = [one for one in review["findings"] if one["kind"] == "hidden_content"]
    assert hidden
    answers += [ask("finding", folder, review=review["review"], finding=one["id"]) for one in review["findings"]]
    answers += [ask("clause", folder, file="hiding.docx", clause=one["id"]) for one in answers[2]["clauses"]]
    for answer in answers:
        assert "never receives a refund" not in json.dumps(answer)


def test_an_open_file_is_clean(ask: Ask) -> None:
    told = ask("scan", file="agreement.txt")
    assert told["verdict"] == "clean"
    assert {one["severity"] for one in told["observations"]} <= {"info"}
