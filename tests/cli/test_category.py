"""The question for the kind of contract, on a real terminal."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CONTRACT, Program

UNSURE = CONTRACT.replace("SERVICES AGREEMENT", "AGREEMENT").replace("Services Agreement", "Agreement")


@pytest.fixture
def unsure(tmp_path: Path) -> Path:
    """A contract that does not say what it is."""
    path = tmp_path / "unsure.txt"
    path.write_text(UNSURE, encoding="utf-8")
    return path


def on_terminal(*arguments: str | Path, typed: bytes) -> tuple[int, str, str]:
    """Run a review with a terminal for standard input and standard error: exit code, standard output and error."""
    ours, theirs = pty.openpty()
    command = [str(Path(sys.executable).with_name("clausecheck")), "review", *map(str, arguments), "--offline"]
    with subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True) as run:
        os.close(theirs)
        os.write(ours, typed)
        assert run.stdout is not None
        written = run.stdout.read()
        said = b""
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:  # Linux says so at the end
            pass
        code = run.wait(timeout=60)
    os.close(ours)
    return code, written.decode(), said.decode()


def test_enter_keeps_the_guess(unsure: Path) -> None:
    code, written, said = on_terminal(unsure, "--format", "json", typed=b"\n")
    value = json.loads(written)
    assert code == 0
    assert "What kind of contract is this?" in said
    assert value["category_detected"]
    assert value["document"]["category"]["likely"]


def test_a_number_or_a_name_is_chosen(unsure: Path) -> None:
    _, written, said = on_terminal(unsure, "--format", "json", typed=b"2\n")
    value = json.loads(written)
    assert not value["category_detected"]
    assert f"2  {value['category'].replace('_', ' ')}" in said
    _, written, _ = on_terminal(unsure, "--format", "json", typed=b"nonsense\nLicense\n")
    assert json.loads(written)["category"] == "license"


def test_the_end_of_input_and_wrong_answers_keep_the_guess(unsure: Path) -> None:
    for typed in (b"\x04", b"99\n0\nno\n"):
        code, written, _ = on_terminal(unsure, "--format", "json", typed=typed)
        assert code == 0
        assert json.loads(written)["category_detected"]


@pytest.mark.parametrize("more", [["--quiet"], ["--category", "supply"]])
def test_not_asked_where_it_is_not_wanted(unsure: Path, more: list[str]) -> None:
    _, written, said = on_terminal(unsure, *more, typed=b"")
    assert written
    assert "What kind" not in said


def test_not_asked_without_a_terminal_but_said(program: Program, unsure: Path) -> None:
    done = program("review", unsure, "--offline")
    assert "What kind" not in done.stdout + done.stderr
    assert "uncertain: perhaps" in done.stdout
    assert "uncertain: perhaps" in program("review", unsure, "--offline", "--format", "markdown").stdout
    written = program("review", "-", "--offline", "--format", "json", stdin=UNSURE)
    assert "uncertain: perhaps" in written.stderr
    assert json.loads(written.stdout)["document"]["category"]["likely"]


def test_a_sure_category_is_not_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "sure.txt"
    path.write_text(CONTRACT, encoding="utf-8")
    _, written, said = on_terminal(path, typed=b"")
    assert written
    assert "What kind" not in said
