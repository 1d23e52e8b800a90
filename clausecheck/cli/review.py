"""`clausecheck review FILE`: the main job."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clausecheck.cli import category as categories
from clausecheck.cli import dry_run, options, output, own, recording, reviewer, source
from clausecheck.cli.scan import HIDDEN
from clausecheck.errors import UsageError

if TYPE_CHECKING:
    from clausecheck.model import Review, Severity

FORMATS = ("terminal", "json", "markdown")
FINDINGS = 10
"""Exit code for findings at or above `--fail-on`."""

_EPILOG = """\
examples:
  clausecheck review msa.docx --side seller
  clausecheck review msa.pdf --side buyer --category saas --format markdown
  clausecheck review msa.pdf --offline --fail-on high -o review.json
  clausecheck review msa.docx --message > message.txt
  clausecheck review msa.pdf --explain f3b1c0
  cat msa.txt | clausecheck review -

exit codes: 0 done, 1 no result, 2 wrong usage, 3 not readable or only in part,
10 findings at or above --fail-on, 11 hidden words or orders to a model with --fail-on hidden
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command with its options."""
    parser = subparsers.add_parser(
        "review",
        help="review a contract for one side",
        description="Read a contract, compare it with counted contracts and say what is unusual for one side.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    options.add_contract(parser)
    _add_contract(parser.add_argument_group("the contract"))
    reviewer.add_options(parser.add_argument_group("the reviewer"))
    _add_history(parser.add_argument_group("your own deals and rules"))
    _add_findings(parser.add_argument_group("findings"))
    options.add_output(parser, FORMATS).add_argument(
        "--manifest", metavar="FILE", help="list in FILE, as JSON, every dataset that shaped the review"
    )
    recording.add_options(parser.add_argument_group("the record"))
    parser.set_defaults(run=run, parser=parser)


def run(args: argparse.Namespace) -> int:
    """Review the file, write the report and its record, and return the exit code."""
    return recording.recorded(args, _review)


def _review(args: argparse.Namespace, seen: recording.Seen) -> int:
    form = output.chosen_format(args, FORMATS)
    if args.explain is not None and args.message:
        raise UsageError("--explain and --message exclude each other", hint="choose one of them")
    _check_manifest(args)
    estimating = dry_run.chosen(args) if args.dry_run else None
    deals = own.for_review(args)
    rules = own.playbook(args)
    who = estimating or reviewer.chosen(args, own.given(args, deals, rules), seen.heard.append)
    contract = source.contract(args.file, args.view)
    seen.contract, seen.deals, seen.playbook = contract, deals, rules
    category = args.category or categories.asked(contract.category, args)

    from clausecheck.model import Severity, Side
    from clausecheck.review import review, with_history

    result = review(
        contract,
        Side(args.side),
        category=category,
        region=args.region,
        deal_size=args.deal_size,
        statistics=args.stats,
        policy=args.policy,
        reviewer=who,
        mirror=args.mirror,
        playbook=rules,
    )
    if estimating:
        seen.skip = True
        return dry_run.write(estimating, form, args)
    result = result if deals is None else with_history(result, deals)
    seen.review = result
    if args.manifest:
        _write_manifest(result, args)
    _write(result, form, Severity(args.min_severity), args, seen)
    if category is None and form != "terminal":
        from clausecheck.report.wording import guessed

        said = guessed(contract.category, "; --category sets it")
        output.remark(f"category: {said}", args)
    output.warn(source.partial_warnings(contract.document))
    return _exit_code(result, args.fail_on)


def _write(result: "Review", form: str, least: "Severity", args: argparse.Namespace, seen: recording.Seen) -> None:
    if args.explain is not None:
        _write_one(result, form, args)
        return
    if form == "json":
        seen.report = recording.report_text(result, least=least, message=args.message)
        output.write_text(seen.report, args)
        return
    if args.message:
        output.write_text(_message(result), args)
        return
    from clausecheck.report.review import brief_page, whole_page

    short = form == "terminal" and not args.verbose
    page = brief_page(result, least=least) if short else whole_page(result, least=least)
    output.write_page(page, form, args)


def _write_one(result: "Review", form: str, args: argparse.Namespace) -> None:
    from clausecheck.report.review.explain import explain_page, one_finding

    finding = one_finding(result, args.explain)
    if form == "json":
        from dataclasses import replace

        from clausecheck.report.json import to_json
        from clausecheck.report.json_review import review_json

        trades = tuple(trade for trade in result.trades if trade.finding_id == finding.id)
        output.write_text(to_json(review_json(replace(result, findings=(finding,), trades=trades))), args)
        return
    output.write_page(explain_page(result, finding), form, args)


def _message(result: "Review") -> str:
    from clausecheck.report.review.message import message

    return message(result)


def _check_manifest(args: argparse.Namespace) -> None:
    if args.manifest == "-":
        raise UsageError("--manifest needs a file", hint="standard output is for the report; give the name of a file")
    others = output.read_files(args) | {"the report": output.output_path(args)}
    output.check("--manifest", Path(args.manifest) if args.manifest else None, others)


def _write_manifest(result: "Review", args: argparse.Namespace) -> None:
    from clausecheck.report.json import to_json
    from clausecheck.report.manifest import manifest_json
    from clausecheck.review import datasets

    output.write_file(Path(args.manifest), to_json(manifest_json(result, datasets(result, args.prompts))), args)


def _exit_code(result: "Review", fail_on: str | None) -> int:
    """A file that was read in part is never a pass, whatever was found in the rest."""
    from clausecheck.model import Severity, Verdict

    if fail_on == options.HIDDEN and result.scan.verdict is Verdict.HOSTILE:
        return HIDDEN
    if result.contract.document.partial:
        return output.PARTIAL
    if fail_on in {None, options.HIDDEN}:
        return 0
    least = Severity(fail_on).rank
    return FINDINGS if any(finding.severity.rank >= least for finding in result.findings) else 0


def _add_contract(group: argparse._ArgumentGroup) -> None:
    options.add_side(group)
    options.add_narrowing(group)


def _add_history(group: argparse._ArgumentGroup) -> None:
    own.add_history(group)
    group.add_argument("--no-history", action="store_true", help="do not compare with your own deals")
    own.add_playbook(group)


def _add_findings(group: argparse._ArgumentGroup) -> None:
    options.add_least(group)
    group.add_argument(
        "--explain", metavar="ID", help="tell one finding in full: its figures, and what its severity is made from"
    )
    group.add_argument("--mirror", action="store_true", help="say what a reviewer for the other side would raise")
    group.add_argument(
        "--message", action="store_true", help="draft a message to the other side, in place of the report"
    )
    options.add_fail_on(group)
