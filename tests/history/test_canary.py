"""Nothing of own history reaches anything but its owner's own lines, which are marked."""

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clausecheck.cli import run
from clausecheck.model import Side
from clausecheck.report.own import SECTION
from tests.history.canaries import ACCOUNT, FIGURES, WORDS, fill, seen
from tests.history.contracts import ONE_WAY, UNLIMITED, agreement, write
from tests.messages_server import answer, serve

Here = Callable[..., subprocess.CompletedProcess[bytes]]


class Home:
    """A user's folders, all of them below one, with the history of a seller that is full of canaries."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("home", "tmp", "work", "data"):
            (folder / name).mkdir()
        (folder / "data" / "history").mkdir(mode=0o700)
        self.store = folder / "data" / "history" / "seller.sqlite3"
        fill(self.store, Side.SELLER)
        self.contract = write(
            folder / "work", "next.txt", agreement(days=120, warranty=900, liability=UNLIMITED, indemnity=ONE_WAY)
        )

    def run(self, *arguments: str | Path, account: str = ACCOUNT, **env: str) -> subprocess.CompletedProcess[bytes]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC", "CLAUSECHECK"))}
        command = [str(Path(sys.executable).with_name("clausecheck")), *map(str, arguments)]
        own = {
            "HOME": str(self.folder / "home"), "TMPDIR": str(self.folder / "tmp"), "PYTHONUTF8": "1",
            "CLAUSECHECK_DATA": str(self.folder / "data"), "CLAUSECHECK_ACCOUNT": account, "COLUMNS": "5000",
        }  # fmt: skip
        return subprocess.run(
            command, env=kept | own | env, cwd=self.folder / "work", capture_output=True, timeout=60, check=False
        )

    def files(self) -> Iterator[Path]:
        """Every file below the folder but the histories themselves."""
        return (path for path in self.folder.rglob("*") if path.is_file() and "sqlite3" not in path.name)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def here(home: Home, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Here:
    """Run a command in this process, which is faster, and in the user's folders all the same."""
    monkeypatch.setenv("CLAUSECHECK_DATA", str(home.folder / "data"))
    monkeypatch.chdir(home.folder / "work")

    def run_here(*arguments: str | Path, account: str = ACCOUNT) -> subprocess.CompletedProcess[bytes]:
        monkeypatch.setenv("CLAUSECHECK_ACCOUNT", account)
        code = run([*map(str, arguments)], fences=False)
        out, errors = capfdbinary.readouterr()
        return subprocess.CompletedProcess(arguments, code, out, errors)

    return run_here


def clean(done: subprocess.CompletedProcess[bytes], code: int = 0) -> bytes:
    """What a command wrote, in which there is no canary."""
    written = done.stdout + done.stderr
    assert done.returncode == code, written.decode()
    assert seen(written) == set(), written.decode()
    return written


def test_the_search_finds_canaries_in_every_disguise(home: Home) -> None:
    stored = home.store.read_bytes()
    assert seen(stored) == {*WORDS, *FIGURES}
    for word in (WORDS[0], WORDS[5]):
        for hidden in (word, word.upper(), json.dumps(word), base64.b64encode(f"ab{word}c".encode()).decode()):
            assert seen(b"x" + hidden.encode() + b"y") == {word}
    assert seen(b"Acme Tools Inc. pays within 8147 days") == set()


@pytest.mark.parametrize("more", [[], ["--verbose"], ["--format", "markdown"], ["--format", "json"]])
def test_without_history_nothing_of_it_is_there(home: Home, more: list[str]) -> None:
    clean(home.run("review", home.contract, "--offline", "--no-history", *more))


def test_the_private_part_of_the_json_can_be_dropped_in_one_go(home: Home) -> None:
    with_it = home.run("review", home.contract, "--offline", "--format", "json", "-q")
    without = home.run("review", home.contract, "--offline", "--format", "json", "-q", "--no-history")
    assert seen(with_it.stdout) >= {FIGURES[0], WORDS[12]}
    value = json.loads(with_it.stdout)
    private = value.pop("private")
    assert private["deals"] == 3
    rest = json.loads(without.stdout)
    assert rest.pop("private") is None
    assert json.dumps(value) == json.dumps(rest)
    assert seen(json.dumps(value).encode()) == set()


@pytest.mark.parametrize("more", [["--verbose"], ["--format", "markdown"]])
def test_every_line_with_own_figures_is_marked_private(home: Home, more: list[str]) -> None:
    text = home.run("review", home.contract, "--offline", *more, COLUMNS="110").stdout.decode()
    shown = text if "markdown" in more else _unwrapped(text)
    section, marked, in_section = "", 0, 0
    for line in shown.splitlines():
        if line.lstrip("# ") in {"Findings", "Missing from the contract", SECTION, "What you can give"}:
            section = line
        if seen(line.encode()):
            assert "private" in line or SECTION in section, line
            marked += "private" in line
            in_section += SECTION in section
    assert marked
    assert in_section


def _unwrapped(text: str) -> str:
    """A terminal's text with the rows of a labelled line joined: they are indented further than the label."""
    rows: list[str] = []
    for row in text.splitlines():
        deep = len(row) - len(row.lstrip())
        if rows and rows[-1].strip() and row.strip() and (deep >= 20 or (deep == 2 and rows[-1].startswith("- "))):
            rows[-1] += f" {row.strip()}"
        else:
            rows.append(row)
    return "\n".join(rows)


@pytest.mark.parametrize("more", [(), ("--ask", "all", "--runs", "2")])
def test_no_byte_of_it_is_sent_to_a_model(home: Home, more: tuple[str, ...]) -> None:
    claim = {
        "clause_id": "Payment", "quote": "within 120 days after receipt", "kind": "unusual_value", "severity": "high",
        "favors": "buyer", "clause_type": "payment_terms", "title": "Late payment", "explanation": "Late.",
        "ask": "Sooner.", "fallback": "A little sooner.", "walk_away": "Never.", "proposed_text": "Within 30 days.",
        "priority": "must", "reason": "Cash.",
    }  # fmt: skip
    with serve(answer(claim)) as service:
        done = home.run(
            "review", home.contract, "--reviewer", "claude", "--format", "json", "--manifest", "made.json", *more,
            ANTHROPIC_API_KEY="sk-ant-test", ANTHROPIC_BASE_URL=service.url,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    value = json.loads(done.stdout)
    assert value["reviewer"]["model"]
    assert seen(json.dumps(value.pop("private")).encode())
    assert service.bodies
    sent = b"".join(service.bodies) + json.dumps(service.headers).encode()
    assert seen(sent) == set()
    assert seen(json.dumps(value).encode()) == set()
    manifest = (home.folder / "work" / "made.json").read_bytes()
    assert seen(manifest) == set()
    own = [row for row in json.loads(manifest)["datasets"] if row["name"] == "own history"]
    assert [(row["rows"], row["digest"]) for row in own] == [(3, None)]


def test_shared_commands_know_nothing_of_it(home: Home) -> None:
    table = write(home.folder / "work", "deals.csv", _observations())
    for side, more in (("seller", ()), ("buyer", ("--no-history",))):
        report = ("--format", "json", "-o", f"{side}.json", "--manifest", f"{side}.manifest.json")
        assert home.run("review", home.contract, "--offline", "--side", side, *report, *more).returncode == 0
    assert seen((home.folder / "work" / "seller.json").read_bytes())
    clean(home.run("context", "--category", "services"))
    clean(home.run("stats", "show", "payment_days", "--category", "services"))
    clean(home.run("stats", "build", table, "-o", "made.json"))
    clean(home.run("stats", "check", "made.json"))
    clean(home.run("parity", "seller.json", "buyer.json"))
    clean(home.run("parity", "seller.manifest.json", "buyer.manifest.json"))
    clean(home.run("parse", home.contract, "--format", "json"))


def _observations() -> str:
    rows = [f"deal{n},s{n},b{n},services,payment_terms,true,payment_days,{30 + n % 3},days" for n in range(60)]
    return "deal,seller,buyer,category,clause_type,present,term,value,unit\n" + "\n".join(rows) + "\n"


def test_the_other_side_and_another_account_are_refused_without_a_word_of_it(home: Home, here: Here) -> None:
    clean(here("review", home.contract, "--offline", "--side", "buyer"))
    buyers = home.folder / "buyers.sqlite3"
    fill(buyers, Side.BUYER)
    review = ("review", home.contract, "--offline")
    for refused in (
        (*review, "--side", "buyer", "--history", home.store),
        (*review, "--side", "seller", "--history", buyers),
        ("history", "show", "--side", "buyer", "--history", home.store),
        ("history", "export", "-o", "x.json", "--side", "buyer", "--history", home.store),
        ("history", "forget", "--all", "--side", "seller", "--history", buyers),
        ("history", "add", home.contract, "--side", "buyer", "--history", home.store),
    ):
        assert b"error: this history is a" in clean(here(*refused), 2)
    for command in (review, ("history", "show"), ("history", "add", home.contract), ("history", "forget", "--all")):
        assert b"error: this history belongs to another account" in clean(here(*command, account="else"), 2)
        assert b"another account" in clean(here(*command, "--account", "else"), 2)


@pytest.mark.parametrize("cut", [3000, 8192])
def test_errors_say_nothing_of_it(home: Home, here: Here, cut: int) -> None:
    home.store.write_bytes(home.store.read_bytes()[:cut] + b"\x07" * 5000)
    before = home.store.read_bytes()
    for command in (("review", home.contract, "--offline"), ("history", "show"), ("history", "add", home.contract)):
        for more in ([], ["--verbose"]) if command[0] == "review" else ([],):
            clean(here(*command, *more), 1)
    assert home.store.read_bytes() == before


def test_nothing_of_it_is_left_in_other_files(home: Home) -> None:
    signed = write(home.folder / "work", "signed.txt", agreement(buyer="Globex Corporation"))
    assert home.run("history", "add", signed).returncode == 0
    assert home.run("review", home.contract, "--offline").returncode == 0
    assert home.run("history", "show").returncode == 0
    assert home.run("history", "forget", "2").returncode == 0
    looked = [path for path in home.files() if seen(path.read_bytes())]
    assert looked == []
    assert sorted(path.name for path in home.store.parent.iterdir()) == ["seller.sqlite3"]
    copy = home.folder / "copy"
    shutil.copytree(home.store.parent, copy)
    assert any(seen(path.read_bytes()) for path in copy.iterdir())
