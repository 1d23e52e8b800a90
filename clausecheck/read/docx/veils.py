"""Marks that a careful look at a part of a Word file leaves in the runs that a person does not see, or barely sees."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from clausecheck.model import Trace
from clausecheck.read.docx.met import Met

VEIL: Final = "\x01veil"
"""The element of a mark. No XML can hold this character, so no file can bring such a mark with it."""
_FORMS: Final = ("Top of Form", "Bottom of Form")
_MUCH: Final = 1_000
"""Characters of words after which those of the next paragraph are told apart, as quotes are cut."""
_LONG: Final = 300
"""Characters of a detail to which no more is added."""


class Veil(NamedTuple):
    """Why a person does not see words."""

    technique: str
    detail: str = ""
    """What was measured, a sentence without its full stop."""
    kept: bool = False
    """A person sees some of the words, or may see them: they stay in the text."""


VANISH: Final = Veil("docx.vanish")
"""Words formatted as hidden, which need no mark."""


@dataclass(slots=True, eq=False)
class Veiled(Met):
    """Words behind one veil, or behind several without a word in sight between them."""

    veil: Veil = VANISH
    words: list[str] = field(default_factory=list)

    def add(self, text: str, veil: Veil) -> None:
        """More words, behind this veil or another one."""
        self.words.append(text)
        self.veil = joined(self.veil, veil)

    def pause(self) -> bool:
        """A paragraph ends; whether the words behind it are to be told apart."""
        self.words.append(" ")
        return sum(map(len, self.words)) > _MUCH

    def end(self) -> None:
        """A word in sight follows, or none."""
        quote = " ".join("".join(self.words).split())
        usual = "Word hides the ends of web forms so" if quote in _FORMS else ""
        self.trace = Trace(technique=self.veil.technique, quote=quote, detail=self.veil.detail, usual=usual)


def mark(number: int) -> bytes:
    """The mark of a run that veil `number` hides, to stand behind the run's own properties."""
    return b'<w:rPr><%b w:val="%d"/></w:rPr>' % (VEIL.encode(), number)


def number_of(value: str | None) -> int | None:
    """The number that a mark has."""
    return int(value) if value and value.isdecimal() else None


def joined(veil: Veil, other: Veil) -> Veil:
    """What to say of words behind both, some behind one and some behind the other."""
    if not other.detail or other.detail in veil.detail or len(veil.detail) > _LONG:
        return veil
    return veil._replace(detail=f"{veil.detail}; {other.detail}" if veil.detail else other.detail)
