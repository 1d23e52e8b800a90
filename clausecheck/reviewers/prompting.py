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
    def label(self) -> str:
        """Name, version and the first eight digits of the digest: "seller-v1:0f3a…"."""
        return f"{self.name}-v{self.version}:{self.digest[:8]}"

    def filled(self, **values: str) -> str:
        """The text with its placeholders replaced, each value as it is."""
        return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], self.text)


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
    place = folder or resources.folder("prompts")
    if not place.is_dir():
        raise UsageError(f"no folder of prompts: {place.name}", hint="copy the shipped prompts and change the copy")
    return PromptSet(frame=_current(place, "frame"), sides={side: _current(place, side.value) for side in Side})


def _current(folder: Path, name: str) -> Prompt:
    versions = {
        int(found[1]): path
        for path in folder.iterdir()
        if (found := re.fullmatch(rf"{name}-v(\d{{1,4}})\.md", path.name)) and path.is_file()
    }
    if not versions:
        raise UsageError(f"no {name}-v1.md in {folder.name}", hint="a prompt folder needs frame, seller and buyer")
    version = max(versions)
    text = _read(versions[version])
    held = frozenset(re.findall(r"\{\{(\w+)\}\}", text))
    if held != PLACEHOLDERS[name]:
        wanted = ", ".join(f"{{{{{word}}}}}" for word in sorted(PLACEHOLDERS[name]))
        raise UsageError(f"{versions[version].name} must hold exactly these placeholders: {wanted}")
    return Prompt(name=name, version=version, text=text, digest=hashlib.sha256(text.encode()).hexdigest())


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path.name} cannot be read as UTF-8 text") from fault
    if len(text) > _LONGEST:
        raise UsageError(f"{path.name} is longer than {_LONGEST} characters")
    return text.replace("\r\n", "\n").strip() + "\n"
