"""Contracts in a folder, and the SDK's own client: against the tools in this process, or the installed command."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, TextContent

from clausecheck.mcp.desk import Desk, Settings
from clausecheck.mcp.folder import Folder
from clausecheck.mcp.server import server
from clausecheck.model import Asking, Contract, Review
from tests.cli.conftest import CONTRACT, program

__all__ = ["program"]

Call = tuple[str, Mapping[str, Any]]
Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a contract and, below it, another."""
    folder = tmp_path_factory.mktemp("root")
    (folder / "agreement.txt").write_text(CONTRACT, encoding="utf-8")
    (folder / "2026").mkdir()
    (folder / "2026" / "other.md").write_text(CONTRACT.replace("ninety (90)", "thirty (30)"), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def ask(root: Path) -> Ask:
    """Call one tool in this process; the client checks the result against the tool's schema."""
    desks = {root: _desk(root)}

    def call(tool: str, folder: Path = root, /, **arguments: Any) -> Any:
        desk = desks.setdefault(folder, _desk(folder))
        return anyio.run(_one, desk, tool, arguments)

    return call


def spoken(root: Path, *calls: Call, options: tuple[str, ...] = (), **kept: Any) -> list[CallToolResult]:
    """The results of calls to the installed command, over its standard input and output."""
    return anyio.run(_all, command(root, *options, **kept), calls)


def command(root: Path, *options: str, **kept: str) -> StdioServerParameters:
    env = {name: value for name, value in os.environ.items() if not name.startswith("ANTHROPIC")}
    program = str(Path(sys.executable).with_name("clausecheck"))
    return StdioServerParameters(command=program, args=["mcp", "--root", str(root), *options], env=env | kept)


def words(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


class Kept:
    """A record that nobody keeps."""

    contract: Contract | None = None
    review: Review | None = None


def _desk(root: Path) -> Desk:
    return Desk(Folder(root), Settings(asking=Asking(reviewer="rules"), recorder=lambda _, work: work(Kept())))


async def _one(desk: Desk, tool: str, arguments: Mapping[str, Any]) -> Any:
    async with Client(server(desk)) as client:
        result = await client.call_tool(tool, dict(arguments))
    return words(result) if result.is_error else result.structured_content


async def _all(parameters: StdioServerParameters, calls: tuple[Call, ...]) -> list[CallToolResult]:
    async with Client(parameters) as client:
        return [await client.call_tool(tool, dict(arguments)) for tool, arguments in calls]
