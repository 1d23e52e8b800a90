"""Help, versions, and errors in two lines with a hint that helps."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clausecheck import __version__
from clausecheck.cli import options, run, schema
from clausecheck.model import Severity, Side
from clausecheck.report.schema import json_schema
from clausecheck.reviewers.bots.shapes import json_schema as bot_schema
from tests.cli.conftest import CONTRACT, Program


def two_lines(stderr: str) -> tuple[str, str]:
    error, hint = stderr.splitlines()
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    return error, hint


def test_help_and_version(program: Program) -> None:
    shown = program("--help")
    assert shown.returncode == 0
    for word in ("review", "parse", "schema", "examples:", "exit codes:"):
        assert word in shown.stdout
    assert program("--version").stdout == f"clausecheck {__version__}\n"
    assert "--fail-on" in program("review", "--help").stdout


@pytest.mark.parametrize(
    ("arguments", "error", "hint"),
    [
        ([], "no command", "clausecheck review FILE"),
        (["reviw", "x"], "unknown command 'reviw'", "did you mean review or reviewers?"),
        (["review"], "FILE", "clausecheck review --help"),
        (["review", "{file}", "--sied", "buyer"], "unknown option '--sied'", "--side"),
        (["review", "{file}", "other.txt"], "unexpected argument 'other.txt'", "one file"),
        (["review", "{file}", "--side", "sellr"], "unknown side 'sellr'", "did you mean seller"),
        (["review", "{file}", "--side", "x"], "unknown side 'x'", "seller"),
        (["review", "{file}", "--category", "consultng"], "unknown category 'consultng'", "did you mean consulting"),
        (["review", "{file}", "--category", "zzz"], "unknown category 'zzz'", "use one of"),
        (["review", "{file}", "--region", "Mars!"], "unknown region", "US-NY"),
        (["review", "{file}", "--reviewer", "cloud"], "unknown reviewer 'cloud'", "claude"),
        (["review", "{file}", "--format", "markdwn"], "unknown format", "markdown"),
        (["review", "{file}", "--fail-on", "hgih"], "unknown severity", "high"),
        (["review", "{file}", "--stats", "nowhere"], "no such file or folder", "path"),
        (["review", "{file}", "--prompts", "nowhere"], "no such folder", "path"),
        (["review", "{file}", "--offline", "--reviewer", "claude"], "needs the network", "--offline"),
        (["review", "{file}", "-o", "x.pdf"], "no format is known", ".json"),
        (["review", "{file}", "-o", "nowhere/x.json"], "no such folder", "folder"),
        (["review", "{file}", "-o", "{file}"], "names the contract itself", "another name"),
        (["review", "{folder}"], "is a folder", "one file"),
        (["review", "nowhere.docx"], "no such file: nowhere.docx", "path"),
        (["review", "bad\u202ename.docx"], "badU+202Ename.docx", "path"),
        (["review", ""], "is a folder", "one file"),
        (["parse", "{file}", "--format", "markdown"], "unknown format", "terminal"),
        (["schema", "revew"], "unknown schema 'revew'", "did you mean review or reviewers?"),
    ],
)
def test_wrong_usage(
    text_file: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], error: str, hint: str
) -> None:
    code = run([word.format(file=text_file, folder=text_file.parent) for word in arguments], fences=False)
    written = capsys.readouterr()
    assert code == 2
    assert written.out == ""
    said = two_lines(written.err)
    assert error in said[0]
    assert hint in said[1]


def test_the_words_of_the_options_are_those_of_the_model() -> None:
    assert set(options.SIDES) == set(Side)
    assert tuple(Severity) == options.SEVERITIES
    assert all(json_schema(name)["title"] for name in schema.NAMES if name not in schema.BOTS)
    assert all(bot_schema(name)["title"] for name in schema.BOTS)


@pytest.mark.parametrize("name", ["empty.txt", "broken.docx", "broken.pdf", "unknown.xyz"])
def test_what_cannot_be_read_is_said_in_two_lines(program: Program, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"" if name == "empty.txt" else b"PK\x03\x04\x00\x01\x02")
    done = program("review", path)
    assert done.returncode == 3
    assert done.stdout == ""
    assert name in two_lines(done.stderr)[0]


def test_an_unforeseen_fault_is_told_and_traced_on_demand(program: Program, text_file: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import clausecheck.report.json\nclausecheck.report.json.to_json = None\n", encoding="utf-8"
    )
    done = program("schema", "review", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert "a fault in clausecheck itself" in two_lines(done.stderr)[0]
    traced = program("parse", text_file, "--format", "json", "--verbose", PYTHONPATH=str(tmp_path))
    assert traced.returncode == 1
    assert "Traceback" in traced.stderr


@pytest.mark.skipif(os.name == "nt", reason="no pipes that close like this")
def test_a_reader_that_goes_away_is_no_fault(text_file: Path) -> None:
    command = f'"{Path(sys.executable).with_name("clausecheck")}" schema review | true; echo "${{PIPESTATUS[0]}}"'
    for _ in range(3):
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60)
        assert done.stderr == ""
        assert done.stdout.strip() in {"0", "141"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_a_full_disk_is_told_in_two_lines(program: Program) -> None:
    command = [str(Path(sys.executable).with_name("clausecheck")), "schema", "review"]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 1
    assert "No space left" in two_lines(done.stderr)[0]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device")
def test_endless_input_is_refused() -> None:
    command = [str(Path(sys.executable).with_name("clausecheck")), "review", "-"]
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(command, stdin=endless, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "larger than" in two_lines(done.stderr)[0]


def test_standard_input_is_read(program: Program) -> None:
    done = program("review", "-", "--format", "json", stdin=CONTRACT)
    assert done.returncode == 0
    assert '"name": "-"' in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="no signal to send")
def test_ctrl_c_ends_quietly() -> None:
    command = [str(Path(sys.executable).with_name("clausecheck")), "review", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        time.sleep(1.5)
        waiting.send_signal(signal.SIGINT)
        out, errors = waiting.communicate(timeout=30)
    assert (waiting.returncode, out, errors) == (130, b"", b"")
