"""A program is run once, and ends whatever it does."""

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from clausecheck.reviewers.bots.environment import PASSED, environment
from clausecheck.reviewers.bots.limits import Limits
from clausecheck.reviewers.bots.program import Ran, run

SHORT = Limits(seconds=0.5, answer_bytes=1_000_000)


def python(code: str, data: bytes = b"", limits: Limits | None = None) -> Ran:
    return run([sys.executable, "-c", code], data, limits or Limits(seconds=20), environment())


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_is_written_comes_back_whole() -> None:
    data = os.urandom(3_000_000)
    ran = python("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())", data)
    assert (ran.output, ran.trouble) == (data, "")


def test_a_program_need_not_read() -> None:
    assert python("print('{}')", b"x" * 5_000_000).output.strip() == b"{}"


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("import time; time.sleep(60)", "it took longer than 0.5 seconds"),
        ("import os, time; os.close(1); time.sleep(60)", "it took longer than 0.5 seconds"),
        ("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)", "it took longer"),
        ("while True: print('x' * 10_000)", "its answer is longer than 1 MB"),
        ("raise SystemExit(3)", "it ended with exit code 3"),
        ("import os; os.kill(os.getpid(), 11)", "it was ended by SIGSEGV"),
    ],
)
def test_each_fault_is_told_and_nothing_is_read(code: str, trouble: str) -> None:
    began = time.monotonic()
    limits = SHORT if "sleep" in code else replace(SHORT, seconds=20)
    ran = python(f"print('{{}}', flush=True)\n{code}", b"", limits)
    assert trouble in ran.trouble
    assert ran.output == b""
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("command", "trouble"),
    [
        (["no-such-program-at-all"], "there is no such program"),
        (["/"], "its program may not be run"),
        (["a\0b"], "its program could not be started"),
    ],
)
def test_a_program_that_cannot_be_started(command: list[str], trouble: str) -> None:
    assert run(command, b"", SHORT, environment()).trouble == trouble


def test_standard_error_is_bounded_and_never_blocks() -> None:
    ran = python("import sys; sys.stderr.write('x' * 3_000_000 + '\\nthe end'); print('{}')")
    assert ran.output.strip() == b"{}"
    assert len(ran.said) == Limits().said_bytes
    assert ran.last_words == "the end"


@pytest.mark.skipif(sys.platform != "linux", reason="only there can another process be bounded")
def test_memory_is_bounded() -> None:
    ran = python("bytearray(600_000_000)", limits=Limits(memory_bytes=400_000_000))
    assert "MemoryError" in ran.said
    assert ran.trouble == "it ended with exit code 1"


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("apart", ["False", "True"], ids=["in its group", "in a group of its own"])
@pytest.mark.parametrize("then", ["", "time.sleep(60)"], ids=["ended", "hanging"])
def test_nothing_is_left_running(apart: str, then: str) -> None:
    code = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'], start_new_session={apart})\n"
        f"print(child.pid, file=sys.stderr, flush=True)\n{then}"
    )
    ran = python(code, limits=Limits(seconds=1.0))
    deadline = time.monotonic() + 5
    while running(int(ran.said)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not running(int(ran.said))


def test_keys_are_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-secret")
    monkeypatch.setenv("BOT_KEY", "for the bot")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    code = "import os; print(os.environ.get('ANTHROPIC_API_KEY'), os.environ.get('BOT_KEY'), os.environ['LC_ALL'])"
    assert python(code).output.split() == [b"None", b"None", b"C.UTF-8"]
    monkeypatch.setenv(PASSED, "BOT_KEY, NOT_SET")
    assert python(code).output.startswith(b"None for the bot")
