"""What a service is sent instead of names and numbers, and how its answer gets them back."""

from clausecheck.reviewers.redaction.redactor import NOTE, Hidden, Redactor

__all__ = ["NOTE", "Hidden", "Redactor"]
