"""What shaped a review: every dataset, for its manifest."""

from pathlib import Path

from clausecheck.model import Dataset, Reach, Review


def datasets(review: Review, prompts: Path | None = None) -> tuple[Dataset, ...]:
    """Everything that shaped a review, for its manifest; `prompts` is the folder that the review was made with.

    Raises UsageError where the prompts cannot be used.
    """
    from clausecheck import context
    from clausecheck.reviewers.given import playbook_datasets, prompt_datasets

    return (
        *context.shared_datasets(review.shared),
        *context.reading_datasets(),
        *playbook_datasets(),
        *(prompt_datasets(review.side, prompts) if review.reviewer.model else ()),
        Dataset(name="own history", reach=Reach.OWNER, rows=review.private.deals if review.private else 0),
        Dataset(name="own playbook", reach=Reach.OWNER, rows=review.own_rules),
    )
