"""A folder of results, with a service that answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.asking.desk import Out
from tests.messages_server import answer, serve


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Out]:
    with serve(answer()) as service:
        monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield Out(tmp_path / "out", service)
