"""Who may handle own history: a short list, kept by looking at every import of the package."""

import ast
from collections.abc import Iterator
from pathlib import Path

import clausecheck

ROOT = Path(clausecheck.__file__).parent
PRIVATE = {
    "clausecheck.history", "clausecheck.model.history", "clausecheck.context.own", "clausecheck.context.private",
    "clausecheck.context.usual", "clausecheck.report.own", "clausecheck.report.history",
    "clausecheck.report.json_private", "clausecheck.report.schema_private", "clausecheck.cli.own",
}  # fmt: skip
"""The modules that hold deals of the user, or words made of them."""
MAY = {
    "clausecheck.cli.history_add", "clausecheck.cli.history_export", "clausecheck.cli.history_forget",
    "clausecheck.cli.history_show", "clausecheck.cli.review", "clausecheck.cli.audit_replay",
    "clausecheck.cli.recording", "clausecheck.model.review", "clausecheck.review.replay",
    "clausecheck.report.json_review", "clausecheck.report.review.brief", "clausecheck.report.review.explain",
    "clausecheck.report.review.whole", "clausecheck.report.schema", "clausecheck.report.schema_review",
    "clausecheck.review.reviewing", "clausecheck.cli.batch", "clausecheck.cli.batch_asked",
    "clausecheck.model.batch",
}  # fmt: skip
"""Who else may name them: the commands of the owner, the nouns `Review` and `Reviewing`, the reports with their marked
part, and the record, which seals them.
"""


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, and every name that it imports as if it were a module, at any depth."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert not node.level
            yield from (node.module, *(f"{node.module}.{name.name}" for name in node.names))


def is_private(module: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in PRIVATE)


def test_nobody_else_can_name_own_history() -> None:
    found = set()
    for path in ROOT.rglob("*.py"):
        module = ".".join(("clausecheck", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        if not is_private(module) and any(map(is_private, imports(path))):
            found.add(module)
    assert found == MAY


def test_no_reviewer_and_no_shared_figure_is_on_the_list() -> None:
    shared = ("stats", "compare", "reviewers", "build", "read", "segment", "classify", "terms", "context")
    assert not [module for module in MAY if module.split(".")[1] in shared]
