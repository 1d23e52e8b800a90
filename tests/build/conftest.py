"""A PostgreSQL server for the tests of a session; each test has a database of its own."""

import itertools
from collections.abc import Iterator

import pytest

from tests.postgres_server import Server, running_server

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server, started once where tests want it and stopped at the end."""
    with running_server() as server:
        yield server


@pytest.fixture
def database(postgres: Server) -> str:
    """The name of a new, empty database."""
    name = f"test_{next(_NUMBERS)}"
    postgres.execute(f"CREATE DATABASE {name}")
    return name
