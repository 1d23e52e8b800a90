"""What a reviewer is given besides the contract and the shared context: playbooks and prompts."""

from pathlib import Path

from clausecheck import resources
from clausecheck.context.canonical import digest
from clausecheck.model import Dataset, Reach, Side


def playbook_datasets() -> tuple[Dataset, ...]:
    """The files that the rules' reviewer works by, those of either side in the reviews of both.

    Each digest is that of the file.
    """
    return tuple(
        Dataset(name=f"playbooks/{path.name}", reach=Reach.BOTH, digest=digest(path.read_bytes()))
        for path in sorted(resources.folder("playbooks").glob("*.toml"))
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
