"""What a rule holds, in plain words: for a finding, for the line that fired, and for a person who checks a playbook."""

from collections.abc import Iterable

from clausecheck.compare.directions import DIRECTED
from clausecheck.model import Side, Step
from clausecheck.model.taxonomy import CLAUSE_TYPES
from clausecheck.reviewers.playbook.rulebook import AmountRule, ClauseRule, PlaceRule, Rule, Rulebook, State
from clausecheck.reviewers.playbook.units import LABELS, said


def wanted(rule: Rule) -> str:
    """What to ask for, after "ask for": "30 days or less"."""
    if isinstance(rule, AmountRule):
        return _up_to(rule, rule.standard)
    if isinstance(rule, PlaceRule):
        return _listed(rule.standard)
    return _states(rule, rule.standard)


def settled(rule: Rule) -> str:
    """What is still signed, after "settle for"; empty where that is the same."""
    if isinstance(rule, AmountRule):
        return _up_to(rule, rule.fallback) if rule.fallback != rule.standard else ""
    if isinstance(rule, PlaceRule):
        return _listed(rule.fallback)
    return _states(rule, rule.fallback)


def refused(rule: Rule) -> str:
    """What is not signed, after "walk away from"; empty where nothing is."""
    if isinstance(rule, AmountRule):
        if rule.walk_away is None:
            return ""
        return f"{'more' if rule.more else 'less'} than {said(rule.walk_away, rule.unit)}"
    if isinstance(rule, PlaceRule):
        return _listed(rule.walk_away)
    return _states(rule, rule.walk_away)


def held(rule: Rule, book: Rulebook) -> str:
    """All that a rule holds of value or presence, as a sentence; empty where it is on words alone."""
    parts = _parts(rule, ("asks for", "settles for", "walks away from"))
    whose = "Your playbook" if book.own else f"The playbook for a {book.side}"
    return f"{whose} {_listed(parts, 'and')}." if parts else ""


def in_words(rule: Rule) -> str:
    """A whole rule, for a person who checks it: "time to pay (must): ask for 30 days or less, …"."""
    parts = _parts(rule, ("ask for", "settle for", "walk away from"))
    if isinstance(rule, ClauseRule):
        parts += [f"must {verb} “{plain_words(words)}”" for verb, said in _said(rule) for words in said]
    bound = f" that binds the {rule.binds}" if isinstance(rule, AmountRule) and rule.binds in {*Side} else ""
    return f"{label(rule)}{bound} ({rule.stance.priority}): {_listed(parts, 'and')}"


def _said(rule: ClauseRule) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("say", rule.must_say), ("not say", rule.must_not_say)


def _parts(rule: Rule, verbs: tuple[str, str, str]) -> list[str]:
    steps = zip(verbs, (wanted(rule), settled(rule), refused(rule)), strict=True)
    return [f"{verb} {words}" for verb, words in steps if words]


def line_text(rule: Rule, step: Step | None) -> str:
    """What the line says that fired: "walk away from more than 60 days"."""
    if step is Step.WALK_AWAY:
        return f"walk away from {refused(rule)}"
    if step is Step.FALLBACK:
        return f"settle for {settled(rule)}" if settled(rule) else f"ask for {wanted(rule)}"
    if step is Step.ASK:
        return f"ask for {wanted(rule)}" if wanted(rule) else f"settle for {settled(rule)}"
    return f"accepted: {wanted(rule)}"


def label(rule: Rule) -> str:
    """What a rule is about, in words."""
    about = rule.stance.about
    return CLAUSE_TYPES[about].lower() if rule.stance.table == "clause" else LABELS[about]


def state_words(kind: str, state: State) -> str:
    """A clause in a state: "a clause under which the seller alone indemnifies"."""
    if state is State.ABSENT:
        return f"no clause on {CLAUSE_TYPES[kind].lower()}"
    if state is State.PRESENT or kind not in DIRECTED:
        return f"a clause on {CLAUSE_TYPES[kind].lower()}"
    if state is State.MUTUAL:
        return "a clause that holds for both sides alike"
    return f"a clause under which the {state} alone {DIRECTED[kind].bound}"


def _up_to(rule: AmountRule, value: float) -> str:
    amount = said(value, rule.unit)
    return amount if amount == "no limit" else f"{amount} or {'less' if rule.more else 'more'}"


def _states(rule: ClauseRule, states: Iterable[State]) -> str:
    return _listed([state_words(rule.stance.about, state) for state in State if state in {*states}])


def _listed(words: Iterable[str], last: str = "or") -> str:
    *most, end = [*words] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end


def as_sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def plain_words(fragment: str) -> str:
    """A fragment as a person reads it: "in writing or by letter"."""
    text = fragment.replace(" .. ", " … ").replace(" ~ ", " … ").replace("|", " or ")
    return "".join(char for char in text if char not in "{}()?")
