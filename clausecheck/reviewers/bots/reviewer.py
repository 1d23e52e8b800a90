"""A bot of one's own as a reviewer: what it is given, who is asked, and the answer that comes of it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from clausecheck.model import Exchange, ReviewerAnswer, ReviewerInfo

if TYPE_CHECKING:
    from clausecheck.model import Asking, ReviewRequest
    from clausecheck.model.estimate import Progress
    from clausecheck.reviewers.asker import Asker


class BotReviewer:
    """Gives a bot the whole contract in one request and keeps what can be proven of its answer.

    A fault of the bot never raises: the answer then says what went wrong, and every clause is unread.
    """

    def __init__(
        self,
        asking: "Asking",
        *,
        private: Mapping[str, Any] | None = None,
        asker: "Asker | None" = None,
        info: ReviewerInfo | None = None,
        progress: "Callable[[Progress], None] | None" = None,
    ) -> None:
        """Find the bot that `asking` names, and start nothing. Raises UsageError where there is none.

        `private` is what of the user's own it is given. `asker` answers in its place, as `info` says.
        """
        from clausecheck.reviewers.bots.limits import Limits
        from clausecheck.reviewers.bots.naming import chosen_bot

        self.asking = asking
        self._limits = Limits(seconds=asking.max_time) if asking.max_time else Limits()
        self._private, self._progress = private, progress
        self._asker = asker
        self._command: tuple[str, ...] = ()
        if info:
            self._info = info
        else:
            bot = chosen_bot(asking.reviewer)
            self._command = bot.command
            self._info = ReviewerInfo(name=bot.name, version=bot.version, maker=bot.maker)

    @property
    def name(self) -> str:
        """The name that reports show."""
        return self._info.name

    @property
    def version(self) -> str:
        """Of its package, or the digest of its program; the bot may state another in its answer."""
        return self._info.version

    def review(self, request: "ReviewRequest") -> ReviewerAnswer:
        """Ask once, or as often as is asked for. What was found before stays as it is and is not part of the answer."""
        from clausecheck.reviewers.asker import Question
        from clausecheck.reviewers.bots.asking import ProgramAsker
        from clausecheck.reviewers.bots.request import prepared
        from clausecheck.reviewers.bots.result import result

        put = prepared(request, self._limits, self.asking.redact, self._private)
        asked = tuple(clause.id for clause in request.contract.clauses if clause.text.strip())
        asker = self._asker or ProgramAsker(
            self._command, self._limits, put.private, self.asking.max_time or float("inf")
        )
        questions = [Question(put.body, run, asked) for run in range(1, self.asking.runs + 1)]
        try:
            exchanges = asker.ask(questions, self._told(len(questions), len(asked)))
        finally:
            asker.close()
        return result(self._info, request, exchanges, put, self._private)

    def _told(self, questions: int, clauses: int) -> Callable[[Exchange], None]:
        """Tells whoever follows the review of each answer."""
        done = 0

        def told(exchange: Exchange) -> None:
            nonlocal done
            done += 1
            if self._progress:
                from clausecheck.model.estimate import Progress

                self._progress(
                    Progress(
                        done=done,
                        questions=questions,
                        clauses=0 if exchange.trouble else clauses,
                        input_tokens=0,
                        output_tokens=0,
                        cost_usd=None,
                        last=exchange,
                    )
                )

        return told
