"""docs/reviewers.md says the limits that hold."""

from pathlib import Path

from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.settings import FILE, load_settings

PAGE = " ".join((Path(__file__).parents[2] / "docs" / "reviewers.md").read_text(encoding="utf-8").split())
LIMITS = Limits()


def spaced(number: float) -> str:
    return f"{number:,.0f}".replace(",", " ")


def test_the_limits_are_those_of_the_program() -> None:
    for words in (
        f"at most {LIMITS.chunk_clauses} clauses and {spaced(LIMITS.chunk_characters)} characters in one request",
        f"| one clause | {spaced(LIMITS.clause_characters)} characters |",
        f"| one review | {spaced(LIMITS.requests)} groups, {LIMITS.parallel} at a time |",
        f"| one answer | {spaced(LIMITS.answer_tokens)} tokens, {spaced(LIMITS.answer_characters)} characters |",
        f"| one answer | {LIMITS.answer_seconds:.0f} seconds, {LIMITS.silence_seconds:.0f} without",
        f"| one review | {LIMITS.total_seconds / 60:.0f} minutes, or `--max-time`",
        f"up to {LIMITS.tries} times in all, after 1, 2, 4 seconds or as long as the service asks",
        f"as long as the service asks, never above {LIMITS.longest_wait:.0f} |",
        f"below {spaced(LIMITS.least_answer_tokens)} tokens the group is not sent",
    ):
        assert words in PAGE


def test_no_model_is_named_but_in_the_settings() -> None:
    assert f"prompts/{FILE}" in PAGE
    assert not [name for name in load_settings().prices if name in PAGE]
    package = Path(__file__).parents[2] / "clausecheck" / "reviewers" / "claude"
    code = " ".join(path.read_text(encoding="utf-8") for path in package.glob("*.py"))
    assert not [name for name in load_settings().prices if f'"{name}"' in code]
