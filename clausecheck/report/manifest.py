"""The manifest of a review as JSON: what its reviewer was given, and who supplied it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clausecheck import __version__
from clausecheck.model import Dataset, Review

if TYPE_CHECKING:
    from clausecheck.context.schema import DatasetJson, ManifestJson


def manifest_json(review: Review, datasets: Iterable[Dataset]) -> "ManifestJson":
    """The manifest of a review that was shaped by `datasets`."""
    from clausecheck.context import shared_json
    from clausecheck.report.json_review import reviewer_json

    document = review.contract.document
    return {
        "schema": "clausecheck/manifest/1",
        "program": f"clausecheck {__version__}",
        "document": {"name": document.name, "sha256": document.sha256},
        "side": review.side,
        "category": review.category,
        "region": review.region,
        "reviewer": reviewer_json(review.reviewer),
        "shared_context": shared_json(review.shared),
        "datasets": [_dataset(dataset) for dataset in datasets],
    }


def _dataset(dataset: Dataset) -> "DatasetJson":
    return {
        "name": dataset.name,
        "reach": dataset.reach,
        "version": dataset.version,
        "rows": dataset.rows,
        "sources": list(dataset.sources),
        "digest": dataset.digest,
    }
