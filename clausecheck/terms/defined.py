"""Parties with what they are called: names with the words that brackets, quotes or "hereinafter" give them."""

import re
from dataclasses import replace

from clausecheck.terms.names import HAS_SUFFIX, Named, can_be_name, looks_named, party_name
from clausecheck.terms.vocabulary import Vocabulary
from clausecheck.terms.words import Expression, collapse

BRACKET = re.compile(r"\(([^()]{1,220})\)")
_CALLED = re.compile(
    r"\b(?i:hereinafter|hereafter|herein|in this Agreement)\b[^\"()]{0,60}?"
    r"(?:\"([^\"]{1,40})\"(?:,? or (\"[^\"]{1,40}\"))?"
    r"|\b(?:as|called)\s+(?:the\s+)?(Party\s[A-Z1-9]|[A-Z][A-Za-z-]+))"
)
_QUOTED = re.compile(r"\"\s{0,9}([^\"]{1,60}?)[,.;]?\s{0,9}\"|(?<![A-Za-z])'([^']{1,40})'(?![A-Za-z])")
_TOGETHER = re.compile(
    r"\b(?:collectively|together(?! with (?:its|their|his|her)\b)|individually|jointly"
    r"|each,?\s+(?:a|an|individually))\b",
    re.IGNORECASE,
)
_PLAINLY_CALLED = re.compile(
    r"^\s*(?i:hereinafter|hereafter|herein),?\s+(?:(?:referred\s+to|called|known|designated)\s+(?:as\s+)?)?(?:the\s+)?([A-Z][\w.&'-]*(?:\s[A-Z][\w.&'-]*){0,3})\s*$"
)
_UNCLOSED = Expression(r"^\s*(?:the\s+)?\"?([A-Z][^\"]{1,40})\"?$")
"""A quote that is opened and not closed."""
_LISTED = Expression(r"^\s*[,;]\s*(?=[A-Z0-9])")
"""Between two parties of more than two: ", Otis Corporation, a Delaware corporation"."""
_JOIN = re.compile(r"(?:\bagree(?:ments?|s)?\s+with\b|\band\b|\bAND\b|\bAnd\b|&(?=\s+\w+\s)|;|\([2-9]\))\s*")
PROPER = Expression(r"((?<![\w.-])[A-Z][\w&.'-]*(?:,?\s(?:[A-Z][\w&.'-]*|of|and|&))*)(?:,?\s+an?\s[^()\"]{3,120})?\s*$")
_BARE = re.compile(r"\"([A-Z][A-Za-z -]{2,30})\"(?:\s?/\s?(\"[^\"]{1,40}\"))?")
"""A role word in quotes without brackets, perhaps with a second one: `"Licensor" / "NLS"`."""
_BLANK = Expression(r"_{3,}|\[[\s_•●·.*X-]{0,30}\]|(?:[•●·]\s?){2,}")
"""A name that is left to be filled in."""
_ALL_OF_THEM = re.compile(r"\bpart(?:y|ies)\b", re.IGNORECASE)
_WORD = Expression(r"[A-Z][\w&.-]{2,20}(?: [A-Z][\w&-]{1,20})?")
_TELLING = 5
"""A further alias of this weight is told of the party named last."""
_CERTAIN = 8
"""An alias of this weight is a party even where its name is left blank."""
_MOST = 8
_PRONOUNS = frozenset({"You", "We"})


def defined(window: str, words: Vocabulary) -> tuple[tuple[Named, int], ...]:
    """Names with the alias that stands behind each, and where the alias stands; at most eight."""
    found: list[tuple[Named, int]] = []
    position, together = 0, 0
    for match in _callings(window):
        if match.start() < position:
            continue
        known = {alias for party, _ in found for alias in party.aliases}
        shared = _shared(match)
        aliases = tuple(alias for alias in aliases_in(match, words) if alias not in known) or (shared,) * bool(shared)
        segment = window[position : match.start()]
        aliases = aliases or _own_word(match, segment)
        name = _named(segment, aliases, len(found), words) if aliases else ""
        if name:
            found.append((Named(name, aliases), match.start()))
            position = match.end()
        elif found and aliases and not _JOIN.search(segment) and abs(words.role_of(aliases[0]) or 0) >= _TELLING:
            found[-1] = (_also_called(found[-1][0], aliases[0], words), found[-1][1])
        if shared and shared not in known:
            found[together:] = [(_also_called(party, shared, words), place) for party, place in found[together:]]
        together = len(found) if shared else together
        if len(found) == _MOST:
            break
    return tuple(found)


def _callings(window: str) -> list[re.Match[str]]:
    """Wherever something is called something, in reading order."""
    ways = (BRACKET, _CALLED, _BARE)
    return sorted((match for way in ways for match in way.finditer(window)), key=lambda found: found.start())


def _named(segment: str, aliases: tuple[str, ...], count: int, words: Vocabulary) -> str:
    """The name of the party that the words before an alias tell; the alias itself where the name is left blank."""
    if count and not _JOIN.search(segment):
        return _listed_party(segment)
    rest = _last_party(segment) if count else segment
    name = party_name(rest)
    if can_be_name(name, aliases, words) and (count < 2 or HAS_SUFFIX.search(name)):
        return name
    proper = PROPER.search(segment) if not count else None
    if proper and looks_named(name := party_name(proper.group(1))) and can_be_name(name, aliases, words):
        return name
    weight = words.role_of(aliases[0])
    certain = count < 2 and weight is not None and abs(weight) >= _CERTAIN
    return aliases[0] if certain or (count < 2 and not name and _BLANK.search(segment)) else ""


def _own_word(match: re.Match[str], segment: str) -> tuple[str, ...]:
    """A word of the name before it, in brackets without quotes: `Torvec Inc., of New York (Torvec)`."""
    word = match.group(1)
    own = match.re is BRACKET and _WORD.fullmatch(word) and re.search(rf"\b{re.escape(word)}\b", segment)
    return (word,) if own else ()


def _shared(match: re.Match[str]) -> str:
    """What several parties are called together: `(collectively "Zebra")`."""
    together = _TOGETHER.search(match.group(1)) if match.re is BRACKET else None
    quoted = _QUOTED.search(match.group(1), together.end()) if together else None
    called = collapse(quoted[1] or quoted[2]) if quoted else ""
    return "" if _ALL_OF_THEM.search(called) else _without_article(called)


def _also_called(party: Named, alias: str, words: Vocabulary) -> Named:
    if not words.can_be_party(alias) or alias in party.aliases:
        return party
    return replace(party, aliases=(*party.aliases, alias))


def _listed_party(segment: str) -> str:
    """One of more than two: ", Otis Corporation, a Delaware corporation"; empty where no kind of company tells it."""
    name = party_name(segment) if _LISTED.match(segment) else ""
    if looks_named(name):
        return name
    before = PROPER.search(segment)
    if before is None or not segment[: before.start(1)].rstrip().endswith((",", ";")):
        return ""
    pieces = before.group(1).split(", ")
    name = ", ".join(pieces[-2:]) if len(pieces) > 1 and HAS_SUFFIX.fullmatch(pieces[-1].strip()) else pieces[-1]
    return name if looks_named(name) and not HAS_SUFFIX.fullmatch(name) else ""


def aliases_in(match: re.Match[str], words: Vocabulary) -> tuple[str, ...]:
    """What the words of a bracket, or those behind "hereinafter", say that a party is called."""
    if match.re is _BARE:
        if abs(words.role_of(match.group(1)) or 0) < _CERTAIN or match.group(1) in _PRONOUNS:
            return ()
        content = f'"{match.group(1)}" {match.group(2) or ""}'
    elif match.re is _CALLED:
        content = f'"{match.group(1) or match.group(3)}" {match.group(2) or ""}'
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
    called = [_without_article(alias) for alias in found]
    if any(alias.lower() in words.not_parties for alias in called):
        return ()
    return tuple(dict.fromkeys(alias for alias in called if words.can_be_party(alias)))


def _without_article(alias: str) -> str:
    for article in ("the ", "The ", "THE "):
        alias = alias.removeprefix(article)
    return alias.partition("' or")[0].strip(" ,.;'")


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
