"""What a contract calls its two sides, so that proposed wording reads like the rest of it."""

import re
from dataclasses import dataclass

from clausecheck.model import Contract, Side

_SENTENCE_START = re.compile(r"(^|[.!?:]\s+)the (?=\w)")


@dataclass(frozen=True, slots=True)
class Names:
    """The words for the two sides, with an article where the contract uses one."""

    seller: str
    buyer: str

    def of(self, side: Side) -> str:
        """What the contract calls `side`."""
        return self.seller if side is Side.SELLER else self.buyer

    def fill(self, text: str, favored: Side | None, **more: str) -> str:
        """`text` with {A}, {B}, {seller}, {buyer} and `more` filled in; an article that begins a sentence is a capital.

        Where nobody is favoured, {A} and {B} stand for seller and buyer.
        """
        side = favored or Side.SELLER
        words = {"A": self.of(side), "B": self.of(side.other), "seller": self.seller, "buyer": self.buyer, **more}
        for name, value in words.items():
            text = text.replace("{" + name + "}", value)
        return _SENTENCE_START.sub(r"\1The ", text)


def names(contract: Contract) -> Names:
    """What `contract` calls its sides; "the Provider" and "the Customer" where that cannot be told."""
    found = {Side.SELLER: "the Provider", Side.BUYER: "the Customer"}
    for side in Side:
        for party in contract.facts.parties:
            if party.role is side and (party.alias or party.name):
                found[side] = _with_article(party.alias or party.name, contract.document.text)
                break
    return Names(found[Side.SELLER], found[Side.BUYER])


def _with_article(name: str, text: str) -> str:
    plain = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    if plain.isupper() and len(plain) > 5:
        plain = plain.title()
    lower, wanted = text.lower(), plain.lower()
    total = lower.count(wanted)
    return f"the {plain}" if total and lower.count(f"the {wanted}") > 0.5 * total else plain
