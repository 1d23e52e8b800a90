"""A real S3 server on this machine (moto, Apache-2.0), spoken to by s3fs as any other."""

import hashlib
import logging
from collections.abc import Iterator
from typing import Any

import pytest

ACCOUNT = {
    "AWS_ACCESS_KEY_ID": "tests",
    "AWS_SECRET_ACCESS_KEY": "tests",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """Its address."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """The name of an empty bucket that the environment leads to."""
    for name, value in (ACCOUNT | {"AWS_ENDPOINT_URL": s3_server}).items():
        monkeypatch.setenv(name, value)
    bucket = f"tests-{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:20]}"
    stored().mkdir(bucket)
    return bucket


def stored() -> Any:
    """The store, for what a test lays there or looks at itself."""
    import fsspec

    return fsspec.filesystem("s3", use_listings_cache=False)
