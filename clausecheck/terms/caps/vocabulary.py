"""The words of `clause_stats/cap_patterns.toml`: kinds of damage, carve-outs, and the words that limit."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from clausecheck import resources
from clausecheck.terms.words import Expression


class Entry(NamedTuple):
    """A kind of damage, or of carve-out, with the words it is known by."""

    id: str
    words: Expression
    lost: Expression | None
    """For damage: how it is named in a list of what is lost."""
    example: tuple[str, ...]
    other: tuple[str, ...]


class Words(NamedTuple):
    """Expressions, each told in the data file."""

    losses: Expression
    excludes: Expression
    ceiling: Expression
    liability: Expression
    not_ceiling: Expression
    unlimited: Expression
    exception: Expression
    main: Expression
    frees: Expression
    entry: Expression


class AmountWords(NamedTuple):
    """Expressions for amounts, each told in the data file."""

    greater: Expression
    lesser: Expression
    fees: Expression
    paid: Expression
    payable: Expression
    order: Expression
    ordered: Expression
    cause: Expression
    agreement: Expression
    per_claim: Expression
    per_year: Expression
    aggregate: Expression
    look_back: Expression
    regular: Expression
    pieces: Expression
    insurance: Expression
    replacement: Expression
    half: Expression
    blank_share: Expression
    blank_period: Expression
    per_unit: Expression
    listed: Expression
    blank: Expression


class Vocabulary(NamedTuple):
    """The data file in memory."""

    damages: tuple[Entry, ...]
    carve_outs: tuple[Entry, ...]
    words: Words
    amounts: AmountWords

    def damages_in(self, low: str, first: int = 0) -> Iterator[tuple[str, int, int]]:
        """Each kind of damage in the words from `first` on, once, with the place where it stands first."""
        lists = [(match.start(), match.group()) for match in self.words.losses.finditer(low, first)]
        for entry in self.damages:
            places = [match.span()] if (match := entry.words.search(low, first)) else []
            for start, listed in lists if entry.lost else ():
                lost = entry.lost.search(listed) if entry.lost else None
                if lost:
                    places.append((start + lost.start(), start + lost.end()))
                    break
            if places:
                yield entry.id, *min(places)

    def carve_outs_in(self, low: str) -> Iterator[tuple[str, int, int]]:
        """Each kind of carve-out in the words, once, with the place where it stands first."""
        for entry in self.carve_outs:
            match = entry.words.search(low)
            if match:
                yield entry.id, match.start(), match.end()


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = resources.toml("clause_stats", "cap_patterns.toml")

    def entries(name: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                id=one["id"],
                words=Expression(one["words"]),
                lost=Expression(one["lost"]) if "lost" in one else None,
                example=tuple(one["example"]),
                other=tuple(one["other"]),
            )
            for one in data[name]
        )

    return Vocabulary(
        damages=entries("damage"),
        carve_outs=entries("carve_out"),
        words=Words(**{name: Expression(words) for name, words in data["words"].items()}),
        amounts=AmountWords(**{name: Expression(words) for name, words in data["amounts"].items()}),
    )
