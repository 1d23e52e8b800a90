#!/usr/bin/env python3
"""How often the right party is taken for the provider and for the customer: score_roles.py SHARED.

tools/gold/roles.csv holds, for contracts drawn at random, what a reader of the opening and of the payment clauses says
of each party: seller, buyer, or for the whole contract that it cannot be told. A contract is right when every recorded
party was found with its role. `--half` chooses the half to print; failures are named for the development half alone.
"""

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from gold_documents import contracts

from clausecheck.model import Party

GOLD = Path(__file__).parent / "gold" / "roles.csv"


def main() -> None:
    """Print how many contracts are right, wrong or untold, and how many that cannot be told are left untold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="folder with corpora, documents and planted")
    parser.add_argument("--half", choices=("development", "blind"), default="development")
    args = parser.parse_args()
    gold: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with GOLD.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["half"] == args.half:
                gold[row["document"]].append((row["party"], row["role"]))
    counts: dict[str, int] = defaultdict(int)
    for name, contract in contracts(args.shared, gold):
        verdict = judge(gold[name], contract.facts.parties)
        counts[verdict] += 1
        if args.half == "development" and verdict not in {"right", "rightly untold"}:
            found = ", ".join(f"{party.name} | {party.alias} = {party.role}" for party in contract.facts.parties)
            print(f"{verdict:16} {name}: {gold[name]} <> {found}")
    told = counts["right"] + counts["wrong"] + counts["untold"]
    print(f"{args.half}: {counts['right']}/{told} right ({counts['right'] / told:.1%}), {counts['wrong']} wrong,")
    print(f"  {counts['untold']} untold; of those that cannot be told {counts['rightly untold']} are left untold,")
    print(f"  {counts['guessed']} are guessed")


def judge(recorded: list[tuple[str, str]], parties: tuple[Party, ...]) -> str:
    """right, wrong or untold; for a contract that cannot be told, rightly untold or guessed."""
    if recorded[0][1] == "cannot tell":
        return "guessed" if any(party.role for party in parties) else "rightly untold"
    roles = [role_of(name, parties) for name, _ in recorded]
    if all(role == wanted for role, (_, wanted) in zip(roles, recorded, strict=True)):
        return "right"
    return (
        "wrong"
        if any(role not in {"", wanted} for role, (_, wanted) in zip(roles, recorded, strict=True))
        else "untold"
    )


def role_of(recorded: str, parties: tuple[Party, ...]) -> str:
    """The role of the party that goes by a recorded name ("We|us": by one of them); empty where none does."""
    for name in recorded.lower().split("|"):
        for party in parties:
            called = [known.lower() for known in (party.alias, *party.aliases, party.name)]
            if name in called or any(known.startswith(name) or name.startswith(known) for known in called if known):
                return party.role.value if party.role else ""
    return ""


if __name__ == "__main__":
    main()
