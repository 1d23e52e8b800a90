"""What a batch comes to: every file is counted once, and a figure is a count of a sample."""

import json

import jsonschema
import pytest

from clausecheck.model import Severity, Side, Verdict
from clausecheck.model.batch import Judged, Outcome, Row
from clausecheck.report.batch.json import summary_json
from clausecheck.report.batch.tally import CAUSES, FIRST, Tally
from clausecheck.report.batch.totals import Totals
from clausecheck.report.batch.weight import heaviest
from clausecheck.report.schema import json_schema
from tests.report.batch.rows import point, reviewed, unread, written


def counted(*rows: Row) -> Totals:
    tally = Tally()
    for row in rows:
        tally.add(row)
    return tally.totals()


def test_every_file_is_counted_once() -> None:
    rows = [
        reviewed("a"),
        reviewed("b", category="saas"),
        unread("c"),
        unread("d", Outcome.SKIPPED),
        reviewed("e", same_as="a"),
    ]
    totals = counted(*rows)
    assert (totals.files, totals.duplicates, sum(totals.outcomes.values())) == (5, 1, 5)
    assert [(one.category, one.files) for one in totals.categories] == [("consulting", 2), ("saas", 1), ("", 2)]
    assert sum(one.files for one in totals.categories) == totals.files


def test_a_frequent_finding_is_a_count_of_contracts_that_were_reviewed() -> None:
    twice, other = (point(), point(Severity.LOW)), point(clause_type="notices")
    totals = counted(
        reviewed("a", *twice),
        reviewed("b", *twice, other),
        reviewed("c"),
        unread("d"),
        reviewed("e", *twice, same_as="a"),
    )
    (side,) = totals.whole.sides
    assert [(one.clause_type, one.count, one.sampled) for one in side.frequent] == [
        ("limitation_of_liability", 2, 3), ("notices", 1, 3),
    ]  # fmt: skip
    assert side.files == 4
    assert side.frequent[0].gravest is Severity.HIGH
    assert side.findings[Severity.HIGH] == 4


def test_sides_are_counted_apart() -> None:
    row = reviewed(
        "a", sides=tuple(Side), judged=(Judged(side=Side.SELLER), Judged(side=Side.BUYER, points=(point(),)))
    )
    seller, buyer = counted(row).whole.sides
    assert (seller.worst[Severity.HIGH], buyer.worst[Severity.HIGH]) == (0, 1)


def test_the_same_fault_of_many_files_is_one_cause() -> None:
    rows = [
        unread(f"north/{name}.pdf", why=f"{name}.pdf has {name} pages, which is too many")
        for name in ("12", "7", "400")
    ]
    totals = counted(*rows, unread("x.pdf", Outcome.FAILED, "it broke", fault="KeyError"))
    first, second = totals.causes
    assert (first.why, first.files, first.examples) == (
        "the file has 12 pages, which is too many",
        3,
        tuple(row.name for row in rows),
    )
    assert (second.why, second.files, second.outcome) == ("it broke", 1, Outcome.FAILED)


@pytest.mark.parametrize(
    ("name", "why", "told"),
    [
        ("pipe", "it is a pipe, which is not opened", "it is a pipe, which is not opened"),
        ("is", "is is damaged", "the file is damaged"),
        ("a.pdf", "there is no file a.pdf", "there is no such file"),
        ("a.pdf", "aa.pdf is in a.pdf.zip", "aa.pdf is in a.pdf.zip"),
        ("a (1).pdf", "a (1).pdf: it broke", "the file: it broke"),
    ],
)
def test_only_its_whole_name_is_left_out_of_a_cause(name: str, why: str, told: str) -> None:
    assert counted(unread(name, why=why)).causes[0].why == told


def test_causes_beyond_those_told_are_counted() -> None:
    totals = counted(
        *(unread(f"{one}.pdf", why=f"cause {chr(97 + one // 26)}{chr(97 + one % 26)}") for one in range(CAUSES + 7))
    )
    assert len(totals.causes) == CAUSES
    assert totals.causes_left_out == 7


def test_the_files_to_look_at_first() -> None:
    high, low = point(), point(Severity.LOW)
    rows = [
        reviewed("quiet"), reviewed("low", low), unread("link", Outcome.SKIPPED), unread("locked"),
        reviewed("high", high), reviewed("two", high, high), reviewed("hidden", scan=Verdict.HOSTILE),
        reviewed("critical", point(Severity.CRITICAL)),
        reviewed("part", low, outcome=Outcome.PARTIAL), reviewed("medium", point(Severity.MEDIUM)),
    ]  # fmt: skip
    assert [row.name for row in counted(*rows).first] == [
        "hidden", "critical", "two", "high", "part", "locked", "medium", "low", "quiet", "link",
    ]  # fmt: skip


def test_equal_files_stay_in_their_order_and_only_so_many_are_kept() -> None:
    rows = [reviewed(f"{number:03}", point()) for number in range(FIRST + 20)]
    assert [row.name for row in counted(*rows).first] == [row.name for row in rows[:FIRST]]


def test_the_side_with_more_to_look_at_tells_of_a_file() -> None:
    row = reviewed(
        "a", judged=(Judged(side=Side.SELLER, points=(point(),)), Judged(side=Side.BUYER, points=(point(), point())))
    )
    found = heaviest(row)
    assert found is not None
    assert found.side is Side.BUYER
    assert heaviest(unread("b")) is None


@pytest.mark.parametrize(
    ("least", "expected"), [(Severity.CRITICAL, False), (Severity.HIGH, True), (Severity.INFO, True)]
)
def test_whether_any_file_has_a_finding_of_a_severity(least: Severity, expected: bool) -> None:
    assert counted(reviewed("a"), reviewed("b", point())).has(least) is expected
    assert not counted(unread("a")).has(least)


def test_a_model_is_paid_once_for_the_same_bytes() -> None:
    paid = (Judged(side=Side.SELLER, cost_usd=0.25, unread=2),)
    totals = counted(reviewed("a", judged=paid), reviewed("b", judged=paid, same_as="a"))
    assert (totals.cost_usd, totals.unread) == (0.25, 2)


def test_the_summary_follows_its_schema_and_says_every_count() -> None:
    rows = [
        reviewed("a", point(), sides=tuple(Side)),
        unread("<b>.txt"),
        reviewed("c", same_as="a"),
        unread("d", Outcome.PENDING, "-"),
    ]
    files, totals = written(rows, *Side)
    told = json.loads(files["summary.json"])
    jsonschema.validate(told, json_schema("batch"))
    assert told == json.loads(json.dumps(summary_json(totals)))
    assert (told["files"], told["outcomes"]["reviewed"], told["outcomes"]["failed"]) == (4, 2, 0)
    assert told["categories"][-1]["category"] is None
    assert told["causes"][0]["examples"] == ["<b>.txt"]


def test_a_summary_of_nothing_follows_its_schema() -> None:
    files, totals = written([])
    jsonschema.validate(json.loads(files["summary.json"]), json_schema("batch"))
    assert totals.files == 0
