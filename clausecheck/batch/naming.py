"""The names of what a batch writes."""

import re
from typing import Final

from clausecheck.model import Side
from clausecheck.model.batch import Upload

REVIEWS: Final = "reviews"
"""The folder of the reviews, below the results."""
_SLUG: Final = re.compile(r"[^A-Za-z0-9._-]+")
_SLUG_LENGTH: Final = 60
_KEY_LENGTH: Final = 16
"""Digits of a key in the name of a review: with ten thousand million files, two of one name have one chance in 10^9."""
_WHOSE: Final = "\0 "
"""Stands for the name of a file with which a sentence begins; no name holds it."""


def review_name(upload: Upload, key: str, side: Side) -> str:
    """Where a review is, below the results: a name that a person knows again, on any system."""
    slug = _SLUG.sub("-", upload.file)[:_SLUG_LENGTH].strip(".-") or "file"
    return f"{REVIEWS}/{slug}-{key[:_KEY_LENGTH]}-{side}.json"


def without_name(why: str, file: str) -> str:
    """A sentence on a file that is kept for all files of the same bytes, whatever they are called."""
    return f"{_WHOSE}{why.removeprefix(f'{file} ')}" if why.startswith(f"{file} ") else why


def with_name(why: str, file: str) -> str:
    """The sentence again, about the file of that name."""
    return f"{file} {why.removeprefix(_WHOSE)}" if why.startswith(_WHOSE) else why
