"""`--offline` makes any connection impossible; without it, and without credentials, nothing connects either."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.system_packages import require

OFFLINE = "from clausecheck.machine.fence import enforce\nenforce()\n"
UNFENCED = "from clausecheck.machine import kernel\nkernel.fence = lambda: False\n"
"""A system whose kernel cannot keep programs from connecting."""
TRIED = "try:\n    {}\nexcept OSError as fault:\n    print('refused:', fault)\nelse:\n    print('done')\n"
WATCH = """\
import json, os, sys
def note(event, args):
    if event.startswith(("socket.", "http.client", "urllib", "smtplib", "ftplib")):
        handle = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, event.encode() + b"\\n")
        os.close(handle)
sys.addaudithook(note)
"""


def python(*lines: str) -> str:
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, timeout=60)
    assert not done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def fenced() -> None:
    """A skip where the kernel cannot help: another system than Linux, or one that keeps the call to itself."""
    asked = [sys.executable, "-c", "from clausecheck.machine.kernel import fence; print(fence())"]
    if subprocess.run(asked, capture_output=True, text=True).stdout.strip() != "True":
        pytest.skip("this kernel has no seccomp filters")


class Listener:
    """A server at which nobody may knock."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.knocks = 0
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                caller, _ = self.socket.accept()
            except OSError:
                return
            self.knocks += 1
            caller.close()

    @property
    def environment(self) -> dict[str, str]:
        """Credentials, and every way to be led here."""
        url = f"http://127.0.0.1:{self.port}"
        proxies = {f"{scheme}_PROXY": url for scheme in ("HTTP", "HTTPS", "ALL")}
        small = {name.lower(): value for name, value in proxies.items()}
        return {"ANTHROPIC_API_KEY": "sk-ant-test", "ANTHROPIC_BASE_URL": url} | proxies | small


@pytest.fixture
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.socket.close()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.create_connection(('127.0.0.1', {port}))",
        "socket.getaddrinfo('localhost', {port})",
        "socket.gethostbyname('localhost')",
        "socket.socket(socket.AF_UNIX).connect('/tmp/none')",
        "urllib.request.urlopen('http://127.0.0.1:{port}/')",
    ],
)
def test_nothing_in_the_process_connects(attempt: str, listener: Listener) -> None:
    tried = attempt.format(port=listener.port)
    assert "no connection is allowed" in python("import socket, urllib.request", OFFLINE, TRIED.format(tried))
    assert listener.knocks == 0


def test_what_a_program_needs_within_itself_goes_on() -> None:
    said = python(OFFLINE, "import asyncio, socket", "a, b = socket.socketpair()", "a.send(b'x')", "print(b.recv(1))",
                  "asyncio.run(asyncio.sleep(0))", "enforce()", "print('twice')")  # fmt: skip
    assert said.split() == ["b'x'", "twice"]


@pytest.mark.usefixtures("fenced")
def test_the_kernel_holds_forked_readers_and_started_programs_to_it(listener: Listener) -> None:
    """A program of its own knows nothing of Python's audit events; the kernel alone stands in its way."""
    knock = f"import socket\nsocket.create_connection(('127.0.0.1', {listener.port}))"
    child = f"import subprocess, sys\nprint(subprocess.run([sys.executable, '-c', {knock!r}], stderr=-3).returncode)"
    assert python(OFFLINE, child) == "1\n"
    assert python(child) == "0\n"
    assert listener.knocks == 1


@pytest.mark.usefixtures("fenced")
def test_the_kernel_refuses_what_python_is_not_told_of() -> None:
    calls = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
    made = [f"print(libc.socket({family}, {kind}, 0) >= 0)" for family, kind in ((2, 1), (10, 2), (1, 2), (1, 1))]
    assert python(calls, *made).split() == ["True"] * 4
    assert python(OFFLINE, calls, *made).split() == ["False", "False", "False", "True"]
    connected = "print(libc.connect(libc.socket(1, 1, 0), b'\\1\\0/tmp/none', 11), ctypes.get_errno())"
    assert python(OFFLINE, calls, connected).split() == ["-1", "13"]


def test_where_the_kernel_cannot_help_no_program_is_started(tmp_path: Path, text_file: Path) -> None:
    started = "import subprocess, sys, os\n"
    for attempt in (
        "subprocess.run([sys.executable, '-c', ''])",
        "os.system('true')",
        "os.execv('/bin/true', ['true'])",
    ):
        assert "no connection is allowed" in python(UNFENCED, OFFLINE, started, TRIED.format(attempt))
    forked = "pid = os.fork()\nif not pid:\n    os._exit(7)\nprint(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))"
    assert python(UNFENCED, OFFLINE, started, forked) == "7\n"
    command = ["review", str(text_file), "--offline", "-q", "-o", str(tmp_path / "x.json")]
    assert python(UNFENCED, f"from clausecheck.cli import run\nprint(run({command!r}))") == "0\n"


def commands(text_file: Path, folder: Path) -> list[list[str]]:
    """Every command that takes a file."""
    review = str(folder / "review.json")
    text = str(text_file)
    own = folder / "own.toml"
    return [
        ["review", text],
        ["review", text, "--reviewer", "rules", "--format", "markdown"],
        ["parse", text],
        ["history", "add", text, "--history", str(folder / "own.jsonl")],
        ["playbook", "init", "-o", str(own)],
        ["playbook", "check", str(own)],
        ["review", text, "--history", str(folder / "own.jsonl"), "--playbook", str(own), "-o", review],
        ["parity", review, review],
        ["context", "--category", "consulting"],
        ["stats", "show", "payment_days"],
    ]


def test_offline_no_command_that_reads_contracts_asks_anybody(
    program: Program, text_file: Path, tmp_path: Path, listener: Listener
) -> None:
    for command in commands(text_file, tmp_path):
        reads = command[0] in {"review", "parse", "history"}
        done = program(*command, *["--offline"] * reads, **listener.environment)
        assert done.returncode == 0, done.stderr
    assert listener.knocks == 0
    refused = program("review", text_file, "--offline", "--reviewer", "claude", **listener.environment)
    assert refused.returncode == 2
    assert listener.knocks == 0
    asked = program("review", text_file, **listener.environment)
    assert asked.returncode == 0
    assert listener.knocks > 0, "the control: without --offline the same credentials lead here"


def test_without_credentials_no_command_that_takes_a_file_opens_a_socket(
    program: Program, text_file: Path, tmp_path: Path
) -> None:
    """No telemetry, no look for updates: not one socket event in the process or in the readers it forks."""
    watched = tmp_path / "events"
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    env = {"PYTHONPATH": str(tmp_path), "WATCHED": str(watched)}
    for command in commands(text_file, tmp_path):
        done = program(*command, **env)
        assert done.returncode == 0, (command, done.stderr)
    assert not watched.exists(), watched.read_text(encoding="utf-8")
    program("review", text_file, ANTHROPIC_API_KEY="x", ANTHROPIC_BASE_URL="http://127.0.0.1:9", **env)
    assert "socket.connect" in watched.read_text(encoding="utf-8"), "the control: the watch sees a connection"


@pytest.mark.usefixtures("fenced")
def test_old_files_are_still_converted_offline(program: Program, tmp_path: Path) -> None:
    """LibreOffice runs, within the fence."""
    require("soffice", Path("/Applications/LibreOffice.app/Contents/MacOS"))
    old = tmp_path / "agreement.rtf"
    old.write_text(r"{\rtf1\ansi 1. Payment. Customer shall pay within 90 days.\par}", encoding="ascii")
    done = program("parse", old, "--offline", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "pay within 90 days" in json.loads(done.stdout)["clauses"][0]["text"]


@pytest.mark.usefixtures("fenced")
def test_what_is_written_offline_is_what_is_written_online(program: Program, text_file: Path) -> None:
    online = program("review", text_file, "--format", "json")
    offline = program("review", text_file, "--format", "json", "--offline")
    assert json.loads(offline.stdout) | {"usage": None} == json.loads(online.stdout) | {"usage": None}
