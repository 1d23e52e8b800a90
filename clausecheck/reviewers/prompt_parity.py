"""Whether the prompts of the two sides are equals: section by section, by what can be counted."""

import re
from collections.abc import Mapping
from typing import Final

from clausecheck.context.parity import SectionParity
from clausecheck.model import Side
from clausecheck.reviewers.prompting import PromptSet

LONGER_AT_MOST: Final = 1.25
"""How many times as long, in words, a section may be as that of the other side."""

_TITLE: Final = "title"
"""The name of what stands before the first heading."""
_MARKED: Final = re.compile(r"^- (`\w+`)", re.MULTILINE)
_SIDES: Final = re.compile("|".join(Side), re.IGNORECASE)


def compare_prompts(prompts: PromptSet) -> tuple[SectionParity, ...]:
    """Every section of the two sides' prompts, in the order of the seller's, and then the frame.

    Equal are: the headings and their order, the placeholders and the number of points in each section, the words in
    which findings are rated, and the length within a quarter. The frame is one text for both; a line of it that names
    one side names the other as often.
    """
    seller, buyer = (_sections(prompts.sides[side].text) for side in (Side.SELLER, Side.BUYER))
    names = list(dict.fromkeys((*seller, *buyer)))
    found = [_compare(name, seller.get(name), buyer.get(name)) for name in names]
    if [name for name in seller if name in buyer] != [name for name in buyer if name in seller]:
        found.append(SectionParity(name="headings", words=(0, 0), faults=("stand in another order",)))
    return (*found, _frame(prompts.frame.text))


def _sections(text: str) -> Mapping[str, str]:
    title, *parts = re.split(r"^(##+ .+)\n", text, flags=re.MULTILINE)
    found = {_TITLE: title}
    for heading, words in zip(parts[::2], parts[1::2], strict=True):
        name = heading
        while name in found:
            name += " (again)"
        found[name] = words
    return found


def _compare(name: str, seller: str | None, buyer: str | None) -> SectionParity:
    if seller is None or buyer is None:
        side = Side.SELLER if seller is None else Side.BUYER
        words = (len((seller or "").split()), len((buyer or "").split()))
        return SectionParity(name=_plain(name), words=words, faults=(f"missing for the {side}",))
    return SectionParity(
        name=_plain(name), words=(len(seller.split()), len(buyer.split())), faults=tuple(_faults(name, seller, buyer))
    )


def _faults(name: str, seller: str, buyer: str) -> list[str]:
    faults = []
    placeholders = [sorted(re.findall(r"\{\{\w+\}\}", text)) for text in (seller, buyer)]
    if placeholders[0] != placeholders[1]:
        faults.append(f"placeholders: {', '.join(placeholders[0]) or 'none'} / {', '.join(placeholders[1]) or 'none'}")
    points = [len(re.findall(r"^\s*(?:[-*]|\d+\.) ", text, re.MULTILINE)) for text in (seller, buyer)]
    if points[0] != points[1]:
        faults.append(f"points: {points[0]} / {points[1]}")
    marked = [_MARKED.findall(text) for text in (seller, buyer)]
    if marked[0] != marked[1]:
        faults.append(f"points are about: {', '.join(marked[0])} / {', '.join(marked[1])}")
    short, long = sorted(len(text.split()) for text in (seller, buyer))
    if long > LONGER_AT_MOST * short:
        faults.append(f"one is {long} words long, the other {short}")
    if name == _TITLE and _SIDES.sub("", seller) != _SIDES.sub("", buyer):
        faults.append("the titles differ in more than the side")
    return faults


def _frame(text: str) -> SectionParity:
    one_sided = [
        line
        for line in text.splitlines()
        if len(re.findall("seller", line, re.IGNORECASE)) != len(re.findall("buyer", line, re.IGNORECASE))
    ]
    words = len(text.split())
    faults = tuple(f"names one side alone: {line.strip()[:80]}" for line in one_sided)
    return SectionParity(name="frame, the same text for both", words=(words, words), faults=faults)


def _plain(name: str) -> str:
    return name.lstrip("# ").strip()
