"""The SDK's own clients, one for each service, with every default set on purpose."""

import logging
import os
import warnings
from functools import partial
from typing import Any, Final, TypeAlias, cast

import anthropic
import httpx2

from clausecheck.model import Service
from clausecheck.reviewers.claude.doors import bedrock_region
from clausecheck.reviewers.claude.limits import Limits
from clausecheck.reviewers.claude.wire import Wire

Client: TypeAlias = (
    anthropic.Anthropic | anthropic.AnthropicBedrock | anthropic.AnthropicBedrockMantle | anthropic.AnthropicVertex
)

_ADDRESS: Final = "https://api.anthropic.com"
_INVOKED: Final = "bedrock-2023-05-31"
_GOOGLE_SCOPE: Final = "https://www.googleapis.com/auth/cloud-platform"
_KEYS: Final = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
_NOT_TOLD: Final = ("X-Stainless-OS", "X-Stainless-Arch", "X-Stainless-Runtime", "X-Stainless-Runtime-Version")
"""Headers by which the SDK would tell about the machine."""


def connect(service: Service, model: str, limits: Limits, wire: Wire) -> Client:
    """The client for `model` at `service`. Raises whatever the SDK raises where what is set is unusable.

    Its own retries are off, since it would sleep for an hour if asked to; nothing is logged, since its logs may hold
    headers; nothing is traced; no redirect is followed, since a request holds the key and the contract.
    """
    for name in ("anthropic", "httpx2", "httpcore2", "botocore", "boto3", "google", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    timeout = httpx2.Timeout(limits.silence_seconds, connect=limits.connect_seconds)
    settings: dict[str, Any] = {
        "timeout": timeout,
        "max_retries": 0,
        "http_client": wire.client(anthropic.DefaultHttpxClient, timeout),
        "default_headers": {**dict.fromkeys(_NOT_TOLD, anthropic.omit), "Accept-Encoding": "identity"},
        "open_telemetry": False,
    }
    client = _client(service, model, limits, settings)
    wire.only_to(client.base_url.host)
    return client


def invoked(model: str) -> bool:
    """Whether a model of Bedrock's is asked through InvokeModel, as one whose name has a region or a version is.

    The others are asked at Bedrock's own address for the Messages protocol. Naming an address decides it.
    """
    if os.environ.get("ANTHROPIC_BEDROCK_BASE_URL"):
        return True
    if os.environ.get("ANTHROPIC_BEDROCK_MANTLE_BASE_URL"):
        return False
    return ":" in model or not model.startswith("anthropic.")


def counts(client: Client) -> bool:
    """Whether tokens can be counted there."""
    return not isinstance(client, anthropic.AnthropicBedrock)


def besides(client: Client) -> dict[str, Any]:
    """What a request needs besides its body: InvokeModel knows one version of the protocol, the SDK names a newer."""
    return {"extra_body": {"anthropic_version": _INVOKED}} if isinstance(client, anthropic.AnthropicBedrock) else {}


def _client(service: Service, model: str, limits: Limits, settings: dict[str, Any]) -> Client:
    if service is Service.BEDROCK:
        kind = anthropic.AnthropicBedrock if invoked(model) else anthropic.AnthropicBedrockMantle
        return kind(aws_region=bedrock_region(), **settings)
    if service is Service.VERTEX:
        credentials, project = _google(limits)
        project = os.environ.get("ANTHROPIC_VERTEX_PROJECT_ID") or project
        return anthropic.AnthropicVertex(credentials=credentials, project_id=project or "", **settings)
    if not all(os.environ.get(name, "").isprintable() and os.environ.get(name, "").isascii() for name in _KEYS):
        raise anthropic.AnthropicError("a key that fits into no header")
    return anthropic.Anthropic(base_url=os.environ.get("ANTHROPIC_BASE_URL") or _ADDRESS, **settings)


def _google(limits: Limits) -> tuple[Any, str | None]:
    """Google's default credentials with a token that is good for an hour, and the project that they name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import google.auth
        from google.auth.transport.requests import Request

        call = cast("Any", partial(Request(), timeout=limits.connect_seconds))
        credentials, project = google.auth.default(scopes=[_GOOGLE_SCOPE], request=call)
        credentials.refresh(call)
    return credentials, project
