"""What the rules of a playbook come to in a contract, and how that is put among what else was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from clausecheck.model import Origin, PlaybookLine, Severity, Span, Step
from clausecheck.reviewers.playbook import Playbook, Position
from clausecheck.reviewers.playbook.rulebook import Rule, Rulebook
from clausecheck.reviewers.playbook.words import as_sentence, line_text, refused, settled, wanted
from clausecheck.reviewers.rules.candidate import Candidate
from clausecheck.reviewers.rules.severity import weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What one rule says of one place."""

    line: PlaybookLine
    candidate: Candidate | None
    """None where the contract is within what the rule accepts."""
    families: frozenset[str]
    """Families and rules of candidates that are about the same."""
    topics: frozenset[str] = frozenset()
    """Topics of such candidates."""
    clause_type: str
    place: Span | None
    """Where they stand; None for the whole contract."""

    def covers(self, other: Candidate) -> bool:
        """Whether another candidate is about the same, so that the rule decides on it."""
        if self.families.isdisjoint({other.family, other.rule}) and other.topic not in self.topics:
            return False
        if self.place is None or other.span is None:
            return other.clause_type == self.clause_type or other.topic in self.topics
        return other.span.start < self.place.end and self.place.start < other.span.end


def fired(book: Rulebook, rule: Rule, step: Step | None) -> PlaybookLine:
    """The line of a rule that a contract is beyond, or that accepts it."""
    stance = rule.stance
    return PlaybookLine(
        file=book.file,
        line=book.line(stance.table, stance.about, _key(rule, step)),
        rule=stance.about,
        step=step,
        text=line_text(rule, step),
    )


def _key(rule: Rule, step: Step | None) -> str:
    """The key that states a step."""
    if step is Step.WALK_AWAY:
        return "walk_away"
    return "fallback" if step is Step.FALLBACK and settled(rule) else "standard"


def with_steps(position: Position, rule: Rule) -> Position:
    """The position with what a rule asks for, settles for and walks away from, and the rule's own words."""
    stance, fallback = rule.stance, settled(rule)
    return replace(
        position,
        priority=stance.priority,
        ask=as_sentence(wanted(rule) or fallback or "something else"),
        fallback=as_sentence(fallback or "none is set: hold to what you ask for"),
        walk_away=as_sentence(refused(rule) or "no limit is set: decide case by case"),
        reason=stance.reason or position.reason,
        proposed=stance.wording or position.proposed,
    )


def sentences(*parts: str) -> str:
    """The parts that say something, one after the other."""
    return " ".join(part for part in parts if part)


def level(book: Rulebook, rule: Rule, step: Step) -> Severity:
    """How grave it is to be beyond a step of a rule."""
    return book.levels[rule.stance.priority][[*Step].index(step)]


def ruled(candidates: Iterable[Candidate], rulings: Sequence[Ruling], own: Rulebook, book: Playbook) -> list[Candidate]:
    """`candidates`, in reading order, where the user's own rules decide on what they are about.

    What a rule accepts is lowered and says which line accepts it; what it does not is told once, in its own words, with
    the figures of whatever else found it.
    """
    kept: list[Candidate] = []
    figures: dict[int, Candidate] = {}
    for candidate in candidates:
        deciding = next((ruling for ruling in rulings if ruling.covers(candidate)), None)
        if deciding is None:
            kept.append(_accepted_topic(candidate, own))
        elif deciding.candidate is None:
            kept.append(_lowered(candidate, deciding.line, Severity.INFO))
        elif candidate.evidence:
            figures.setdefault(id(deciding), candidate)
    kept += [
        _with_figures(weigh(ruling.candidate, book), figures.get(id(ruling))) for ruling in rulings if ruling.candidate
    ]
    return sorted(kept, key=_place)


def _accepted_topic(candidate: Candidate, own: Rulebook) -> Candidate:
    if candidate.topic not in own.accepted or candidate.favored is own.side:
        return candidate
    line = PlaybookLine(
        file=own.file,
        line=own.line("position", candidate.topic, "accept"),
        rule=candidate.topic,
        step=None,
        text="accepted, whatever it says",
    )
    return _lowered(candidate, line, Severity.INFO)


def _lowered(candidate: Candidate, line: PlaybookLine, most: Severity) -> Candidate:
    severity = min(candidate.severity, most, key=lambda one: one.rank)
    weighed = f"{candidate.weighed}; lowered to {severity}: your playbook accepts it"
    return replace(candidate, severity=severity, weighed=weighed, playbook=line)


def _with_figures(candidate: Candidate, other: Candidate | None) -> Candidate:
    if other is None:
        return candidate
    return replace(candidate, evidence=other.evidence, origin=Origin.STATISTICS)


def _place(candidate: Candidate) -> tuple[int, int, str]:
    span = candidate.span or Span(1 << 60, 1 << 60)
    return span.start, span.end, candidate.rule
