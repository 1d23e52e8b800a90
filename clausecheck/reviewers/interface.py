"""The port between the review and whoever reviews: one method, values in, values out."""

from typing import Protocol, runtime_checkable

from clausecheck.model import ReviewerAnswer, ReviewRequest


@runtime_checkable
class Reviewer(Protocol):
    """Anything that can review one contract for one side."""

    @property
    def name(self) -> str:
        """The name that `--reviewer` chooses it by: "rules", "claude"."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same request may be answered differently."""
        ...

    def review(self, request: ReviewRequest) -> ReviewerAnswer:
        """Answer `request` with findings that are placed and quoted.

        `request.findings` holds what is known already; an answer adds to it and never removes. A fault of a service
        is told in `ReviewerAnswer.notes` where something useful can still be answered; otherwise raises ServiceError.
        """
        ...
