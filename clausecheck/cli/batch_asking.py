"""The questions of a batch to a service: what they will cost, how far they are, and whether they are asked at all."""

import argparse
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from clausecheck.batch.asking.interface import NoQuestions, Questions
from clausecheck.batch.journal import Journal
from clausecheck.cli import output
from clausecheck.cli.batch_progress import Display
from clausecheck.cli.progress import asking_words
from clausecheck.model.batch import Reviewing
from clausecheck.model.estimate import Estimate, Progress

if TYPE_CHECKING:
    from clausecheck.report.page import Page


class Asking:
    """Shows what is told of the asking."""

    def __init__(self, args: argparse.Namespace, shown: Display) -> None:
        self._args = args
        self._shown = shown
        self.estimate: Estimate | None = None
        """What it costs, once that is known."""

    def questions(self, how: Reviewing, journal: Journal) -> AbstractContextManager[Questions]:
        """The questions to Claude; none where nobody is asked, or a bot that workers start themselves."""
        if how.asking is None or how.asking.reviewer != "claude":
            return nullcontext(NoQuestions())
        from clausecheck.batch.asking.opening import open_questions

        args = self._args
        return open_questions(
            how.asking, journal, self._told, force=args.force, wait=not args.no_wait, ask=not args.dry_run
        )

    def write_estimate(self, form: str) -> None:
        """Write what asking would cost to standard output."""
        if self.estimate is None:
            output.remark("nothing would be asked: every question is answered, or there is none", self._args)
        if form == "json":
            from clausecheck.report.estimate import estimate_json
            from clausecheck.report.json import to_json

            output.write_text(to_json(estimate_json(self.estimate)) if self.estimate else "null\n", self._args)
        elif self.estimate is not None:
            output.write_page(self._page(self.estimate), form, self._args)

    def _told(self, told: Estimate | Progress) -> None:
        if isinstance(told, Progress):
            self._shown.asked(asking_words(told))
            return
        self.estimate = told
        if not self._args.quiet and not self._args.dry_run:
            from clausecheck.report.terminal import draw_review

            self._shown.end()
            with suppress(OSError):  # that nobody can read it is no reason to stop
                draw_review(replace(self._page(told), title="What asking will cost", summary=()), sys.stderr)
            self._shown.begin()

    def _page(self, estimate: Estimate) -> "Page":
        from clausecheck.report.estimate import estimate_page

        return estimate_page(estimate)
