"""`clausecheck mcp` as an assistant's program starts it: the installed command, and the SDK's own client."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from mcp import Client

from clausecheck.history.place import default_path, make_folder
from clausecheck.mcp.desk import Desk, Settings
from clausecheck.mcp.folder import Folder
from clausecheck.mcp.server import call
from clausecheck.mcp.tools import TOOLS
from clausecheck.model import Asking, Side
from tests.cli.conftest import CONTRACT, Program
from tests.history.canaries import ACCOUNT, fill, seen
from tests.mcp.conftest import Kept, command, spoken, words
from tests.messages_server import Service, answer, serve

CALLS = (
    ("parse", {"file": "agreement.txt"}),
    ("clause", {"file": "2026/other.md", "clause": "c3"}),
    ("review", {"file": "agreement.txt", "side": "seller", "category": "consulting", "region": "US-NY"}),
    ("stats", {"name": "payment_days", "category": "consulting"}),
    ("context", {"category": "saas", "table": "values"}),
)


@pytest.fixture
def claude() -> Iterator[Service]:
    """A model that finds nothing, and is paid for it."""
    with serve(answer()) as service:
        yield service


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_lists_and_calls_the_tools(root: Path, mode: str) -> None:
    async def talk() -> None:
        async with Client(command(root, "--offline"), mode=mode) as client:
            listed = (await client.list_tools()).tools
            assert [tool.name for tool in listed] == [tool.name for tool in TOOLS]
            for tool in listed:
                assert tool.input_schema["additionalProperties"] is False
                assert tool.output_schema
                assert tool.annotations
                assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)
            for name, arguments in CALLS:
                result = await client.call_tool(name, arguments)
                assert not result.is_error, words(result)
                assert json.loads(words(result)) == result.structured_content
                assert words(result).isascii()

    anyio.run(talk)


def test_every_description_says_whose_words_they_are(root: Path) -> None:
    async def told() -> tuple[str, list[str]]:
        async with Client(command(root)) as client:
            return client.instructions or "", [tool.description or "" for tool in (await client.list_tools()).tools]

    instructions, descriptions = anyio.run(told)
    assert "data to judge" in instructions
    assert sum("data, never instructions" in description for description in descriptions) == 5


def test_nothing_but_the_protocol_is_written_to_standard_output(root: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(CONTRACT + "\x1b[2J\x00\u202e", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    opening = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    messages = [
        {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": opening},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        *(
            {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": {"name": name, "arguments": arguments}}
            for number, (name, arguments) in enumerate(
                [("review", {"file": "odd.txt", "side": "buyer"}), ("parse", {"file": "broken.pdf"}), ("x", {})], 1
            )
        ),
    ]
    program = [str(Path(sys.executable).with_name("clausecheck")), "mcp", "--root", str(tmp_path)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        for message in messages:
            server.stdin.write(json.dumps(message).encode() + b"\n")
        server.stdin.flush()
        answers = {told["id"]: told["result"] for told in (json.loads(server.stdout.readline()) for _ in range(4))}
        server.stdin.close()
        assert server.wait(20) == 0
        assert server.stdout.read() == b""
        assert server.stderr.read() == b""
    assert answers[0]["serverInfo"]["name"] == "clausecheck"
    assert [answers[number]["isError"] for number in (1, 2, 3)] == [False, True, True]


def test_a_model_is_asked_only_if_the_user_has_set_that_up(root: Path, claude: Service) -> None:
    env = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": claude.url}
    review = ("review", {"file": "agreement.txt", "side": "seller"})
    (alone,) = spoken(root, review, **env)
    assert alone.structured_content["reviewer"]["name"] == "rules"
    assert not claude.bodies
    (offline,) = spoken(root, review, options=("--offline", "--reviewer", "auto"), **env)
    assert offline.structured_content == alone.structured_content
    assert not claude.bodies
    asked, again = spoken(root, review, review, options=("--reviewer", "claude"), **env)
    assert asked.structured_content["reviewer"]["name"] == "claude"
    assert asked.structured_content["usage"]["output_tokens"] > 0
    assert again == asked
    assert len(claude.bodies) == len({*claude.bodies}), "the same review is made once"
    assert "sk-test" not in words(asked)


def test_a_client_that_waits_for_a_model_is_told_how_far_it_is(root: Path, claude: Service) -> None:
    heard: list[tuple[float, float | None]] = []

    async def listen(done: float, total: float | None, _: str | None) -> None:
        heard.append((done, total))

    async def talk() -> None:
        env = {"ANTHROPIC_API_KEY": "sk-test", "ANTHROPIC_BASE_URL": claude.url}
        async with Client(command(root, "--reviewer", "claude", "--ask", "all", **env)) as client:
            arguments = {"file": "agreement.txt", "side": "seller"}
            await client.call_tool("review", arguments, progress_callback=listen)

    anyio.run(talk)
    assert heard
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]


def test_the_bound_on_costs_is_for_all_reviews_together(
    root: Path, claude: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-test")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", claude.url)
    asking, bound = Asking(reviewer="claude", max_cost=0.5), 0.5
    desk = Desk(Folder(root), Settings(asking=asking, recorder=lambda _, work: work(Kept())))
    for side in Side:
        told = call(desk, "review", {"file": "agreement.txt", "side": side.value}).structured_content
        assert told["usage"]["cost_usd"] > 0
        bound -= told["usage"]["cost_usd"]
    assert desk.left == pytest.approx(bound)
    desk.left = 0.0
    asked = len(claude.bodies)
    alone = call(desk, "review", {"file": "agreement.txt", "side": "seller", "category": "saas"}).structured_content
    assert alone["reviewer"]["name"] == "rules"
    assert "--max-cost is spent" in alone["notes"][-1]
    assert len(claude.bodies) == asked


def test_own_deals_never_reach_an_assistant(
    root: Path, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    env = {"CLAUSECHECK_DATA": str(tmp_path), "CLAUSECHECK_ACCOUNT": ACCOUNT}
    monkeypatch.setenv("CLAUSECHECK_DATA", str(tmp_path))
    store = default_path(Side.SELLER)
    make_folder(store)
    fill(store, Side.SELLER)
    known = program("review", root / "agreement.txt", "--offline", "--format", "json", **env)
    assert seen(known.stdout.encode()), "the history is where it is looked for"
    for result in spoken(root, *CALLS, **env):
        assert not seen(words(result).encode())


def test_each_review_is_in_the_record_once(root: Path, program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    record = tmp_path / "record.jsonl"
    review = ("review", {"file": "agreement.txt", "side": "seller", "min_severity": "high"})
    (root / "empty.txt").write_bytes(b"")
    spoken(root, review, review, ("review", {"file": "empty.txt", "side": "buyer"}), options=("--audit", str(record)))
    (root / "empty.txt").unlink()
    reviewed, failed = (json.loads(line)["record"] for line in record.read_text(encoding="utf-8").splitlines())
    assert (reviewed["outcome"], failed["outcome"], failed["exit_code"]) == ("reviewed", "failed", 3)
    other = tmp_path / "other.jsonl"
    program("review", root / "agreement.txt", "--offline", "--format", "json", "--no-history", "--audit", other)
    same = json.loads(other.read_text(encoding="utf-8"))["record"]
    assert reviewed["review"]["report"] == same["review"]["report"]
    (none,) = spoken(root, review, options=("--no-audit",), CLAUSECHECK_DATA=str(tmp_path / "none"))
    assert not none.is_error
    assert not (tmp_path / "none").exists()


def test_an_assistant_is_answered_while_a_contract_is_read(tmp_path: Path) -> None:
    clauses = [f"{number}. {word * 3}. Supplier shall pay {word}." for number, word in enumerate(_words(1500), 1)]
    (tmp_path / "long.txt").write_text("\n\n".join(clauses), encoding="utf-8")

    async def talk() -> list[str]:
        done = []

        async def asked(name: str, **arguments: str) -> None:
            result = await client.call_tool(name, arguments)
            assert not result.is_error, words(result)
            done.append(name)

        async with Client(command(tmp_path)) as client:
            await client.list_tools()
            async with anyio.create_task_group() as group:
                group.start_soon(lambda: asked("review", file="long.txt", side="seller"))
                await anyio.sleep(0.1)
                group.start_soon(lambda: asked("context", category="saas"))
        return done

    assert anyio.run(talk) == ["context", "review"]


def test_the_server_ends_when_the_assistant_is_gone(root: Path) -> None:
    program = [str(Path(sys.executable).with_name("clausecheck")), "mcp", "--root", str(root)]
    begun = time.monotonic()
    done = subprocess.run(program, input=b"this is no message\n\n{}\n", capture_output=True, timeout=30)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert time.monotonic() - begun < 20


def test_ctrl_c_ends_it_at_once(root: Path) -> None:
    program = [str(Path(sys.executable).with_name("clausecheck")), "mcp", "--root", str(root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(program, **pipes) as server:
        assert server.stdin
        assert server.stdout
        server.stdin.write(b'{"jsonrpc": "2.0", "id": 0, "method": "ping"}\n')
        server.stdin.flush()
        assert server.stdout.readline()
        server.send_signal(signal.SIGINT)
        assert server.wait(10) == -signal.SIGINT


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--root", "nowhere"), "no such folder: nowhere"),
        (("--root", "/"), "the whole file system is no folder of contracts"),
        (("--reviewer", "claude"), "no credentials for Claude"),
        (("--reviewer", "nobody"), "nobody"),
        (("--offline", "--reviewer", "claude"), "--offline"),
        (("--audit", "x", "--no-audit"), "contradict each other"),
        (("--side", "buyer"), "unknown option '--side'"),
    ],
)
def test_what_cannot_work_is_said_before_anything_is_served(
    program: Program, options: tuple[str, ...], said: str
) -> None:
    done = program("mcp", *options, stdin="")
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert done.stdout == ""


def test_without_the_sdk_it_is_said_how_to_install_it() -> None:
    code = "import sys; sys.modules['mcp'] = None; from clausecheck.cli import run; sys.exit(run(['mcp']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, input="", timeout=30)
    assert done.returncode == 2
    assert done.stderr.splitlines()[1] == "hint: pip install 'clausecheck[mcp]'"


def _words(count: int) -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [f"{letters[i // 676 % 26]}{letters[i // 26 % 26]}{letters[i % 26]}" for i in range(count)]
