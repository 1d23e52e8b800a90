"""Runs a reader in a child process with hard limits; the answer comes back as JSON over a pipe."""

import contextlib
import gc
import json
import os
import select
import signal
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from clausecheck import errors
from clausecheck.machine import lineage
from clausecheck.model import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Comment,
    Document,
    Format,
    Notice,
    Span,
    Trace,
    View,
)
from clausecheck.read import limits
from clausecheck.read.death import death, killed

if TYPE_CHECKING:
    import resource

Reader = Callable[[bytes, str], Document]
_INHERITED = 1024
"""Open files of the parent up to this number are closed in the child."""
_ERRORS: dict[str, type[errors.UnreadableError]] = {
    kind.__name__: kind
    for kind in (
        errors.UnreadableError,
        errors.UnsupportedFormat,
        errors.DamagedFile,
        errors.EncryptedFile,
        errors.EmptyFile,
        errors.PagesWithoutText,
        errors.LimitExceeded,
    )
}


def run(
    reader: Reader,
    data: bytes,
    name: str,
    seconds: float = limits.WALL_SECONDS,
    meanwhile: Callable[[], object] | None = None,
    work: int = limits.CPU_SECONDS,
) -> Document:
    """Call `reader` on `data` in a child process; this process calls `meanwhile`.

    The child may run for `seconds` on the clock and use the processor for `work` seconds.

    Raises the reader's UnreadableError, LimitExceeded where the child used up its time, memory or answer, DamagedFile
    where the child died or met an error of another kind, and WorkerLost where somebody killed it, twice. Without
    `fork` the reader runs in this process, and a notice says that no limit is enforced.
    """
    if not hasattr(os, "fork"):
        document = _guarded(reader, data, name)
        notice = Notice(code="limits_not_enforced", message="this system cannot limit the time and memory of reading")
        return replace(document, notices=(*document.notices, notice))
    answer, status, used = _fork(reader, data, name, seconds, meanwhile, work)
    if answer is not None and not answer.endswith(b"}") and killed(status, used, work):
        answer, status, used = _fork(reader, data, name, seconds, None, work)
    if answer is None:
        raise errors.LimitExceeded(f"{name} takes too long to read (more than {seconds:.0f} seconds)")
    if not answer.endswith(b"}"):
        if len(answer) > limits.ANSWER_BYTES:
            raise errors.LimitExceeded(f"{name} has more text than is read")
        raise death(name, status, used, work)
    return _decode(json.loads(answer))


def _guarded(reader: Reader, data: bytes, name: str) -> Document:
    """Any error of a reader is a fault of the file, told as such; a library that is missing is not."""
    try:
        return reader(data, name)
    except (errors.UnreadableError, ImportError):
        raise
    except MemoryError:
        raise errors.LimitExceeded(f"{name} needs more memory than is allowed") from None
    except RecursionError:
        raise errors.LimitExceeded(f"{name} is nested too deeply") from None
    except Exception as fault:
        raise errors.DamagedFile(f"{name} is damaged ({type(fault).__name__})") from fault


def _fork(
    reader: Reader, data: bytes, name: str, seconds: float, meanwhile: Callable[[], object] | None, work: int
) -> "tuple[bytes | None, int, resource.struct_rusage]":
    """The child's answer, how it ended, and what it used."""
    reading, writing = os.pipe()
    here = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        os.close(reading)
        _child(reader, data, name, writing, work, here)
    os.close(writing)
    try:
        if meanwhile:
            meanwhile()
        answer = _collect(reading, seconds)
    finally:
        os.close(reading)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        _, status, used = os.wait4(pid, 0)
    return answer, status, used


def _collect(reading: int, seconds: float) -> bytes | None:
    """What the child writes until it ends; None where the time is up."""
    deadline = time.monotonic() + seconds
    parts, size = [], 0
    while size <= limits.ANSWER_BYTES:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reading], [], [], left)[0]:
            return None
        part = os.read(reading, 1 << 20)
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _child(reader: Reader, data: bytes, name: str, writing: int, work: int, parent: int) -> None:
    """Read, answer, and end without running anything that the parent left behind."""
    status = 1
    try:
        gc.disable()  # a short life; a sweep would also copy the parent's memory
        os.setsid()
        lineage.end_with_parent(parent)
        os.environ.clear()
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.closerange(3, writing)
        os.closerange(writing + 1, _INHERITED)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGXCPU):
            signal.signal(number, signal.SIG_DFL)
        _limit(work)
        answer = _answer(reader, data, name)
        view = memoryview(answer)
        while view:
            view = view[os.write(writing, view) :]
        status = 0
    finally:
        os._exit(status)


def _answer(reader: Reader, data: bytes, name: str) -> bytes:
    try:
        return json.dumps(_encode(_guarded(reader, data, name))).encode("ascii")
    except errors.UnreadableError as error:
        told = {"error": type(error).__name__, "message": error.message, "hint": error.hint}
        return json.dumps(told).encode("ascii")
    except MemoryError:
        told = {"error": "LimitExceeded", "message": f"{name} needs more memory than is allowed", "hint": ""}
        return json.dumps(told).encode("ascii")
    except ImportError as fault:
        return json.dumps({"error": "ImportError", "message": str(fault)}).encode("ascii")


def _limit(work: int) -> None:
    import resource

    def lower(what: int, value: int) -> None:
        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (value, value))

    lower(resource.RLIMIT_CORE, 0)
    lower(resource.RLIMIT_CPU, work)
    lower(resource.RLIMIT_NOFILE, limits.OPEN_FILES)
    lower(resource.RLIMIT_FSIZE, 0)
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as table:  # noqa: PTH123
        pages = int(table.read().split()[0])
        lower(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.MEMORY_BYTES)


def _encode(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "format": document.format.value,
        "sha256": document.sha256,
        "text": document.text,
        "pages": document.pages,
        "notices": [[n.code, n.message, n.page, n.quote, n.partial] for n in document.notices],
        "blocks": [
            [
                b.kind.value, b.span.start, b.span.end, b.paragraph, b.page, b.label, b.level, b.list_id, b.bold,
                b.centered, b.indent, b.heading_end, [[cell.start, cell.end] for cell in b.cells],
            ]
            for b in document.blocks
        ],
        "view": document.view.value,
        "changes": [
            [c.id, c.kind.value, c.author, c.date, c.text, _pair(c.span), c.paragraph, c.page, c.pair,
             c.whole_paragraph]
            for c in document.changes
        ],
        "comments": [
            [c.id, c.author, c.date, c.text, c.quote, _pair(c.span), c.paragraph, c.page, c.resolved, c.reply_to]
            for c in document.comments
        ],
        "traces": [[t.technique, t.quote, t.at, t.page, t.part, t.detail, t.shown, t.usual] for t in document.traces],
    }  # fmt: skip


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _decode(told: dict[str, Any]) -> Document:
    """The child's answer as nouns. Raises the error it tells of."""
    if told.get("error") == "ImportError":
        raise ImportError(told["message"])
    if "error" in told:
        raise _ERRORS.get(told["error"], errors.DamagedFile)(told["message"], hint=told["hint"])
    kinds = {kind.value: kind for kind in BlockKind}
    blocks = tuple(
        Block(
            kind=kinds[kind], span=Span(start, end), paragraph=paragraph, page=page, label=label, level=level,
            list_id=list_id, bold=bold, centered=centered, indent=indent, heading_end=heading_end,
            cells=tuple(Span(first, last) for first, last in cells),
        )
        for kind, start, end, paragraph, page, label, level, list_id, bold, centered, indent, heading_end, cells
        in told["blocks"]
    )  # fmt: skip
    notices = tuple(
        Notice(code=code, message=message, page=page, quote=quote, partial=partial)
        for code, message, page, quote, partial in told["notices"]
    )
    changes = tuple(
        Change(
            id=name, kind=ChangeKind(kind), author=author, date=date, text=text, span=_span(span),
            paragraph=paragraph, page=page, pair=pair, whole_paragraph=whole,
        )
        for name, kind, author, date, text, span, paragraph, page, pair, whole in told["changes"]
    )  # fmt: skip
    comments = tuple(
        Comment(
            id=name, author=author, date=date, text=text, quote=quote, span=_span(span),
            paragraph=paragraph, page=page, resolved=resolved, reply_to=reply_to,
        )
        for name, author, date, text, quote, span, paragraph, page, resolved, reply_to in told["comments"]
    )  # fmt: skip
    return Document(
        name=told["name"],
        format=Format(told["format"]),
        sha256=told["sha256"],
        text=told["text"],
        blocks=blocks,
        notices=notices,
        pages=told["pages"],
        view=View(told["view"]),
        changes=changes,
        comments=comments,
        traces=tuple(
            Trace(
                technique=technique, quote=quote, at=at, page=page, part=part, detail=detail, shown=shown, usual=usual
            )
            for technique, quote, at, page, part, detail, shown, usual in told["traces"]
        ),
    )
