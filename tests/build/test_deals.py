"""The file of deals that a platform gives beside its contracts."""

from pathlib import Path

import pytest

from clausecheck.build.deals import Deal, Outcome, by_file, read_deals
from clausecheck.errors import UsageError


def deals(folder: Path, *lines: str) -> dict[str, Deal]:
    path = folder / "deals.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_deals(path)


def test_what_is_told_is_read(tmp_path: Path) -> None:
    found = deals(
        tmp_path,
        "file,deal,seller,buyer,category,region,date,deal_size,currency,rate",
        'msa.docx,D-1,acct-7,"acct, 9",consulting,us-ny,2025-02-28,12500.50,USD,140',
        "nda.txt,,,,nda,United Kingdom,,,,",
    )
    assert found == {
        "msa.docx": Deal(
            deal="D-1", seller="acct-7", buyer="acct, 9", category="consulting", region="US-NY", date="2025-02-28",
            deal_size=12500.5, currency="USD", rate=140.0,
        ),
        "nda.txt": Deal(category="nda", region="GB"),
    }  # fmt: skip


def test_a_file_has_a_row_for_each_outcome(tmp_path: Path) -> None:
    found = deals(
        tmp_path,
        "file,seller,clause_type,proposed_by,outcome,round",
        "a.txt,acme,non_compete,buyer,removed,2",
        "a.txt,,cap_on_liability,seller,accepted,",
    )
    assert found["a.txt"].seller == "acme"
    assert found["a.txt"].outcomes == (
        Outcome(clause_type="non_compete", proposed_by="buyer", outcome="removed", round=2),
        Outcome(clause_type="cap_on_liability", proposed_by="seller", outcome="accepted", round=None),
    )


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        ("file,price", "a.txt,3", "deals.csv has an unknown column 'price'"),
        ("deal", "3", "no column file"),
        ("file,deal,deal", "a.txt,1,2", "one column twice"),
        ("file,category", "a.txt,plumbing", "deals.csv, line 2: category 'plumbing' is not known"),
        ("file,region", "a.txt,Atlantis", "line 2: region 'Atlantis' is no region"),
        ("file,date", "a.txt,28.2.2025", "line 2: date '28.2.2025' is no date like 2026-01-31"),
        ("file,date", "a.txt,1066-10-14", "date '1066-10-14' is no date"),
        ("file,date", "a.txt,2025-02-30", "date '2025-02-30' is no date"),
        ("file,deal_size", "a.txt,1e5", "line 2: deal_size '1e5' is no number"),
        ("file,deal_size", "a.txt,-5", "line 2: deal_size '-5' is no number"),
        ("file,rate", "a.txt,nan", "line 2: rate 'nan' is no number"),
        ("file,currency", "a.txt,dollars", "line 2: currency 'dollars' is no currency"),
        ("file,seller", f"a.txt,{'x' * 201}", "has more than 200 characters"),
        ("file,deal", ",D-1", "line 2: no file is named"),
        ("file,deal", "a.txt", "line 2: the row has more or fewer cells"),
        ("file,deal", "a.txt,1,2", "line 2: the row has more or fewer cells"),
        ("file,outcome", "a.txt,accepted", "line 2: an outcome needs"),
        ("file,clause_type,proposed_by,outcome", "a.txt,non_compete,broker,accepted", "proposed_by 'broker'"),
        ("file,clause_type,proposed_by,outcome,round", "a.txt,non_compete,buyer,accepted,second", "round 'second'"),
        ("file,deal", '"a.txt,1', "no readable CSV"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(tmp_path: Path, header: str, row: str, words: str) -> None:
    with pytest.raises(UsageError, match=words.replace("(", r"\(")):
        deals(tmp_path, header, row)


@pytest.mark.parametrize("date", ["2004", "2004-06", "2004-06-30"])
def test_as_much_of_a_date_as_is_known(tmp_path: Path, date: str) -> None:
    assert deals(tmp_path, "file,date", f"a.txt,{date}")["a.txt"].date == date


def test_one_file_cannot_be_of_two_deals(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"line 3: another row of the file has another category"):
        deals(tmp_path, "file,category", "a.txt,nda", "a.txt,supply")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"file\n\xe9.txt\n"])
def test_a_file_that_is_no_table(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "deals.csv"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=r"deals\.csv"):
        read_deals(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.csv is no readable CSV"):
        read_deals(tmp_path / "none.csv")


FILES = ["a.txt", "north/b.txt", "south/b.txt", "south/c.txt"]


def test_files_are_known_by_their_last_name_where_that_is_clear() -> None:
    told = {"a.txt": Deal(deal="1"), "south/b.txt": Deal(deal="2"), "c.txt": Deal(deal="3")}
    found = by_file(told, FILES, "deals.csv")
    assert {file: deal.deal for file, deal in found.items()} == {"a.txt": "1", "south/b.txt": "2", "south/c.txt": "3"}


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["d.txt"], "'d.txt' is not among the contracts"),
        (["b.txt"], "'b.txt' is the name of 2 contracts"),
        (["c.txt", "south/c.txt"], "named in two ways"),
    ],
)
def test_a_name_that_is_not_clear(names: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        by_file({name: Deal() for name in names}, FILES, "deals.csv")


def test_files_of_one_deal_share_what_is_told_of_it() -> None:
    change = Outcome(clause_type="non_compete", proposed_by="buyer", outcome="changed", round=1)
    told = {"a.txt": Deal(deal="1", seller="acme"), "c.txt": Deal(deal="1", category="nda", outcomes=(change,))}
    found = by_file(told, FILES, "deals.csv")
    assert found["a.txt"] == Deal(deal="1", seller="acme", category="nda")
    assert found["south/c.txt"] == Deal(deal="1", seller="acme", category="nda", outcomes=(change,))


def test_files_of_one_deal_must_agree() -> None:
    told = {"a.txt": Deal(deal="1", seller="acme"), "c.txt": Deal(deal="1", seller="bold")}
    with pytest.raises(UsageError, match=r"another file of the deal of 'south/c\.txt' has another seller"):
        by_file(told, FILES, "deals.csv")
