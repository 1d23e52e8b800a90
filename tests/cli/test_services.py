"""Bedrock and Vertex as people use them: the installed command, with made-up credentials, against a local service."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.cli.conftest import CONTRACT, Program
from tests.messages_server import Service, answer, serve, status

SECRET = "aws-secret-0123456789"


@dataclass
class Cloud:
    """The command, with a home of its own and nothing of the machine's."""

    program: Program
    service: Service
    home: Path
    account: Path

    def run(self, name: str, *options: str, **env: str) -> tuple[int, dict[str, Any], str]:
        contract = self.home / "contract.txt"
        contract.write_text(CONTRACT)
        settings = {
            "HOME": str(self.home),
            "CLAUSECHECK_DATA": str(self.home / "data"),
            "NO_PROXY": "127.0.0.1",
            "ANTHROPIC_BEDROCK_BASE_URL": self.service.url,
            "ANTHROPIC_VERTEX_BASE_URL": self.service.url,
        }
        asked = ("--side", "seller", "--reviewer", "claude", "--service", name, "--ask", "all", "--format", "json")
        done = self.program("review", contract, *asked, *options, **(settings | env))
        assert SECRET not in done.stdout + done.stderr
        return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr

    def aws(self) -> dict[str, str]:
        return {"AWS_ACCESS_KEY_ID": "AKIATEST", "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "eu-central-1"}

    def google(self) -> dict[str, str]:
        return {"GOOGLE_APPLICATION_CREDENTIALS": str(self.account), "CLOUD_ML_REGION": "europe-west1"}


@pytest.fixture
def cloud(program: Program, tmp_path: Path) -> Iterator[Cloud]:
    with serve(answer()) as service:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        account = tmp_path / "account.json"
        told = {"type": "service_account", "project_id": "a-project", "client_email": "a@a-project.example"}
        told["private_key"] = key.private_bytes(serialization.Encoding.PEM, form, plain).decode()
        account.write_text(json.dumps(told | {"token_uri": f"{service.url}/token"}))
        yield Cloud(program, service, tmp_path, account)


def test_a_review_through_bedrock(cloud: Cloud) -> None:
    code, review, _ = cloud.run("bedrock", "--model", "anthropic.claude-sonnet-5-5", **cloud.aws())
    assert (code, review["notes"], review["unread"]) == (0, [], [])
    assert review["reviewer"]["model"] == "anthropic.claude-sonnet-5-5"
    assert review["usage"]["cost_usd"] > 0
    assert {unquote(path) for _, path in cloud.service.asked} == {
        "/model/anthropic.claude-sonnet-5-5/invoke-with-response-stream"
    }


def test_a_review_through_vertex(cloud: Cloud) -> None:
    code, review, _ = cloud.run("vertex", "--model", "claude-sonnet-5-5@20260901", **cloud.google())
    assert (code, review["notes"], review["unread"]) == (0, [], [])
    assert review["reviewer"]["model"] == "claude-sonnet-5-5@20260901"
    assert [path for _, path in cloud.service.asked].count("/token") == 1


@pytest.mark.parametrize("name", ["bedrock", "vertex"])
def test_a_cloud_that_is_down_leaves_the_rules_review_whole(cloud: Cloud, name: str) -> None:
    cloud.service.otherwise = status(403, "permission_error")
    env = cloud.aws() | cloud.google()
    code, review, _ = cloud.run(name, "--model", "a-model", "--fail-on", "low", **env)
    assert code == 10
    assert review["findings"]
    assert any("the credentials do not allow it" in note for note in review["notes"])


@pytest.mark.parametrize(
    ("name", "model", "missing", "words", "hint"),
    [
        ("bedrock", "", (), "--service bedrock needs the name of a model there", "--model"),
        ("bedrock", "m", ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "no AWS credentials", "AWS_PROFILE"),
        ("bedrock", "m", ("AWS_REGION",), "no AWS region", "AWS_REGION"),
        ("vertex", "", (), "--service vertex needs the name of a model there", "--model"),
        ("vertex", "m", ("GOOGLE_APPLICATION_CREDENTIALS",), "no Google credentials", "gcloud auth"),
        ("vertex", "m", ("CLOUD_ML_REGION",), "no region for Vertex", "CLOUD_ML_REGION"),
    ],
)
def test_what_is_missing_is_told_in_two_lines(
    cloud: Cloud, name: str, model: str, missing: tuple[str, ...], words: str, hint: str
) -> None:
    env = {key: value for key, value in (cloud.aws() | cloud.google()).items() if key not in missing}
    code, review, err = cloud.run(name, *(("--model", model) if model else ()), **env)
    assert (code, review) == (2, {})
    first, second = err.splitlines()
    assert first == f"error: {words}"
    assert second.startswith("hint: ")
    assert hint in second
    assert cloud.service.asked == []
