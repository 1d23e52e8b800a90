"""Work in several processes."""

import os
import signal
import time

from clausecheck.build.workers import in_order


def doubled(number: int) -> int:
    time.sleep(0.02 if number % 2 else 0)
    return number * 2


def fatal(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def test_results_come_in_the_order_of_things() -> None:
    assert list(in_order(doubled, range(20), None, processes=2)) == [2 * n for n in range(20)]


def test_a_process_that_dies_costs_its_own_thing_alone() -> None:
    expected = [2 * n for n in range(12)]
    expected[3] = -1
    assert list(in_order(fatal, range(12), -1, processes=2)) == expected


def test_nothing_to_do() -> None:
    assert list(in_order(doubled, [], None)) == []


def test_it_may_be_left_before_the_end() -> None:
    results = in_order(doubled, range(1000), None, processes=1)
    assert next(results) == 0
    results.close()
