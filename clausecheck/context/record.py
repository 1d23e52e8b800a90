"""Reads what others wrote about a shared context: a review, a context or a manifest as JSON. It may be hostile."""

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from clausecheck.context.canonical import canonical, digest
from clausecheck.errors import DamagedFile, LimitExceeded, UnreadableError, UnsupportedFormat

BYTES_AT_MOST: Final = 32_000_000
_HINT: Final = "give what clausecheck wrote: review --format json, review --manifest, or context"
_SHOWN: Final = 120
"""Characters of a fault that are told."""


Entry = tuple[str, int | None, str]
"""Of a dataset: its reach, its number of rows, its digest."""


class Kind(StrEnum):
    """What a file is."""

    REVIEW = "review"
    CONTEXT = "context"
    MANIFEST = "manifest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a file says of the shared context behind it. Nothing in it is believed before it is made again."""

    name: str
    """Of the file, without its folder."""
    kind: Kind
    side: str
    """Empty for a context, which has none."""
    schema: str
    """The form of the content that the digest is of."""
    digest: str
    statistics: str
    statistics_digest: str
    policy: str
    policy_digest: str
    cell: Mapping[str, str]
    """As in a context: `category`, and `region` and `size` where they narrow it."""
    content: Mapping[str, Any] | None
    """Of a context; of others it is not in the file."""
    reviewer: str = ""
    """Name and version of who reviewed; with a model's name, the prompts in use are part of the version."""
    model: str = ""
    datasets: Mapping[str, Entry] | None = None
    """Of a manifest, by name."""


def read_record(path: Path) -> Record:
    """Read a review, a context or a manifest.

    Raises UnreadableError where the file is none of them or is larger, deeper or stranger than the program writes.
    """
    raw = _raw(path)
    try:
        data = json.loads(raw, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError as fault:
        raise LimitExceeded(f"{path.name} is nested too deep", hint=_HINT) from fault
    except ValueError as fault:
        raise DamagedFile(f"{path.name} is no JSON: {str(fault)[:_SHOWN]}", hint=_HINT) from fault
    schema = data.get("schema") if isinstance(data, dict) else None
    kind = next((kind for kind in Kind if schema == f"clausecheck/{kind}/1"), None)
    if kind is None:
        raise UnsupportedFormat(f"{path.name} is neither a review, nor a context, nor a manifest", hint=_HINT)
    _check(path.name, kind, raw)
    return _context(path.name, data) if kind is Kind.CONTEXT else _review(path.name, kind, data)


def _raw(path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise UnsupportedFormat(f"{path.name} is no ordinary file", hint=_HINT)
        if found.st_size > BYTES_AT_MOST:
            raise LimitExceeded(f"{path.name} is larger than {BYTES_AT_MOST // 1_000_000} MB", hint=_HINT)
        return path.read_bytes()
    except OSError as fault:
        raise UnreadableError(f"{path.name} cannot be read: {fault.strerror or fault}", hint=_HINT) from fault


def _check(name: str, kind: Kind, raw: bytes) -> None:
    from pydantic import TypeAdapter, ValidationError

    from clausecheck.context import schema

    shapes = {
        Kind.REVIEW: schema.ReviewedSharedJson,
        Kind.CONTEXT: schema.ContextJson,
        Kind.MANIFEST: schema.ManifestJson,
    }
    try:
        TypeAdapter(shapes[kind]).validate_json(raw)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:_SHOWN]
        raise DamagedFile(f"{name}: {where}: {first['msg'][:_SHOWN]}", hint=_HINT) from fault


def _review(name: str, kind: Kind, data: Mapping[str, Any]) -> Record:
    shared, reviewer = data["shared_context"], data["reviewer"]
    listed = {
        entry["name"]: (entry["reach"], entry["rows"], entry["digest"] or "") for entry in data.get("datasets", ())
    }
    return Record(
        name=name,
        kind=kind,
        side=data["side"],
        schema=shared["schema"],
        digest=shared["digest"],
        statistics=shared["statistics"],
        statistics_digest=shared["statistics_digest"],
        policy=shared["policy"],
        policy_digest=shared["policy_digest"],
        cell=shared["cell"],
        content=None,
        reviewer=f"{reviewer['name']} {reviewer['version']}",
        model=reviewer["model"] or "",
        datasets=listed if kind is Kind.MANIFEST else None,
    )


def _context(name: str, data: Mapping[str, Any]) -> Record:
    content = data["content"]
    release, policy = content["statistics"], content["policy"]
    return Record(
        name=name,
        kind=Kind.CONTEXT,
        side="",
        schema=data["schema"],
        digest=data["digest"],
        statistics=f"{release['id']} {release['release']}",
        statistics_digest=release["digest"],
        policy=f"{policy['id']} {policy['version']}",
        policy_digest=digest(canonical(policy)),
        cell=content["cell"],
        content=content,
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; one name twice is refused, since two programs may read two things in it."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice in one object")
    return found


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no JSON")
