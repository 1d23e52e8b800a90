"""One file of a set and what a scan must say of it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

Need = tuple[str, str]
"""A category that must be reported and words that its quote or explanation must hold; "" where none are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file with what is done in it."""

    file: str
    """A name without its suffix."""
    suffix: str
    kind: str
    """`attack` or `control`."""
    technique: str
    variant: str
    data: bytes
    must_report: tuple[Need, ...] = ()
    must_review: tuple[str, ...] = ()
    must_not_review: tuple[str, ...] = ()
    expect: str = "reviewed"
    max_severity: str = ""
    """For a control: the gravest severity that is right."""
    twin: str = ""

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.file}.{self.suffix}"

    def entry(self) -> dict[str, object]:
        """The case as an entry of `manifest.json`, in the schema `clausecheck-adversarial/1`."""
        entry: dict[str, object] = {
            "file": self.name,
            "format": self.suffix,
            "kind": self.kind,
            "technique": self.technique,
            "variant": self.variant,
            "expect": self.expect,
            "bytes": len(self.data),
            "sha256": hashlib.sha256(self.data).hexdigest(),
        }
        if self.must_report:
            needs = ({"category": category, "evidence": words} for category, words in self.must_report)
            entry["must_report"] = [{key: value for key, value in need.items() if value} for need in needs]
        wanted = {
            "must_review": list(self.must_review),
            "must_not_review_as_clause": list(self.must_not_review),
            "max_severity": self.max_severity,
            "twin": self.twin,
        }
        return entry | {key: value for key, value in wanted.items() if value}


def hidden(technique: str, variant: str, suffix: str, data: bytes, words: str) -> Case:
    """Words in the file that nobody sees: reported with their words, and in no clause."""
    return Case(
        file="",
        suffix=suffix,
        kind="attack",
        technique=technique,
        variant=variant,
        data=data,
        must_report=(("hidden_text", words),),
        must_not_review=(words,),
    )


def attack(
    technique: str,
    variant: str,
    suffix: str,
    data: bytes,
    *needs: Need,
    review: Iterable[str] = (),
    no_review: Iterable[str] = (),
    expect: str = "reviewed",
) -> Case:
    """Any other attack."""
    return Case(
        file="",
        suffix=suffix,
        kind="attack",
        technique=technique,
        variant=variant,
        data=data,
        must_report=needs,
        must_review=tuple(review),
        must_not_review=tuple(no_review),
        expect=expect,
    )


def control(
    technique: str,
    variant: str,
    suffix: str,
    data: bytes,
    *review: str,
    at_most: str = "info",
    expect: str = "reviewed",
) -> Case:
    """An ordinary file with something that a careless scan would accuse."""
    return Case(
        file="",
        suffix=suffix,
        kind="control",
        technique=f"control.{technique}",
        variant=variant,
        data=data,
        must_review=review,
        max_severity=at_most,
        expect=expect,
    )


def numbered(prefix: str, cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases with names: "docx-hidden-07"."""
    return tuple(replace(case, file=case.file or f"{prefix}-{at:02}") for at, case in enumerate(cases, 1))
