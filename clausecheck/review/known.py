"""The reviewers that can be chosen, each with what it needs and whether it is ready."""

from dataclasses import replace

from clausecheck.model import Service
from clausecheck.model.known import Kind, KnownReviewer
from clausecheck.review.choice import BUILT_IN


def known_reviewers() -> tuple[KnownReviewer, ...]:
    """Those that ship, then those that packages bring, each of which is asked about itself in a process of its own.

    Raises nothing for a broken one: it is listed with its fault.
    """
    return (_rules(), _claude(), *_installed())


def _rules() -> KnownReviewer:
    from clausecheck.reviewers.rules import RulesReviewer

    return KnownReviewer(
        name="rules",
        kind=Kind.BUILT_IN,
        version=RulesReviewer().version,
        maker="the clausecheck developers",
        needs="nothing",
    )


def _claude() -> KnownReviewer:
    from clausecheck.reviewers.claude.doors import not_ready
    from clausecheck.reviewers.prompting import load_prompts

    missing = not_ready(Service.ANTHROPIC)
    return KnownReviewer(
        name="claude",
        kind=Kind.BUILT_IN,
        version=load_prompts().version,
        maker="Anthropic",
        needs="credentials, the network",
        fault=missing.words if missing else "",
    )


def _installed() -> tuple[KnownReviewer, ...]:
    from clausecheck.reviewers.bots.installed import described, installed

    taken = "the name is taken by a reviewer that ships"
    found = (described(one) if one.name not in BUILT_IN else replace(one, fault=taken) for one in installed())
    return tuple(
        KnownReviewer(
            name=one.name,
            kind=Kind.INSTALLED,
            version=one.version,
            maker=one.maker,
            needs=one.needs,
            fault=one.fault,
        )
        for one in found
    )
