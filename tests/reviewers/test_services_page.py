"""The page about services says what the program does."""

import re
import tomllib
from pathlib import Path

from clausecheck.model import Service
from clausecheck.reviewers.claude import batch_memory, batching, doors, wire
from clausecheck.reviewers.claude.limits import Limits

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "services.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_service_has_a_row_and_its_packages() -> None:
    for service in Service:
        assert f"| `{service}` |" in PAGE
    for extra in ("bedrock", "vertex"):
        assert f"clausecheck[{extra}]" in PAGE
        assert extra in PROJECT["optional-dependencies"]


def test_every_way_to_aws_s_credentials_that_needs_one_is_named() -> None:
    named = {"AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_BEARER_TOKEN_BEDROCK", "AWS_EC2_METADATA_SERVICE_ENDPOINT"}
    assert named <= set(doors._AWS_CREDENTIALS)
    assert all(f"`{name}`" in PAGE for name in named)


def test_every_variable_that_is_named_is_read_by_somebody() -> None:
    import anthropic
    import botocore
    import google.auth

    readers = [ROOT / "clausecheck", *(Path(str(module.__file__)).parent for module in (anthropic, botocore))]
    readers.append(Path(str(google.auth.__file__)).parent)
    source = "".join(path.read_text(encoding="utf-8") for folder in readers for path in folder.rglob("*.py"))
    named = set(re.findall(r"\b(?:ANTHROPIC|AWS|CLOUD|GOOGLE|GCE|CLAUSECHECK)_[A-Z_]+\b", PAGE))
    assert {name for name in named if name not in source} == set()


def test_the_figures_are_those_of_the_program() -> None:
    limits = Limits()
    assert (
        f"{limits.silence_seconds:.0f} seconds of silence, {limits.connect_seconds:.0f} to connect, "
        f"{limits.answer_seconds:.0f} for one whole answer" in PAGE
    )
    assert f"at most {wire.MOST_BYTES >> 20} MB, {wire.MOST_IN_A_LINE >> 20} MB in one line" in PAGE
    assert f"for {batch_memory.KEPT_DAYS} days" in PAGE
    assert str(batch_memory.KEPT_DAYS) in batching.GOES_ON
    assert f"after {batching.LONGEST_SECONDS / 3600:g} hours" in PAGE


def test_the_oldest_sdk_that_was_tried_is_the_oldest_that_is_allowed() -> None:
    (needed,) = (name for name in PROJECT["dependencies"] if name.startswith("anthropic"))
    floor = needed.removeprefix("anthropic>=")
    assert f"and {floor}.0.0" in PAGE
    for extra in ("bedrock", "vertex"):
        assert PROJECT["optional-dependencies"][extra] == [f"anthropic[{extra}]>={floor}"]
