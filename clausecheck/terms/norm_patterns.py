"""The words of `clause_stats/norms.toml`: what makes a norm, and who bears it where nobody is named."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from clausecheck import resources
from clausecheck.model import Binds
from clausecheck.terms.words import Expression, any_of

Example = tuple[str, str]
"""A sentence with roles, and who must, may or is protected."""


class Force(NamedTuple):
    """What words at a place make of it."""

    kind: str
    """A `NormKind`, or "none" for words that bind nobody."""
    words: Expression
    subject: Expression | None
    thing: bool
    """Only where the subject is a thing."""
    whose: bool
    """Whether the norm is that of the party named next behind the words."""
    example: Example
    other: tuple[str, ...]


class Matter(NamedTuple):
    """Who bears what is to be done, where the sentence does not say by whom."""

    subject: Expression
    words: Expression
    side: Binds
    example: Example
    other: tuple[str, ...]


class Grammar(NamedTuple):
    """The words around a subject, each as a pattern that is anchored where they stand."""

    adverbs: Expression
    subordinate: Expression
    complement: Expression
    attached: Expression
    adverbial: Expression
    conditions: Expression
    inverted: Expression
    adverb_ends: tuple[str, ...]
    """How words end that `adverbs` may match."""
    inversions: tuple[str, ...]
    """One of these is in words that `inverted` matches."""


class NormPatterns(NamedTuple):
    """The data file in memory."""

    cue: Expression
    telling: Expression
    """How a sentence begins that tells and does not bind: a recital, a definition."""
    people: Expression
    """What follows a role where people stand for it: "'s employees"."""
    people_of: Expression
    """People with the role they act for behind them: "employees of SELLER"."""
    others: Expression
    standing: Expression
    personal: Expression
    """What a person does, behind the verb."""
    grammar: Grammar
    matters: tuple[Matter, ...]
    forces: tuple[Force, ...]


_DETERMINERS = "(?:(?:an?|the|any|each|all|such|every|no|either|another|its|their|our|said) )*"


@cache
def norm_patterns() -> NormPatterns:
    """All patterns, in the order in which they decide."""
    data = resources.toml("clause_stats", "norms.toml")
    people = data["people"]
    return NormPatterns(
        cue=Expression(rf"\b(?:{data['cue']})\b"),
        telling=Expression(rf"\W*(?:{data['preambles']})|{data['definitions']}"),
        people=Expression(rf"(?:'s?)? (?:\w+,? ){{0,3}}?(?:{people})\b"),
        people_of=Expression(
            rf"(?:(?:the|any|all|each|such) )?(?:\w+ )?(?:{people})(?: or \w+| and \w+)?"
            r" (?:of|for|from|employed by|engaged by|retained by) (?:the |either |each )?"
            r"(?P<role>SELLER|BUYER|PARTY|OTHER)\b"
        ),
        others=Expression(rf"{_DETERMINERS}(?:[a-z-]+ )?(?:{data['others']})\b"),
        standing=Expression(rf"(?:(?:the|each|any|such|a|an) )?(?:{data['standing']})"),
        personal=Expression(rf" (?:also |then |[a-z]+ly )?(?:{data['personal']})\b"),
        grammar=_grammar(data["grammar"]),
        matters=tuple(
            Matter(
                subject=Expression(entry["subject"]),
                words=Expression(entry["words"]),
                side=Binds(entry["side"]),
                example=tuple(entry["example"]),
                other=tuple(entry.get("other", ())),
            )
            for entry in data["matter"]
        ),
        forces=tuple(
            Force(
                kind=entry["kind"],
                words=Expression(entry["words"]),
                subject=Expression(entry["subject"]) if "subject" in entry else None,
                thing=entry.get("thing", False),
                whose=entry.get("whose", False),
                example=tuple(entry["example"]),
                other=tuple(entry.get("other", ())),
            )
            for entry in data["force"]
        ),
    )


def _grammar(data: Mapping[str, Sequence[str]]) -> Grammar:
    words = {name: any_of(listed) for name, listed in data.items()}
    agreed = rf"(?: (?:however|further|also|and|always|hereby|{words['complement']}),?){{0,4}}"
    return Grammar(
        adverbs=Expression(rf"(?:,? (?:{words['adverbs']}|\([^()]{{1,80}}\)|[a-z]{{2,}}ly))+,?$"),
        subordinate=Expression(rf"\b(?:{words['subordinate']})$"),
        complement=Expression(rf"\b(?:{words['complement']}),?{agreed} that$|, and(?: further)? that$| and that$"),
        attached=Expression(rf"\b(?:{words['attached']})$"),
        adverbial=Expression(rf"(?:(?:and|or|but|provided|however) )*(?:{words['adverbial']})\b"),
        conditions=Expression(rf"(?:(?:and|or|but|provided|however|except|then) )*(?:{words['conditions']})\b"),
        inverted=Expression(rf"\b(?:{words['inverted']})(?: (?:and|or|under|for|regardless)\b[^;]{{0,60}})?,?$"),
        adverb_ends=(*data["adverbs"], "ly", ")"),
        inversions=tuple(data["inverted"]),
    )
