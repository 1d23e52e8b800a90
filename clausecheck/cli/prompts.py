"""`clausecheck prompts list|show|copy`: what a model is told, and the start of a set of one's own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.cli import options, output
from clausecheck.errors import ClausecheckError, UsageError

if TYPE_CHECKING:
    from clausecheck.report.schema_prompts import PromptJson, PromptsJson
    from clausecheck.reviewers.prompting import Prompt

FORMATS = ("terminal", "json")
MODELS = "models.toml"
"""The default model and the prices, which a folder of prompts may hold too."""

_EPILOG = """\
examples:
  clausecheck prompts list
  clausecheck prompts show seller
  clausecheck prompts copy my-prompts
  clausecheck review msa.docx --reviewer claude --prompts my-prompts
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the group with its commands."""
    parser = subparsers.add_parser(
        "prompts",
        help="show what a model is told, and begin a set of your own",
        description="List the prompt files, show one, or copy them to begin a set of your own.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="subcommand", required=True)
    listing = commands.add_parser(
        "list",
        help="list the prompts with version, digest and state",
        description="List every version of each prompt: which one is in use, its digest, whether it is as released.",
        allow_abbrev=False,
    )
    options.add_prompts(listing)
    options.add_output(listing, FORMATS)
    listing.set_defaults(run=run_list, parser=listing)
    showing = commands.add_parser(
        "show", help="show one prompt", description="Show one prompt, as it is or filled in.", allow_abbrev=False
    )
    showing.add_argument("name", metavar="NAME", help="frame, seller or buyer; seller-v1 for a certain version")
    showing.add_argument("--filled", action="store_true", help="with its placeholders filled, as a model is told")
    showing.add_argument(
        "--category", type=options.category, metavar="ID", help="kind of service to fill in (default: services)"
    )
    options.add_prompts(showing)
    options.add_file(showing)
    showing.set_defaults(run=run_show, parser=showing)
    copying = commands.add_parser(
        "copy",
        help="begin a set of your own",
        description="Copy the prompts in use into a new folder, for you to change and to use with --prompts.",
        allow_abbrev=False,
    )
    copying.add_argument("folder", metavar="DIR", type=Path, help="the folder to make; it must not be there yet")
    copying.add_argument("-q", "--quiet", action="store_true", help="no remarks on standard error")
    copying.set_defaults(run=run_copy, parser=copying)
    parser.set_defaults(parser=parser)


def run_list(args: argparse.Namespace) -> int:
    """List the prompts and return the exit code."""
    form = output.chosen_format(args, FORMATS)
    listed = _listed(args.prompts)
    if form == "json":
        from clausecheck.report.json import to_json

        output.write_text(to_json(listed), args)
        return 0
    from clausecheck.report.visible import visible

    rows = [_row(prompt) for prompt in listed["prompts"]]
    lines = [f"prompts: {visible(listed['folder'])}", *rows, f"in use: {listed['version']}"]
    output.write_text("".join(f"{line}\n" for line in lines), args)
    return 0


def run_show(args: argparse.Namespace) -> int:
    """Show one prompt and return the exit code."""
    from clausecheck.reviewers.claude.message import fillings
    from clausecheck.reviewers.prompting import load_prompts

    if args.category and not args.filled:
        raise UsageError("--category is for --filled", hint="add --filled, or leave it out")
    load_prompts(args.prompts)
    prompt, values = _named(args.name, args.prompts), fillings(args.category or "services")
    if args.filled and (unknown := [name for name in prompt.placeholders if name not in values]):
        message = f"{prompt.file} is of an older program: nothing is filled in for {unknown[0]}"
        raise UsageError(message, hint="show it without --filled")
    text = prompt.filled(**values) if args.filled else prompt.text
    output.write_text(text, args)
    return 0


def run_copy(args: argparse.Namespace) -> int:
    """Copy the prompts in use, with the models and prices, and return the exit code."""
    from clausecheck import resources
    from clausecheck.reviewers.prompting import load_prompts

    prompts, shipped = load_prompts(), resources.folder("prompts")
    names = [prompt.file for prompt in (prompts.frame, *prompts.sides.values())]
    folder: Path = args.folder
    try:
        folder.mkdir()
        for name in (*names, MODELS):
            (folder / name).write_bytes((shipped / name).read_bytes())
    except FileExistsError:
        raise UsageError(f"{folder.name} is there already", hint="give the name of a folder to make") from None
    except OSError as fault:
        message = f"cannot make {folder.name or folder}: {fault.strerror or fault}"
        raise ClausecheckError(message, hint="check the folder above it and its permissions") from fault
    output.remark(f"copied {', '.join(names)} and {MODELS}; use them with --prompts {folder.name}", args)
    return 0


def _listed(folder: Path | None) -> "PromptsJson":
    from clausecheck import resources
    from clausecheck.reviewers.prompting import list_prompts, load_prompts

    used = load_prompts(folder)
    current = {prompt.file for prompt in (used.frame, *used.sides.values())}
    released = resources.toml("prompts", "released.toml")
    return {
        "schema": "clausecheck/prompts/1",
        "folder": folder.resolve().name if folder else "shipped",
        "version": used.version,
        "prompts": [_told(prompt, prompt.file in current, released) for prompt in list_prompts(folder)],
    }


def _told(prompt: "Prompt", current: bool, released: dict[str, str]) -> "PromptJson":
    known = released.get(prompt.file.removesuffix(".md"))
    return {
        "name": prompt.name,
        "version": prompt.version,
        "current": current,
        "digest": prompt.digest,
        "state": "own" if known is None else "released" if known == prompt.digest else "changed",
        "placeholders": list(prompt.placeholders),
    }


def _row(prompt: "PromptJson") -> str:
    held = ", ".join(prompt["placeholders"]) or "none"
    state = f"{prompt['state']}{', in use' if prompt['current'] else ''}"
    name = f"{prompt['name']}-v{prompt['version']}"
    return f"  {name:<11} {prompt['digest'][:16]}  {state:<16}  placeholders: {held}"


def _named(word: str, folder: Path | None) -> "Prompt":
    """The prompt of that name, the current one where no version is told. Raises UsageError."""
    from clausecheck.reviewers.prompting import list_prompts

    found = list_prompts(folder)
    name = word.strip().lower().removesuffix(".md")
    known = {prompt.name: prompt for prompt in found} | {prompt.file.removesuffix(".md"): prompt for prompt in found}
    if name not in known:
        raise UsageError(f"no prompt {word!r}", hint=options.nearest(name, known) or f"use {', '.join(known)}")
    return known[name]
