"""The proof that the build counts right can fail."""

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "check_frequencies.py"

CONTRACTS = [
    ("a", "Hosting", ["Parties", "Audit Rights"]),
    ("b", "Hosting", ["Parties"]),
    ("c", "Service", ["Audit Rights"]),
    ("d", "IP", []),
    ("e", "Consulting", ["Parties"]),
]
"""Hosting and consulting count in the category "services" too, and must not in the contract type "Service"."""

SHARES = {
    "Consulting": (1, "1.0000", "0.0000"),
    "Hosting": (2, "1.0000", "0.5000"),
    "IP": (1, "0.0000", "0.0000"),
    "Service": (1, "0.0000", "1.0000"),
    "ALL": (5, "0.6000", "0.4000"),
}


def _check(folder: Path, shares: dict[str, tuple[int, str, str]]) -> subprocess.CompletedProcess[str]:
    cuad = folder / "cuad"
    cuad.mkdir()
    rows = [{"id": id_, "contract_type": kind, "labels": labels} for id_, kind, labels in CONTRACTS]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (cuad / "contracts.jsonl.gz").write_bytes(gzip.compress(lines.encode("utf-8")))
    with (cuad / "clause_frequency_by_type.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("contract_type", "n_contracts", "Parties", "Audit Rights"))
        writer.writerows((kind, *told) for kind, told in shares.items())
    return subprocess.run([sys.executable, str(TOOL), str(folder)], capture_output=True, text=True)


def test_equal_frequencies_are_equal(tmp_path: Path) -> None:
    done = _check(tmp_path, SHARES)
    assert done.returncode == 0, done.stderr
    assert "10 of 10 cells are equal" in done.stdout


@pytest.mark.parametrize(
    ("kind", "told", "line"),
    [
        ("Hosting", (2, "1.0000", "0.5001"), "Hosting, Audit Rights: 1 of 2 is 0.5000, not 0.5001 of 2"),
        ("ALL", (6, "0.6000", "0.4000"), "ALL, Parties: 3 of 5 is 0.6000, not 0.6000 of 6"),
    ],
)
def test_a_share_or_a_sample_that_differs_is_told(
    tmp_path: Path, kind: str, told: tuple[int, str, str], line: str
) -> None:
    done = _check(tmp_path, SHARES | {kind: told})
    assert done.returncode == 1
    assert line in done.stdout
