"""Who the parties are and what the contract calls them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from clausecheck.model import Block, Document
from clausecheck.terms.defined import BRACKET, PROPER, aliases_in, defined
from clausecheck.terms.names import HAS_SUFFIX, Named, can_be_name, looks_named, party_name
from clausecheck.terms.vocabulary import Vocabulary, vocabulary
from clausecheck.terms.words import Expression, collapse, plain

_REACH = 30_000
_WINDOW = 4_000
_OPENING = 12_000
"""Characters in which an agreement is opened, a table of contents included."""
_ANCHOR = re.compile(
    r"\b(?:by and between|by and among|between|among|amongst|made by|entered into by|by:)(?=[\s:])", re.IGNORECASE
)
_STOP = re.compile(
    r"\b(?:WHEREAS|Whereas|RECITALS?|Recitals|WITNESSETH|W I T N E S S E T H|BACKGROUND|PREAMBLE|NOW,? THEREFORE"
    r"|Now,? therefore|IN CONSIDERATION|agree as follows|TABLE OF CONTENTS)\b"
)
_LABEL = Expression(r"(?s)^\s*([A-Za-z][A-Za-z0-9 /-]{1,30}?)\s*:\s*(\S.{1,300})")
_BETWEEN = re.compile(r"\b(?:between|by and among)\b", re.IGNORECASE)
_LETTERED = Expression(
    r"\b[Pp]arty\s?([A-D]|[1-4])\s?(?:\(([^()]{1,40})\)\s?)?:\s{0,3}([^:]{3,120}?)"
    r"(?=\s(?:Address|Party|Legal|Registered|Represent|Contact|Tel|\()|\s?[\n;])"
)
"""Party A: Acme Co., Ltd. Address: …"""
_NEAR = 200
_FIRST_BLOCKS = 25
_CONFIRMS = re.compile(r"\bconfirms?\b[^.;\"]{0,60}\bagreements? with\b")
_PAIR = Expression(
    r"\s{0,9}(?:the\s)?([A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,2})\s(?:and|AND)\s(?:the\s)?"
    r"([A-Z][\w&'-]*(?: [A-Z][\w&'-]*){0,2})(?=[.,;(\n]|\s[a-z(])"
)
_ACTING = re.compile(
    r"\b(?!(?:The|This|That|These|Those|It|They|He|She|If|Such|Each|Any|All|No|Nothing|Neither|Either|Both|Which|Who|You|We|I|There)\b)"
    r"([A-Z][\w&.-]*[a-zA-Z]) (?:shall|will|may|agrees|must|reserves|warrants)\b"
)
_OFTEN = 8
_TELLING = 6
"""A word of this weight tells a role."""
_NOTE = Expression(r"\(([^()]{3,60})\)\s*$")


def find_parties(document: Document) -> tuple[Named, ...]:
    """The parties in the order in which they are named: of the preamble, a cover page, or the signature blocks."""
    words = vocabulary()
    text = plain(document.text[:_REACH])
    best: tuple[Named, ...] = ()
    for found in _ways(document, text, words):
        if len(found) >= 2 and _has_names(found):
            return found
        if len(found) > len(best):
            best = found
    whole = plain(document.text)
    if len(best) >= 2:
        return _by_use(whole, best, words)
    by_words = max(best, _from_role_words(whole, words), key=len)
    return (*by_words, *_across(whole, by_words[0], words)) if len(by_words) == 1 else by_words


def _ways(document: Document, text: str, words: Vocabulary) -> Iterator[tuple[Named, ...]]:
    """What each way to name parties finds, the surest first; a way is tried only where those before it told too few."""
    yield _from_confirmation(document, words)
    yield _from_preamble(text, words)
    yield _from_paragraph(document, words)
    yield _from_labels(document.blocks, text, words)
    yield _from_letters(document.text[:_REACH], words)
    yield _from_letter(document.text, text, words)
    yield _from_signatures(document, words)


def _has_names(parties: tuple[Named, ...]) -> bool:
    """Whether a party has a name beside what it is called."""
    return any(party.name not in party.aliases for party in parties)


def _by_use(text: str, parties: tuple[Named, ...], words: Vocabulary) -> tuple[Named, ...]:
    """Parties that have words alone for names, or the role words of the text where it uses those more."""
    others = _from_role_words(text, words)
    least = [min(text.count(party.name) for party in found) for found in (parties, others) if found]
    return others if len(others) == len(parties) and least[1] > least[0] else parties


def _from_preamble(text: str, words: Vocabulary) -> tuple[Named, ...]:
    best: tuple[Named, ...] = ()
    for count, anchor in enumerate(_ANCHOR.finditer(text)):
        if count == 40 or (len(best) >= 2 and anchor.start() > _OPENING):
            break
        window = text[anchor.end() : anchor.end() + _WINDOW]
        stop = _STOP.search(window)
        if stop:
            window = window[: stop.start()]
        placed = defined(window, words)
        found = tuple(party for party, _ in placed)
        if len(found) >= 2 and not _BETWEEN.search(window, 0, placed[0][1]):
            return found
        if len(found) < 2 and len(best) < 2:
            best = max(best, found, _undefined(window, found, words), key=len)
    return best


def _undefined(window: str, known: tuple[Named, ...], words: Vocabulary) -> tuple[Named, ...]:
    """Names without aliases: "between A, Inc. and B, Inc."."""
    sentence = window[:500]
    joined = re.search(r"\s(?:and|AND)\s", sentence)
    if not joined:
        return ()
    first, second = party_name(sentence[: joined.start()]), party_name(sentence[joined.end() :].split(". ")[0])
    second = re.split(r"\.\s|\s(?:for|to|under|in)\s", second)[0]
    if not (looks_named(first) and looks_named(second)):
        return _plain_pair(window, words)
    aliases = {party.name: party.aliases for party in known}
    return (Named(first, aliases.get(first, ())), Named(second, aliases.get(second, ())))


def _plain_pair(window: str, words: Vocabulary) -> tuple[Named, ...]:
    """Two short names, one of which is a word for a role: "between McDATA and Reseller."."""
    pair = _PAIR.match(window)
    if pair is None or not any(abs(words.role_of(name) or 0) >= _TELLING for name in pair.groups()):
        return ()
    if not all(words.can_be_party(name) for name in pair.groups()):
        return ()
    return tuple(Named(name, (name,)) for name in pair.groups())


def _from_confirmation(document: Document, words: Vocabulary) -> tuple[Named, ...]:
    """Who confirms an agreement, and with whom: `Acme, Inc. ("Company") hereby confirms its agreement with Bolt …`."""
    for block in document.blocks[:_FIRST_BLOCKS]:
        text = plain(document.slice(block.span))[:_WINDOW]
        if _CONFIRMS.search(text):
            return tuple(party for party, _ in defined(text, words))
    return ()


def _from_paragraph(document: Document, words: Vocabulary) -> tuple[Named, ...]:
    """Both parties in a paragraph of its own: `Acme, Inc. ("Acme") and Bolt LLC ("Client") agree …`."""
    for block in document.blocks[:_FIRST_BLOCKS]:
        found = tuple(party for party, _ in defined(plain(document.slice(block.span))[:_WINDOW], words))
        if len(found) >= 2 and all(_is_sure(party, words) for party in found):
            return found
    return ()


def _is_sure(party: Named, words: Vocabulary) -> bool:
    alias = party.aliases[0]
    return bool(
        party.name in party.aliases
        or HAS_SUFFIX.search(party.name)
        or words.role_of(alias)
        or words.is_numbered_party(alias)
    )


def _from_letter(original: str, text: str, words: Vocabulary) -> tuple[Named, ...]:
    """Names with an alias anywhere on the first page, as in a letter: `Acme, Inc. ("Supplier") licenses Bolt LLC …`."""
    found: dict[str, Named] = {}
    for match in BRACKET.finditer(text, 0, _WINDOW):
        aliases = aliases_in(match, words)
        line = original.rfind("\n", 0, match.start()) + 1
        before = PROPER.search(text[max(line, match.start() - _NEAR) : match.start()])
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


def _from_letters(text: str, words: Vocabulary) -> tuple[Named, ...]:
    """Parties that are told by letters: "Party A: Acme Co., Ltd." before an address or on a line of its own."""
    found: dict[str, Named] = {}
    for match in _LETTERED.finditer(text[:_WINDOW]):
        alias = f"Party {match.group(1)}"
        aliases = (alias, match.group(2)) if _is_role(match.group(2), words) else (alias,)
        name = party_name(plain(match.group(3)))
        if name and alias not in found and can_be_name(name, aliases, words):
            found[alias] = Named(name, aliases)
    return tuple(found.values())


def _is_role(note: str | None, words: Vocabulary) -> bool:
    return note is not None and note[0].isupper() and words.role_of(note) is not None


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
    most = [
        max(((n, word) for word, (n, of) in counts.items() if of == side), key=_by_number, default=(0, ""))
        for side in ("seller", "buyer")
    ]
    if max(most)[0] < _OFTEN // 2 or min(most)[0] < 2:
        most = [best for best in most if best[0] >= _OFTEN // 2]
    return tuple(Named(word, (word,)) for _, word in most)


def _by_number(counted: tuple[int, str]) -> tuple[float, str]:
    """What is counted most first; "we" and "you" stand for half, for a role word beside them tells more."""
    number, word = counted
    return number / 2 if word in {"We", "You"} else number, word


def _across(text: str, party: Named, words: Vocabulary) -> tuple[Named, ...]:
    """Who is spoken of most beside the only party that was found: "GitHub will", "GitHub may"."""
    known = {party.name.lower(), *(alias.lower() for alias in party.aliases)}
    counts = Counter(name for name in _ACTING.findall(text) if name.lower() not in known and words.can_be_party(name))
    for name, count in counts.most_common(1):
        if count >= _OFTEN and not any(name in called for called in (party.name, *party.aliases)):
            return (Named(name, (name,)),)
    return ()
