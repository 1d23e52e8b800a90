"""Values of options: checked before any work, with the nearest valid word in the hint of a usage error."""

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from clausecheck.errors import UsageError

SIDES = ("seller", "buyer")
SEVERITIES = ("info", "low", "medium", "high", "critical")
HIDDEN = "hidden"
"""The value of `--fail-on` that asks for what a file hides."""
VIEWS = ("final", "original", "markup")

_REGION = re.compile(r"[A-Za-z][A-Za-z0-9 ,.'-]{1,60}\Z")
_REGIONS = "use a country code like GB, or US-NY for a state"
_CODE = re.compile(r"[A-Za-z]{2}(?=-|\Z)")


def choice(what: str, valid: tuple[str, ...]) -> Callable[[str], str]:
    """A check that a value is one of a few words, in any case."""

    def checked(value: str) -> str:
        if (word := value.strip().lower()) not in valid:
            raise UsageError(f"unknown {what} {value!r}", hint=nearest(word, valid) or f"use {', '.join(valid)}")
        return word

    return checked


def category(value: str) -> str:
    """A check that a value is the id of a service category."""
    from clausecheck.model.taxonomy import CATEGORY_PARENT

    word = re.sub(r"[\s-]+", "_", value.strip().lower())
    if word not in CATEGORY_PARENT:
        close = nearest(word, CATEGORY_PARENT)
        raise UsageError(
            f"unknown category {value!r}", hint=close or f"use one of {', '.join(sorted(CATEGORY_PARENT))}"
        )
    return word


def region(value: str) -> str | None:
    """A region: an ISO 3166 country code, alone or with a part of the country, or a place's name; None where empty."""
    word = value.strip()
    if not word:
        return None
    if not _REGION.match(word):
        raise UsageError(f"unknown region {value!r}", hint=_REGIONS)
    return word[:2].upper() + word[2:] if _CODE.match(word) else word


def amount(value: str) -> float:
    """A check that a value is an amount of money: 25000, 25,000 or 25k."""
    word = value.strip().lower().replace(",", "").replace("_", "")
    match = re.fullmatch(r"(\d{1,12}(?:\.\d{1,4})?)([km]?)", word, re.ASCII)
    if not match:
        raise UsageError(f"--deal-size: {value!r} is no amount", hint="give a number, such as 25000 or 25k")
    return float(match[1]) * {"": 1, "k": 1_000, "m": 1_000_000}[match[2]]


def known_region(args: argparse.Namespace) -> str:
    """The code of `--region`; empty where none is given. Raises UsageError for a region that is not known."""
    from clausecheck.stats import region_code

    code = region_code(args.region or "")
    if args.region and not code:
        raise UsageError(f"unknown region {args.region!r}", hint=_REGIONS)
    return code


def existing(what: str) -> Callable[[str], Path]:
    """A check that a file or a folder is there."""
    return _there(what, "file or folder", Path.exists)


def folder(what: str) -> Callable[[str], Path]:
    """A check that a folder is there."""
    return _there(what, "folder", Path.is_dir)


def file(what: str) -> Callable[[str], Path]:
    """A check that a file is there."""
    return _there(what, "file", Path.is_file)


def _there(what: str, kind: str, is_there: Callable[[Path], bool]) -> Callable[[str], Path]:
    def checked(value: str) -> Path:
        path = Path(value)
        if not is_there(path):
            raise UsageError(f"{what}: no such {kind}: {path.name or value}", hint="check the path")
        return path

    return checked


def nearest(word: str, valid: Iterable[str]) -> str:
    """A hint with the valid words nearest to `word`, the best first; empty where none comes near."""
    import difflib

    words = list(valid)
    close = difflib.get_close_matches(word, words, n=3)
    return f"did you mean {' or '.join(close)}?" if close else ""


def add_side(group: argparse._ActionsContainer) -> None:
    """Add the option on whom it is for."""
    group.add_argument(
        "--side",
        type=choice("side", SIDES),
        default="seller",
        metavar="SIDE",
        help="seller (who provides; the default) or buyer (who pays)",
    )


def add_contract(group: argparse._ActionsContainer) -> None:
    """Add the file that is read."""
    group.add_argument(
        "file",
        metavar="FILE",
        help="DOCX, PDF, text, Markdown or HTML; DOC, RTF and ODT with LibreOffice; - reads standard input",
    )


def add_narrowing(group: argparse._ActionsContainer) -> None:
    """Add the options on what a contract is compared with, and how it is read."""
    group.add_argument(
        "--category",
        type=category,
        metavar="ID",
        help="kind of service: consulting, saas, license and others (default: detected)",
    )
    group.add_argument(
        "--region", type=region, metavar="ID", help="whose law governs: GB, US-NY and so on; narrows the figures"
    )
    add_deal_size(group)
    add_view(group)


def add_least(group: argparse._ActionsContainer) -> None:
    """Add the option on the least severity that is shown."""
    severities = ", ".join(SEVERITIES)
    check = choice("severity", SEVERITIES)
    group.add_argument(
        "--min-severity", type=check, default="info", metavar="SEVERITY", help=f"show from here up: {severities}"
    )


def add_fail_on(group: argparse._ActionsContainer) -> None:
    """Add the option on which findings make the exit code."""
    group.add_argument(
        "--fail-on",
        type=choice("severity", (*SEVERITIES, HIDDEN)),
        metavar="SEVERITY",
        help="exit with 10 if there are findings from here up; hidden: with 11 if a file hides words",
    )


def add_view(group: argparse._ActionsContainer) -> None:
    """Add the option on how tracked changes are read."""
    group.add_argument(
        "--view",
        type=choice("view", VIEWS),
        default="final",
        metavar="VIEW",
        help="tracked changes: final, as if accepted (the default), original, as if rejected, or markup, both",
    )


def add_statistics(group: argparse._ActionsContainer) -> None:
    """Add the options on which statistics are used, and what of them is served."""
    group.add_argument(
        "--stats",
        type=existing("--stats"),
        metavar="PATH",
        help="statistics to use in place of the shipped ones: a file, or a folder with a statistics.json",
    )
    group.add_argument(
        "--policy",
        type=file("--policy"),
        metavar="FILE",
        help="which statistics are served (default: the policy.toml beside those of --stats, else the shipped one)",
    )


def add_prompts(group: argparse._ActionsContainer) -> None:
    """Add the option on the prompts that a model is asked with."""
    group.add_argument("--prompts", type=folder("--prompts"), metavar="DIR", help="a folder of prompts to use")


def add_offline(group: argparse._ActionsContainer) -> None:
    """Add the option that keeps the command from any network."""
    group.add_argument("--offline", action="store_true", help="make any connection impossible")


def add_deal_size(group: argparse._ActionsContainer) -> None:
    """Add the option that narrows figures to deals of about one size."""
    group.add_argument(
        "--deal-size",
        type=amount,
        metavar="N",
        help="what the deal is worth, in the currency of the statistics (US dollars in the shipped ones): 25000, 25k",
    )


def add_output(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> argparse._ArgumentGroup:
    """Add the options on where the result goes and how much is said, and return their group."""
    group = parser.add_argument_group("output")
    group.add_argument(
        "--format",
        type=choice("format", formats),
        metavar="FORMAT",
        help=f"{', '.join(formats)} (default: by the suffix of -o, else terminal)",
    )
    add_file(group)
    group.add_argument("-v", "--verbose", action="store_true", help="tell everything in full")
    return group


def add_file(group: argparse._ActionsContainer) -> None:
    """Add the options on the file that the result goes to."""
    group.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    group.add_argument("-q", "--quiet", action="store_true", help="no remarks on standard error")
