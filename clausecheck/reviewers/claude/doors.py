"""Whether the service that was named can be asked at all: what is installed and set, without connecting to anybody."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from clausecheck.model import Service

_AWS_CREDENTIALS = (
    "AWS_BEARER_TOKEN_BEDROCK",
    "ANTHROPIC_AWS_API_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_PROFILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
)
"""Each is enough for the SDK to find credentials with, or to ask for them."""


@dataclass(frozen=True, slots=True)
class NotReady:
    """Why a service cannot be asked, in two lines."""

    words: str
    hint: str


def not_ready(service: Service, model: str | None = None) -> NotReady | None:
    """What is missing before `service` can be asked, or None.

    `model` is the one that the user named; Bedrock and Vertex have names of their own for models, so that the shipped
    one will not do there. Nothing is sent, and no SDK is loaded but the small one that reads AWS's files.
    """
    if service is Service.BEDROCK:
        return _bedrock(model)
    if service is Service.VERTEX:
        return _vertex(model)
    if _any_set(("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")):
        return None
    return NotReady("no credentials for Claude", "set ANTHROPIC_API_KEY, or use --reviewer rules")


def bedrock_region() -> str | None:
    """The AWS region of the environment or of the profile in AWS's files."""
    if named := os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION"):
        return named
    import botocore.exceptions
    import botocore.session

    try:
        region = botocore.session.Session().get_config_variable("region")
    except botocore.exceptions.BotoCoreError:
        return None
    return str(region) if region else None


def _bedrock(model: str | None) -> NotReady | None:
    if not _installed("botocore", "boto3"):
        return NotReady("--service bedrock needs more packages", "pip install 'clausecheck[bedrock]'")
    if not model:
        return NotReady(
            "--service bedrock needs the name of a model there",
            "use --model, for example --model anthropic.claude-sonnet-5-5",
        )
    if not _any_set(_AWS_CREDENTIALS) and not _any_file(_aws_files()):
        return NotReady(
            "no AWS credentials", "set AWS_PROFILE, AWS_ACCESS_KEY_ID or AWS_BEARER_TOKEN_BEDROCK; see docs/services.md"
        )
    if bedrock_region() is None:
        return NotReady("no AWS region", "set AWS_REGION, for example AWS_REGION=eu-central-1")
    return None


def _vertex(model: str | None) -> NotReady | None:
    if not _installed("google.auth", "requests"):
        return NotReady("--service vertex needs more packages", "pip install 'clausecheck[vertex]'")
    if not model:
        return NotReady(
            "--service vertex needs the name of a model there", "use --model, for example --model claude-sonnet-5-5"
        )
    named = os.environ.get("GOOGLE_APPLICATION_CREDENTIALS")
    if named and not _any_file([named]):
        return NotReady(
            "GOOGLE_APPLICATION_CREDENTIALS names no file", "name a file of credentials; see docs/services.md"
        )
    if not named and not _any_set(("GCE_METADATA_HOST",)) and not _any_file(_google_files()):
        return NotReady(
            "no Google credentials",
            "run gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS; see docs/services.md",
        )
    if not _any_set(("CLOUD_ML_REGION",)):
        return NotReady("no region for Vertex", "set CLOUD_ML_REGION, for example CLOUD_ML_REGION=europe-west1")
    return None


def _installed(*names: str) -> bool:
    from importlib.util import find_spec

    try:
        return all(find_spec(name) is not None for name in names)
    except ModuleNotFoundError:  # the package that a name lies in
        return False


def _any_set(names: Iterable[str]) -> bool:
    return any(os.environ.get(name) for name in names)


def _any_file(paths: Iterable[str]) -> bool:
    return any(Path(path).expanduser().is_file() for path in paths)


def _aws_files() -> tuple[str, str]:
    return (
        os.environ.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials",
        os.environ.get("AWS_CONFIG_FILE") or "~/.aws/config",
    )


def _google_files() -> tuple[str, ...]:
    folder = os.environ.get("CLOUDSDK_CONFIG") or (
        f"{os.environ.get('APPDATA', '~')}/gcloud" if os.name == "nt" else "~/.config/gcloud"
    )
    return (f"{folder}/application_default_credentials.json",)
