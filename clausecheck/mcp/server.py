"""Serves the tools with the official SDK of the Model Context Protocol."""

import asyncio
import json
import signal
from collections.abc import Callable, Mapping
from typing import Any, Final

import anyio
import mcp_types as types
from anyio import to_thread
from mcp import ServerSession
from mcp.server import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import TypeAdapter, ValidationError

from clausecheck import __version__
from clausecheck.errors import ClausecheckError
from clausecheck.mcp.desk import LISTENER, Desk
from clausecheck.mcp.tools import INSTRUCTIONS, TOOLS, Tool
from clausecheck.model.estimate import Progress
from clausecheck.report.visible import visible

_BY_NAME: Final = {tool.name: tool for tool in TOOLS}
_FAULTS: Final = 3
"""So many wrong arguments are told at once."""
_LONGEST: Final = 80
_WORDS: Final = {"missing": "it is needed", "extra_forbidden": "the tool has no such argument"}
"""Plainer words than pydantic's, by its names for what is wrong."""


def serve(desk: Desk) -> None:
    """Answer on standard input and output until the input ends; Ctrl-C ends the process at once.

    A wait for a message could not be broken off otherwise.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    anyio.run(_serve, desk)


def server(desk: Desk) -> Server[Any]:
    """The server, ready to be run on any transport of the SDK."""

    async def listed(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_told(tool, desk) for tool in TOOLS])

    async def called(context: ServerRequestContext[Any], asked: types.CallToolRequestParams) -> types.CallToolResult:
        LISTENER.set(_listener(context.session, asyncio.get_running_loop()))
        return await to_thread.run_sync(call, desk, asked.name, asked.arguments or {})

    made: Server[Any] = Server(
        "clausecheck",
        title="clausecheck",
        version=__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )
    made.middleware.clear()  # no telemetry: the SDK traces every message where a tracer happens to be installed
    return made


def call(desk: Desk, name: str, arguments: Mapping[str, Any]) -> types.CallToolResult:
    """Do what a tool was asked for; whatever goes wrong is a result that says so in two lines."""
    tool = _BY_NAME.get(name)
    if tool is None:
        return _fault("there is no such tool", f"the tools are {', '.join(_BY_NAME)}")
    try:
        told = tool.work(desk, tool.takes.model_validate(arguments))
    except ValidationError as wrong:
        return _fault(_wrong(wrong), "the tool's input schema tells what it takes")
    except ClausecheckError as fault:
        return _fault(fault.message, fault.hint)
    except OSError as fault:
        return _fault(fault.strerror or type(fault).__name__, "check the disk and the permissions")
    except Exception as fault:  # noqa: BLE001 the one edge: no input may end in a traceback
        return _fault(f"a fault in clausecheck itself: {type(fault).__name__}", "report it, with the kind of file")
    plain = json.dumps(told, separators=(",", ":"))
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=plain)], structured_content=json.loads(plain)
    )


async def _serve(desk: Desk) -> None:
    made = server(desk)
    async with stdio_server() as (reading, writing):
        await made.run(reading, writing, made.create_initialization_options())


def _listener(session: ServerSession, loop: asyncio.AbstractEventLoop) -> Callable[[Progress], None]:
    """Tells a client that wants to know, from whatever thread, how far a model has come, so that it goes on waiting."""

    def told(now: Progress) -> None:
        words = f"{now.clauses} clauses answered"
        asyncio.run_coroutine_threadsafe(session.report_progress(now.done, now.questions, words), loop)

    return told


def _told(tool: Tool, desk: Desk) -> types.Tool:
    outside = tool.name == "review" and desk.settings.asking.reviewer != "rules"
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=TypeAdapter(tool.gives).json_schema(mode="serialization"),
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=outside
        ),
    )


def _fault(message: str, hint: str) -> types.CallToolResult:
    text = f"error: {visible(message)}\nhint: {visible(hint)}"
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], is_error=True)


def _wrong(fault: ValidationError) -> str:
    """What is wrong with the arguments, in words that do not repeat their values."""
    told = []
    for one in fault.errors(include_url=False, include_input=False, include_context=False)[:_FAULTS]:
        name, words = str(one["loc"][0])[:_LONGEST], _WORDS.get(one["type"], one["msg"])
        told.append(f"argument {name}: {words.removeprefix('Value error, ')}")
    return "; ".join(told)
