"""The versioned prompt files: which one is current, what stands in it, and its digest."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clausecheck import resources
from clausecheck.errors import UsageError
from clausecheck.model import Side

PLACEHOLDERS: Final[Mapping[str, frozenset[str]]] = {
    "frame": frozenset({"clause_types"}),
    Side.SELLER.value: frozenset({"category"}),
    Side.BUYER.value: frozenset({"category"}),
}
"""Each prompt with the placeholders it must hold, no more and no fewer."""

_LONGEST = 60_000
_NAMES: Final = tuple(PLACEHOLDERS)
_PLACEHOLDER: Final = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt file."""

    name: str
    """"frame", "seller" or "buyer"."""
    version: int
    text: str
    """With placeholders, line ends as `\\n`."""
    digest: str
    """SHA-256 of `text` in UTF-8, in hexadecimal."""

    @property
    def file(self) -> str:
        """The name of its file: "seller-v1.md"."""
        return f"{self.name}-v{self.version}.md"

    @property
    def placeholders(self) -> tuple[str, ...]:
        """What is to be filled in, by name."""
        return tuple(sorted({*_PLACEHOLDER.findall(self.text)}))

    @property
    def label(self) -> str:
        """Name, version and the first eight digits of the digest: "seller-v1:0f3a…"."""
        return f"{self.name}-v{self.version}:{self.digest[:8]}"

    def filled(self, **values: str) -> str:
        """The text with its placeholders replaced, each value as it is."""
        return _PLACEHOLDER.sub(lambda found: values[found[1]], self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSet:
    """The current prompt of each name."""

    frame: Prompt
    sides: Mapping[Side, Prompt]

    @property
    def version(self) -> str:
        """Names every prompt in use, so that a report tells what was asked."""
        return "+".join(prompt.label for prompt in (self.frame, *self.sides.values()))


def load_prompts(folder: Path | None = None) -> PromptSet:
    """Load the highest version of each prompt from `folder`, or from the shipped one.

    Raises UsageError where a file is missing, not UTF-8, too long, or its placeholders are not those of `PLACEHOLDERS`.
    """
    found: dict[str, Prompt] = {}
    for prompt in list_prompts(folder):
        found[prompt.name] = prompt
    for name, prompt in found.items():
        if frozenset(prompt.placeholders) != PLACEHOLDERS[name]:
            wanted = ", ".join(f"{{{{{word}}}}}" for word in sorted(PLACEHOLDERS[name])) or "none"
            raise UsageError(f"{prompt.file} must hold exactly these placeholders: {wanted}")
    return PromptSet(frame=found["frame"], sides={side: found[side.value] for side in Side})


def list_prompts(folder: Path | None = None) -> tuple[Prompt, ...]:
    """Every version of each prompt in `folder`, or in the shipped one: frame, seller, buyer, each the oldest first.

    Raises UsageError where one of the three is missing, or a file is not UTF-8 or too long.
    """
    place = folder or resources.folder("prompts")
    if not place.is_dir():
        raise UsageError(f"no folder of prompts: {place.name}", hint="copy the shipped prompts and change the copy")
    return tuple(prompt for name in _NAMES for prompt in _versions(place, name))


def _versions(folder: Path, name: str) -> tuple[Prompt, ...]:
    found = {
        int(match[1]): path
        for path in folder.iterdir()
        if (match := re.fullmatch(rf"{name}-v(\d{{1,4}})\.md", path.name)) and path.is_file()
    }
    if not found:
        raise UsageError(f"no {name}-v1.md in {folder.name}", hint="a prompt folder needs frame, seller and buyer")
    texts = {version: _read(path) for version, path in sorted(found.items())}
    return tuple(
        Prompt(name=name, version=version, text=text, digest=hashlib.sha256(text.encode()).hexdigest())
        for version, text in texts.items()
    )


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path.name} cannot be read as UTF-8 text") from fault
    if len(text) > _LONGEST:
        raise UsageError(f"{path.name} is longer than {_LONGEST} characters")
    return text.replace("\r\n", "\n").strip() + "\n"
