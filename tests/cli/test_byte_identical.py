"""The same input gives the same bytes, whatever order the process keeps its sets and dictionaries in."""

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.test_swap import made

SEEDS = ("0", "1", "4242")


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A contract with unusual terms of every family, so that every part of a review has something to order."""
    path = tmp_path_factory.mktemp("identical") / "agreement.txt"
    path.write_text(made(0, 7).text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", "--side", "seller", "--reviewer", "rules", "--mirror", "--deal-size", "50000"),
        ("review", "--side", "buyer", "--reviewer", "rules", "--region", "US"),
        ("parse",),
    ],
    ids=lambda arguments: " ".join(arguments[:3]),
)
def test_json_is_byte_identical_in_every_process(program: Program, contract: Path, arguments: tuple[str, ...]) -> None:
    command, *options = arguments
    done = [program(command, contract, *options, "--format", "json", PYTHONHASHSEED=seed) for seed in SEEDS]
    assert [one.returncode for one in done] == [0] * len(SEEDS), done[0].stderr
    assert len({one.stdout.encode() for one in done}) == 1
    assert len(done[0].stdout) > 10_000
