"""What a review is given: the shared context, the same for either side, and the private one of its owner."""

from clausecheck.context.canonical import canonical
from clausecheck.context.given import reading_datasets, shared_datasets
from clausecheck.context.shared import context_json, shared_context, shared_json

__all__ = ["canonical", "context_json", "reading_datasets", "shared_context", "shared_datasets", "shared_json"]
