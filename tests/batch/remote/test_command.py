"""The installed command from object storage to object storage."""

import os
import subprocess
import sys
from pathlib import Path

from tests.batch.remote.conftest import stored
from tests.cli.batches import contract


def batch(bucket: str, data: Path) -> tuple[int, str]:
    """A run on a machine whose data folder is `data`: exit code and standard error."""
    command = Path(sys.executable).with_name("clausecheck")
    words = [f"s3://{bucket}/in", "--out", f"s3://{bucket}/out", "--quiet"]
    env = os.environ | {"CLAUSECHECK_DATA": str(data)}
    done = subprocess.run([command, "batch", *words], env=env, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stderr


def results(bucket: str) -> dict[str, tuple[bytes, str]]:
    """Every result with the time of its writing."""
    found = stored().find(f"{bucket}/out", detail=True, refresh=True)
    return {
        name.removeprefix(f"{bucket}/out/"): (stored().cat_file(name), str(info["LastModified"]))
        for name, info in found.items()
    }


def test_a_run_from_a_store_to_a_store_which_another_machine_finds_done(s3: str, tmp_path: Path) -> None:
    for number in range(3):
        stored().pipe_file(f"{s3}/in/north/{number}.txt", contract(number).encode())
    stored().pipe_file(f"{s3}/in/broken.pdf", b"%PDF-1.7 and nothing else")
    assert batch(s3, tmp_path / "one") == (3, "")
    first = results(s3)
    reviews = {name: told for name, told in first.items() if name.startswith("reviews/")}
    assert len(reviews) == 3
    assert {"results.csv", "results.xlsx", "index.html", "summary.json", "journal.sqlite.gz"} <= set(first)
    assert f"s3://{s3}/in/north/2.txt".encode() in first["results.csv"][0]
    lost = next(iter(reviews))
    stored().rm_file(f"{s3}/out/{lost}")
    assert batch(s3, tmp_path / "two") == (3, "")
    second = results(s3)
    assert second[lost][0] == reviews[lost][0], "what is missing is made again"
    del reviews[lost]
    assert {name: second[name] for name in reviews} == reviews, "the others are left as they were"
    for name in ("results.csv", "results.xlsx", "index.html", "summary.json"):
        assert second[name][0] == first[name][0]
