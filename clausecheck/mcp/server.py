"""Serves the tools with the official SDK of the Model Context Protocol."""

import json
from collections.abc import Mapping
from typing import Any, Final

import anyio
import mcp_types as types
from anyio import to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import TypeAdapter, ValidationError

from clausecheck import __version__
from clausecheck.errors import ClausecheckError
from clausecheck.mcp.desk import Desk
from clausecheck.mcp.tools import INSTRUCTIONS, TOOLS, Tool
from clausecheck.report.visible import visible

_BY_NAME: Final = {tool.name: tool for tool in TOOLS}
_FAULTS: Final = 3
"""So many wrong arguments are told at once."""
_LONGEST: Final = 80
_WORDS: Final = {"missing": "it is needed", "extra_forbidden": "the tool has no such argument"}
"""Plainer words than pydantic's, by its names for what is wrong."""


def serve(desk: Desk) -> None:
    """Answer on standard input and output until the input ends."""
    anyio.run(_serve, desk)


def server(desk: Desk) -> Server[Any]:
    """The server, ready to be run on any transport of the SDK."""

    async def listed(_: Any, __: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_told(tool, desk) for tool in TOOLS])

    async def called(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
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
