"""Notices of a file: each once, and none of their words lost."""

from clausecheck.model import Format
from clausecheck.read import limits
from clausecheck.read.builder import Builder


def test_a_notice_is_kept_once_and_partial_if_either_is() -> None:
    builder = Builder()
    builder.add("Words.", paragraph=1)
    for partial in (False, True, False):
        builder.notice("running_head", "a head", page=3, quote="Page  head", partial=partial)
    (notice,) = builder.document("a.txt", Format.TEXT, "").notices
    assert (notice.quote, notice.page, notice.partial) == ("Page head", 3, True)


def test_words_beyond_the_most_notices_stand_together() -> None:
    builder = Builder()
    builder.add("Words.", paragraph=1)
    count = limits.NOTICES + 40
    for page in range(count):
        builder.notice("running_head", "a head", page=page, quote=f"Page {page}")
    notices = builder.document("a.txt", Format.TEXT, "").notices
    assert len(notices) == limits.NOTICES + 1
    assert notices[-1].quote.startswith(f"Page {limits.NOTICES} Page ")
    told = {word for notice in notices for word in notice.quote.split()}
    assert told == {"Page", *map(str, range(count))}
