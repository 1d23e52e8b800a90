"""Marks of an earlier print inside the pages of a PDF: page numbers that count up, heads and feet that come again.

Contracts from filings were printed once before: where the old pages ended, their numbers, heads and feet stand in the
middle of a page and of a sentence.
"""

import re
from itertools import pairwise

from clausecheck.read.pdf.lines import Line
from clausecheck.read.text.lines import SENTENCE_END

PAGE_NUMBER = re.compile(
    r"(?:page\s{0,2})?[-–—\[(]?\s{0,2}(?:[a-z]{1,2}\s?[-–.]\s?)?(?:[0-9]{1,4}|[ivxl]{1,6})\s{0,2}[-–—\])]?(?:\s{0,2}(?:of|/)\s{0,2}[0-9]{1,4})?"
)
"""A page's number alone, in lower case: "7", "- 7 -", "Page 7 of 9", "A-7", "iv"."""
_ARABIC = re.compile(r"[0-9]+")
_NUMBERED_HEADING = re.compile(
    r"(?:article|section|clause|schedule|exhibit|annex|appendix|attachment|addendum|amendment|part|chapter|recital|party"
    r"|day|year|month|step|phase|stage|milestone|item|lot|option|order|table|figure|no)\b"
    r"|\(|[0-9]{1,3}(?:\.[0-9]{1,3}){0,5}[.)](?:\s|$)|[0-9]{1,3}(?:\.[0-9]{1,3}){1,5}\s"
)
_APART = 8
"""Least number of lines between two page marks of an earlier print; lines that count up closer are a list."""
_ALONE_APART = 3
"""The same where a line is nothing but a page's number."""
_LEAST_LEFT = 4
"""Fewest page numbers that stand at the left, where clause numbers stand too."""
_LONGEST = 130
"""Most characters of a mark."""
_LEAST_AGAIN = 3
"""How often a head or foot comes again at least."""
_REACH = 5
"""How many lines a mark of several lines has at most."""
_LETTERS = 10
"""Fewest letters of the longest line of a head or foot; "By" and "Witness" come again too."""
_SAME_EDGE = 6.0
"""A head or foot begins each time within this many points of the same place."""
_COUNT = re.compile(r"[0-9]{1,4}(?:\s{0,2}(?:of|/)\s{0,2}[0-9]{1,4})?$")
_RULE = re.compile(r"[-=–—\s]{4,}")

Found = tuple[int, list[int], Line]


def remove_prints(pages: list[list[Line]]) -> None:
    """Set `removed` on page numbers, heads and feet of an earlier print, wherever they stand."""
    every = [line for lines in pages for line in lines if line.text]
    _counting_lines(every)
    for index, line in enumerate(every):
        if line.text.isdecimal() and len(line.text) < 4 and _breaks_sentence(every, index, index):
            line.removed = True
    _lines_again(every)


def _counting_lines(every: list[Line]) -> None:
    """The same words with a number that counts up from one place to the next."""
    found: dict[str, list[Found]] = {}
    for index, line in enumerate(every):
        if len(line.text) > _LONGEST:
            continue
        key = _ARABIC.sub("\0", line.lower)
        counts = "\0" in key and not _NUMBERED_HEADING.match(line.lower)
        if counts and (any(c in "-–— " or c.isalpha() for c in key) or key == "\0"):
            found.setdefault(key, []).append((index, [int(digits[:9]) for digits in _ARABIC.findall(line.lower)], line))
    for key, candidates in found.items():
        bare = key == "\0"
        apart = [item for item in candidates if _apart(item[2])] if bare else candidates
        chains = _chains(apart)
        if bare and not any(len(chain) > 2 for chain in chains):
            chains += [chain for chain in _chains(candidates) if len(chain) >= _LEAST_LEFT]
        for chain in chains:
            if not _are_marks(every, chain, bare=bare):
                continue
            for _, _, line in chain:
                line.removed = True
            if bare:
                _fill(chain, candidates)


def _chains(candidates: list[Found]) -> list[list[Found]]:
    """Runs in which one number counts up, by one or with one left out, each a good part of a page further on."""
    chains: list[list[Found]] = []
    for item in candidates:
        index, numbers, line = item
        apart = _ALONE_APART if PAGE_NUMBER.fullmatch(line.lower) else _APART
        for chain in reversed(chains[-3:]):
            place, last, _ = chain[-1]
            steps = sorted(after - before for before, after in zip(last, numbers, strict=True))
            if index - place >= apart and not any(steps[:-1]) and 0 < steps[-1] <= 2:
                chain.append(item)
                break
        else:
            chains.append([item])
    return chains


def _are_marks(every: list[Line], chain: list[Found], *, bare: bool) -> bool:
    """Whether lines that count up are page marks, and not headings or words in a sentence."""
    if len(chain) < 3:
        return bare and _pair_of_pages(every, chain)
    if bare:
        below = [(line, every[index + 1]) for index, _, line in chain if index + 1 < len(every)]
        heads = sum(len(after.text) < 60 and (_in_middle(after) or not _apart(line)) for line, after in below)
        return heads <= 0.6 * len(chain)
    if all(sum(after) - sum(before) == 1 for (_, before, _), (_, after, _) in pairwise(chain)):
        return True
    return sum(bool(_COUNT.search(line.lower)) or _gap(every, index) for index, _, line in chain) > 0.5 * len(chain)


def _fill(chain: list[Found], candidates: list[Found]) -> None:
    """Numbers that the chain leaves out, standing elsewhere on their line between its neighbours."""
    known = {numbers[0]: index for index, numbers, _ in chain}
    for index, numbers, line in candidates:
        value = numbers[0]
        if value not in known and known.get(value - 1, index) < index < known.get(value + 1, -1):
            line.removed = True


def _pair_of_pages(every: list[Line], chain: list[Found]) -> bool:
    """Whether two numbers are the page numbers of a short text: 1 and 2 in the middle, at the end of a page or part."""
    if len(chain) != 2 or [numbers[0] for _, numbers, _ in chain] != [1, 2]:
        return False
    return all(_in_middle(line) and _gap(every, index) for index, _, line in chain)


def _gap(every: list[Line], index: int) -> bool:
    """Whether white space or the end of a page follows the line."""
    if not 0 <= index < len(every) - 1:
        return True
    line, after = every[index], every[index + 1]
    step = after.baseline - line.baseline
    return after.page != line.page or step < 0 or step > 1.8 * max(line.size, after.size, 1)


def _stands_apart(every: list[Line], first: int, last: int) -> bool:
    """Whether the lines break a sentence, or stand apart from the words above and below."""
    return _breaks_sentence(every, first, last) or (_ended(every, first) and _gap(every, last))


def _ended(every: list[Line], index: int) -> bool:
    """Whether the words before the line are at an end."""
    return index == 0 or every[index - 1].text.endswith(SENTENCE_END) or _gap(every, index - 1)


def _in_middle(line: Line) -> bool:
    return abs((line.x0 + line.x1) / 2 - line.center) < 1.2 * max(line.size, 1)


def _apart(line: Line) -> bool:
    """In the middle or at the right, where no clause number stands."""
    return line.x0 > line.center - 40


def _breaks_sentence(every: list[Line], first: int, last: int) -> bool:
    """Whether the line before `first` ends no sentence and the line after `last` begins none."""
    while first > 0 and every[first - 1].removed:
        first -= 1
    while last < len(every) - 1 and every[last + 1].removed:
        last += 1
    if first < 1 or last > len(every) - 2:
        return False
    before, after = every[first - 1], every[last + 1]
    return after.text[0].islower() and len(before.text) > 30 and not before.text.endswith((".", ";", ":"))


def _lines_again(every: list[Line]) -> None:
    """Heads and feet of an earlier print: lines that come again far apart, in a sentence or beside a page's number."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(every):
        words = any(c.isalnum() for c in line.text)
        if not line.removed and len(line.text) <= _LONGEST and (words or _RULE.fullmatch(line.text)):
            places.setdefault(line.lower, []).append(index)
    again = [group for found in places.values() if len(found) >= _LEAST_AGAIN for group in _same_edge(every, found)]
    numbers = [line.removed for line in every]
    mark = numbers[:]
    for group in again:
        for index in group:
            mark[index] = True
    for group in again:
        if sum(_in_mark(every, mark, numbers, index) for index in group) * 3 >= len(group):
            for index in group:
                every[index].removed = True


def _same_edge(every: list[Line], found: list[int]) -> list[list[int]]:
    """Those that begin at the same place and stand far apart."""
    groups: list[list[int]] = []
    for index in sorted(found, key=lambda index: every[index].x0):
        if groups and every[index].x0 - every[groups[-1][-1]].x0 < _SAME_EDGE:
            groups[-1].append(index)
        else:
            groups.append([index])
    return [sorted(group) for group in groups if len(group) >= _LEAST_AGAIN and _far(sorted(group))]


def _far(found: list[int]) -> bool:
    far = sum(after - before >= _APART for before, after in pairwise(found))
    return far >= max(2, (len(found) - 1) / 4)


def _in_mark(every: list[Line], mark: list[bool], numbers: list[bool], index: int) -> bool:
    """Whether the marks around this line break a sentence, or hold a page's number and stand apart."""
    first = last = index
    while first > 0 and mark[first - 1]:
        first -= 1
    while last < len(every) - 1 and mark[last + 1]:
        last += 1
    words = [line.text for line in every[first : last + 1] if not line.text.isdecimal()]
    letters = max((sum(map(str.isalpha, text)) for text in words), default=0)
    if last - first > _REACH or letters < _LETTERS or every[first].text[0].islower():
        return False
    if _breaks_sentence(every, first, last):
        return True
    tail = index == first and every[index].text.endswith(".") and every[index].text[0].isalpha()
    return not tail and any(numbers[first : last + 1]) and _stands_apart(every, first, last)
