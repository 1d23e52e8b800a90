"""Style sheets inside an HTML file, as far as they can hide or add words: rules with simple selectors."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/")
_COMPOUND = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]{0,40}|\*)?(?P<rest>(?:[.#][\w-]{1,80}|\[[^\]]{1,80}\]|::?(?:before|after|first-child))*)"
)
_PART = re.compile(
    r"([.#])([\w-]{1,80})|\[\s?([\w-]{1,40})\s?(?:=\s?[\"']?([^\"'\]]{0,80})[\"']?)?\s?\]|::?([a-z-]{1,20})"
)
_RULES: Final = 4_000
"""Rules of a file that are kept."""
_STEPS: Final = 4
"""Ancestors that a selector may name."""
_MEDIA: Final = ("print", "speech", "aural", "braille")
"""Media that are not what a person sees on a screen."""

Declarations = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be: "p.note#x"."""

    tag: str
    classes: frozenset[str]
    identity: str
    attributes: tuple[tuple[str, str | None], ...]

    def matches(self, tag: str, attributes: Mapping[str, str], classes: frozenset[str]) -> bool:
        """Whether an element is so."""
        if (self.tag and self.tag != tag) or (self.identity and attributes.get("id") != self.identity):
            return False
        if not self.classes <= classes:
            return False
        return all(
            attributes.get(name) == (attributes.get(name) if value is None else value) and name in attributes
            for name, value in self.attributes
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector with what it sets."""

    compounds: tuple[Compound, ...]
    """From the element itself outwards."""
    pseudo: str
    """"before", "after" or nothing."""
    weight: tuple[int, int, int]
    """How exactly it selects: numbers of ids, classes and tags."""
    declarations: Declarations


@lru_cache(maxsize=2_000)
def declarations(text: str) -> Declarations:
    """The properties of a `style` attribute or of the inside of a rule, in lower case; the last one holds."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for part in _COMMENT.sub("", text[:4_000]).split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if not colon or not name:
            continue
        value, mark, _ = value.strip().partition("!")
        if mark:
            important.add(name)
        elif name in important:
            continue
        found[name] = value.strip() if name == "content" else " ".join(value.lower().split())
    return found


def sheets(markup: str) -> tuple[Rule, ...]:
    """The rules of all `<style>` elements of a file; comments of the markup are passed over."""
    rules: list[Rule] = []
    for sheet in _inside(markup):
        rules += _rules(sheet)
        if len(rules) > _RULES:
            break
    return tuple(rules[:_RULES])


def _inside(markup: str) -> Iterator[str]:
    lower = markup.lower()
    at = lower.find("<style")
    while at >= 0:
        start = lower.find(">", at) + 1
        end = lower.find("</style", start)
        if not start or end < 0:
            return
        yield markup[start:end].replace("<!--", "").replace("-->", "")
        at = lower.find("<style", end)


def _rules(sheet: str) -> Iterator[Rule]:
    """The rules of a sheet that hold on a screen, those inside `@media` too."""
    sheet = _COMMENT.sub("", sheet)
    depth, at, skipped = 0, 0, 0
    while at < len(sheet):
        opened = sheet.find("{", at)
        closed = sheet.find("}", at)
        if opened < 0 or (0 <= closed < opened):
            if closed < 0:
                return
            depth, at = max(0, depth - 1), closed + 1
            skipped = 0 if depth < skipped else skipped
            continue
        prelude = sheet[at:opened].rpartition(";")[2].strip()
        if prelude.startswith("@"):
            depth, at = depth + 1, opened + 1
            words = prelude.lower()
            if not skipped and (not words.startswith(("@media", "@supports", "@layer")) or _is_other(words)):
                skipped = depth
            continue
        if closed < 0:
            return
        if not skipped:
            yield from _selected(prelude, declarations(sheet[opened + 1 : closed]))
        at = closed + 1


def _is_other(prelude: str) -> bool:
    return any(medium in prelude for medium in _MEDIA) and "screen" not in prelude and "not " not in prelude


def _selected(prelude: str, told: Declarations) -> Iterator[Rule]:
    for selector in prelude[:2_000].split(","):
        compounds: list[Compound] = []
        pseudo = ""
        steps = selector.replace(">", " ").replace("+", " ").replace("~", " ").split()
        for step in reversed(steps):
            match = _COMPOUND.fullmatch(step)
            if match is None or len(compounds) > _STEPS:
                compounds = []
                break
            compound, own = _compound(match)
            pseudo = pseudo or own
            compounds.append(compound)
        if compounds:
            yield Rule(tuple(compounds), pseudo, _weight(compounds), told)


def _compound(match: re.Match[str]) -> tuple[Compound, str]:
    classes, identity, pseudo = set(), "", ""
    attributes: list[tuple[str, str | None]] = []
    for part in _PART.finditer(match["rest"]):
        sign, name, attribute, value, element = part.groups()
        if sign == ".":
            classes.add(name)
        elif sign == "#":
            identity = name
        elif attribute:
            attributes.append((attribute.lower(), value))
        elif element in ("before", "after"):
            pseudo = element
    tag = (match["tag"] or "").lower().replace("*", "")
    return Compound(tag, frozenset(classes), identity, tuple(attributes)), pseudo


def _weight(compounds: Sequence[Compound]) -> tuple[int, int, int]:
    return (
        sum(bool(one.identity) for one in compounds),
        sum(len(one.classes) + len(one.attributes) for one in compounds),
        sum(bool(one.tag) for one in compounds),
    )


class Sheet:
    """The rules of a file, asked for one element at a time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules: dict[str, list[tuple[int, Rule]]] = {}
        for order, rule in enumerate(rules):
            last = rule.compounds[0]
            key = f"#{last.identity}" if last.identity else f".{min(last.classes)}" if last.classes else last.tag
            self._rules.setdefault(key, []).append((order, rule))

    def __bool__(self) -> bool:
        return bool(self._rules)

    def of(
        self, tag: str, attributes: Mapping[str, str], above: Sequence[tuple[str, Mapping[str, str]]]
    ) -> tuple[Declarations, str, str]:
        """What the rules set for an element, and the words that they add before and after it."""
        if not self._rules:
            return {}, "", ""
        classes = frozenset(attributes.get("class", "").split())
        keys = ("", tag, f"#{attributes.get('id', '')}", *(f".{name}" for name in classes))
        found = [entry for key in keys for entry in self._rules.get(key, ())]
        held = [(rule.weight, order, rule) for order, rule in found if _holds(rule, tag, attributes, classes, above)]
        told: dict[str, str] = {}
        added = {"before": "", "after": ""}
        for _, _, rule in sorted(held, key=lambda one: one[:2]):
            if rule.pseudo:
                added[rule.pseudo] = _content(rule.declarations, attributes) or added[rule.pseudo]
            else:
                told.update(rule.declarations)
        return told, added["before"], added["after"]


def _holds(
    rule: Rule,
    tag: str,
    attributes: Mapping[str, str],
    classes: frozenset[str],
    above: Sequence[tuple[str, Mapping[str, str]]],
) -> bool:
    own, *outer = rule.compounds
    if not own.matches(tag, attributes, classes):
        return False
    at = len(above) - 1
    for compound in outer:
        while at >= 0 and not compound.matches(*above[at], frozenset(above[at][1].get("class", "").split())):
            at -= 1
        if at < 0:
            return False
        at -= 1
    return True


_WORDS = re.compile(r"\"([^\"\n]{0,2000})\"|'([^'\n]{0,2000})'|attr\(\s?([\w-]{1,40})\s?\)")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")


def _content(told: Declarations, attributes: Mapping[str, str]) -> str:
    """The words of a `content` property; none where the added words are hidden themselves."""
    if "none" in (told.get("display"), told.get("content")) or told.get("visibility") == "hidden":
        return ""
    words = []
    for match in _WORDS.finditer(told.get("content", "")[:4_000]):
        double, single, attribute = match.groups()
        words.append(
            attributes.get(attribute.lower(), "") if attribute else _ESCAPE.sub(_character, double or single or "")
        )
    return "".join(words)


def _character(match: re.Match[str]) -> str:
    if not match.group(1):
        return match.group(2)
    code = int(match.group(1), 16)
    return chr(code) if 0 < code < 0x110000 else "\ufffd"
