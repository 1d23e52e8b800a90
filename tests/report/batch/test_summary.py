"""The summary tells on about one screen what became of the files, what failed and why, and never a bare percentage."""

import io
import re

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Judged, Outcome, Row
from clausecheck.report.batch.summary import summary_page
from clausecheck.report.batch.tally import Tally
from clausecheck.report.markdown import to_markdown
from clausecheck.report.terminal import draw_review
from tests.report.batch.rows import point, reviewed, unread
from tests.report.test_hostile_output import STEERS

SCREEN = 50
"""Lines."""


def drawn(*rows: Row, width: int = 110) -> str:
    tally = Tally()
    for row in rows:
        tally.add(row)
    draw_review(summary_page(tally.totals()), text := io.StringIO(), width=width)
    return text.getvalue()


def many() -> list[Row]:
    """Files of every kind, from two sides, with more causes and categories than are told."""
    found = [
        point(severity, clause_type=kind) for severity in Severity for kind in ("notices", "term", "venue", "taxes")
    ]
    rows = [
        reviewed(f"in/{one}.txt", *found[: one % 20], sides=tuple(Side), category=f"kind_{one % 14}")
        for one in range(400)
    ]
    return rows + [unread(f"in/{'x' * one}.pdf", why=f"{'y' * one} is broken") for one in range(1, 30)]


def test_it_says_what_became_of_the_files_and_why() -> None:
    rows = [
        reviewed("a.txt", point()),
        unread("north/b.pdf"),
        unread("c.pdf"),
        unread("d.txt", Outcome.FAILED, "the service is away"),
    ]
    told = " ".join(drawn(*rows).split())
    for words in (
        "Batch of 4 files", "1 of 4 files were reviewed whole", "1 file is not done: run the same command again",
        "2 files: the file is protected with a password (b.pdf and others); remove it",
        "1 file: the service is away (d.txt)",
        "HIGH a.txt seller: 1 high", "1 of 1 reviewed seller 1", "Missing: limitation of liability: 1 of 1 contract",
    ):  # fmt: skip
        assert words in told


def test_what_hides_something_is_said_aloud() -> None:
    one, two = reviewed("a.txt", point(), scan=Verdict.HOSTILE), reviewed("b.txt", point(), scan=Verdict.HOSTILE)
    assert "! 1 file hides words from a human reader, or addresses whoever reviews" in drawn(one)
    assert "! 2 files hide words from a human reader, or address whoever reviews" in drawn(one, two)
    assert "a.txt  hostile, seller: 1 high" in drawn(one)


def test_a_hostile_file_without_findings_stands_among_the_first() -> None:
    assert "a.txt  hostile" in drawn(reviewed("a.txt", scan=Verdict.HOSTILE))


def test_unanswered_questions_and_money_are_said() -> None:
    judged = (Judged(side=Side.SELLER, unread=3, cost_usd=1.5),)
    told = drawn(reviewed("a.txt", judged=judged))
    assert "3 clauses got no usable answer" in told
    assert "1.50 USD" in told


def test_it_fits_a_screen_whatever_came_in() -> None:
    told = drawn(*many())
    assert len(told.splitlines()) <= SCREEN
    assert "24 files for other causes" in told


def test_no_share_stands_without_its_counts() -> None:
    assert not re.search(r"\d ?%", drawn(*many()))


def test_nothing_to_tell_is_told() -> None:
    assert "Batch of 0 files" in drawn()
    assert "Every file was reviewed whole." in drawn(reviewed("a.txt"))


def test_words_of_strangers_do_nothing() -> None:
    bad = "\x1b[31m\u202e[red]![p](http://evil.example)<b>\r\n"
    rows = [reviewed(bad, point(title=bad), category=bad), unread(bad, why=bad, hint=bad)]
    tally = Tally()
    for row in rows:
        tally.add(row)
    told, written = drawn(*rows), to_markdown(summary_page(tally.totals()))
    assert not STEERS.search(told + written)
    assert "[red]" in told
    assert "![p](" not in written
    assert "<b>" not in written
