"""What shaped a review, for its manifest: the shared context, table by table, and the data that reads contracts."""

import json

from clausecheck import resources
from clausecheck.context.canonical import canonical, digest
from clausecheck.context.shared import TABLES
from clausecheck.model import Dataset, Reach, SharedContext
from clausecheck.stats.load import FILE as STATISTICS
from clausecheck.stats.policy import FILE as POLICY


def shared_datasets(shared: SharedContext) -> tuple[Dataset, ...]:
    """The tables of a shared context and its policy; each digest is that of a part of the context in canonical form."""
    content = json.loads(shared.canonical)
    tables = (
        Dataset(
            name=f"statistics/{table}",
            reach=Reach.BOTH,
            version=shared.statistics,
            rows=len(content[table]),
            sources=tuple(sorted({row["source"] for row in content[table]})),
            digest=digest(canonical(content[table])),
        )
        for table in TABLES
    )
    return (*tables, Dataset(name="policy", reach=Reach.BOTH, version=shared.policy, digest=shared.policy_digest))


def reading_datasets() -> tuple[Dataset, ...]:
    """The shipped models and rules that read, type and compare clauses; each digest is that of the file."""
    folder = resources.folder("clause_stats")
    others = {STATISTICS, POLICY}
    return tuple(
        Dataset(name=f"clause_stats/{path.name}", reach=Reach.BOTH, digest=digest(path.read_bytes()))
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in others and not path.name.startswith(".")
    )
