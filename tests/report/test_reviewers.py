"""The list of reviewers, as people and programs read it."""

import io

from clausecheck.model.known import Kind, KnownReviewer
from clausecheck.report.reviewers import reviewers_json, reviewers_page
from clausecheck.report.terminal import draw_review

READY = KnownReviewer(name="counter", kind=Kind.INSTALLED, version="3.1", maker="some-bot", needs="nothing at all")
BROKEN = KnownReviewer(name="bad", kind=Kind.INSTALLED, version="1", maker="b", needs="", fault="it \x1b[31mfell")


def test_each_is_told_with_what_it_needs_or_its_fault() -> None:
    stream = io.StringIO()
    draw_review(reviewers_page((READY, BROKEN)), stream, width=80)
    text = stream.getvalue()
    assert "counter\n- version 3.1\n- made by some-bot\n- needs nothing at all\n- ready\n" in text
    assert "bad\n- version 1\n- made by b\n- not ready: it U+001B[31mfell\n" in text


def test_programs_read_whether_it_is_ready() -> None:
    listed = reviewers_json((READY, BROKEN))["reviewers"]
    assert [(one["name"], one["ready"], one["fault"]) for one in listed] == [
        ("counter", True, ""),
        ("bad", False, "it \x1b[31mfell"),
    ]
