"""The rules of a playbook on values and on clause types, read from their tables."""

import string
from typing import Final

from clausecheck.compare.directions import DIRECTED
from clausecheck.model import Binds, Priority, Side
from clausecheck.model.taxonomy import CATEGORY_PARENT, CLAUSE_TYPES
from clausecheck.reviewers.playbook.fields import Table, meant, shown
from clausecheck.reviewers.playbook.rulebook import AmountRule, ClauseRule, PlaceRule, Stance, State
from clausecheck.reviewers.playbook.units import CURRENCIES, LABELS, PLACES, units_of
from clausecheck.stats import region_code

_STEPS: Final = ("standard", "fallback", "walk_away")
_STANCE: Final = ("priority", "categories", "why", "source", "reason", "wording", "fires", "quiet")
TERM_KEYS: Final = (*_STEPS, "unit", "worse", "binds", "alone", *_STANCE)
"""The keys of a rule on a value."""
CLAUSE_KEYS: Final = (*_STEPS, "must_say", "must_not_say", *_STANCE)
"""The keys of a rule on a clause type."""
_BINDS: Final = (Binds.SELLER, Binds.BUYER, Binds.BOTH)
_WORDS: Final = frozenset({"seller", "buyer"})
"""What may stand in braces in the words of a rule."""


def term_rule(table: Table) -> AmountRule | PlaceRule | None:
    """The rule on a value; None where it cannot be used, which is noted."""
    name = table.path[-1]
    if name not in LABELS:
        table.note(f"unknown term {name!r}{meant(name, LABELS)}; known are {', '.join(LABELS)}")
        return None
    return _place_rule(table) if name in PLACES else _amount_rule(table)


def clause_rule(table: Table) -> ClauseRule | None:
    """The rule on a clause type; None where it cannot be used, which is noted."""
    name = table.path[-1]
    if name not in CLAUSE_TYPES:
        table.note(f"unknown clause type {name!r}{meant(name, CLAUSE_TYPES)}")
        return None
    table.only(CLAUSE_KEYS)
    steps = [_states(table, step) for step in _STEPS]
    must, must_not = (_fragments(table, name) for name in ("must_say", "must_not_say"))
    if must and "wording" not in table.entries:
        table.note("must_say needs wording: the words to propose", "must_say")
    for number, step in enumerate(_STEPS):
        for state in sorted(steps[number].intersection(*[frozenset().union(*steps[:number])])):
            table.note(f"{state!r} stands in two steps", step)
    if not table.entries.keys() & {*_STEPS, "must_say", "must_not_say"}:
        table.note("it says nothing: give standard, fallback or walk_away, must_say or must_not_say")
    return ClauseRule(
        stance=_stance(table),
        standard=steps[0],
        fallback=steps[1],
        walk_away=steps[2],
        must_say=must,
        must_not_say=must_not,
    )


def _amount_rule(table: Table) -> AmountRule | None:
    table.only(TERM_KEYS)
    units = units_of(table.path[-1])
    unit = table.choice("unit", units, units[0])
    if units[0] in CURRENCIES and "unit" not in table.entries:
        table.note("unit is missing: the currency, such as USD or EUR")
    standard, fallback, walk_away = (table.amount(step) for step in _STEPS)
    more = _more(table, standard, fallback, walk_away)
    if standard is None or more is None:
        if "standard" not in table.entries:
            table.note("standard is missing: the value to ask for")
        return None
    binds = table.choice("binds", _BINDS, "")
    return AmountRule(
        stance=_stance(table),
        unit=unit,
        more=more,
        binds=Binds(binds) if binds else None,
        alone=table.flag("alone"),
        standard=standard,
        fallback=standard if fallback is None else fallback,
        walk_away=walk_away,
    )


def _more(table: Table, *steps: float | None) -> bool | None:
    """Whether more is worse, as the order of the steps or `worse` tells; None where neither does, which is noted."""
    stated = [step for step in steps if step is not None]
    rising, falling = stated == sorted(stated), stated == sorted(stated, reverse=True)
    worse = table.choice("worse", ("more", "less"), "")
    if not rising and not falling:
        table.note("standard, fallback and walk_away must rise, or fall: each is worse than the one before", "fallback")
        return None
    if rising and falling:
        if not worse and stated and "standard" in table.entries:
            table.note('it is not clear which way is worse: add worse = "more" or worse = "less"')
        return worse == "more" if worse else None
    if worse and (worse == "more") is not rising:
        table.note(f"worse = {worse!r} contradicts the order of standard, fallback and walk_away", "worse")
        return None
    return rising


def _place_rule(table: Table) -> PlaceRule:
    table.only((*_STEPS, *_STANCE))
    steps = [table.texts(step) for step in _STEPS]
    for step, names in zip(_STEPS, steps, strict=True):
        for name in names:
            if not region_code(name):
                table.note(f"unknown place {shown(name)}; write a name like New York, or a code like US-NY or GB", step)
    if not table.entries.keys() & {*_STEPS}:
        table.note("it says nothing: give standard, fallback or walk_away")
    return PlaceRule(stance=_stance(table), standard=steps[0], fallback=steps[1], walk_away=steps[2])


def _stance(table: Table) -> Stance:
    texts = {name: table.text(name) for name in ("why", "source", "reason", "wording")}
    for name in ("reason", "wording"):
        if fault := _fault_in_words(texts[name]):
            table.note(f"{name}: {fault}", name)
    categories = table.texts("categories")
    for name in categories:
        if name not in CATEGORY_PARENT:
            table.note(f"unknown category {shown(name)}{meant(name, CATEGORY_PARENT)}", "categories")
    return Stance(
        table=table.path[0],
        about=table.path[-1],
        priority=Priority(table.choice("priority", Priority, Priority.SHOULD)),
        categories=frozenset(name for name in categories if name in CATEGORY_PARENT),
        fires=table.texts("fires"),
        quiet=table.texts("quiet"),
        **texts,
    )


def _fault_in_words(words: str) -> str:
    """What is wrong with the braces of a text; empty where nothing is."""
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}
    except ValueError as fault:
        return f"{fault}"
    unknown = sorted(used - _WORDS)
    return f"unknown {{{unknown[0]}}}; only {{seller}} and {{buyer}} can be filled in" if unknown else ""


def _states(table: Table, step: str) -> frozenset[State]:
    found = set()
    for word in table.texts(step):
        if word not in {*State}:
            table.note(f"{step} must be one of {', '.join(State)}, not {shown(word)}{meant(word, State)}", step)
            continue
        found.add(State(word))
    directed = found & {State.MUTUAL, State.SELLER, State.BUYER}
    if directed and table.path[-1] not in DIRECTED:
        table.note(
            f"whom a clause on {CLAUSE_TYPES[table.path[-1]].lower()} binds is not read; use absent or present", step
        )
    return frozenset(found)


def _fragments(table: Table, name: str) -> tuple[str, ...]:
    found = table.texts(name)
    for words in found:
        if words.count("(") != words.count(")") or "\n" in words or len(words) > 300 or "((" in words:
            table.note(f"{name}: {shown(words)} needs one line, with each bracket closed", name)
            return ()
        if fault := _fault_in_words(words):
            table.note(f"{name}: {fault}", name)
    return tuple(f"({words})" if "|" in words and "(" not in words else words for words in found)


def sides_of(words: str) -> str:
    """A fragment with the parties as the view of a contract names them."""
    return words.replace("{seller}", Side.SELLER.name).replace("{buyer}", Side.BUYER.name)
