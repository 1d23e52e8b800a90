"""A review laid out: on one screen, in full, one finding alone, or as a message to the other side."""

from clausecheck.report.review.brief import brief_page
from clausecheck.report.review.whole import whole_page

__all__ = ["brief_page", "whole_page"]
