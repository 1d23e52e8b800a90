"""What one side alone may, must or decides, made a matter of both, in the words of the sentence itself."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from clausecheck.model import Side
from clausecheck.reviewers.rules.names import Names

_MAY: Final = (
    r"(?:may|can|shall have the right|shall be entitled|shall be free|has the right|have the right|is entitled"
    r"|are entitled|will be entitled|will have the right|reserves? the right)"
)
_DUTY: Final = r"(?:shall|will|must|agrees? to|agrees? that it|undertakes? to)"
_SIDED: Final = (
    ("neither party {}", r"{one},? (?:alone,? |only,? )?(?P<verb>(?:shall|may|will|must|can) ?not)"),
    ("either party {}", r"{one},? (?:alone,? |only,? )?(?P<verb>{may})"),
    ("each party {}", r"{one},? (?:alone,? |only,? )?(?P<verb>{duty})"),
    ("{} either party", r"(?P<verb>in no event (?:shall|will)) {one}"),
    ("each party's{}", r"{one}(?:'s|’s|'|’)(?P<verb>(?: [\w-]+)@0,4# liability)"),
    ("{} each party", r"(?P<verb>liability of) {one}"),
)
"""How a sentence of one side begins, and what takes the place of that."""
_LEAD: Final = r"^(?P<lead>(?:(?!{one}|{other})[^.;])@0,160#?)(?<!\w){sided}(?=[\s,])"
_SINGULAR: Final = {"are": "is", "have": "has", "agree": "agrees", "undertake": "undertakes", "reserve": "reserves"}


def mutual(text: str, names: Names, favored: Side | None) -> str:
    """`text` with a right, a duty or a limit of one side made one of both; unchanged where that cannot be done."""
    for side in () if favored is None else (favored, favored.other):
        one, other = _any(names.of(side)), _any(names.of(side.other))
        for both, sided in _SIDED:
            words = sided.format(one=one, may=_MAY, duty=_DUTY)
            found = _expression(_LEAD.format(one=one, other=other, sided=words)).search(text)
            if found is None:
                continue
            made = _opened(found["lead"], both.format(_positive(found["verb"])))
            made += _for_both(text[found.end() :], one, other)
            return text if _expression(rf"(?<!\w)(?:{one}|{other})(?!\w)").search(made) else made
    return text


def _expression(source: str) -> re.Pattern[str]:
    """A pattern in whose source "@0,4#" stands for a count in braces."""
    counted = re.sub(r"@(\d+,\d+)#", r"{\1}", source)
    return re.compile(counted, re.IGNORECASE)


def _opened(lead: str, both: str) -> str:
    """The beginning of the sentence; behind a heading it has a capital too."""
    begins = not lead.strip() or (
        both.startswith(("neither", "either", "each")) and not lead.rstrip().endswith((",", "that"))
    )
    return lead + (both[:1].upper() + both[1:] if begins else both)


def _positive(verb: str) -> str:
    """The verb as it stands with "party": without "not", and in the singular."""
    first, _, rest = re.sub(r" ?not$", "", verb, flags=re.IGNORECASE).partition(" ")
    first = "may" if first.lower() == "can" else first
    return f"{_SINGULAR.get(first.lower(), first)} {rest}".rstrip()


def _for_both(text: str, one: str, other: str) -> str:
    """The rest of a sentence, of which `one` was the subject."""
    text = re.sub(rf"(?<!\w){one}(?:'s|’s|'(?!\w)|’(?!\w))", "its", text, flags=re.IGNORECASE)
    return re.sub(rf"(?<!\w){other}(?!\w)", "the other party", text, flags=re.IGNORECASE)


def _any(name: str) -> str:
    return rf"(?:the )?{re.escape(name.removeprefix('the '))}"


_DECIDES: Final = (
    r"(?:determin|decid|elect|designat|specif|publish|nominat|prescrib|notif|choos|consider|declar|set|state|direct"
    r"|identif|announc|post|select|assert|deem|think)\w*(?: (?:appropriate|fit|proper|necessary|desirable|best))?"
)
_AT_WILL: Final = (
    r"(?:,? (?:from time to time|at any time|in its (?:\w+ ){0,3}discretion|acting reasonably|in writing"
    r"|unilaterally))*"
)


def agreed(text: str, names: Names, favored: Side | None) -> str:
    """`text` with what the favoured side alone determines left to both."""
    if favored is None:
        return text
    who = _any(names.of(favored))
    active = rf"(?<!\w){who},?(?: may| shall| will| does)?{_AT_WILL},? {_DECIDES}{_AT_WILL}"
    passive = rf"(?<!\w){_DECIDES}{_AT_WILL} by {who}(?!\w|['’]){_AT_WILL}"
    text = re.sub(active, "the parties agree in writing", text, flags=re.IGNORECASE)
    return re.sub(passive, "agreed in writing by both parties", text, flags=re.IGNORECASE)


NAMED: Final[Mapping[str, Callable[[str, Names, Side | None], str]]] = {"mutual": mutual, "agreed": agreed}
"""Edits that need the names of the sides."""
