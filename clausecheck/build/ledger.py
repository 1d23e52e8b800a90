"""What a platform keeps to itself between releases, so that a figure changes only after enough new deals.

A ledger is private: it belongs to the platform alone, is never shared and never read by a review. It holds no deal,
only keyed hashes of ids: whoever has the ledger and an id can tell which release first counted the deal.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from clausecheck.build.control import RowKey
from clausecheck.build.tally import Table
from clausecheck.errors import ClausecheckError, UsageError
from clausecheck.model import Cell

SCHEMA: Final = "clausecheck/ledger/1"
FRAME: Final = ("id", "currency", "size_bounds", "window_cut", "disclosure")
"""What releases of one series have in common; a figure of another cell or other settings is not its next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The private state of one series of releases."""

    salt: str = field(default_factory=lambda: secrets.token_hex(16))
    """Secret: without it nobody can tell whether a deal is among the hashes."""
    frame: Mapping[str, Any] = field(default_factory=dict)
    """The fields `FRAME` of the last release; empty before the first."""
    release: int = 0
    """The number of the last release; 0 before the first."""
    digest: str = ""
    """"sha256:" and the digest of the last release."""
    seen: Mapping[str, int] = field(default_factory=dict)
    """`mark` of each deal that was ever counted, and the release that counted it first."""
    refreshed: Mapping[RowKey, int] = field(default_factory=dict)
    """What was decided upon, published or not, and the release in which it last was."""

    def mark(self, source: str, deal: str) -> str:
        """The keyed hash under which a deal is remembered; 64 bits, so that of a million no two are likely the same."""
        return hashlib.sha256(f"{self.salt}{source}\x1f{deal}".encode()).hexdigest()[:16]


def open_ledger(path: Path) -> Ledger:
    """The ledger in a file; a new one where there is none. Raises UsageError where the file is no ledger."""
    try:
        data = json.loads(path.read_bytes())
        if data["schema"] != SCHEMA:
            raise ValueError(f"its schema is not {SCHEMA}")
        return Ledger(
            salt=str(data["salt"]),
            frame=dict(data["frame"]),
            release=int(data["release"]),
            digest=str(data["digest"]),
            seen={mark: release for release, marks in _numbered(data["seen"]) for mark in marks},
            refreshed={_key(words): release for release, keys in _numbered(data["refreshed"]) for words in keys},
        )
    except FileNotFoundError:
        return Ledger()
    except OSError as fault:
        raise UsageError(f"{path.name} cannot be read: {fault.strerror or fault}", hint=_HINT) from fault
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UsageError(f"{path.name} is no ledger, or damaged", hint=_HINT) from fault


def check_previous(path: Path | None, ledger: Ledger) -> Mapping[str, Any] | None:
    """The last release as it was published; None before the first.

    Raises UsageError where the file is missing, or is not the ledger's last release byte for byte.
    """
    if ledger.release == 0:
        if path is not None:
            raise UsageError(f"{path.name} is no release of this ledger", hint="give the ledger that was made with it")
        return None
    if path is None:
        raise UsageError(f"the ledger's last release is number {ledger.release}", hint="give its file with --previous")
    try:
        raw = path.read_bytes()
    except OSError as fault:
        raise UsageError(f"{path.name} cannot be read: {fault.strerror or fault}", hint="see --previous") from fault
    if _digest(raw) != ledger.digest:
        message = f"{path.name} is not release {ledger.release} as it was published"
        raise UsageError(message, hint=f"give the file whose digest is {ledger.digest}")
    release: dict[str, Any] = json.loads(raw)
    return release


def check_frame(content: Mapping[str, Any], ledger: Ledger) -> None:
    """Raise UsageError where a release has another frame than those before it."""
    other = [name for name in FRAME if ledger.frame and ledger.frame[name] != content[name]]
    if other:
        message = f"release {ledger.release} has another {', '.join(other).replace('_', ' ')}"
        raise UsageError(message, hint="keep the settings, or begin a new series with another id and ledger")


def publish(
    text: str, path: Path, place: Path, ledger: Ledger, deals: Iterable[str], judged: Iterable[RowKey]
) -> Ledger:
    """Write a release to `path`, then the ledger to `place`; the ledger as it is now.

    `deals` are the marks of all deals that were counted, `judged` what was decided upon. A release is never written
    over a file, and is taken back where the ledger cannot be written. Raises UsageError where `path` exists or the
    release is not the next one of the series, ClausecheckError where a file cannot be written.
    """
    content = json.loads(text)
    number = content["release"]
    if number != ledger.release + 1:
        raise UsageError(f"release {number} cannot follow release {ledger.release}", hint="releases are numbered")
    if open_ledger(place).digest != ledger.digest:
        raise UsageError(f"{place.name} was changed by another build meanwhile", hint="run it again")
    check_frame(content, ledger)
    following = Ledger(
        salt=ledger.salt,
        frame={name: content[name] for name in FRAME},
        release=number,
        digest=_digest(text.encode()),
        seen={**dict.fromkeys(deals, number), **ledger.seen},
        refreshed={**ledger.refreshed, **dict.fromkeys(judged, number)},
    )
    try:
        path.open("xb").close()
    except FileExistsError as fault:
        raise UsageError(f"{path.name} exists: a release is never overwritten", hint="give another -o") from fault
    except OSError as fault:
        raise _unwritten(path, fault) from fault
    for target, data, mode in ((path, text.encode(), 0o644), (place.resolve(), _text(following).encode(), 0o600)):
        try:
            _write(target, data, mode)
        except OSError as fault:
            path.unlink()
            raise _unwritten(target, fault) from fault
    return following


def _text(ledger: Ledger) -> str:
    head = {"schema": SCHEMA, "salt": ledger.salt, "release": ledger.release, "digest": ledger.digest}
    seen = _by_release((mark, release) for mark, release in ledger.seen.items())
    rows = _by_release((_words(key), release) for key, release in ledger.refreshed.items())
    return json.dumps(head | {"frame": ledger.frame, "refreshed": rows, "seen": seen}, indent=0) + "\n"


def _by_release(pairs: Iterable[tuple[Any, int]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for item, release in sorted(pairs, key=lambda pair: (pair[1], pair[0])):
        found.setdefault(str(release), []).append(item)
    return found


def _numbered(data: Mapping[str, list[Any]]) -> list[tuple[int, list[Any]]]:
    return [(int(release), items) for release, items in data.items()]


def _words(key: RowKey) -> list[Any]:
    table, about, cell = key
    return [table.value, list(about), [cell.category, cell.region, cell.size, cell.years]]


def _key(words: list[Any]) -> RowKey:
    table, about, cell = words
    return Table(table), tuple(about), Cell(*cell)


def _unwritten(path: Path, fault: OSError) -> ClausecheckError:
    hint = "check the folder and its permissions; nothing was published"
    return ClausecheckError(f"cannot write {path.name}: {fault.strerror or fault}", hint=hint)


def _digest(raw: bytes) -> str:
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _write(path: Path, data: bytes, mode: int) -> None:
    """Write a file at once: whoever looks sees it whole, or what was there before."""
    temporary = path.with_name(f".clausecheck-{os.getpid()}-{secrets.token_hex(4)}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 a descriptor has no path
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


_HINT: Final = "a ledger is made by stats build --ledger; without it a new series must be begun"
