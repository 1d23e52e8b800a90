"""The installed command with bots that do well, and with bots that misbehave."""

import json
import shlex
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.reviewers.bots.making import EVERY, FINDING, READ, command


@pytest.fixture(scope="module")
def counted(program: Program, text_file: Path) -> list[dict[str, object]]:
    """What the rules find."""
    return findings(program("review", text_file, "--reviewer", "rules", "--format", "json").stdout)


def findings(text: str) -> list[dict[str, object]]:
    read: list[dict[str, object]] = json.loads(text)["findings"]
    return read


@pytest.mark.parametrize(
    "code",
    [
        "os.abort()",
        "time.sleep(60)",
        "while True: sys.stdout.write('x' * 65536)",
        "while True: sys.stderr.write('\\x1b[31m' * 999)",
        "print('[' * 1_000_000)",
        "print(json.dumps({'findings': [None, 3, {'quote': 'x'}]}))",
        "json.dump([{'clause': {'id': 'c4'}, 'quote': '\\x1b[2J'}], sys.stdout)",
        "sys.stdout.buffer.write(bytes(range(256)))",
        READ + FINDING + "print(json.dumps(told(title='\\x1b[31mred\\x07', explanation='\\u202e hidden')))",
    ],
)
def test_a_bot_that_misbehaves_takes_nothing_away(
    program: Program,
    text_file: Path,
    tmp_path: Path,
    counted: list[dict[str, object]],
    code: str,
) -> None:
    began = time.monotonic()
    options = ("--reviewer", command(tmp_path, code), "--max-time", "2" if "True" in code or "60" in code else "30")
    done = program("review", text_file, *options, "--format", "json", "--fail-on", "high")
    assert done.returncode == 10
    assert time.monotonic() - began < 20
    kept = [finding for finding in findings(done.stdout) if finding["origin"] != "model"]
    assert kept == counted
    page = program("review", text_file, *options)
    assert page.returncode == 0
    assert not {"\x1b", "\x07", "\u202e"} & set(page.stdout + page.stderr + done.stdout + done.stderr)
    assert "Traceback" not in page.stderr + done.stderr


def test_a_bot_of_a_findings_severity_sets_the_exit_code(program: Program, tmp_path: Path) -> None:
    harmless = tmp_path / "harmless.txt"
    harmless.write_text("SERVICES AGREEMENT\n\n1. Services. Supplier shall help Customer to move house.\n")
    options = ("--reviewer", command(tmp_path, EVERY.replace("told()", "told(severity='critical')")))
    assert program("review", harmless, "--fail-on", "critical").returncode == 0
    assert program("review", harmless, "--fail-on", "critical", *options).returncode == 10


@pytest.mark.parametrize(
    ("reviewer", "more", "message"),
    [
        ("command:python3 bot.py", ["--offline"], "is a program that could connect"),
        ("command:python3 bot.py", ["--max-cost", "1"], "--max-cost is about Claude"),
        ("command:python3 bot.py", ["--batches"], "--batches is about Claude"),
        ("command:python3 bot.py", ["--model", "x"], "--model is about Claude"),
        ("command:python3 bot.py", ["--service", "bedrock"], "--service is about Claude"),
        ("command:", [], "no program"),
        ("command:python3 'bot.py", [], "no closing quotation"),
        ("bot.py", [], "unknown reviewer 'bot.py'"),
        ("rules", ["--give-private"], "--give-private is for a bot of your own"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    program: Program,
    text_file: Path,
    reviewer: str,
    more: list[str],
    message: str,
) -> None:
    done = program("review", text_file, "--reviewer", reviewer, *more)
    assert (done.returncode, done.stdout) == (2, "")
    error, hint = done.stderr.splitlines()
    assert error.startswith("error: ")
    assert message in error
    assert hint.startswith("hint: ")


def test_a_bot_is_run_where_the_user_stands_without_a_shell(
    program: Program,
    text_file: Path,
    tmp_path: Path,
) -> None:
    made = tmp_path / "made"
    name = command(tmp_path, "print(json.dumps([]))") + f" ; touch {shlex.quote(str(made))}"
    assert program("review", text_file, "--reviewer", name).returncode == 0
    assert not made.exists()


def test_the_review_is_the_same_bytes_every_time(
    program: Program,
    text_file: Path,
    tmp_path: Path,
) -> None:
    options = ("review", text_file, "--reviewer", command(tmp_path, EVERY), "--format", "json")
    assert program(*options).stdout == program(*options).stdout


def test_the_review_can_be_made_again_without_the_bot(program: Program, text_file: Path, tmp_path: Path) -> None:
    data, reports = str(tmp_path / "data"), [tmp_path / "then.json", tmp_path / "now.json"]
    name = command(tmp_path, EVERY)
    options = ("--reviewer", name, "--runs", "2", "--redact", "-o", reports[0])
    assert program("review", text_file, *options, CLAUSECHECK_DATA=data).returncode == 0
    (tmp_path / "bot.py").unlink()
    done = program("audit", "replay", "last", "--file", text_file, "-o", reports[1], CLAUSECHECK_DATA=data)
    assert done.returncode == 0, done.stdout + done.stderr
    assert reports[0].read_bytes() == reports[1].read_bytes()


def test_a_bot_with_the_users_own_things(program: Program, text_file: Path, tmp_path: Path) -> None:
    book = tmp_path / "mine.toml"
    book.write_text(
        'side = "seller"\n\n[term.payment_days]\nunit = "days"\nstandard = 21\nfallback = 33\nwalk_away = 57\n'
        'why = "Quetzal"\n'
    )
    seen = tmp_path / "seen.json"
    code = READ + f"open({str(seen)!r}, 'w').write(json.dumps(request)); print(json.dumps([]))"
    options = ("review", text_file, "--reviewer", command(tmp_path, code), "--playbook", book, "--format", "json")
    assert program(*options).returncode == 0
    assert json.loads(seen.read_text())["private"] is None
    assert "Quetzal" not in seen.read_text()
    data = tmp_path / "data"
    done = program(*options, "--give-private", "--audit-full", CLAUSECHECK_DATA=str(data))
    assert done.returncode == 0, done.stderr
    recorded = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert b"bot-request" in recorded
    assert b"Quetzal" not in recorded
    given = json.loads(seen.read_text())["private"]
    assert given["playbook"]["term"]["payment_days"]["walk_away"] == 57
    assert given["history"] is None
    assert "keep this report to yourself" in done.stdout
    assert sys.executable not in done.stdout
