"""Content controls whose words come from data in the file: what they store, and what Word shows when it opens them."""

import re
from dataclasses import dataclass, field
from typing import Final

from clausecheck.read.docx.package import Attributes, switch
from clausecheck.read.docx.parts.values import Values
from clausecheck.read.styled import plain

HEARD: Final = frozenset(
    {
        *("w:docPartGallery", "w:dataBinding", "w15:dataBinding", "w:showingPlcHdr", "w:date", "w:listItem"),
        *("w:picture", "w14:checkbox", "w:alias", "w:tag", "w:richText"),
    }
)
"""Elements of a control's properties that say what its words are."""
_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T|$)")
_MOST_ITEMS: Final = 2_000


@dataclass(slots=True)
class Control:
    """A control that is open."""

    paragraph: object
    """The one that it stands in, told by identity; None for a control around paragraphs."""
    runs: int
    """How many runs its paragraph had, or how many paragraphs there were, when it began."""
    cells: int = 0
    """How many cells its row had when it began."""
    store: str = ""
    path: str = ""
    """Where its data stands; empty for a control that holds its own words."""
    prompt: bool = False
    """Its words ask for an entry, and are none."""
    date: bool = False
    other: bool = False
    """Its data are no words: a picture, a tick, formatted text."""
    items: dict[str, str] = field(default_factory=dict)
    """What a list shows, by the value that it stores."""

    def hear(self, name: str, attributes: Attributes) -> None:
        """Take in one of its properties."""
        match name:
            case "w:dataBinding" | "w15:dataBinding":
                self.path = attributes.get("w:xpath", "")
                self.store = attributes.get("w:storeItemID", "")
                self.other = self.other or name == "w15:dataBinding"
            case "w:showingPlcHdr":
                self.prompt = switch(attributes)
            case "w:date":
                self.date = True
            case "w:picture" | "w14:checkbox":
                self.other = True
            case "w:listItem" if len(self.items) < _MOST_ITEMS:
                value = attributes.get("w:value", "")
                self.items[value] = attributes.get("w:displayText", value)

    def shown(self, stored: str, values: Values) -> str | None:
        """What Word shows in place of the words `stored`; None where it is the same, or cannot be told."""
        if not self.path or self.other:
            return None
        held = values.bound(self.store, self.path)
        if held is None or "<pkg:package" in held:
            return None
        held = plain(self.items.get(held, held))
        if not held or held.casefold() == stored.casefold():
            return None
        return None if self.date and _same_day(held, stored) else held


def _same_day(held: str, stored: str) -> bool:
    """Whether a date as data has it, and one as a person writes it, may be the same."""
    told = _DATE.match(held)
    if told is None:
        return False
    numbers = {int(number) for number in re.findall(r"\d{1,4}", stored)}
    year, _, day = (int(number) for number in told.groups())
    return not numbers or day in numbers or numbers <= {year, year % 100}
