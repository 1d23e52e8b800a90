"""Who the parties are and what the contract calls them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from clausecheck.model import Block, Document
from clausecheck.terms.names import HAS_SUFFIX, Named, can_be_name, looks_named, party_name
from clausecheck.terms.vocabulary import Vocabulary, vocabulary
from clausecheck.terms.words import collapse, plain

_REACH = 30_000
_WINDOW = 4_000
_ANCHOR = re.compile(
    r"\b(?:by and between|by and among|between|among|amongst|made by|entered into by|by:)(?=[\s:])", re.IGNORECASE
)
_STOP = re.compile(
    r"\b(?:WHEREAS|Whereas|RECITALS?|Recitals|WITNESSETH|W I T N E S S E T H|BACKGROUND|PREAMBLE|NOW,? THEREFORE"
    r"|Now,? therefore|IN CONSIDERATION|agree as follows|TABLE OF CONTENTS)\b"
)
_BRACKET = re.compile(r"\(([^()]{1,220})\)")
_CALLED = re.compile(
    r"\b(?i:hereinafter|hereafter|herein)\b[^\"()]{0,60}?(?:\"([^\"]{1,40})\"|\b(?:as|called)\s+(?:the\s+)?(Party\s[A-Z1-9]|[A-Z][A-Za-z-]+))"
)
_QUOTED = re.compile(r"\"\s{0,9}([^\"]{1,60}?)[,.;]?\s{0,9}\"|(?<![A-Za-z])'([^']{1,40})'(?![A-Za-z])")
_TOGETHER = re.compile(
    r"\b(?:collectively|together(?! with (?:its|their|his|her)\b)|individually|jointly"
    r"|each,?\s+(?:a|an|individually))\b",
    re.IGNORECASE,
)
_PLAINLY_CALLED = re.compile(
    r"^\s*(?i:hereinafter|hereafter|herein),?\s+(?:the\s+)?([A-Z][\w.&'-]*(?:\s[A-Z][\w.&'-]*){0,3})\s*$"
)
_UNCLOSED = re.compile(r"^\s*(?:the\s+)?\"?([A-Z][^\"]{1,40})\"?$")
"""A quote that is opened and not closed."""
_LISTED = re.compile(r"^\s*[,;]\s*(?=[A-Z0-9])")
"""Between two parties of more than two: ", Otis Corporation, a Delaware corporation"."""
_JOIN = re.compile(r"(?:\band\b|\bAND\b|\bAnd\b|&(?=\s+\w+\s)|;|\([2-9]\))\s*")
_LABEL = re.compile(r"^\s*([A-Za-z][A-Za-z0-9 /-]{1,30}?)\s*:\s*(\S.{1,300})", re.DOTALL)
_BETWEEN = re.compile(r"\b(?:between|by and among)\b", re.IGNORECASE)
_PROPER = re.compile(
    r"((?<![\w.-])[A-Z][\w&.'-]*(?:,?\s(?:[A-Z][\w&.'-]*|of|and|&))*)(?:,?\s+an?\s[^()\"]{3,120})?\s*$"
)
_LETTERED = re.compile(
    r"\b[Pp]arty\s?([A-D]|[1-4])\s?(?:\([^()]{1,40}\)\s?)?:\s{0,3}([^:]{3,120}?)"
    r"(?=\s(?:Address|Party|Legal|Registered|Represent|Contact|Tel|\()|\s?[\n;])"
)
"""Party A: Acme Co., Ltd. Address: …"""
_NEAR = 200
_FIRST_BLOCKS = 25
_CERTAIN = 8
"""An alias of this weight is a party even where its name is left blank."""
_NOTE = re.compile(r"\(([^()]{3,60})\)\s*$")


def find_parties(document: Document) -> tuple[Named, ...]:
    """The parties in the order in which they are named: of the preamble, a cover page, or the signature blocks."""
    words = vocabulary()
    text = plain(document.text[:_REACH])
    best: tuple[Named, ...] = ()
    ways = (
        _from_preamble(text, words),
        _from_paragraph(document, words),
        _from_labels(document.blocks, text, words),
        _from_letters(document.text[:_REACH]),
        _from_letter(document.text, text, words),
    )
    for found in (*ways, _from_signatures(document, words)):
        if len(found) >= 2:
            return found
        if len(found) > len(best):
            best = found
    by_words = _from_role_words(plain(document.text), words)
    return by_words if len(by_words) > len(best) else best


def _from_preamble(text: str, words: Vocabulary) -> tuple[Named, ...]:
    best: tuple[Named, ...] = ()
    for count, anchor in enumerate(_ANCHOR.finditer(text)):
        if count == 40:
            break
        window = text[anchor.end() : anchor.end() + _WINDOW]
        stop = _STOP.search(window)
        if stop:
            window = window[: stop.start()]
        placed = tuple(_defined(window, words))
        found = tuple(party for party, _ in placed)
        if len(found) >= 2 and not _BETWEEN.search(window, 0, placed[0][1]):
            return found
        if len(found) < 2 and not best:
            best = _undefined(window, found) or found
    return best


def _defined(window: str, words: Vocabulary) -> Iterator[tuple[Named, int]]:
    """Names with the alias that stands in brackets behind each, and where the alias stands."""
    position, count = 0, 0
    for match in sorted([*_BRACKET.finditer(window), *_CALLED.finditer(window)], key=lambda found: found.start()):
        aliases = _aliases(match, words)
        if not aliases:
            continue
        segment = window[position : match.start()]
        if count and not _JOIN.search(segment):
            name = _listed_party(segment)
            if not name:
                continue
        else:
            name = party_name(_last_party(segment) if count else segment)
        if not can_be_name(name, aliases, words) or (count >= 2 and not HAS_SUFFIX.search(name)):
            weight = words.role_of(aliases[0])
            if count >= 2 or weight is None or abs(weight) < _CERTAIN:
                continue
            name = aliases[0]
        yield Named(name, aliases), match.start()
        position = match.end()
        count += 1
        if count == 8:
            return


def _listed_party(segment: str) -> str:
    """One of more than two: ", Otis Corporation, a Delaware corporation"; empty where no kind of company tells it."""
    name = party_name(segment) if _LISTED.match(segment) else ""
    if looks_named(name):
        return name
    before = _PROPER.search(segment)
    if before is None or not segment[: before.start(1)].rstrip().endswith((",", ";")):
        return ""
    pieces = before.group(1).split(", ")
    name = ", ".join(pieces[-2:]) if len(pieces) > 1 and HAS_SUFFIX.fullmatch(pieces[-1].strip()) else pieces[-1]
    return name if looks_named(name) and not HAS_SUFFIX.fullmatch(name) else ""


def _aliases(match: re.Match[str], words: Vocabulary) -> tuple[str, ...]:
    if match.re is _CALLED:
        content = '"' + (match.group(1) or match.group(2)) + '"'
    else:
        content = match.group(1)
    together = _TOGETHER.search(content)
    if together:
        content = content[: together.start()]
    found = [collapse(a or b) for a, b in _QUOTED.findall(content)]
    plainly = None if found else (_UNCLOSED if '"' in content else _PLAINLY_CALLED).match(content)
    if plainly:
        found = [collapse(plainly.group(1))]
    elif not found:
        bare = collapse(content).removeprefix("the ").removeprefix("The ")
        found = [bare] if words.role_of(bare) is not None else []
    return tuple(dict.fromkeys(alias for alias in map(_without_article, found) if words.can_be_party(alias)))


def _without_article(alias: str) -> str:
    for article in ("the ", "The ", "THE "):
        alias = alias.removeprefix(article)
    return alias.strip(" ,.;")


def _last_party(segment: str) -> str:
    """The name of the next party in the words between two definitions: behind the "and" that joins them."""
    best, best_score = "", -1
    for join in _JOIN.finditer(segment):
        rest = segment[join.end() :]
        before = segment[: join.start()].rstrip()
        head = party_name(rest)
        if not head:
            continue
        score = 2 * (not before or before[-1] in ",;)" or before[-1].isdecimal() or join.group().startswith((";", "(")))
        score += 2 * bool(HAS_SUFFIX.search(head)) + (head[0].isupper() or head[0].isdecimal())
        if score >= best_score:
            best, best_score = rest, score
    return best


def _undefined(window: str, defined: tuple[Named, ...]) -> tuple[Named, ...]:
    """Names without aliases: "between A, Inc. and B, Inc."."""
    sentence = window[:500]
    joined = re.search(r"\s(?:and|AND)\s", sentence)
    if not joined:
        return ()
    first, second = party_name(sentence[: joined.start()]), party_name(sentence[joined.end() :].split(". ")[0])
    second = re.split(r"\.\s|\s(?:for|to|under|in)\s", second)[0]
    if not (looks_named(first) and looks_named(second)):
        return ()
    aliases = {party.name: party.aliases for party in defined}
    return (Named(first, aliases.get(first, ())), Named(second, aliases.get(second, ())))


def _from_paragraph(document: Document, words: Vocabulary) -> tuple[Named, ...]:
    """Both parties in a paragraph of its own: `Acme, Inc. ("Acme") and Bolt LLC ("Client") agree …`."""
    for block in document.blocks[:_FIRST_BLOCKS]:
        found = tuple(party for party, _ in _defined(plain(document.slice(block.span))[:_WINDOW], words))
        if len(found) >= 2 and all(HAS_SUFFIX.search(party.name) or words.role_of(party.aliases[0]) for party in found):
            return found
    return ()


def _from_letter(original: str, text: str, words: Vocabulary) -> tuple[Named, ...]:
    """Names with an alias anywhere on the first page, as in a letter: `Acme, Inc. ("Supplier") licenses Bolt LLC …`."""
    found: dict[str, Named] = {}
    for match in _BRACKET.finditer(text, 0, _WINDOW):
        aliases = _aliases(match, words)
        line = original.rfind("\n", 0, match.start()) + 1
        before = _PROPER.search(text[max(line, match.start() - _NEAR) : match.start()])
        if not aliases or not before:
            continue
        name = party_name(before.group(1))
        known = words.role_of(aliases[0]) is not None or HAS_SUFFIX.search(name)
        if known and can_be_name(name, aliases, words):
            found.setdefault(aliases[0], Named(name, aliases))
    return tuple(found.values())[:4]


def _from_labels(blocks: tuple[Block, ...], text: str, words: Vocabulary) -> tuple[Named, ...]:
    """Rows and lines such as "Provider: Acme, Inc." on a cover page."""
    found: dict[str, Named] = {}
    for block in blocks[:80]:
        if block.span.end > len(text):
            break
        if len(block.cells) >= 2:
            label, value = (text[cell.start : cell.end] for cell in block.cells[:2])
        else:
            match = _LABEL.match(text[block.span.start : block.span.end])
            if not match:
                continue
            label, value = match.groups()
        label = collapse(label).strip(" :")
        alias = label if label.isupper() is False else label.title()
        name = party_name(re.split(r"\s{2,}|\b(?:Signature|By|Name|Address|Title)\s*:", value)[0])
        if alias in found or not name or (words.role_of(label) is None and not words.is_numbered_party(label)):
            continue
        note = _NOTE.search(value)
        found[alias] = Named(name, (alias,), note.group(1).lower() if note else "")
    return tuple(found.values())


def _from_letters(text: str) -> tuple[Named, ...]:
    """Parties that are told by letters: "Party A: Acme Co., Ltd." before an address or on a line of its own."""
    found: dict[str, Named] = {}
    for match in _LETTERED.finditer(text[:_WINDOW]):
        alias = f"Party {match.group(1)}"
        name = party_name(plain(match.group(2)))
        if name and alias not in found and can_be_name(name, (alias,), vocabulary()):
            found[alias] = Named(name, (alias,))
    return tuple(found.values())


def _from_signatures(document: Document, words: Vocabulary) -> tuple[Named, ...]:
    """Names above "By:" at the end of the document."""
    found: dict[str, Named] = {}
    blocks = document.blocks[-120:]
    for before, block in pairwise(blocks):
        text = plain(document.slice(block.span))
        if not re.match(r"\s*(?:By|BY|Signature|Name)\s*:", text):
            continue
        above = plain(document.slice(before.span))
        label = _LABEL.match(above)
        alias = collapse(label.group(1)) if label and words.role_of(collapse(label.group(1))) is not None else ""
        name = party_name(label.group(2) if label and alias else above)
        if looks_named(name) and name.casefold() not in found:
            found[name.casefold()] = Named(name, (alias,) if alias else ())
    return tuple(found.values())[:4]


def _from_role_words(text: str, words: Vocabulary) -> tuple[Named, ...]:
    """Forms without names: the role words that the text itself uses most, one for each side."""
    counts = words.count_role_words(text)
    found = []
    for side in ("seller", "buyer"):
        best = max(((n, word) for word, (n, of) in counts.items() if of == side), default=(0, ""))
        if best[0] >= 4:
            found.append(Named(best[1], (best[1],)))
    return tuple(found)
