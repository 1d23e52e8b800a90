"""The words of `clause_stats/cap_patterns.toml`: kinds of damage, carve-outs, and the words that limit."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from clausecheck.resources import folder


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of damage, or of carve-out, with the words it is known by."""

    id: str
    words: re.Pattern[str]
    lost: re.Pattern[str] | None
    """For damage: how it is named in a list of what is lost."""
    example: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Expressions, each told in the data file."""

    losses: re.Pattern[str]
    excludes: re.Pattern[str]
    ceiling: re.Pattern[str]
    liability: re.Pattern[str]
    not_ceiling: re.Pattern[str]
    unlimited: re.Pattern[str]
    exception: re.Pattern[str]
    main: re.Pattern[str]
    frees: re.Pattern[str]
    entry: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Expressions for amounts, each told in the data file."""

    greater: re.Pattern[str]
    lesser: re.Pattern[str]
    fees: re.Pattern[str]
    paid: re.Pattern[str]
    payable: re.Pattern[str]
    order: re.Pattern[str]
    ordered: re.Pattern[str]
    cause: re.Pattern[str]
    agreement: re.Pattern[str]
    per_claim: re.Pattern[str]
    per_year: re.Pattern[str]
    aggregate: re.Pattern[str]
    look_back: re.Pattern[str]
    regular: re.Pattern[str]
    pieces: re.Pattern[str]
    insurance: re.Pattern[str]
    replacement: re.Pattern[str]
    half: re.Pattern[str]
    blank_share: re.Pattern[str]
    blank_period: re.Pattern[str]
    per_unit: re.Pattern[str]
    listed: re.Pattern[str]
    blank: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
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
    data = tomllib.loads((folder("clause_stats") / "cap_patterns.toml").read_text(encoding="utf-8"))

    def entries(name: str) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                id=one["id"],
                words=re.compile(one["words"]),
                lost=re.compile(one["lost"]) if "lost" in one else None,
                example=tuple(one["example"]),
                other=tuple(one["other"]),
            )
            for one in data[name]
        )

    return Vocabulary(
        damages=entries("damage"),
        carve_outs=entries("carve_out"),
        words=Words(**{name: re.compile(words) for name, words in data["words"].items()}),
        amounts=AmountWords(**{name: re.compile(words) for name, words in data["amounts"].items()}),
    )
