"""What a review is given: the shared context, the same for either side, and the private one of its owner."""

from clausecheck.context.shared import cell_row, shared_context

__all__ = ["cell_row", "shared_context"]
