"""How often terms stand in a text."""

import re
from collections import defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_][^\W_’'-]*")
_MOST_LENGTHS = 40


def count_uses(text: str, terms: Iterable[str]) -> dict[str, int]:
    """How often each term stands in the text, in its plural too, apart from the once that defines it.

    Within a longer term a shorter one is not counted. Line breaks within a term are not looked over. The time is linear
    in the text, whatever the terms.
    """
    counts = dict.fromkeys(terms, 0)
    lengths: dict[str, set[int]] = defaultdict(set)
    keys: dict[str, str] = {}
    for term in counts:
        first = _WORD.search(term)
        if first is None:
            continue
        key = term[first.start() :]
        keys[key] = term
        for word in (first.group(), f"{first.group()}s"):
            if len(lengths[word]) < _MOST_LENGTHS:
                lengths[word].add(len(key))
    ordered = {word: sorted(sizes, reverse=True) for word, sizes in lengths.items()}
    initials = re.escape("".join(sorted({word[0] for word in ordered})))
    words = re.compile(rf"[{initials}][^\W_’'-]*") if initials else None
    end = 0
    for match in words.finditer(text) if words else ():
        sizes = ordered.get(match.group())
        if sizes is None or match.start() < end or text[match.start() - 1 : match.start()].isalnum():
            continue
        for size in sizes:
            stop = match.start() + size
            used = keys.get(text[match.start() : stop])
            if used is not None and _ends(text, stop):
                counts[used] += 1
                end = stop
                break
    return {term: max(0, count - 1) for term, count in counts.items()}


def _ends(text: str, stop: int) -> bool:
    """Whether a word ends here, a plural's s apart."""
    if text[stop : stop + 1] == "s":
        stop += 1
    return not text[stop : stop + 1].isalnum()
