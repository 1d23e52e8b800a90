"""A folder of contracts becomes observations."""

import os
from pathlib import Path
from typing import Any

import pytest

from clausecheck.build.contract import account
from clausecheck.build.folder import Folder
from clausecheck.build.observations import COLUMNS
from clausecheck.compare.presence import looked_for
from clausecheck.errors import UnreadableError, UsageError
from tests.generated import Article, written

ARTICLES = [
    Article("Payment", "Customer shall pay each undisputed invoice within thirty (30) days after receipt.", ()),
    Article("Non-Competition", "During the term Supplier shall not compete with Customer.", ()),
    Article(
        "Liability",
        "In no event shall the total liability of Supplier exceed the fees paid in the twelve (12) months before the"
        " claim.",
        ("Neither party shall be liable for indirect or consequential damages or for lost profits.",),
    ),
    Article(
        "Governing Law", "This Agreement shall be governed by the laws of the State of New York.",
        ("Late payments bear interest at 1.5% per month.",),
    ),
]  # fmt: skip
OPENING = (
    'This Consulting Agreement is made as of March 2, 2024 between Acme Tools, Inc. ("Customer") and Bright Ideas LLC'
    ' ("Supplier").'
)
OTHER = "This Agreement shall be governed by the laws of the State of Delaware. Either party may assign it."
Observation = dict[str, Any]


def text(*clauses: str, title: str = "SERVICES AGREEMENT") -> str:
    return "\n\n".join([title, *(f"{n}. {words}" for n, words in enumerate(clauses, start=1))])


def contract(form: str) -> tuple[bytes, str]:
    return written("CONSULTING AGREEMENT", [Article("Parties", OPENING, ()), *ARTICLES], form)


def observed(*places: Path, **options: Any) -> tuple[list[Observation], Folder]:
    folder = Folder(places, processes=1, **options)
    rows = folder.rows()
    assert rows.columns == COLUMNS
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.rows], folder


def of_type(rows: list[Observation], kind: str) -> Observation:
    (row,) = [row for row in rows if row["clause_type"] == kind and row["present"] is not None]
    return row


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> list[Observation]:
    folder = tmp_path_factory.mktemp("one")
    (folder / "a.docx").write_bytes(contract("docx")[0])
    return observed(folder)[0]


def test_every_type_is_said_to_be_there_or_not(one: list[Observation]) -> None:
    said = {row["clause_type"]: row["present"] for row in one if row["present"] is not None}
    assert set(said) == set(looked_for())
    assert {kind for kind in ("cap_on_liability", "governing_law", "non_compete", "payment_terms") if said[kind]} == {
        "cap_on_liability", "governing_law", "non_compete", "payment_terms",
    }  # fmt: skip
    assert not said["audit_rights"]
    assert not said["source_code_escrow"]


def test_what_the_contract_says_of_its_deal(one: list[Observation]) -> None:
    for row in one:
        assert {key: row[key] for key in ("deal", "seller", "buyer", "category", "region", "date")} == {
            "deal": "a.docx", "seller": "bright ideas", "buyer": "acme tools", "category": "consulting",
            "region": "US-NY", "date": "2024-03-02",
        }  # fmt: skip


def test_values_in_the_units_of_the_statistics(one: list[Observation]) -> None:
    values = {(row["term"], row["unit"]): row["value"] for row in one if row["value"] is not None}
    assert values["payment_days", "days"] == 30
    assert values["liability_cap", "months_of_fees"] == 12
    assert values["late_interest", "percent_per_month"] == 1.5
    assert all(row["present"] is None for row in one if row["term"])


def test_names_and_directions(one: list[Observation]) -> None:
    assert [(row["term"], row["name"]) for row in one if row["name"]] == [("governing_law", "New York")]
    assert of_type(one, "non_compete")["direction"] == "seller"
    assert of_type(one, "cap_on_liability")["direction"] == "buyer"
    assert of_type(one, "exclusion_of_consequential_damages")["direction"] == "mutual"
    assert of_type(one, "audit_rights")["direction"] is None


@pytest.mark.parametrize("form", ["text", "html", "markdown", "pdf"])
def test_the_kind_of_file_makes_no_difference(one: list[Observation], tmp_path: Path, form: str) -> None:
    data, name = contract(form)
    (tmp_path / name).write_bytes(data)
    assert [row | {"deal": ""} for row in observed(tmp_path)[0]] == [row | {"deal": ""} for row in one]


def test_one_contract_in_two_kinds_of_file_counts_once(tmp_path: Path) -> None:
    for form in ("docx", "text"):
        data, name = contract(form)
        (tmp_path / name).write_bytes(data)
    rows, folder = observed(tmp_path)
    assert {row["deal"] for row in rows} == {"a.docx"}
    assert folder.report() == ["1 contracts counted, 1 files left out", "  a.txt says the same as a.docx"]


def test_twins_that_are_deals_of_their_own_both_count(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text(OTHER), encoding="utf-8")
    deals = tmp_path / "deals.csv"
    deals.write_text("file,deal\na.txt,D-1\nb.txt,D-2\n", encoding="utf-8")
    rows, folder = observed(tmp_path, deals=deals)
    assert {row["deal"] for row in rows} == {"D-1", "D-2"}
    assert folder.report() == ["2 contracts counted, 0 files left out"]


def test_order_is_that_of_names_however_many_processes(tmp_path: Path) -> None:
    for number in (3, 1, 2):
        place = tmp_path / f"part-{number % 2}"
        place.mkdir(exist_ok=True)
        (place / f"{number}.txt").write_text(text(OTHER, f"The fee is {number} dollars."), encoding="utf-8")
    alone = observed(tmp_path)[0]
    assert list(dict.fromkeys(row["deal"] for row in alone)) == ["part-0/2.txt", "part-1/1.txt", "part-1/3.txt"]
    together = Folder([tmp_path], processes=3)
    assert [dict(zip(COLUMNS, row, strict=True)) for row in together.rows().rows] == alone


def test_a_bad_file_is_left_out_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(text(OTHER), encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(contract("docx")[0][:300])
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7 endobj")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text(text(OTHER), encoding="utf-8")
    (tmp_path / "~$good.docx").write_bytes(b"a lock")
    rows, folder = observed(tmp_path)
    assert {row["deal"] for row in rows} == {"good.txt"}
    assert [left.file for left in folder.left_out] == ["broken.docx", "cut.pdf", "empty.txt", "picture.png"]
    assert folder.report()[0] == "1 contracts counted, 4 files left out"
    assert "  empty.txt is empty" in folder.report()


def test_what_is_no_contract_counts_only_where_a_deal_is_told_for_it(tmp_path: Path) -> None:
    words = "The kitchen on the second floor is painted blue, and has four windows that look over the sea. "
    (tmp_path / "letter.txt").write_text(text(*[words * 3] * 4, title="OUR NEW HOUSE"), encoding="utf-8")
    reason = "letter.txt does not read like a contract, and no deal is told for it"
    with pytest.raises(UnreadableError, match=f"^no contract could be counted: {reason}$"):
        observed(tmp_path)
    deals = tmp_path / "deals.csv"
    deals.write_text("file,category\nletter.txt,supply\n", encoding="utf-8")
    rows, folder = observed(tmp_path, deals=deals)
    assert folder.report() == ["1 contracts counted, 0 files left out"]
    assert {row["category"] for row in rows} == {"supply"}


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    for place in (outside, inside):
        place.mkdir()
    (outside / "secret.txt").write_text(text(OTHER), encoding="utf-8")
    (inside / "good.txt").write_text(text(OTHER, "The fee is 3 dollars."), encoding="utf-8")
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "linked").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "pipe.txt")
    rows, folder = observed(inside)
    assert {row["deal"] for row in rows} == {"good.txt"}
    assert [(left.file, left.reason) for left in folder.left_out] == [
        ("link.txt", "is a link, which is not followed"),
        ("linked", "is a link, which is not followed"),
        ("loop", "is a link, which is not followed"),
        ("pipe.txt", "is not a regular file"),
    ]


def test_what_is_told_of_a_deal_stands_before_what_is_read(tmp_path: Path) -> None:
    data, name = contract("docx")
    (tmp_path / name).write_bytes(data)
    deals = tmp_path / "deals.csv"
    deals.write_text(
        "file,deal,seller,category,region,deal_size,currency,rate,clause_type,proposed_by,outcome,round\n"
        "a.docx,D-9,acct-1,development,GB,50000,EUR,120,non_compete,buyer,changed,2\n",
        encoding="utf-8",
    )
    rows, _ = observed(tmp_path, deals=deals, source="own-deals")
    for row in rows:
        assert (row["deal"], row["seller"], row["buyer"], row["source"]) == ("D-9", "acct-1", "acme tools", "own-deals")
        assert (row["category"], row["region"], row["date"]) == ("development", "GB", "2024-03-02")
        assert (row["deal_size"], row["currency"], row["rate"]) == (50000.0, "EUR", 120.0)
    (outcome,) = [row for row in rows if row["outcome"]]
    assert [outcome[key] for key in ("clause_type", "present", "proposed_by", "outcome", "round")] == [
        "non_compete", None, "buyer", "changed", 2,
    ]  # fmt: skip


def test_the_first_file_of_a_deal_tells_what_nobody_else_does(tmp_path: Path) -> None:
    (tmp_path / "1-main.docx").write_bytes(contract("docx")[0])
    (tmp_path / "2-annex.txt").write_text(text(OTHER, title="SUPPLY AGREEMENT"), encoding="utf-8")
    deals = tmp_path / "deals.csv"
    deals.write_text("file,deal\n1-main.docx,D-1\n2-annex.txt,D-1\n", encoding="utf-8")
    rows, _ = observed(tmp_path, deals=deals)
    assert {(row["deal"], row["category"], row["region"], row["seller"]) for row in rows} == {
        ("D-1", "consulting", "US-NY", "bright ideas")
    }


def test_single_files_are_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text(OTHER), encoding="utf-8")
    assert {row["deal"] for row in observed(path)[0]} == {"a.txt"}


def test_names_that_are_no_text(tmp_path: Path) -> None:
    for number, name in enumerate([b"\xff\xfe.txt", b" lead.txt", "né\n.txt".encode(), b"x" * 240 + b".txt"]):
        (tmp_path / os.fsdecode(name)).write_text(text(OTHER, f"The fee is {number} dollars."), encoding="utf-8")
    names = {row["deal"] for row in observed(tmp_path)[0]}
    assert len(names) == 4
    assert all(name == name.strip() and 0 < len(name) <= 200 and name.encode() for name in names)


def test_progress_counts_every_file(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(text(OTHER), encoding="utf-8")
    told: list[tuple[int, int]] = []
    observed(tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_folder_without_a_contract(tmp_path: Path) -> None:
    (tmp_path / "deals.csv").write_text("file\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no contract to count"):
        Folder([tmp_path])


def test_of_many_files_left_out_the_first_are_listed(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(text(OTHER), encoding="utf-8")
    for number in range(25):
        (tmp_path / f"{number:02}.png").write_bytes(b"")
    _, folder = observed(tmp_path)
    assert len(folder.report()) == 22
    assert folder.report()[-1] == "  and 5 more, which --verbose lists"
    assert len(folder.report(full=True)) == 26


def test_only_bad_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableError, match=r"no contract could be counted: a\.txt is empty, and 2 more"):
        observed(tmp_path)


def test_of_several_folders_the_folder_is_part_of_the_name(tmp_path: Path) -> None:
    places = [tmp_path / "south", tmp_path / "north"]
    for place in places:
        place.mkdir()
        (place / "a.txt").write_text(text(OTHER, f"The fee of {place.name} is 3 dollars."), encoding="utf-8")
    single = tmp_path / "b.txt"
    single.write_text(text(OTHER), encoding="utf-8")
    assert list(dict.fromkeys(row["deal"] for row in observed(*places, single)[0])) == [
        "b.txt", "north/a.txt", "south/a.txt",
    ]  # fmt: skip


def test_two_contracts_of_one_name(tmp_path: Path) -> None:
    places = [tmp_path / "one" / "north", tmp_path / "two" / "north"]
    for place in places:
        place.mkdir(parents=True)
        (place / "a.txt").write_text(text(OTHER), encoding="utf-8")
    with pytest.raises(UsageError, match=r"two contracts called north/a\.txt"):
        Folder(places)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ACME Tools, Inc.", "acme tools"),
        ("Acme  Tools", "acme tools"),
        ("Société Générale S.A.", "societe generale"),
        ("Limited", "limited"),
        ("O'Neill & Sons Co., Ltd.", "oneill sons"),
        ("[Name of Customer]", ""),
        ("__________", ""),
        ("", ""),
    ],
)
def test_accounts(name: str, expected: str) -> None:
    assert account(name) == expected


def test_a_part_in_a_form_is_no_account(tmp_path: Path) -> None:
    words = 'This Agreement is made between Provider ("Provider") and Acme Tools, Inc. ("Customer").'
    (tmp_path / "form.txt").write_text(text(words, OTHER), encoding="utf-8")
    rows, _ = observed(tmp_path)
    assert {row["seller"] for row in rows} == {None}
