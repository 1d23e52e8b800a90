#!/usr/bin/env python3
"""Measure which quotes are believed: check_quotes.py CORPORA [--quotes 20000] [--seed 1] [--list].

CORPORA is the folder with `cuad/contracts.jsonl.gz`. Quotes of 4 to 45 words are cut from random passages of the
contracts. Genuine ones are written as a model may copy them: other quotation marks, dashes and spaces, broken or joined
lines, ligatures, invisible characters. Altered ones say something else: a dropped "not", another number, the parties
swapped, a word left out, put in, turned round or cut. What happens to stand in the passage is no alteration, and is
drawn again, which is told by a comparison of words that has nothing in common with the one that is measured.

Beside it stands the peer that the program does not use: a matcher that believes what is similar to 90 of 100
(`partial_ratio` of rapidfuzz, which must be installed for this; spaces and capitals are made the same first), on the
same quotes and passages.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Final

from rapidfuzz import fuzz

from clausecheck.model import Span
from clausecheck.reviewers.grounding import find_quote, long_enough

PASSAGE: Final = 2_000
SIMILAR: Final = 90
_NOT: Final = re.compile(
    r"\b(?:not|no|never|without|neither|nor)\b ?|(?<=[a-z])n['’]t\b|\b(?:un|non-?)(?=[a-z]{5})", re.IGNORECASE
)
_NUMBER: Final = re.compile(
    r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|ninety)\b",
    re.IGNORECASE,
)
_SWAPS: Final = (
    ("customer", "supplier"), ("licensee", "licensor"), ("buyer", "seller"), ("client", "contractor"),
    ("company", "consultant"), ("franchisee", "franchisor"), ("distributor", "manufacturer"), ("party", "parties"),
    ("shall", "may"), ("may", "shall"), ("before", "after"), ("after", "before"), ("any", "some"), ("all", "certain"),
    ("each", "one"), ("less", "more"), ("more", "less"), ("and", "or"), ("or", "and"), ("must", "should"),
)  # fmt: skip

BROKEN: Final = "a word broken in the text"

Change = Callable[[str, random.Random], str | None]
"""Writes a quote in another way; None where it cannot be written so."""


def _sub(pattern: re.Pattern[str], quote: str, chance: random.Random, new: Callable[[str], str]) -> str | None:
    found = list(pattern.finditer(quote))
    if not found:
        return None
    one = chance.choice(found)
    return quote[: one.start()] + new(one[0]) + quote[one.end() :]


def _other_number(old: str, chance: random.Random) -> str:
    words = ("two", "three", "five", "ten", "fifteen", "thirty", "sixty", "ninety")
    if not old.isdigit():
        return chance.choice([word for word in words if word != old.lower()])
    return chance.choice([str(int(old) + 1), str(int(old) * 10), str(int(old) * 2 + 1), old + "0"])


def _swapped(quote: str, chance: random.Random) -> str | None:
    held = [pair for pair in _SWAPS if re.search(rf"\b{pair[0]}\b", quote, re.IGNORECASE)]
    if not held:
        return None
    old, new = chance.choice(held)
    return re.sub(rf"\b{old}\b", new, quote, count=1, flags=re.IGNORECASE)


def _words(quote: str, chance: random.Random, change: Callable[[list[str], int], list[str]]) -> str | None:
    words = quote.split(" ")
    if len(words) < 4:
        return None
    return " ".join(change(words, chance.randrange(1, len(words) - 1)))


ALTERED: Final[dict[str, Change]] = {
    'a "not" dropped': lambda quote, chance: _sub(_NOT, quote, chance, lambda _: ""),
    "another number": lambda quote, chance: _sub(_NUMBER, quote, chance, lambda old: _other_number(old, chance)),
    "party or duty swapped": _swapped,
    "a word left out": lambda quote, chance: _words(quote, chance, lambda words, at: words[:at] + words[at + 1 :]),
    'a "not" put in': lambda quote, chance: _words(quote, chance, lambda words, at: [*words[:at], "not", *words[at:]]),
    "two words turned round": lambda quote, chance: _words(
        quote, chance, lambda words, at: [*words[: at - 1], words[at], words[at - 1], *words[at + 1 :]]
    ),
    "an omission": lambda quote, chance: _words(
        quote, chance, lambda words, at: [*words[:at], "...", *words[min(at + 3, len(words) - 1) :]]
    ),
    "a word cut": lambda quote, _: quote[1:] if quote[:2].isalpha() else None,
}
GENUINE: Final[dict[str, Change]] = {
    "as it stands": lambda quote, _: quote,
    "straight quotation marks": lambda quote, _: quote.translate(str.maketrans("“”‘’", "\"\"''")),
    "curly quotation marks": lambda quote, _: re.sub(r'"([^"]*)"', r"“\1”", quote).replace("'", "’"),
    "other dashes": lambda quote, chance: re.sub(r"[–—-]", lambda _: chance.choice("-–—‐"), quote),
    "one line": lambda quote, _: " ".join(quote.split()),
    "other spaces": lambda quote, chance: re.sub(r"\s+", lambda _: chance.choice(("\n", "  ", "\u00a0", "\t")), quote),
    "ligatures": lambda quote, _: quote.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "invisible characters": lambda quote, chance: _put(quote, "\u200b\u00ad\ufeff", chance),
    BROKEN: lambda quote, _: quote,
    "other capitals": lambda quote, chance: chance.choice((quote.upper(), quote.lower())),
}


def _put(quote: str, marks: str, chance: random.Random) -> str:
    at = chance.randrange(len(quote))
    return quote[:at] + chance.choice(marks) + quote[at:]


def drawn(text: str, chance: random.Random) -> tuple[str, str] | None:
    """A passage and a quote from it, from word to word."""
    start = chance.randrange(max(1, len(text) - PASSAGE))
    passage = text[start : start + PASSAGE]
    words = list(re.finditer(r"\S+", passage))[1:-1]
    length = chance.randint(4, 45)
    if len(words) <= length:
        return None
    first = chance.randrange(len(words) - length)
    quote = passage[words[first].start() : words[first + length - 1].end()].rstrip(" ,;:-–—")
    return (passage, quote) if long_enough(quote) else None


def broken(passage: str, quote: str, chance: random.Random) -> str:
    """The passage with one word of the quote parted by a hyphen at the end of a line."""
    within = [found.start() for found in re.finditer(r"(?<=[a-z]{2})(?=[a-z]{2})", quote)] or [0]
    at = passage.index(quote) + chance.choice(within)
    return f"{passage[:at]}-\n{passage[at:]}"


def stands(passage: str, quote: str) -> bool:
    """Whether the words of a quote stand in a row in the passage, whatever stands between them."""
    said, held = (re.findall(r"[^\W_]+|[^\w\s]", text.lower()) for text in (quote, passage))
    return any(held[at : at + len(said)] == said for at in range(len(held) - len(said) + 1))


def accepted(passage: str, quote: str) -> bool:
    """Whether the program believes a quote."""
    return find_quote(passage, Span(0, len(passage)), quote) is not None


def similar(passage: str, quote: str) -> bool:
    """Whether the peer believes it."""
    said, held = (" ".join(text.lower().split()) for text in (quote, passage))
    return bool(fuzz.partial_ratio(said, held) >= SIMILAR)


def measure(texts: list[str], count: int, seed: int, listed: bool) -> None:
    """Print how many of each way of writing a quote are believed, by the program and by the peer."""
    chance = random.Random(seed)
    for title, ways in (("genuine", GENUINE), ("altered", ALTERED)):
        tally: Counter[tuple[str, str]] = Counter()
        while sum(number for (_, what), number in tally.items() if what == "all") < count:
            one, name = drawn(chance.choice(texts), chance), chance.choice(list(ways))
            written = ways[name](one[1], chance) if one else None
            if one is None or written is None or (ways is ALTERED and stands(one[0], written)):
                continue
            passage = broken(*one, chance) if name == BROKEN else one[0]
            believed = accepted(passage, written)
            tally[name, "all"] += 1
            tally[name, "program"] += believed
            tally[name, "peer"] += similar(passage, written)
            if listed and believed is not (ways is GENUINE):
                print(f"  {name}: {written!r}\n    passage of {one[1]!r}")
        show(title, tally)


def show(title: str, tally: Counter[tuple[str, str]]) -> None:
    """One row for each way, and their sum."""
    print(f"{title:32}{'quotes':>8}{'believed':>10}{'share':>9}{'similar':>10}{'share':>9}")
    names = sorted({name for name, _ in tally})
    rows = {name: [tally[name, what] for what in ("all", "program", "peer")] for name in names}
    rows["together"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    for name, (every, program, peer) in rows.items():
        print(f"  {name:30}{every:>8}{program:>10}{program / every:>9.2%}{peer:>10}{peer / every:>9.2%}")


def main() -> None:
    """Read the contracts and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--quotes", type=int, default=20_000, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print what was judged wrongly")
    args = parser.parse_args()
    with gzip.open(args.corpora / "cuad" / "contracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    print(f"{len(texts)} contracts, seed {args.seed}")
    measure(texts, args.quotes, args.seed, args.list)


if __name__ == "__main__":
    main()
