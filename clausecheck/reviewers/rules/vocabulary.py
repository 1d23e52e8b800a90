"""What a contract calls the things that proposed wording speaks of: "Charges" for fees, "this MSA" for itself."""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Final

from clausecheck import resources
from clausecheck.model import Contract

_PLACE: Final = r"(?<![\w{{}}]){}(?![\w{{}}])"


@cache
def _terms() -> Mapping[str, list[str]]:
    return {said: list(ways) for said, ways in resources.toml("playbooks", "vocabulary.toml")["called"].items()}


class Vocabulary:
    """The words of one contract."""

    def __init__(self, contract: Contract) -> None:
        self._text = contract.document.text
        self._defined = {definition.term.strip("* ") for definition in contract.definitions if definition.uses}

    def own(self, text: str) -> str:
        """`text` of a playbook in the contract's words; names in braces are left alone."""
        changes = self._changes
        if not changes:
            return text
        pattern = re.compile("|".join(_PLACE.format(re.escape(said)) for said in changes), re.IGNORECASE)
        return pattern.sub(lambda match: _as_begun(match[0], changes[match[0].lower()]), text)

    @cached_property
    def _changes(self) -> dict[str, str]:
        """What a playbook says, in lower case, and what to say instead; the longest first."""
        found = {said.lower(): self._called(said, ways) for said, ways in _terms().items()}
        return {said: found[said] for said in sorted(found, key=len, reverse=True) if found[said].lower() != said
                or not found[said].islower()}  # fmt: skip

    def _called(self, said: str, ways: list[str]) -> str:
        if said.startswith("this "):
            counted = {way: self._text.count(way) for way in ways}
            most = max(counted, key=lambda way: counted[way])
            return most if counted[most] else said
        return next((way for way in ways if self._has(way)), said)

    def _has(self, way: str) -> bool:
        """Whether the contract defines the words in capitals that `way` holds."""
        capitals = re.search(r"[A-Z].*", way)
        term = capitals[0] if capitals else way
        return term in self._text and (term in self._defined or (term.endswith("s") and term[:-1] in self._defined))


def _as_begun(found: str, new: str) -> str:
    return new[:1].upper() + new[1:] if found[:1].isupper() else new
