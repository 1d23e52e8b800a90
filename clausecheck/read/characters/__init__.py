"""Characters that a person does not see, or that look like others: what is shown, and what was done."""

from clausecheck.read.characters import blanks, controls, direction, invisible, lookalikes, marks, spelled, variants
from clausecheck.read.characters.oddity import Block, Oddity

__all__ = ["Oddity", "examine"]

_LOOKS = (
    controls.look,
    spelled.look,
    invisible.look,
    blanks.look,
    marks.look,
    direction.look,
    lookalikes.look,
    variants.look,
)
"""In this order: what prints nothing goes first, so that the words are whole when their letters are compared."""


def examine(text: str) -> tuple[list[str], tuple[Oddity, ...]]:
    """For each character of `text` what a person sees in its place, and what is odd about them.

    An entry is empty where nothing is printed. Characters whose order on the page differs have changed places; all
    else stands where it stood. Never raises; takes time in proportion to the length.
    """
    block = Block(text)
    for look in _LOOKS:
        look(block)
    return block.shown, block.oddities()
