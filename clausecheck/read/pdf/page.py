"""A page of a PDF as words with places and attributes, turned so that its lines are level and begin at the left."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SOFT_HYPHEN = "\u00ad"
"""Stands at the end of words that pdfium takes to be divided at the end of a line."""
_LEFTWARD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LEFTWARD = "\u05d0\u05d5\u05d9\u05dc\u0627\u0644\u064a\u0645\u06cc"
"""Letters of which every text in Hebrew or Arabic writing has some."""
_LETTER = re.compile(r"[^\W\d_]")

Frame = tuple[float, float, float, float]
"""Left, lower, right and upper edge of a page, as the file counts."""
Edges = tuple[float, float, float, float, float]
"""Left, right, top, bottom and baseline of words, from the top left corner of the page as one reads them."""


@dataclass(slots=True)
class Look:
    """How words are set."""

    font: str
    """Name of the font, as the file has it."""
    size: float
    """Of the type as shown, in points; 0 where the file does not tell."""
    bold: bool
    color: int
    """Red, green and blue, a byte each."""
    alpha: int
    """0 is invisible, 255 covers what lies below."""
    mode: int
    """Text rendering mode of ISO 32000-1, 9.3.6; in 3 and 7 nothing is painted."""
    quarter: int
    """Quarter turns of the writing direction, against the clock."""
    slanted: bool
    """Neither level nor upright."""
    letters: int = 0
    """How many characters of the page look so."""
    width: float = 0.0
    """Of all of them together, in points."""
    letter: float = 0.0
    """Width of one, as far as gaps have not made it larger."""


@dataclass(slots=True)
class Words:
    """Words side by side in one look; places in points from the top left corner of the page as one reads them."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    look: Look
    space: bool
    """White space stands before them in the file's order."""

    @property
    def size(self) -> float:
        """Of the type, in points."""
        return self.look.size or self.bottom - self.top

    @property
    def bold(self) -> bool:
        """Set in bold type."""
        return self.look.bold


@dataclass(slots=True)
class Piece:
    """Neighbouring words on one baseline."""

    words: list[Words]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1

    @property
    def text(self) -> str:
        """The words with their spaces."""
        return "".join((" " if index and word.space else "") + word.text for index, word in enumerate(self.words))


@dataclass(frozen=True, slots=True)
class Unseen:
    """Words side by side that the page does not show."""

    text: str
    x0: float
    x1: float
    baseline: float
    """Places as of `Words`, where the words would stand on the page as one reads most of it."""
    space: bool
    """White space, or the end of a line, stands before them in the file's order."""
    technique: str
    detail: str
    """As of a trace."""
    before: str = ""
    """The words on their line that are seen before them."""
    after: str = ""
    usual: str = ""
    """As of a trace."""
    kept: bool = False
    """They stand among the words of the page all the same."""
    follows: bool = False
    """Nothing that is seen stands between the unseen words before and these."""


@dataclass(slots=True)
class Page:
    """A page's words in the file's order."""

    number: int
    width: float
    height: float
    words: list[Words]
    asides: "list[Page]" = field(default_factory=list)
    """Words that run in another direction than most, as pages of their own."""
    unseen: tuple[Unseen, ...] = ()
    """Words in the file that the page does not show; `words` are without them."""


def turned(quarter: int, box: Frame, x: float, y: float, frame: Frame) -> Edges:
    """The edges of a box, told like a page's frame, with a point of its baseline."""
    x0, low, x1, high = box
    left, lower, right, upper = frame
    if quarter == 0:
        return x0 - left, x1 - left, upper - high, upper - low, upper - y
    if quarter == 1:
        return low - lower, high - lower, x0 - left, x1 - left, x - left
    if quarter == 2:
        return right - x1, right - x0, low - lower, high - lower, y - lower
    return upper - high, upper - low, right - x1, right - x0, right - x


def assemble(number: int, frame: Frame, words: list[Words], looks: Iterable[Look]) -> Page:
    """The page of most of the words; those in other directions, or at a slant, are asides. `looks` are theirs."""
    left, lower, right, upper = frame
    width, height = right - left, upper - lower
    if all(look.quarter == 0 and not look.slanted for look in looks):
        return Page(number, width, height, words)
    directions: dict[tuple[int, bool], list[Words]] = {}
    for item in words:
        directions.setdefault((item.look.quarter, item.look.slanted), []).append(item)
    pages = [
        Page(number, height, width, found) if quarter % 2 else Page(number, width, height, found)
        for (quarter, _), found in directions.items()
    ]
    main = max(pages or [Page(number, width, height, [])], key=lambda page: sum(len(item.text) for item in page.words))
    main.asides = [page for page in pages if page is not main]
    return main


def mirror(page: Page) -> None:
    """Mirror a page that is written from right to left, so that what is read first stands at the left."""
    text = "".join(item.text for item in page.words)
    if 2 * len(_LEFTWARD.findall(text)) > len(_LETTER.findall(text)):
        for item in page.words:
            item.x0, item.x1 = page.width - item.x1, page.width - item.x0
    for aside in page.asides:
        mirror(aside)
