"""What must be installed and set before a service can be asked."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from clausecheck.model import Service
from clausecheck.reviewers.claude.doors import bedrock_region, not_ready

AWS = {"AWS_ACCESS_KEY_ID": "a", "AWS_REGION": "eu-central-1"}


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in os.environ:
        if name.startswith(("ANTHROPIC_", "AWS_", "GOOGLE_", "CLOUD", "GCE_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


def words(service: Service, model: str | None = "a-model") -> str:
    missing = not_ready(service, model)
    return missing.words if missing else ""


@pytest.mark.parametrize("name", ["ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"])
def test_one_key_is_enough(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert words(Service.ANTHROPIC, None) == "no credentials for Claude"
    monkeypatch.setenv(name, "")
    assert words(Service.ANTHROPIC, None) == "no credentials for Claude"
    monkeypatch.setenv(name, "key")
    assert words(Service.ANTHROPIC, None) == ""


def test_bedrock_needs_a_model_credentials_and_a_region(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words(Service.BEDROCK, None) == "--service bedrock needs the name of a model there"
    assert words(Service.BEDROCK) == "no AWS credentials"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    assert words(Service.BEDROCK) == "no AWS region"
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert words(Service.BEDROCK) == ""


def test_a_profile_of_aws_s_files_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "config").write_text("[default]\nregion = eu-north-1\n[profile other]\nregion = us-west-2\n")
    assert words(Service.BEDROCK) == ""
    assert bedrock_region() == "eu-north-1"
    monkeypatch.setenv("AWS_PROFILE", "other")
    assert bedrock_region() == "us-west-2"
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    assert words(Service.BEDROCK) == "no AWS region"


def test_vertex_needs_a_model_credentials_and_a_region(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert words(Service.VERTEX, None) == "--service vertex needs the name of a model there"
    assert words(Service.VERTEX) == "no Google credentials"
    account = tmp_path / "account.json"
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(account))
    assert words(Service.VERTEX) == "GOOGLE_APPLICATION_CREDENTIALS names no file"
    account.write_text(json.dumps({}))
    assert words(Service.VERTEX) == "no region for Vertex"
    monkeypatch.setenv("CLOUD_ML_REGION", "europe-west1")
    assert words(Service.VERTEX) == ""


def test_gcloud_s_own_credentials_are_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLOUD_ML_REGION", "europe-west1")
    folder = tmp_path / ".config" / "gcloud"
    folder.mkdir(parents=True)
    (folder / "application_default_credentials.json").write_text("{}")
    assert words(Service.VERTEX) == ""


@pytest.mark.parametrize("service", [Service.BEDROCK, Service.VERTEX])
def test_a_missing_extra_is_told_with_what_to_type(service: Service) -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['boto3', 'botocore', 'google.auth', 'requests']));\n"
        "import importlib.util as util; util.find_spec = lambda name: None\n"
        "from clausecheck.model import Service\n"
        "from clausecheck.reviewers.claude.doors import not_ready\n"
        f"print(not_ready(Service('{service}'), 'a-model'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"--service {service} needs more packages" in done.stdout
    assert f"pip install 'clausecheck[{service}]'" in done.stdout


def test_asking_costs_no_sdk() -> None:
    code = (
        "import sys; from clausecheck.model import Service; from clausecheck.reviewers.claude.doors import not_ready; "
        "[not_ready(service, 'm') for service in Service]; "
        "print([name for name in ('anthropic', 'httpx2', 'boto3', 'google.auth', 'requests') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
