"""Somebody who does tasks as the bytes of the file say, however bad that is for the process."""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from clausecheck.batch.engines.local.guard import Doing
from clausecheck.model import Side
from clausecheck.model.batch import Done, Outcome, Result, Reviewing, Task

MARK = "clausecheck-test-stray"


class Faulty:
    """The first word of a file is a method, the rest its argument; a file with other words is reviewed at once."""

    def __init__(self, reviewing: Reviewing) -> None:
        self.done = 0
        self.hoard: list[bytes] = []

    def do(self, task: Task) -> Done:
        word, _, rest = task.data.decode("utf-8", "replace").partition(" ")
        said = getattr(self, f"do_{word}", lambda _: "reviewed")(rest)
        if isinstance(said, Done):
            return said
        self.done += 1
        return answer(task.key, said, held=sum(map(len, self.hoard)) if self.hoard else 0)

    def do_sleep(self, seconds: str) -> str:
        time.sleep(float(seconds))
        return "slept"

    def do_span(self, seconds: str) -> str:
        """Tells when it was at work, by a clock that all processes share."""
        began = time.monotonic()
        time.sleep(float(seconds))
        return json.dumps([began, time.monotonic()])

    def do_burn(self, _: str) -> str:
        while True:
            pass

    def do_allocate(self, size: str) -> str:
        self.hoard.append(b"x" * int(size))
        return "allocated"

    def do_process(self, _: str) -> str:
        return json.dumps([os.getpid(), os.getppid(), self.done])

    def do_segfault(self, _: str) -> str:
        ctypes.string_at(0)
        return "never"

    def do_kill(self, _: str) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return "never"

    def do_exit(self, code: str) -> str:
        os._exit(int(code))

    def do_leave(self, code: str) -> str:
        sys.exit(int(code))

    def do_once(self, path: str) -> str:
        """Dies the first time; the second time tells when it was at work, and how much its process had done before."""
        if Path(path).exists():
            return json.dumps([*json.loads(self.do_span("0.3")), self.done])
        Path(path).touch()
        os.kill(os.getpid(), signal.SIGKILL)
        return "never"

    def do_count(self, path: str) -> str:
        """Dies each time, and leaves a line each time."""
        with Path(path).open("a", encoding="ascii") as counting:
            counting.write("tried\n")
        os.kill(os.getpid(), signal.SIGSEGV)
        return "never"

    def do_garbage(self, hexadecimal: str) -> str:
        """Writes into every socket that it has, and goes on as if nothing were."""
        _write(bytes.fromhex(hexadecimal))
        time.sleep(30)
        return "never"

    def do_close(self, _: str) -> str:
        os.closerange(3, 256)
        time.sleep(30)
        return "never"

    def do_pretend(self, key: str) -> Done:
        """Answers for another task."""
        return answer(key, "pretended")

    def do_stray(self, path: str) -> str:
        """Leaves a process of another session behind, whose parent is gone, and dies."""
        self.do_children(path)
        os._exit(3)

    def do_children(self, path: str) -> str:
        """Starts a program that starts another, each in a session of its own, and waits for nobody."""
        code = (
            "import subprocess, sys, time\n"
            "waits = [sys.executable, '-c', 'import time; time.sleep(60)', sys.argv[1]]\n"
            "subprocess.Popen(waits, start_new_session=True)\n"
            f"open({path!r}, 'w').close()\n"
            "time.sleep(60)"
        )
        subprocess.Popen([sys.executable, "-c", code, MARK], start_new_session=True)
        until = time.monotonic() + 20
        while not Path(path).exists() and time.monotonic() < until:
            time.sleep(0.02)
        return "left children"

    def do_hang(self, path: str) -> str:
        self.do_children(path)
        time.sleep(60)
        return "never"

    def do_connect(self, port: str) -> str:
        try:
            socket.create_connection(("127.0.0.1", int(port)))
        except OSError as fault:
            return f"refused: {fault}"
        return "connected"

    def do_large(self, size: str) -> str:
        return "x" * int(size)

    def do_environment(self, name: str) -> str:
        return os.environ.get(name, "nothing")

    def do_write(self, path: str) -> str:
        try:
            with Path(path).open("wb") as writing:
                writing.writelines(bytes(1_000_000) for _ in range(200))
        except OSError as fault:
            return f"refused: {fault.strerror}"
        return "written"


def unusable(reviewing: Reviewing) -> Doing:
    """Somebody who cannot be had with these options."""
    from clausecheck.errors import UsageError

    raise UsageError("rules.toml is no playbook", hint="look at line 3")


def broken(reviewing: Reviewing) -> Doing:
    """Somebody whom the machine does not let begin."""
    raise OSError(24, "Too many open files")


def answer(key: str, why: str, held: int = 0) -> Done:
    result = Result(outcome=Outcome.REVIEWED, why=why)
    return Done(key=key, result=result, reports=((Side.SELLER, json.dumps(why)),), memory=held)


def _write(data: bytes) -> None:
    for number in range(3, 64):
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, os.dup(number)) as over:
                over.send(data)
        except OSError:
            continue


def killed_early(reviewing: Reviewing) -> Faulty:
    """Kills the process that loads it, as often as there are files in a folder, of which each time takes one."""
    for left in Path(os.environ["CLAUSECHECK_TEST_KILLS"]).iterdir():
        left.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return Faulty(reviewing)
