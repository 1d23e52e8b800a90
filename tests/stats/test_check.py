"""`stats check`: everything that is wrong in a file is told, with its table and row."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clausecheck.errors import UnreadableError
from clausecheck.resources import folder
from clausecheck.stats.check import check_file
from clausecheck.stats.write import to_text

File = dict[str, Any]
DISCLOSURE = {"least_accounts": 20, "share_points": 5, "new_deals": 10, "largest_share": 0.5, "p_percent": 10}


def source(name: str, *, public: bool) -> File:
    words = {"title": "Deals", "licence": "CC BY 4.0", "years": "2020-2024", "as_of": "2024", "method": "counted"}
    return {"id": name, **words, "url": "https://example.org", "note": "", "public": public}


def cells(source: str, **more: Any) -> list[File]:
    """Rows of a category and of those above it, so that each stands under its wholes."""
    return [{"category": category, "source": source, **more} for category in ("all", "services", "saas")]


QUANTILES = {"p25": 14, "p50": 30, "p75": 30}
PRIVATE: File = {
    "schema": "clausecheck/statistics/1",
    "id": "market",
    "release": 2,
    "currency": "USD",
    "size_bounds": [0, 1000],
    "window_cut": 2010,
    "disclosure": DISCLOSURE,
    "sources": [source("market", public=False)],
    "presence": cells("market", type="payment_terms", count=26, sampled=40),
    "values": cells(
        "market",
        term="payment_days",
        unit="days",
        values=[[14, 10], [30, 28]],
        beyond=2,
        sampled=40,
        quantiles=QUANTILES,
    ),
    "names": cells("market", term="governing_law", names=[["New York", 24], ["Delaware", 12]], others=4, sampled=40),
    "directions": cells("market", type="indemnification", mutual=20, seller=14, buyer=6, sampled=40),
    "outcomes": cells(
        "market",
        type="payment_terms",
        proposed_by="buyer",
        accepted=20,
        changed=14,
        removed=6,
        rounds=[[1, 20], [2, 18]],
        sampled=40,
    ),
    "statements": [],
    "published": [],
}
PUBLISHED = {
    "id": "net-30",
    "topic": "payment",
    "measure": "share",
    "population": "invoices",
    "value": 0.4,
    "unit": "share",
    "types": ["payment_terms"],
    "categories": ["all"],
    "date": "2022",
    "source": "open",
}
STATEMENT = {
    "id": "may-keep-copy",
    "statement": "May keep a copy",
    "type": "confidentiality",
    "category": "nda",
    "count": 5,
    "contradicted": 2,
    "sampled": 9,
    "source": "open",
}
PUBLIC: File = PRIVATE | {
    "disclosure": None,
    "sources": [source("open", public=True)],
    "presence": cells("open", type="payment_terms", count=7, sampled=9),
    "values": cells(
        "open",
        term="payment_days",
        unit="days",
        values=[[13, 1], [31, 2]],
        sampled=3,
        quantiles={"p10": 13, "p25": 13, "p50": 31, "p75": 31, "p90": 31},
    ),
    "names": cells("open", term="governing_law", names=[["New York", 1]], sampled=1),
    "directions": [],
    "outcomes": [],
    "statements": [STATEMENT],
    "published": [PUBLISHED],
}


def checked(path: Path, content: object) -> list[str]:
    """What `stats check` says of a file with this content."""
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return [violation.line() for violation in check_file(path).violations]


def changed(content: File, *way: Any, to: Any) -> File:
    """The file with one thing in it changed; `...` takes it away."""
    made = copy.deepcopy(content)
    place: Any = made
    for step in way[:-1]:
        place = place[step]
    if to is ...:
        del place[way[-1]]
    else:
        place[way[-1]] = to
    return made


@pytest.mark.parametrize("content", [PRIVATE, PUBLIC])
def test_a_file_with_nothing_wrong(tmp_path: Path, content: File) -> None:
    assert checked(tmp_path / "one.json", content) == []
    assert checked(tmp_path / "two.json", to_text(content)) == []


def test_the_shipped_statistics_have_nothing_wrong() -> None:
    found = check_file(folder("clause_stats"))
    assert found.violations == ()
    assert found.rows > 1000


@pytest.mark.parametrize(
    ("way", "to", "told"),
    [
        (("presence", 1, "count"), ..., "presence, row 2: count: Field required"),
        (("presence", 1, "source"), ..., "presence, row 2: source: Field required"),
        (("presence", 1, "sampled"), "40", "presence, row 2: sampled: Input should be a valid integer"),
        (("presence", 1, "count"), True, "presence, row 2: count: Input should be a valid integer"),
        (("presence", 1, "count"), -1, "presence, row 2: count: Input should be greater than or equal to 0"),
        (("presence", 1, "count"), 10, "presence, row 2 (payment_terms, services): count 10 is above its sample 9"),
        (("presence", 1, "sampled"), 0, "(payment_terms, services): it counts nothing: sampled is 0"),
        (("presence", 1, "source"), "other", "(payment_terms, services): no source has the id 'other'"),
        (("presence", 1, "type"), "party_acme", "unknown clause type 'party_acme'"),
        (("presence", 1, "category"), "acme", "unknown category 'acme'"),
        (("presence", 2, "category"), "services", "row 3 (payment_terms, services): row 2 is about the same"),
        (
            ("presence", 0, "sampled"),
            8,
            "row 1 (payment_terms, all): sampled 8 is below the 9 of its parts",
        ),
        (("values", 0, "sampled"), 4, "(payment_days, days, all): the counts add up to 3, not to the sample 4"),
        (("values", 0, "values"), [[31, 2], [13, 1]], "(payment_days, days, all): the values do not ascend"),
        (("values", 0, "values"), [[13, 3], [31, 0]], "(payment_days, days, all): a listed count is 0"),
        (("values", 0, "quantiles", "p50"), 13, "p50 is 13, but of these values it is 31"),
        (("values", 0, "unit"), "months", "unknown term 'payment_days' in 'months'"),
        (("values", 0, "beyond"), 1, "beyond belongs to rounded figures; a public source has every value"),
        (("names", 0, "names"), [["New York", 1], ["Delaware", 2]], "do not stand with the most frequent first"),
        (("names", 0, "term"), "payment_days", "unknown term 'payment_days'"),
        (("statements", 0, "contradicted"), 5, "count and contradicted are 10, above the sample 9"),
        (("published", 0, "date"), " ", "published, row 1 (net-30): date is empty"),
        (("published", 0, "source"), ..., "published, row 1: source: Field required"),
        (("sources", 0, "licence"), "", "sources, row 1: licence is empty"),
        (("sources", 0, "url"), "our files", "sources, row 1: it is called public, but its url is no web address"),
        (("sources", 0, "public"), False, "disclosure is null, but the source 'open' is not public"),
        (("sources",), [source("open", public=True)] * 2, "sources, row 2: the id 'open' is there twice"),
        (("sources",), [source(name, public=True) for name in ("open", "more")], "row 2: no figure is from it"),
        (("release",), 0, "release: Input should be greater than or equal to 1"),
        (("presence",), ..., "presence: Field required"),
    ],
)
def test_faults_of_shape_sources_and_arithmetic(tmp_path: Path, way: tuple[Any, ...], to: Any, told: str) -> None:
    found = checked(tmp_path / "one.json", changed(PUBLIC, *way, to=to))
    assert any(told in line for line in found), found


@pytest.mark.parametrize(
    ("way", "to", "told"),
    [
        (("presence", 2, "sampled"), 41, "its sample 41 is no multiple of 20"),
        (
            ("presence", 2),
            PRIVATE["presence"][2] | {"count": 5, "sampled": 10},
            "its sample 10 is below the least of 20",
        ),
        (("presence", 2, "count"), 25, "count 25 is no multiple of 5 % of the sample"),
        (("presence", 2, "count"), 0, "count 0 is below 5 % of the sample: it tells what nobody has"),
        (("presence", 2, "count"), 40, "the rest 0 is below 5 % of the sample"),
        (("values", 2, "values"), [[13, 10], [30, 28]], "13 is no step of days: exact values are not published"),
        (("values", 2, "beyond"), 0, "beyond 0 is below 5 % of the sample"),
        (("values", 2, "quantiles"), QUANTILES | {"p90": 30}, "the quantiles are not p25, p50, p75"),
        (("values", 2, "quantiles"), {}, "the quantiles are not p25, p50, p75"),
        (("names", 2, "others"), 3, "others 3 is no multiple of 5 % of the sample"),
        (
            ("directions", 2),
            PRIVATE["directions"][2] | {"seller": 20, "buyer": 0},
            "buyer 0 is below 5 % of",
        ),
        (("outcomes", 2, "rounds"), [[7, 20]], "round 7 is no step of rounds"),
        (("outcomes", 2, "rounds"), [[1, 20], [2, 20]], "the rounds leave nobody out"),
        (
            ("presence", 1),
            PRIVATE["presence"][1] | {"category": "nda"},
            "services, which it is a part of, is not",
        ),
        (
            ("statements",),
            [STATEMENT | {"source": "market"}],
            "taken from public sources only",
        ),
        (
            ("published",),
            [PUBLISHED | {"source": "market"}],
            "taken from public sources only",
        ),
        (("disclosure",), None, "disclosure is null, but the source 'market' is not public"),
        (("disclosure",), DISCLOSURE | {"share_points": 7}, "disclosure: share_points is 7"),
        (("disclosure",), DISCLOSURE | {"least_accounts": 40}, ""),
    ],
)
def test_breaches_of_disclosure(tmp_path: Path, way: tuple[Any, ...], to: Any, told: str) -> None:
    found = checked(tmp_path / "one.json", changed(PRIVATE, *way, to=to))
    assert any(told in line for line in found) if told else found == []


def test_exact_figures_of_private_deals_are_refused(tmp_path: Path) -> None:
    private = changed(PUBLIC, "sources", 0, "public", to=False) | {"disclosure": DISCLOSURE}
    found = checked(tmp_path / "one.json", private)
    assert sum("below the least" in line for line in found) == 9


Change = Callable[[File], Any]


@pytest.mark.parametrize(
    "attempt",
    [
        lambda file: file["presence"][2].update(account="acme-corp"),
        lambda file: file["presence"][2].update(counterparty="Acme Corporation"),
        lambda file: file["presence"][2].update(note="Acme always accepts"),
        lambda file: file["presence"][2].update(deal="deal-17"),
        lambda file: file["presence"][2].update(category="acme"),
        lambda file: file["presence"][2].update(type="acme_payment_terms"),
        lambda file: file["presence"][2].update(region="Acme Corporation"),
        lambda file: file["presence"][2].update(region="US-ACM"),
        lambda file: file["presence"][2].update(size="12345-12346"),
        lambda file: file["presence"][2].update(years="2019.."),
        lambda file: file["presence"][2].update(source="acme"),
        lambda file: file["values"][2].update(term="acme_days"),
        lambda file: file["values"][2].update(unit="acme"),
        lambda file: file["values"][2].update(values=[[30, 38]], deals=["deal-17"]),
        lambda file: file["names"][2].update(names=[["Acme Corporation", 36]]),
        lambda file: file["names"][2].update(term="counterparty"),
        lambda file: file["outcomes"][2].update(proposed_by="Acme Corporation"),
        lambda file: file["sources"][0].update(account="acme"),
        lambda file: file.update(accounts=[{"id": "acme", "accepted": 12}]),
        lambda file: file.update(deals=[{"id": "deal-17", "payment_days": 30}]),
        lambda file: file["presence"].append({"deal": "deal-17", "type": "payment_terms", "present": True}),
        lambda file: file["presence"].append(file["presence"][2] | {"region": "GB", "count": 1, "sampled": 1}),
        lambda file: file["statements"].append(STATEMENT | {"source": "market", "statement": "Acme accepts 30 days"}),
        lambda file: file["published"].append(PUBLISHED | {"source": "market", "population": "Acme Corporation"}),
        lambda file: file["disclosure"].update(accounts=["acme"]),
    ],
)
def test_a_figure_of_one_counterparty_or_deal_cannot_be_said(tmp_path: Path, attempt: Change) -> None:
    file = copy.deepcopy(PRIVATE)
    attempt(file)
    assert checked(tmp_path / "one.json", file) != []


def test_weaker_settings_are_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    assert checked(path, PRIVATE | {"disclosure": DISCLOSURE | {"least_accounts": 10}}) == []
    assert check_file(path).warnings == (
        "the release was made with weaker settings than usual: least_accounts 10, not 20",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not JSON",
        b"\xff\xfe{}",
        b'{"a": NaN}',
        b"[" * 200_000,
        b'{"a": ' * 200_000,
        b'{"release": ' + b"9" * 5000 + b"}",
        b'{"id": "one", "id": "two"}',
    ],
)
def test_what_is_no_json_cannot_be_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "one.json").write_bytes(content)
    with pytest.raises(UnreadableError, match=r"one\.json is no JSON"):
        check_file(tmp_path / "one.json")


@pytest.mark.parametrize("content", ["[]", "3", "null", '{"presence": 3}', '{"presence": [3]}', '{"sources": [[]]}'])
def test_json_of_another_kind_is_a_violation(tmp_path: Path, content: str) -> None:
    assert checked(tmp_path / "one.json", content)


def test_a_file_larger_than_any_release_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "one.json").open("wb") as stream:
        stream.truncate(70_000_000)
    with pytest.raises(UnreadableError, match="more than 64 MB"):
        check_file(tmp_path / "one.json")


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clausecheck", "stats", "check", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_command_tells_the_first_twenty_and_json_tells_all(tmp_path: Path) -> None:
    file = copy.deepcopy(PRIVATE)
    regions = [{"region": f"US-{state}", "sampled": 10} for state in ("NY", "CA", "TX", "DE", "OH", "WA", "FL", "NV")]
    file["presence"] += [row | region for row in PRIVATE["presence"] for region in regions]
    path = tmp_path / "\x1b[31mone.json"
    path.write_text(json.dumps(file))
    done = run(path)
    assert done.returncode == 10
    assert len(done.stdout.splitlines()) == 22
    assert "more; --verbose tells them all" in done.stdout
    assert "\x1b" not in done.stdout
    told = json.loads(run(path, "--format", "json").stdout)
    assert (told["name"], told["rows"]) == ("market 2", 39)
    assert len(run(path, "-v").stdout.splitlines()) == len(told["violations"]) + 1


def test_the_command_says_when_nothing_is_wrong_and_when_it_cannot_read(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(PRIVATE))
    done = run(path)
    assert (done.returncode, done.stdout) == (0, "one.json: market 2, 15 rows: nothing wrong\n")
    path.write_text("{")
    broken = run(path)
    assert (broken.returncode, len(broken.stderr.splitlines())) == (3, 2)
    missing = run(tmp_path / "two.json")
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 2)


def test_the_json_is_as_its_schema_says(tmp_path: Path) -> None:
    import jsonschema

    from clausecheck.report.schema import json_schema

    path = tmp_path / "one.json"
    path.write_text(json.dumps(changed(PRIVATE, "presence", 2, "sampled", to=41)))
    jsonschema.validate(json.loads(run(path, "--format", "json").stdout), json_schema("check"))
    jsonschema.validate(PRIVATE, json_schema("statistics"))
    jsonschema.validate(json.loads((folder("clause_stats") / "statistics.json").read_text()), json_schema("statistics"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(changed(PRIVATE, "presence", 2, "account", to="acme"), json_schema("statistics"))
