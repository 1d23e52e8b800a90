"""What a contract calls its two sides, so that proposed wording reads like the rest of it."""

import re
from dataclasses import dataclass
from typing import Final

from clausecheck.model import Contract, Party, Side

_SENTENCE_START = re.compile(r"(^|[.!?:]\s+)the (?=\w)")
_UNNAMED: Final = {Side.SELLER: "the party that provides", Side.BUYER: "the party that pays"}
_PRONOUNS: Final = frozenset({"you", "we", "us", "your", "our"})


@dataclass(frozen=True, slots=True)
class Names:
    """The words for the two sides, with an article where the contract uses one."""

    seller: str
    buyer: str

    def of(self, side: Side) -> str:
        """What the contract calls `side`."""
        return self.seller if side is Side.SELLER else self.buyer

    def as_in(self, quote: str) -> "Names":
        """The same names, each with an article or without as `quote` has it, where it has the name."""
        return Names(_as_in(quote, self.seller), _as_in(quote, self.buyer))

    def fill(self, text: str, favored: Side | None, **more: str) -> str:
        """`text` with {A}, {B}, {seller}, {buyer} and `more` filled in; an article that begins a sentence is a capital.

        Where nobody is favoured, {A} and {B} stand for seller and buyer.
        """
        side = favored or Side.SELLER
        names = {"A": self.of(side), "B": self.of(side.other), "seller": self.seller, "buyer": self.buyer}
        for name, value in names.items():
            text = text.replace("{" + name + "}'s", _owner(value))
        for name, value in {**names, **more}.items():
            text = text.replace("{" + name + "}", value)
        return _SENTENCE_START.sub(r"\1The ", text)


def _owner(name: str) -> str:
    if name.lower() in {"you", "we"}:
        return "your" if name.lower() == "you" else "our"
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def names(contract: Contract) -> Names:
    """What `contract` calls its sides; what they do under it where that cannot be told."""
    parties = [party for party in contract.facts.parties if party.alias or party.name]
    found = {
        party.role: _with_article(_called(party), contract.document.text) for party in reversed(parties) if party.role
    }
    return Names(found.get(Side.SELLER, _UNNAMED[Side.SELLER]), found.get(Side.BUYER, _UNNAMED[Side.BUYER]))


def _called(party: Party) -> str:
    """The short name; a pronoun is none."""
    alias = party.alias.strip("* ")
    return alias if alias and (alias.lower() not in _PRONOUNS or not party.name) else party.name


def _with_article(name: str, text: str) -> str:
    plain = _bare(name)
    if plain.isupper() and len(plain) > 5:
        plain = plain.title()
    lower, wanted = text.lower(), plain.lower()
    total = lower.count(wanted)
    return f"the {plain}" if total and lower.count(f"the {wanted}") > 0.5 * total else plain


def _as_in(quote: str, name: str) -> str:
    bare = _bare(name)
    found = re.search(rf"(?<!\w)(the\s+)?{re.escape(bare)}(?!\w)", quote, re.IGNORECASE)
    return name if found is None else f"the {bare}" if found[1] else bare


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
