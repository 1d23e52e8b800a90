"""Page headers and feet of a Word file: which are shown, and which of their words say something as a clause would."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.builder import Builder
from clausecheck.read.docx.drafts import Draft
from clausecheck.read.docx.package import Relation
from clausecheck.read.docx.tags import attributes_of
from clausecheck.read.docx.walk import Walk

_REFERENCE: Final = re.compile(rb"Reference\s([^<>]*)>")
_OFF: Final = rb"""(?![^<>]*["'](?:0|false|off)["'])[\s/>]"""
_FIRST: Final = re.compile(rb"titlePg" + _OFF)
_EVEN: Final = re.compile(rb"evenAndOddHeaders" + _OFF)
_SENTENCE: Final = re.compile(r"(?<=[.;:!?\u3002\u061f])\s+|\u3002")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_BOILERPLATE: Final = re.compile(
    r"©|\bcopyright\b|\ball rights reserved\b|\bfree(?:ly)? (?:to )?use\b|\blicen[cs]ed under\b|\bCC[ -]BY\b|\bCC0\b|"
    r"\blegal advice\b|\blegal counsel\b|^\W*(?:strictly |private (?:and|&) )?confidential\b|\btrade ?marks?\b|"
    r"\b(?:this|the) (?:document|file|page|draft|template|material|form|e-?mail|message)\b.{0,80}"
    r"\b(?:confidential|proprietary|property|copied|reproduced|disclosed|distributed|circulated|discussion|draft)|"
    r"\bpage \d|\bversion \d|\bregistered (?:in|office|number)\b|\bcompany (?:no|number|registration)\b|\bvat\b|"
    r"\btel(?:ephone)?[.: ]|\bfax\b|\bwww\.|https?://|\bprinted (?:on|by)\b|\bprepared (?:by|for)\b|"
    r"\bdraft(?:ed)? (?:of|dated|by)\b",
    re.IGNORECASE,
)
_OPERATIVE: Final = re.compile(
    r"\b(?:shall|must|may|will|pays?|payable|liable|liability|waived?s?|unlimited|irrevocabl[ey]|renews?|terminates?|"
    r"entitled|owns?|belongs?|binding|non-?refundable|forfeits?|prevails?|governs?|governed)\b",
    re.IGNORECASE,
)
_FEW: Final = 8
"""Words: what is shorter is a title, a date, a number of a page, unless it has a verb of contracts and a full stop."""
_LEAST: Final = 3
_LONG: Final = 12
_LOWER: Final = 0.4
"""Which share of the words of a sentence at least begins with a small letter; titles have less."""
_HEAD: Final = 200
_NO_SPACES: Final = 24
"""Letters of a sentence in a script that has no spaces."""


def speaks(words: str) -> bool:
    """Whether the words of a page header or foot say something that a party could be held to.

    Page numbers, titles and lines on confidentiality, copyright and the company do not.
    """
    return any(_is_clause(sentence) for sentence in _SENTENCE.split(words[:20_000]))


def _is_clause(sentence: str) -> bool:
    if _BOILERPLATE.search(sentence):
        return False
    words = [word for word in sentence.split() if _LETTERS.search(word)]
    if _LEAST <= len(words) < _FEW and _OPERATIVE.search(sentence) and sentence.rstrip().endswith("."):
        return sum(word[0].islower() for word in words) >= _LOWER * len(words)
    if len(words) < _FEW:
        return len(words) < 3 and len(_LETTERS.findall(sentence)) >= _NO_SPACES and not sentence.isascii()
    small = sum(not next((letter for letter in word if letter.isalpha()), "A").isupper() for word in words)
    ends = sentence.rstrip().endswith((".", ";", ":", "!", "?"))
    return small >= _LOWER * len(words) and (ends or len(words) >= _LONG)


def shown_heads(body: bytes, settings: bytes, relations: Mapping[str, Relation]) -> set[str]:
    """The parts of page headers and feet that some page shows."""
    if b"\0" in body[:_HEAD]:
        body, settings = (data.decode("utf-16", "replace").encode() for data in (body, settings))
    first, even = _FIRST.search(body) is not None, _EVEN.search(settings) is not None
    shown: set[str] = set()
    for match in _REFERENCE.finditer(body):
        told = {key.rpartition(":")[2]: value for key, value in attributes_of(match[1]).items()}
        kind = told.get("type", "default")
        item = relations.get(told.get("id", ""))
        if item is not None and (first if kind == "first" else even if kind == "even" else True):
            shown.add(item.target)
    return shown


def add_heads(
    story: Callable[[str], Walk],
    add: Callable[[Draft], None],
    builder: Builder,
    relations: Mapping[str, Relation],
    shown: set[str],
) -> list[Walk]:
    """Add what page headers and feet say as a clause would, each sentence once; the rest is told in notices.

    `story` reads a part and `add` adds a paragraph to the text. Returns the stories that were read.
    """
    stories: list[Walk] = []
    known: set[str] = set()
    for item in relations.values():
        if item.kind not in ("header", "footer") or item.external:
            continue
        stories.append(story(item.target))
        for draft in stories[-1].drafts:
            words = draft.plain
            if words and words not in known and speaks(words):
                known.add(words)
                builder.traces.add(_trace(words, item, builder, seen=item.target in shown))
                if item.target in shown:
                    add(draft)
                    continue
            if words and (item.target not in shown or not speaks(words)):
                builder.notice("running_head", f"the page {item.kind} stands outside the text", quote=words)
    return stories


def _trace(words: str, item: Relation, builder: Builder, *, seen: bool) -> Trace:
    technique = "docx.header_footer" if seen else "docx.header_not_shown"
    at = builder.here + bool(len(builder)) if seen else None
    detail = f"it stands in a page {item.kind}" if seen else f"no page shows this {item.kind}"
    return Trace(technique=technique, quote=words, at=at, part=item.target, detail=detail)


def add_lines(lines: Iterable[tuple[str, Draft]], add: Callable[[Draft], None], builder: Builder) -> None:
    """Add what stands between the text and its notes, where that is more than a line."""
    for part, draft in lines:
        if speaks(draft.plain):
            at = builder.here + bool(len(builder))
            detail = "it stands above the notes"
            builder.traces.add(
                Trace(technique="docx.header_footer", quote=draft.plain, at=at, part=part, detail=detail)
            )
            add(draft)
