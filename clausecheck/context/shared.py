"""The shared context: every figure that a review of a category is served, the same bytes for either side."""

import hashlib
import json

from clausecheck.model import SharedContext
from clausecheck.model.taxonomy import category_chain
from clausecheck.stats import Statistics


def shared_context(statistics: Statistics, category: str) -> SharedContext:
    """Everything that the statistics hold for a category and those above it, as canonical JSON with its digest.

    It takes no side and no contract, so seller and buyer are served the same bytes by construction. Raises KeyError for
    an unknown category.
    """
    chain = category_chain(category)
    content = {
        "schema": "clausecheck/context/1",
        "category": category,
        "chain": chain,
        "statistics": {"id": statistics.id, "version": statistics.version, "as_of": statistics.as_of},
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "licence": source.licence,
                "url": source.url,
                "years": source.years,
                "as_of": source.as_of,
                "note": source.note,
            }
            for _, source in sorted(statistics.sources.items())
        ],
        "presence": sorted(
            [kind, name, count, sampled, source]
            for (kind, name), (count, sampled, source) in statistics.presence_rows.items()
            if name in chain
        ),
        "values": sorted(
            [term, unit, name, values, source]
            for (term, unit, name), (values, source) in statistics.value_rows.items()
            if name in chain
        ),
        "names": sorted(
            [term, name, names, source]
            for (term, name), (names, source) in statistics.name_rows.items()
            if name in chain
        ),
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    return SharedContext(
        digest=f"sha256:{hashlib.sha256(canonical).hexdigest()}",
        canonical=canonical,
        category=category,
        statistics=f"{statistics.id} {statistics.version}",
        as_of=statistics.as_of,
    )
