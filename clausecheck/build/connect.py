"""The way to a database: what a URL says, the driver, encryption, and what is told when it fails.

No message ever holds a password, nor an option of the URL, which may be one.
"""

import contextlib
import logging
import os
import re
import sqlite3
import ssl
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from clausecheck.errors import ClausecheckError, UnreadableError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

PG8000: Final = "postgresql+pg8000"
"""The driver of PostgreSQL unless the URL names another one."""


def parsed(url: str) -> "URL":
    """The address that a URL gives, with the password of PGPASSWORD where it has none. Raises UsageError for none."""
    try:
        from sqlalchemy import make_url
        from sqlalchemy.exc import ArgumentError
    except ModuleNotFoundError as fault:
        raise ClausecheckError(
            "reading a database needs SQLAlchemy, which is not installed", hint="pip install 'clausecheck[stats]'"
        ) from fault
    kind = url.partition("://")[0] if re.match(r"[a-z0-9+_]+://", url) else "this"
    if url.count("@") > 1:  # else a part of the password would be taken for the host, and shown
        raise UsageError(f"{kind}: more than one @ in the URL", hint="write an @ of the user or password as %40")
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as fault:
        hint = "write postgresql://user@host/database or sqlite:///file; escape /, : and @ in a password by %"
        raise UsageError(f"{kind} is not the URL of a database", hint=hint) from fault
    if address.drivername in {"postgres", "postgresql"}:
        address = address.set(drivername=PG8000)
    if address.drivername == PG8000 and address.password is None and (password := os.environ.get("PGPASSWORD")):
        address = address.set(password=password)
    return address


def words(address: "URL") -> str:
    """The address as it may be shown: without password and options."""
    return address.set(drivername=address.get_backend_name(), query={}).render_as_string(hide_password=True)


def _engine(address: "URL", timeout: int) -> "Engine":
    """What connects. Raises UsageError where a driver is missing."""
    from sqlalchemy import NullPool, create_engine
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    # of a line that is cut its pool would print a traceback beside what is told here
    logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())
    kind = address.get_backend_name()
    if timeout and kind not in {"postgresql", "sqlite"}:
        raise UsageError(f"--timeout does not work with {kind}", hint="set it in the database, for the account")
    try:
        if kind == "sqlite":
            return create_engine("sqlite://", creator=_reads_file(address, timeout), poolclass=NullPool)
        if address.drivername == PG8000:
            modes = ("sslmode", "sslrootcert")
            options: dict[str, Any] = {"ssl_context": _encryption(*(address.query.get(name) for name in modes))}
            if timeout:
                options["timeout"] = timeout + 10  # the server says first that it took too long
            return create_engine(address.difference_update_query(modes), connect_args=options, poolclass=NullPool)
        return create_engine(address, poolclass=NullPool)
    except (ModuleNotFoundError, NoSuchModuleError, ArgumentError, TypeError) as fault:
        hint = f"install the SQLAlchemy dialect and the driver of {address.drivername}, and check the URL's options"
        raise UsageError(f"there is no driver for {address.drivername}://", hint=hint) from fault


def _reads_file(address: "URL", timeout: int) -> Callable[[], sqlite3.Connection]:
    path = Path(address.database or "")
    if not path.is_file():
        raise UsageError(
            f"no such file: {path.name or 'sqlite://'}", hint="write sqlite:///name or sqlite:////full/path"
        )

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)
        if timeout:
            end = time.monotonic() + timeout
            connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)
        return connection

    return connect


def _encryption(mode: Any, root: Any) -> "ssl.SSLContext | bool | None":
    """What libpq's `sslmode` means to pg8000; None is "prefer", its default as well."""
    known: dict[Any, bool | None] = {None: None, "allow": None, "prefer": None, "disable": False, "require": True}
    if mode in known:
        return known[mode]
    if mode not in {"verify-ca", "verify-full"}:
        raise UsageError("unknown sslmode in the URL", hint="use disable, prefer, require, verify-ca or verify-full")
    try:
        context = ssl.create_default_context(cafile=root)
    except OSError as fault:
        raise UsageError("sslrootcert in the URL cannot be read", hint="give the path of a PEM file") from fault
    context.check_hostname = mode == "verify-full"
    return context


@contextlib.contextmanager
def connected(address: "URL", timeout: int) -> "Iterator[Connection]":
    """A connection that tells faults of the database, and of the way to it, as UnreadableError, without any secret.

    A file of SQLite is opened for reading alone. Raises UsageError where a driver is missing.
    """
    with _told(address, OSError, TypeError):  # encryption that fails; options of the URL that the driver does not know
        connection = _engine(address, timeout).connect()
    with _told(address, ConnectionError, TimeoutError, ssl.SSLError), connection:
        yield connection


@contextlib.contextmanager
def _told(address: "URL", *faults: type[Exception]) -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    known: tuple[type[Exception], ...] = (SQLAlchemyError, *_driver_faults(address), *faults)
    try:
        yield
    except known as fault:
        cause = getattr(fault, "orig", None) or fault
        secrets = [address.password, *(value for value in address.query.values() if isinstance(value, str))]
        hint = "check the URL, the account's rights, and the names of table and columns"
        raise UnreadableError(f"{words(address)}: {_reason(cause, secrets)}", hint=hint) from None


def _driver_faults(address: "URL") -> tuple[type[Exception], ...]:
    """pg8000's own, which COPY raises past SQLAlchemy."""
    if address.drivername != PG8000:
        return ()
    import pg8000.exceptions

    return (pg8000.exceptions.Error,)


def _reason(fault: BaseException, secrets: list[Any]) -> str:
    """What a driver says: PostgreSQL's primary message, else the last words of the error."""
    said: Any = next((part for part in reversed(fault.args) if isinstance(part, str | dict)), type(fault).__name__)
    words = " ".join(str(said.get("M") if isinstance(said, dict) else said).split())
    for secret in filter(None, secrets):
        words = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "***", words)
    return words[:300]
