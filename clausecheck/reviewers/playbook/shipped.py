"""The playbooks that ship, one for each side."""

from functools import cache

from clausecheck import resources
from clausecheck.model import Side
from clausecheck.reviewers.playbook.parse import read_rulebook
from clausecheck.reviewers.playbook.rulebook import Rulebook


@cache
def shipped(side: Side) -> Rulebook:
    """The rules that ship for a side. Raises ValueError where the installation is damaged."""
    file = f"playbooks/{side.value}.toml"
    text = (resources.folder("playbooks") / f"{side.value}.toml").read_text(encoding="utf-8")
    book, problems = read_rulebook(text, file, own=False)
    if book is None or problems:
        raise ValueError(f"{file}, line {problems[0].line}: {problems[0].message}")
    return book
