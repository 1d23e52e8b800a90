"""The line to a service in secret: whose certificate is believed, and that a slow answer can be cut."""

import datetime as dt
import ipaddress
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from clausecheck.model import Service
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.retry import Fault
from clausecheck.reviewers.claude.service import ServiceLine
from tests.messages_server import serve, text, trickle

BODY: dict[str, Any] = {"model": "a-model", "max_tokens": 100, "messages": [{"role": "user", "content": "Words."}]}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody else has signed, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "local")])
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    path = tmp_path_factory.mktemp("tls") / "local.pem"
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, form, plain) + signed.public_bytes(pem))
    return path


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@contextmanager
def lined(url: str, monkeypatch: pytest.MonkeyPatch, **limits: Any) -> Iterator[ServiceLine]:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-test")
    monkeypatch.delenv("ANTHROPIC_AUTH_TOKEN", raising=False)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    line = ServiceLine(Service.ANTHROPIC, Limits(**limits), time.monotonic() + 20, time.monotonic, threading.Event())
    try:
        yield line
    finally:
        line.close()


def test_a_certificate_that_nobody_signed_is_not_believed(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        serve(text(""), tls=tls) as service,
        lined(service.url, monkeypatch) as line,
        pytest.raises(Fault) as raised,
    ):
        line.send(BODY)
    assert (raised.value.words, raised.value.stop) == ("its certificate cannot be trusted", True)
    assert service.asked == []


def test_one_s_own_certificates_are_believed_where_they_are_named(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serve(text("some words"), tls=tls) as service, lined(service.url, monkeypatch) as line:
        assert line.send(BODY).text == "some words"


def test_an_answer_that_trickles_in_secret_is_cut(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    limits = {"answer_seconds": 0.4, "answer_characters": 10**9}
    with serve(trickle(5), tls=tls) as service, lined(service.url, monkeypatch, **limits) as line:
        began = time.monotonic()
        with pytest.raises(Fault) as raised:
            line.send(BODY)
    assert raised.value.words == "the answer took too long"
    assert time.monotonic() - began < 3
