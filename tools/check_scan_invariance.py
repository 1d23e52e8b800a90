"""Whether what a file hides changes what a review finds in the words that a person sees.

    python tools/check_scan_invariance.py [--set first|second] [--every N] [--twins FOLDER] [--list]

Each case of the set that hides words (`make_hostile.py`) is made twice, with the words and without them, and both
are reviewed for the seller and for the buyer. Findings but those on hidden content must be the same: kind, severity,
confidence, whom they favour, clause, title, explanation and quote. With --twins, FOLDER holds a manifest with twins
(contracts with an order to the reviewer, and the same without it): every finding of the twin must stand in the attacked
file, at least as severe.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from hostile.case import Case
from hostile.words import unsaid
from make_hostile import SETS, made

from clausecheck.errors import UnreadableError
from clausecheck.model import Finding, FindingKind, Severity, Side
from clausecheck.review import read_contract, review

Key = tuple[str, ...]


def main(argv: Sequence[str] | None = None) -> None:
    """Count the pairs that differ; exit with 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=SETS, default="first")
    parser.add_argument("--every", type=int, default=1, help="only each Nth pair")
    parser.add_argument("--twins", type=Path)
    parser.add_argument("--list", action="store_true", help="say what differs")
    args = parser.parse_args(argv)
    wrong = [*_pairs(args.set, args.every, args.list)]
    if args.twins:
        wrong += _twins(args.twins, args.list)
    sys.exit(any(wrong))


def _pairs(name: str, every: int, told: bool) -> Iterator[bool]:
    with unsaid():
        without = {case.name: case for case in made(name)}
    cases = [case for case in made(name) if hides(case) and without[case.name].data != case.data][::every]
    differ = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            pair = [findings(_written(Path(folder), each)) for each in (case, without[case.name])]
            if pair[0] != pair[1]:
                differ += 1
                if told:
                    _tell(case.name, *pair)
    print(f"{name} set: findings on visible words differ in {differ} of {len(cases)} pairs, for two sides each")
    yield differ > 0


def hides(case: Case) -> bool:
    """Whether all that the case does is to hide words; what covers them in Word would cover others in their absence."""
    only = case.kind == "attack" and {category for category, _ in case.must_report} == {"hidden_text"}
    return only and bool(case.must_not_review) and case.technique != "docx.cover_shape"


def _written(folder: Path, case: Case) -> Path:
    path = folder / case.name
    path.write_bytes(case.data)
    return path


def findings(path: Path) -> dict[Key, Severity]:
    """What a review finds for either side, but for what is hidden, with its severity."""
    try:
        contract = read_contract(path)
    except UnreadableError as error:
        return {(str(error.message),): Severity.CRITICAL}
    numbers = {clause.id: f"{clause.path} {clause.heading}" for clause in contract.clauses}
    found = {}
    for side in Side:
        for each in review(contract, side).findings:
            if each.kind is not FindingKind.HIDDEN_CONTENT:
                found[_key(side, each, numbers)] = each.severity
    return found


def _key(side: Side, each: Finding, numbers: dict[str, str]) -> Key:
    where = numbers.get(each.clause_id or "", "")
    return (
        side.value,
        each.kind.value,
        where,
        each.title,
        each.explanation,
        each.quote,
        each.confidence.value,
        each.favors.value,
    )


def _twins(folder: Path, told: bool) -> Iterator[bool]:
    entries = [
        each for each in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"] if each.get("twin")
    ]
    softer = 0
    for entry in entries:
        attacked, twin = findings(folder / entry["file"]), findings(folder / entry["twin"])
        lost = [key for key, severity in twin.items() if key not in attacked or attacked[key].rank < severity.rank]
        softer += bool(lost)
        if told and lost:
            _tell(entry["file"], attacked, twin)
    print(f"orders, {folder.name}: findings lost or softened in {softer} of {len(entries)} twins, for two sides each")
    yield softer > 0


def _tell(name: str, attacked: dict[Key, Severity], clean: dict[Key, Severity]) -> None:
    for sign, some, other in (("+", attacked, clean), ("-", clean, attacked)):
        for key, severity in some.items():
            if other.get(key) is not severity:
                print(f"  {name} {sign} {severity.value} {' | '.join(key)[:180]}")


if __name__ == "__main__":
    main()
