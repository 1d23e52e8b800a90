"""What a reviewer is given besides the contract and the shared context: playbooks and prompts."""

from pathlib import Path
from typing import Final

from clausecheck import resources
from clausecheck.context.canonical import digest
from clausecheck.model import Dataset, Reach, Side

_PLAYBOOKS: Final = ("both", "readings", "wording")
"""The files that serve either side; one more is named after the side."""


def playbook_datasets(side: Side) -> tuple[Dataset, ...]:
    """The files that the rules' reviewer works by; each digest is that of the file."""
    folder = resources.folder("playbooks")
    names = {**dict.fromkeys(_PLAYBOOKS, Reach.BOTH), side.value: Reach.SIDE}
    return tuple(
        Dataset(name=f"playbooks/{name}.toml", reach=reach, digest=digest((folder / f"{name}.toml").read_bytes()))
        for name, reach in names.items()
    )


def prompt_datasets(side: Side, folder: Path | None = None) -> tuple[Dataset, ...]:
    """The prompts that a model is asked with; each digest is that of the text with plain line ends.

    Raises UsageError where the prompts in `folder`, or the shipped ones, cannot be used.
    """
    from clausecheck.reviewers.prompting import load_prompts

    prompts = load_prompts(folder)
    used = {prompts.frame: Reach.BOTH, prompts.sides[side]: Reach.SIDE}
    return tuple(
        Dataset(
            name=f"prompts/{prompt.name}", reach=reach, version=str(prompt.version), digest=f"sha256:{prompt.digest}"
        )
        for prompt, reach in used.items()
    )
