"""A contract made up of clauses, written as each kind of file that is read."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from tests.read.files import Item, level, listed, lists, paragraph, pdf_file, word_file

FORMATS = ("text", "markdown", "html", "docx", "pdf")
_NAMES = {"text": "a.txt", "markdown": "a.md", "html": "a.html", "docx": "a.docx", "pdf": "a.pdf"}
_WIDE = 84
_LINES = 46


@dataclass(frozen=True)
class Article:
    """A numbered clause with a heading, words, and numbered clauses under it."""

    heading: str
    words: str
    under: tuple[str, ...]


def numbers(articles: list[Article]) -> list[tuple[int, str]]:
    """The level and number of each clause, in reading order."""
    out = []
    for top, article in enumerate(articles, 1):
        out.append((1, str(top)))
        out += [(2, f"{top}.{inner}") for inner in range(1, len(article.under) + 1)]
    return out


def written(title: str, articles: list[Article], form: str) -> tuple[bytes, str]:
    """The bytes of the contract as a file of that kind, and a name for it. In Word the numbers are automatic."""
    writers: dict[str, Callable[[str, list[Article]], bytes]] = {
        "text": _text,
        "markdown": _markdown,
        "html": _html,
        "docx": _docx,
        "pdf": _pdf,
    }
    return writers[form](title, articles), _NAMES[form]


def _lines(articles: list[Article]) -> list[tuple[int, str, str]]:
    """Level, number with its full stop, and words of each paragraph."""
    out = []
    for top, article in enumerate(articles, 1):
        out.append((0, f"{top}.", f"{article.heading}. {article.words}"))
        out += [(1, f"{top}.{inner}", words) for inner, words in enumerate(article.under, 1)]
    return out


def _text(title: str, articles: list[Article]) -> bytes:
    return "\n\n".join([title, *(f"{number} {words}" for _, number, words in _lines(articles))]).encode()


def _markdown(title: str, articles: list[Article]) -> bytes:
    out = [f"# {title}"]
    for top, article in enumerate(articles, 1):
        out += [f"## {top}. {article.heading}", article.words]
        out += [f"{top}.{inner} {words}" for inner, words in enumerate(article.under, 1)]
    return "\n\n".join(out).encode()


def _html(title: str, articles: list[Article]) -> bytes:
    body = "".join(f"<p>{number} {escape(words)}</p>" for _, number, words in _lines(articles))
    return f"<!DOCTYPE html><html><body><h1>{escape(title)}</h1>{body}</body></html>".encode()


def _docx(title: str, articles: list[Article]) -> bytes:
    body = "".join(listed(escape(words), level=depth) for depth, _, words in _lines(articles))
    return word_file(paragraph(title) + body, numbering=lists(level(0, "%1.") + level(1, "%1.%2")))


def _pdf(title: str, articles: list[Article]) -> bytes:
    lines = [title, ""]
    for _, number, words in _lines(articles):
        lines += [*textwrap.wrap(f"{number} {words}", _WIDE), ""]
    pages: list[list[Item]] = []
    for first in range(0, len(lines), _LINES):
        page = enumerate(lines[first : first + _LINES])
        pages.append([(72.0, 72.0 + 14 * place, line) for place, line in page if line])
    return pdf_file(pages)
