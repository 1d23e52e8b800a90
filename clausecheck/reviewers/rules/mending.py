"""Small changes that mend quoted words and leave the rest of the sentence as it is."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from clausecheck.model import Side
from clausecheck.reviewers.rules.names import Names

OPEN: Final = " …"
"""What a phrase of an edit ends with where it stands for all up to the end of its part of the sentence."""
_MAY: Final = (
    r"(?:may|can|shall have the right|shall be entitled|shall be free|has the right|have the right|is entitled"
    r"|are entitled|will be entitled|will have the right|reserves? the right)"
)
_PART: Final = r"[^,;:.()]{0,300}(?:\.(?=\w)[^,;:.()]{0,300}){0,4}"
"""The words up to the next mark that ends a part of a sentence."""
_CONNECTED: Final = r"(?:and |but |or |provided,? (?:however,? )?that |except that )?"
_VERB: Final = re.compile(r"\b(?:shall|may|will|must|is|are|agrees?)\b", re.IGNORECASE)


@cache
def _pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    ways = "|".join(_way(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"(?<!\w)(?:{ways})", re.IGNORECASE)


def _way(phrase: str) -> str:
    words = re.escape(phrase.removesuffix(OPEN)).replace(r"\ ", r"\s+")
    return rf"{words}\b{_PART}" if phrase.endswith(OPEN) else rf"{words}(?!\w)"


def edited(text: str, pairs: Mapping[str, str]) -> str:
    """`text` with each phrase of `pairs` replaced, the longest first; an empty replacement cuts it out."""
    parts, at = [], 0
    for match in _pattern(frozenset(pairs)).finditer(text):
        if match.start() < at:
            continue
        new = _replacement(match[0], pairs)
        start, end = (match.start(), match.end()) if new else _cut(text, match.start(), match.end())
        parts += [text[at : max(at, start)], new.upper() if match[0].isupper() else new]
        at = end
    return "".join([*parts, text[at:]])


def _replacement(found: str, pairs: Mapping[str, str]) -> str:
    words = " ".join(found.lower().split())
    if words in pairs:
        return pairs[words]
    opened = (phrase for phrase in pairs if phrase.endswith(OPEN) and words.startswith(phrase.removesuffix(OPEN)))
    return pairs[max(opened, key=len)]


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    """The range to take out with the words at `start` to `end`, so that no mark or "and" is left over."""
    before, after = text[:start], text[end:]
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    joined = re.search(r",?\s+(?:and|or|but)\s+$", before)
    if joined and not re.match(r"\s+\w", after):
        return joined.start(), len(text) - len(after)
    comma = re.search(r",\s*$", before)
    if comma:
        before = before[: comma.start()]
        after = after.removeprefix(",")
    elif not before.strip() and after.startswith(","):
        after = after[1:]
    before = before.rstrip()
    return len(before), len(text) - len(after if before else after.lstrip())


def mutual(text: str, names: Names, favored: Side | None) -> str:
    """`text` with a right, a duty or a limit of one side made one of both; unchanged where that cannot be done."""
    for side in () if favored is None else (favored, favored.other):
        one, other = _any(names.of(side)), _any(names.of(side.other))
        opening = re.compile(
            rf"^(?P<lead>(?:(?!{one}|{other})[^.;]){{0,160}}?)\b{_ONE_SIDED.format(one=one)}", re.IGNORECASE
        )
        found = opening.search(text)
        if found is None:
            continue
        kind = next(name for name in _BOTH if found[name] is not None)
        lead = found["lead"]
        both = _BOTH[kind] if lead.strip() else _BOTH[kind][:1].upper() + _BOTH[kind][1:]
        made = lead + both.format(_positive(found[kind])) + _for_both(text[found.end() :], one, other)
        return text if re.search(rf"(?<!\w)(?:{one}|{other})(?!\w)", made, re.IGNORECASE) else made
    return text


_ONE_SIDED: Final = (
    rf"(?:{{one}},? (?:alone,? |only,? )?(?:(?P<right>{_MAY})|(?P<ban>(?:shall|may|will|must|can) ?not)"
    r"|(?P<duty>shall|will|must|agrees? to|agrees? that it|undertakes? to))"
    r"|(?P<event>in no event (?:shall|will)) {one}"
    r"|{one}(?:'s|’s|'|’)(?P<owner>(?: \w+){{0,4}} liability)"
    r"|(?P<of>liability of) {one})(?=[\s,])"
)
_BOTH: Final = {
    "right": "either party {}",
    "ban": "neither party {}",
    "duty": "each party {}",
    "event": "{} either party",
    "owner": "each party's{}",
    "of": "{} each party",
}
"""By the kind of opening, what takes its place."""
_SINGULAR: Final = {"are": "is", "have": "has", "agree": "agrees", "undertake": "undertakes", "reserve": "reserves"}


def _any(name: str) -> str:
    return rf"(?:the )?{re.escape(_bare(name))}"


def _positive(verb: str) -> str:
    """The verb as it stands with "party": without "not", and in the singular."""
    first, _, rest = re.sub(r" ?not$", "", verb, flags=re.IGNORECASE).replace("can", "may").partition(" ")
    return f"{_SINGULAR.get(first.lower(), first)} {rest}".strip()


def _for_both(text: str, one: str, other: str) -> str:
    """The rest of a sentence, of which `one` was the subject."""
    text = re.sub(rf"(?<!\w){one}(?:'s|’s|'(?!\w)|’(?!\w))", "its", text, flags=re.IGNORECASE)
    return re.sub(rf"(?<!\w){other}(?!\w)", "the other party", text, flags=re.IGNORECASE)


def _bare(name: str) -> str:
    return name[4:] if name.lower().startswith("the ") else name


_DECIDES: Final = (
    r"(?:determin|decid|elect|designat|specif|publish|nominat|prescrib|notif|choos|consider|declar|set|state|direct"
    r"|identif|announc|post|select|assert|deem|think)\w*"
)
_AS_IT_LIKES: Final = r"(?:,? (?:from time to time|at any time|in its (?:\w+ ){0,3}discretion|acting reasonably|in writing|unilaterally))*"


def agreed(text: str, names: Names, favored: Side | None) -> str:
    """`text` with what the favoured side alone determines left to both."""
    if favored is None:
        return text
    who = rf"(?:the )?{re.escape(_bare(names.of(favored)))}"
    active = re.compile(
        rf"(?<!\w){who},?(?: may| shall| will| does)?{_AS_IT_LIKES},? {_DECIDES}{_AS_IT_LIKES}", re.IGNORECASE
    )
    passive = re.compile(rf"(?<!\w){_DECIDES}{_AS_IT_LIKES} by {who}(?!\w|['’]){_AS_IT_LIKES}", re.IGNORECASE)
    return passive.sub("agreed in writing by both parties", active.sub("the parties agree in writing", text))


NAMED: Final[Mapping[str, Callable[[str, Names, Side | None], str]]] = {"mutual": mutual, "agreed": agreed}
"""Edits that need the names of the sides."""


def clauses(text: str, subjects: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where whole clauses stand within a longer sentence: each has one of `subjects` or a party as its subject."""
    who = "|".join(re.escape(_bare(name)) for name in subjects)
    start = re.compile(
        rf"[,;]\s+{_CONNECTED}(?=(?:(?:the )?(?:{who})|(?:either|neither|each|no) party|any|all|such|no)\b"
        rf"[^,;.]{{0,60}}?\s(?:shall|may|will|must|is|are|agrees?)\b)",
        re.IGNORECASE,
    )
    found = [(m.start(), m.end()) for m in start.finditer(text) if _VERB.search(text, 0, m.start())]
    last = len(text.rstrip(" .;,"))
    ends = [*(before for before, _ in found[1:]), last]
    for (_, at), end in zip(found, ends, strict=False):
        if at < end:
            yield at, end
