"""An answer that gets nowhere is given up; one that comes slowly is not."""

from itertools import accumulate

import pytest

from clausecheck.reviewers.claude.pace import Pace


@pytest.mark.parametrize(
    ("steps", "lost"),
    [
        ([(1, 1)] * 300, False),
        ([(1, 0)] * 89, False),
        ([(1, 0)] * 91, True),
        ([(2, 1)] * 60, True),
        ([(80, 200), (80, 200), (80, 200)], False),
        ([(80, 200), *[(1, 0)] * 200], True),
        ([], False),
    ],
)
def test_too_few_words_in_too_much_time_are_noticed(steps: list[tuple[int, int]], lost: bool) -> None:
    """Each step is so many seconds, and so many characters at their end."""
    times = accumulate((seconds for seconds, _ in steps), initial=0)
    pace = Pace(lambda: next(times), 90)
    assert any([pace.lost(0), *(pace.lost(characters) for _, characters in steps)]) is lost
