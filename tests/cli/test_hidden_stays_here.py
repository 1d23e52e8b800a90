"""Words that a person cannot see are sent to nobody: not to a model, not to a bot, and into no record."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.test_scan_command import HIDDEN, hiding_body
from tests.messages_server import answer, serve
from tests.read.files import word_file

WORDS = "never receives a refund"
BOT = """\
import pathlib, sys
pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())
print('{"findings": []}')
"""


@pytest.fixture
def hiding(tmp_path: Path) -> Path:
    path = tmp_path / "hiding.docx"
    path.write_bytes(word_file(hiding_body(HIDDEN)))
    return path


def test_no_request_to_a_model_holds_them(program: Program, hiding: Path, tmp_path: Path) -> None:
    assert WORDS in HIDDEN
    record = tmp_path / "audit.jsonl"
    with serve(answer()) as service:
        options = ("--ask", "all", "--audit", record, "--audit-full", "--format", "json")
        done = program("review", hiding, *options, ANTHROPIC_API_KEY="test", ANTHROPIC_BASE_URL=service.url)
        sent = b"".join(service.bodies).decode()
    assert "ninety (90) days" in sent
    assert WORDS not in sent
    assert WORDS in done.stdout
    assert WORDS not in record.read_text(encoding="utf-8")


def test_no_bot_is_given_them(program: Program, hiding: Path, tmp_path: Path) -> None:
    bot, given = tmp_path / "bot.py", tmp_path / "given.json"
    bot.write_text(BOT, encoding="utf-8")
    done = program("review", hiding, "--no-audit", "--reviewer", f"command:{sys.executable} {bot} {given}")
    assert done.returncode == 0
    text = given.read_text(encoding="utf-8")
    assert "ninety (90) days" in text
    assert WORDS not in text
