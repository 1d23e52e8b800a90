"""The cases of a run: each is told by the kind of file, the seed of the run and a number, and so made again at will."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz import mutations, seeds


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, with the files that mutations begin with and the mutations that suit them."""

    name: str
    suffix: str
    files: Callable[[], tuple[bytes, ...]]
    ways: tuple[mutations.Mutation, ...]


TARGETS = (
    Target("docx", ".docx", seeds.word_files, mutations.OF_WORD),
    Target("pdf", ".pdf", seeds.pdf_files, mutations.OF_PDF),
    Target("html", ".html", seeds.html_files, mutations.OF_TEXT),
    Target("markdown", ".md", seeds.markdown_files, mutations.OF_TEXT),
    Target("text", ".txt", seeds.text_files, mutations.OF_TEXT),
)


def case(target: Target, seed: int, number: int) -> bytes:
    """The file of that number; the same on every machine."""
    chance = random.Random(f"{target.name} {seed} {number}")
    data = chance.choice(target.files())
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(target.ways)(data, chance) or b" "
    return data
