"""The store of own deals: whose it is, who can read it, and that what is forgotten is gone."""

import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from clausecheck.errors import HistoryError, UsageError
from clausecheck.history import default_path, make_file, make_folder, tighten
from clausecheck.history.store import VERSION, opened
from clausecheck.model import Binds, Side
from clausecheck.model.history import OwnClause, OwnDeal, Owner, OwnTerm

ME = Owner(account="me", side=Side.SELLER)
DEAL = OwnDeal(
    id=0, sha256="a" * 64, name="msa.docx", date="2025-03-01", category="consulting", region="US-NY",
    own="Bright Ideas LLC", other="Globex & Söhne", partial=True,
    clauses=(OwnClause(type="indemnification", direction=Binds.BOTH), OwnClause(type="notices")),
    terms=(
        OwnTerm(name="liability_cap", value="unlimited", unit="", binds=Binds.SELLER),
        OwnTerm(name="payment_days", value=30.0, unit="days", binds=Binds.BUYER),
    ),
)  # fmt: skip
posix = pytest.mark.skipif(os.name == "nt", reason="no modes and owners of files as POSIX has them")


def other(number: int) -> OwnDeal:
    return replace(DEAL, sha256=f"{number:064x}", name=f"deal-{number}.pdf")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "own.sqlite3"
    make_file(path)
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_deal_comes_back_as_it_was(store: Path) -> None:
    with opened(store, ME) as history:
        assert history.deals() == ()
        assert history.add(DEAL) is None
    with opened(store, ME) as history:
        assert history.deals() == (replace(DEAL, id=1),)


def test_the_same_file_is_not_added_twice(store: Path) -> None:
    with opened(store, ME) as history:
        history.add(other(1))
        history.add(DEAL)
        assert history.add(replace(DEAL, name="copy.docx")) == 2
        assert [deal.name for deal in history.deals()] == ["deal-1.pdf", "msa.docx"]


@pytest.mark.parametrize(
    ("owner", "said"),
    [
        (Owner(account="me", side=Side.BUYER), "a seller's, and is closed to a buyer"),
        (Owner(account="you", side=Side.SELLER), "belongs to another account"),
        (Owner(account="ME", side=Side.SELLER), "belongs to another account"),
    ],
)
def test_it_opens_for_its_owner_alone(store: Path, owner: Owner, said: str) -> None:
    with opened(store, ME) as history:
        history.add(DEAL)
    before = store.read_bytes()
    with pytest.raises(UsageError, match=said), opened(store, owner) as history:
        history.add(other(1))
    assert store.read_bytes() == before


def test_whoever_adds_first_is_the_owner_even_where_both_have_it_open(store: Path) -> None:
    with opened(store, Owner(account="me", side=Side.BUYER)) as late:
        with opened(store, ME) as first:
            first.add(DEAL)
        with pytest.raises(UsageError, match="closed to a buyer"):
            late.add(other(1))
    with opened(store, ME) as history:
        assert len(history.deals()) == 1


def test_what_is_forgotten_is_no_longer_in_the_file(store: Path) -> None:
    kept = replace(other(7), other="Initech Ltd", own="Kept LLC", terms=(), clauses=())
    with opened(store, ME) as history:
        history.add(DEAL)
        history.add(kept)
    size = store.stat().st_size
    for word in (b"msa.docx", "Globex & Söhne".encode(), b"a" * 64, b"2025-03-01"):
        assert word in store.read_bytes()
    with opened(store, ME) as history:
        history.forget([1])
    left = b"".join(path.read_bytes() for path in store.parent.iterdir())
    for word in (b"msa.docx", "Globex & Söhne".encode(), b"a" * 64, b"Bright Ideas", b"unlimited"):
        assert word not in left
    assert b"Initech" in left
    assert store.stat().st_size <= size
    with opened(store, ME) as history:
        assert [deal.id for deal in history.deals()] == [2]
        history.add(other(8))
        assert [deal.id for deal in history.deals()] == [2, 3]


def test_the_file_is_written_anew_without_what_is_forgotten(store: Path) -> None:
    """Overwriting alone leaves traces: SQLite moves rows between pages, and what it moved stays where it was."""
    with opened(store, ME) as history:
        for number in range(6):
            history.add(replace(other(number), own=f"secret{number}" * 500))
        assert history._db.execute("PRAGMA secure_delete").fetchone() == (1,)
        size = store.stat().st_size
        history.forget(range(1, 6))
    assert store.stat().st_size < size / 1.5
    left = store.read_bytes()
    assert [number for number in range(6) if f"secret{number}".encode() in left] == [5]


def test_it_is_said_where_the_file_cannot_be_written_anew(store: Path) -> None:
    with opened(store, ME) as history:
        history.add(DEAL)
        history.add(other(1))
    with opened(store, ME) as history:
        reading = history._db.execute("SELECT * FROM deal")
        assert reading.fetchone()
        with pytest.raises(HistoryError, match="forgotten and overwritten, but"):
            history.forget([1])
    assert b"msa.docx" not in store.read_bytes()


def test_with_the_last_deal_its_owner_is_forgotten_too(store: Path) -> None:
    account = Owner(account="somebody-special", side=Side.SELLER)
    with opened(store, account) as history:
        history.add(DEAL)
    assert b"somebody-special" in store.read_bytes()
    with opened(store, account) as history:
        history.forget([1])
    assert b"somebody-special" not in store.read_bytes()
    with opened(store, Owner(account="new", side=Side.BUYER)) as history:
        history.add(DEAL)
        assert [deal.id for deal in history.deals()] == [1]


def test_an_add_that_fails_leaves_nothing_behind(store: Path) -> None:
    twice = replace(DEAL, clauses=(OwnClause(type="notices"), OwnClause(type="notices")))
    with opened(store, ME) as history:
        history.add(other(1))
    with pytest.raises(HistoryError), opened(store, ME) as history:
        history.add(twice)
    with opened(store, ME) as history:
        assert [deal.name for deal in history.deals()] == ["deal-1.pdf"]


_ADDING = """\
import sys
from pathlib import Path
from tests.history.test_store import ME, other
from clausecheck.history import make_file
from clausecheck.history.store import opened
path, first = Path(sys.argv[1]), int(sys.argv[2])
make_file(path)
for number in range(first, first + 20):
    with opened(path, ME) as history:
        assert history.add(other(number)) is None
        history.add(other(999))
"""


def test_processes_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite3"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _ADDING, str(path), str(first)],
            cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True,
        )
        for first in (100, 200, 300)
    ]  # fmt: skip
    assert [(done.communicate(timeout=60)[1], done.returncode) for done in started] == [("", 0)] * 3
    with opened(path, ME) as history:
        names = [deal.name for deal in history.deals()]
    assert len(names) == len(set(names)) == 61


@pytest.mark.parametrize("damage", ["garbage", "cut", "overwritten", "text"])
def test_a_damaged_store_is_told_and_left_as_it_is(store: Path, damage: str) -> None:
    with opened(store, ME) as history:
        for number in range(6):
            history.add(replace(other(number), other="x" * 900))
    whole = store.read_bytes()
    store.write_bytes(
        {
            "garbage": bytes(range(256)) * 40,
            "cut": whole[: len(whole) // 2],
            "overwritten": whole[:4096] + b"\xff" * 4096 + whole[8192:],
            "text": b"deal,date\n1,2025-03-01\n",
        }[damage]
    )
    before = store.read_bytes()
    for _ in range(2):
        with pytest.raises(HistoryError, match=r"own\.sqlite3 is damaged") as raised, opened(store, ME) as history:
            history.add(DEAL)
        assert "left as it is" in raised.value.hint
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["own.sqlite3"]


def test_another_programs_file_and_a_newer_versions_are_left_alone(store: Path) -> None:
    with sqlite3.connect(store) as foreign:
        foreign.execute("CREATE TABLE owner (account, side)")
    foreign.close()
    before = store.read_bytes()
    with pytest.raises(HistoryError, match="no history"), opened(store, ME) as history:
        history.add(DEAL)
    assert store.read_bytes() == before
    store.unlink()
    make_file(store)
    with opened(store, ME) as history:
        history.add(DEAL)
    with sqlite3.connect(store) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    with pytest.raises(HistoryError, match="newer version") as raised, opened(store, ME):
        pass
    assert "latest clausecheck" in raised.value.hint


def test_a_value_that_no_history_holds_is_damage(store: Path) -> None:
    with opened(store, ME) as history:
        history.add(DEAL)
    with sqlite3.connect(store) as changed:
        changed.execute("PRAGMA ignore_check_constraints = ON")
        changed.execute("UPDATE clause SET direction = 'north'")
    changed.close()
    with pytest.raises(HistoryError, match="damaged"), opened(store, ME) as history:
        history.deals()


@posix
def test_files_and_folders_are_made_for_their_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAUSECHECK_DATA", str(tmp_path / "deep" / "data"))
    before = os.umask(0)
    try:
        path = default_path(Side.BUYER)
        make_folder(path)
        make_file(path)
        with opened(path, replace(ME, side=Side.BUYER)) as history:
            history.add(DEAL)
    finally:
        os.umask(before)
    assert path == tmp_path / "deep" / "data" / "history" / "buyer.sqlite3"
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert tighten(path, folder=True) == ()


def test_the_default_place_is_below_the_users_own_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLAUSECHECK_DATA", raising=False)
    seller, buyer = (default_path(side) for side in Side)
    assert seller != buyer
    assert (seller.name, seller.parent.name, seller.parent.parent.name) == ("seller.sqlite3", "history", "clausecheck")
    assert seller.is_absolute()


@posix
def test_what_others_can_read_is_tightened_and_said(store: Path) -> None:
    store.chmod(0o644)
    store.parent.chmod(0o755)
    assert tighten(store, folder=False) == ("own.sqlite3 could be read by others; now it is yours alone",)
    assert (mode(store), mode(store.parent)) == (0o600, 0o755)
    assert len(tighten(store, folder=True)) == 1
    assert mode(store.parent) == 0o700


@posix
def test_a_mode_is_never_widened(store: Path) -> None:
    store.chmod(0o400)
    assert tighten(store, folder=False) == ()
    assert mode(store) == 0o400


@posix
@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe", "linked folder"])
def test_only_an_ordinary_file_of_ones_own_will_do(store: Path, kind: str) -> None:
    place = store.with_name("place.sqlite3")
    if kind in {"link", "dangling"}:
        place.symlink_to(store if kind == "link" else store.with_name("nothing"))
    elif kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    else:
        linked = store.parent.with_name("linked")
        linked.symlink_to(store.parent)
        place = linked / store.name
    with pytest.raises(HistoryError, match=r"link|no place"):
        tighten(place, folder=kind == "linked folder")


@posix
def test_another_users_file_is_refused(store: Path) -> None:
    if os.geteuid() == 0:
        os.chown(store, 12345, -1)
    else:
        store = Path("/etc/passwd")
    with pytest.raises(HistoryError, match=r" belongs to another user"):
        tighten(store, folder=False)


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anything")
def test_a_store_that_cannot_be_written_is_told(store: Path) -> None:
    store.chmod(0o400)
    with pytest.raises(HistoryError, match="cannot be used"), opened(store, ME) as history:
        history.add(DEAL)
