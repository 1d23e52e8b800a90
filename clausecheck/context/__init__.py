"""What a review is given: the shared context, the same for either side, and the private one of its owner."""

from clausecheck.context.shared import shared_context

__all__ = ["shared_context"]
