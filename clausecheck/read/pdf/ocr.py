"""Pages that are pictures, read by tesseract where that command is installed: words with their places, like text.

Tesseract (Apache-2.0) gets each page as a picture on its standard input, an empty environment, one thread, and a
limited time. Its words are never verified: each page so read is told, with how sure tesseract was.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

from clausecheck.read.pdf.page import Look, Page, Words

SECONDS: Final = 600.0
"""Time on the clock for all pages of a file; a page takes about two seconds."""
CPU_SECONDS: Final = 120
"""Processor time of the reading process, which renders the pages, and of each run of tesseract."""
PAGE_SECONDS: Final = 60.0
"""Time on the clock for one page."""
PAGES: Final = 300
"""Most pages of a file that are read by OCR."""
LOW_CONFIDENCE: Final = 75.0
"""Below this mean confidence, of 100, words are so often wrong that the page does not count as read."""
_DOTS: Final = 300
"""Dots an inch that pages are rendered at; tesseract is trained for letters of this size."""
_PIXELS: Final = 9_000_000
"""Most pixels of a rendered page: A4 and Letter at 300 dots an inch."""
_TURNED: Final = 60.0
"""Below this mean confidence the page may stand on its side or head."""
_AT_ONCE: Final = 4
"""Most runs of tesseract at a time."""

Edge = tuple[float, float, float, float]

_TALL = frozenset("bdfhijklt0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ§&()[]")
_DEEP = frozenset("gjpqy()[]")
_HEIGHTS: Final = {(False, False): 0.48, (True, False): 0.71, (False, True): 0.69, (True, True): 0.92}
"""Height of a word, as a share of the type's size, by whether its letters rise and reach down."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An installed tesseract."""

    command: str
    models: str
    """Folder of its language models, where the environment names one."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as tesseract reads it."""

    page: Page
    confidence: float
    """Mean over the words, by their length; 0 to 100."""


@dataclass(frozen=True, slots=True)
class _Picture:
    data: bytes
    """A portable grey map."""
    dots: float
    width: float
    height: float
    """Of the page, in points, as the picture shows it."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as tesseract tells it; places in pixels."""

    line: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


def installed() -> Engine | None:
    """The tesseract on this machine."""
    command = shutil.which("tesseract")
    return Engine(command, os.environ.get("TESSDATA_PREFIX", "")) if command else None


def recognise(document: Any, numbers: Sequence[int], engine: Engine) -> dict[int, Recognised]:
    """Read these pages, from 1, of a `pypdfium2.PdfDocument`; pages without words or beyond the limits are left out."""
    deadline = time.monotonic() + SECONDS
    found: dict[int, Recognised] = {}
    workers = min(_AT_ONCE, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        waiting: list[tuple[int, Future[Recognised | None]]] = []
        for number in numbers[:PAGES]:
            if time.monotonic() > deadline - PAGE_SECONDS:
                break
            picture = _render(document, number, 0)
            if picture:
                waiting.append((number, pool.submit(_read, picture, number, engine)))
            if len(waiting) > 2 * workers:
                _keep(found, *waiting.pop(0))
        for entry in waiting:
            _keep(found, *entry)
    for number in numbers[:PAGES]:
        known = found.get(number)
        if (known is None or known.confidence < _TURNED) and time.monotonic() < deadline - 3 * PAGE_SECONDS:
            turned = _read_turned(document, number, engine)
            if turned and (known is None or turned.confidence > known.confidence):
                found[number] = turned
    return found


def recognise_part(document: Any, number: int, box: Edge, engine: Engine) -> Recognised | None:
    """Read a part of a page: its left, top, right and bottom edge in points from the corner of the page as one reads.

    The words stand at their places on the whole page. None where there are none.
    """
    picture = _render(document, number, 0, box)
    found = _read(picture, number, engine) if picture else None
    if found is None:
        return None
    for word in found.page.words:
        word.x0, word.x1 = word.x0 + box[0], word.x1 + box[0]
        word.top, word.bottom, word.baseline = word.top + box[1], word.bottom + box[1], word.baseline + box[1]
    return found


def merged(text: Page, seen: Page) -> Page:
    """A page of both its text and what was seen on its picture, where that is not the same words again."""
    if text.asides or (text.width, text.height) != (seen.width, seen.height):
        return seen
    words = [word for word in seen.words if not any(_within(word, known) for known in text.words)]
    return Page(seen.number, seen.width, seen.height, [*text.words, *words])


def _within(word: Words, known: Words) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return known.x0 - 1 <= x <= known.x1 + 1 and known.top - 2 <= y <= known.bottom + 2


def _keep(found: dict[int, Recognised], number: int, future: "Future[Recognised | None]") -> None:
    result = future.result()
    if result:
        found[number] = result


def _read_turned(document: Any, number: int, engine: Engine) -> Recognised | None:
    """Ask which way up the page is, and read it so."""
    picture = _render(document, number, 0)
    told = _run(engine, picture, "0") if picture else ""
    lines = (line.partition(":") for line in told.splitlines())
    turn = next((value.strip() for key, _, value in lines if key == "Rotate"), "0")
    if turn not in ("90", "180", "270"):
        return None
    picture = _render(document, number, int(turn))
    return _read(picture, number, engine) if picture else None


def _render(document: Any, number: int, turn: int, box: Edge | None = None) -> _Picture | None:
    """The page, or the part in `box`, as a picture, turned clockwise by `turn` degrees; None where that fails."""
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_width(), page.get_height()
        scale = min(_DOTS / 72, (_PIXELS / max(1.0, width * height)) ** 0.5)
        left, top, right, bottom = box or (0.0, 0.0, width, height)
        crop = max(0.0, left), max(0.0, height - bottom), max(0.0, width - right), max(0.0, top)
        bitmap = page.render(scale=scale, grayscale=True, rotation=turn, crop=crop)
        width, height = width - crop[0] - crop[2], height - crop[1] - crop[3]
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        across, down, stride = bitmap.width, bitmap.height, bitmap.stride
        packed = b"".join(bytes(rows[top : top + across]) for top in range(0, down * stride, stride))
    finally:
        bitmap.close()
    if turn in (90, 270):
        width, height = height, width
    return _Picture(b"P5 %d %d 255\n" % (across, down) + packed, 72 * scale, width, height)


def _run(engine: Engine, picture: _Picture, mode: str) -> str:
    """What tesseract says of a picture; empty where it fails or takes too long."""
    options = ["--psm", mode, "--dpi", str(round(picture.dots)), "-c", "tessedit_create_tsv=1"]
    if mode != "0":
        options += ["-l", "eng"]
    environment = {"OMP_THREAD_LIMIT": "1"} | ({"TESSDATA_PREFIX": engine.models} if engine.models else {})
    command = [engine.command, "stdin", "stdout", *options]
    try:
        done = subprocess.run(
            command, input=picture.data, check=False, capture_output=True, timeout=PAGE_SECONDS, env=environment
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _read(picture: _Picture, number: int, engine: Engine) -> Recognised | None:
    tokens = list(_tokens(_run(engine, picture, "3")))
    letters = sum(len(token.text) for token in tokens)
    if not any(character.isalnum() for token in tokens for character in token.text):
        return None
    words = _words(tokens, 72 / picture.dots)
    confidence = sum(token.confidence * len(token.text) for token in tokens) / letters
    return Recognised(Page(number, picture.width, picture.height, words), confidence)


def _tokens(table: str) -> Iterator[_Token]:
    """The words of tesseract's table, without specks that it takes for punctuation."""
    for line in table.splitlines():
        cells = line.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        confidence, text = float(cells[10]), cells[11].strip()
        if confidence < 30 and not any(map(str.isalnum, text)):
            continue
        left, top, width, height = map(int, cells[6:10])
        yield _Token(tuple(cells[1:5]), left, top, width, height, max(0.0, confidence), text)


def _words(tokens: Sequence[_Token], unit: float) -> list[Words]:
    """Words in points; those of a line share its baseline and size, also where the page was laid in askew."""
    lines: dict[tuple[str, ...], list[_Token]] = {}
    for token in tokens:
        lines.setdefault(token.line, []).append(token)
    sizes = {line: median(map(_size, found)) * unit for line, found in lines.items()}
    usual = median(size for line, size in sizes.items() for _ in lines[line])
    words: list[Words] = []
    for line, found in lines.items():
        size = usual if abs(sizes[line] - usual) < 0.15 * usual else sizes[line]
        feet = [token.top + token.height for token in found if not _DEEP.intersection(token.text)]
        foot = median(feet) if feet else max(token.top + token.height for token in found) - 0.21 * size / unit
        look = Look("", round(size, 1), False, 0, 255, 0, 0, False)
        for token in found:
            x0, x1, baseline = token.left * unit, (token.left + token.width) * unit, foot * unit
            look.letters += len(token.text)
            look.width += x1 - x0
            top, bottom = baseline - 0.75 * size, baseline + 0.22 * size
            words.append(Words(token.text, x0, x1, top, bottom, baseline, look, True))
    return words


def _size(token: _Token) -> float:
    """The type's size that a word of these letters and this height is set in."""
    return token.height / _HEIGHTS[bool(_TALL.intersection(token.text)), bool(_DEEP.intersection(token.text))]
