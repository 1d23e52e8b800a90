#!/usr/bin/env python3
"""Prepare the patterns of `signs/addressing.toml` for the program: prepare_addressing.py [--check].

Writes `signs/addressing_patterns.jsonl`: what words call for which pattern, and below, a line for each, the patterns.
Every one is parted into its alternatives, which are called ways, with all words in place. With each way stands what a
text must hold for it to match at all: groups of strings, one of each of which must be in the text as `patterns.Held`
has it. That is worked out from the way itself, never written by hand, and spares an ordinary contract, which
addresses nobody, nearly all compiling. `--check` writes nothing, and fails where the file is not what the patterns say.
"""

import argparse
import importlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import rtoml

from clausecheck.scan.addressing.folding import fold
from clausecheck.scan.addressing.patterns import CASED, LONGEST_STEM, MARKS, Level, sifted

SIGNS: Final = Path(__file__).parent.parent / "signs"
MADE: Final = SIGNS / "addressing_patterns.jsonl"
MOST: Final = 160
"""Strings of one group."""
_NAMED: Final = re.compile(r"\{([a-z_]+)\}")
_SPACE: Final = re.compile(r"\\ |(?<!\\)\[(?:\\.|[^\]\\])*\]")
_BOUND: Final = "\0"
"""Stands for the edge of a word."""

Strings: TypeAlias = frozenset[str]
Groups: TypeAlias = list[Strings]


def prepared() -> Iterator[dict[str, Any]]:
    """What the lines of the file are to hold."""
    data = rtoml.loads((SIGNS / "addressing.toml").read_text(encoding="utf-8"))
    words = {name: listed.replace(" ", r"\ ") for name, listed in data["words"].items()}
    tables = [*data["pattern"], *_of_languages(data)]
    yield {
        "levels": [Level[table["level"].upper()] for table in tables],
        **_looked_up(tables),
        "look_alikes": [data["look_alikes"]["letters"], data["look_alikes"]["latin"]],
    }
    for table in tables:
        yield _pattern(table, words)


def _of_languages(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A pattern for each shape and language that has the words for it."""
    for language in data["language"]:
        for shape in data["shape"]:
            needed = [name for name in _NAMED.findall(shape["match"]) if name not in data["words"]]
            if all(name in language for name in needed):
                stems = " ".join(map(_stem, language[shape["rarest"]].split()))
                name = f"{shape['name']} ({language['name']})"
                yield shape | data["foreign"] | {"name": name, "stems": stems, "words": language}


def _stem(word: str) -> str:
    """What a word, or the longest one of several, is looked up by: "$" at the end stands for a whole word."""
    longest = max(word.split("_"), key=len)
    return longest.rstrip("*") if longest.endswith("*") else f"{longest}$"


def _pattern(table: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    match, before = table["match"], table.get("unless_before", "")
    for name, listed in words.items():
        match, before = match.replace(f"{{{name}}}", listed), before.replace(f"{{{name}}}", listed)
    match = _NAMED.sub(lambda name: _any(table["words"][name[1]].split()), match)
    ways = [_SPACE.sub(_any_space, " ".join(way.split("\n")).strip()) for way in _ways(match)]
    return {
        "name": table["name"],
        "unless_before": _SPACE.sub(_any_space, before),
        "unless_within": _SPACE.sub(_any_space, table.get("unless_within", "")),
        "ways": [[way, needs(way)] for way in ways],
    }


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words: "_" is a space in one, "*" at an end any letters."""
    return f"(?:{'|'.join(_one(_folded(word.replace('_', ' '))) for word in words)})"


def _folded(word: str) -> str:
    return word if word.isascii() else fold(word).text


def _one(word: str) -> str:
    bare = word.rstrip("*")
    before, after = (r"\b", r"\w*" if word != bare else r"\b") if CASED.match(bare) else ("", "")
    return before + r"\ ".join(map(re.escape, bare.split(" "))) + after


def _any_space(found: re.Match[str]) -> str:
    """A space of a pattern, or a set of characters that may hold one, such that a line break is one too."""
    return r"[\ \n]" if found[0] == r"\ " else found[0].replace(r"\ ", r"\ \n")


def _ways(match: str) -> list[str]:
    """The alternatives of a pattern, outside of all brackets."""
    ways, depth = [""], 0
    for token in re.findall(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", match, re.DOTALL):
        depth += (token == "(") - (token == ")")
        if token == "|" and depth == 0:
            ways.append("")
        else:
            ways[-1] += token
    return [way for way in ways if way.strip()]


def _looked_up(tables: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Beginnings of words, whole words, words of scripts without spaces, and marks, with a bit for each pattern."""
    places: dict[str, dict[str, int]] = {"stems": {}, "whole": {}, "inner": {}, "marks": {}}
    for bit, table in enumerate(tables):
        for stem in table.get("stems", "").split():
            plain = _folded(stem.rstrip("$"))
            name = "inner" if not CASED.match(plain) else "whole" if stem.endswith("$") else "stems"
            key = plain[:LONGEST_STEM] if name == "stems" else plain
            places[name][key] = places[name].get(key, 0) | 1 << bit
        for mark in table.get("marks", "").split():
            words = mark.replace("_", " ")
            places["marks"][words] = places["marks"].get(words, 0) | 1 << bit
    return places


def needs(way: str) -> list[tuple[str, ...]]:
    """Groups of strings, one of each of which stands in every text that `way` matches; the smallest group first."""
    parser = importlib.import_module("re._parser")
    found = _groups(parser.parse(way, re.VERBOSE))
    told = {tuple(sorted(_least(map(_bounded, group)))) for group in found if _telling(group)}
    return sorted(filter(lambda group: not _implied(group, told), told), key=lambda group: (len(group), group))


def _implied(group: tuple[str, ...], among: Iterable[tuple[str, ...]]) -> bool:
    """Whether each text that meets another group meets this one too."""
    return any(other != group and all(any(one in longer for one in group) for longer in other) for other in among)


def _groups(sequence: Iterable[tuple[Any, Any]], before: str = "") -> Groups:
    """What a sequence needs. Strings grow as long as they are few, and each thing after the other is known."""
    found: Groups = []
    run: Strings = frozenset({before})
    for what, value in sequence:
        exact = _exact(what, value)
        longer = {one + other for one in run for other in exact} if exact is not None else set()
        if exact is None or len(longer) > MOST:
            found += [run, *_inside(what, value, _BOUND if all(one.endswith(_BOUND) for one in run) else "")]
            run = exact or frozenset({""})
        else:
            run = frozenset(longer)
        if str(what) == "LITERAL" and chr(value) in MARKS:
            found.append(frozenset({chr(value)}))
    return [*found, run]


def _exact(what: Any, value: Any) -> Strings | None:
    """All that a part of a pattern can match, where that is little; None else."""
    name = str(what)
    if name == "LITERAL":
        return frozenset({sifted(chr(value))})
    if name in ("ASSERT", "ASSERT_NOT"):
        return frozenset({""})
    if name == "AT":
        return frozenset({_BOUND if str(value) == "AT_BOUNDARY" else ""})
    if name == "IN":
        return _of_set(value)
    if name == "SUBPATTERN":
        return _of_sequence(value[3])
    if name == "BRANCH":
        every = [_of_sequence(one) for one in value[1]]
        return None if any(one is None for one in every) else _few({text for one in every if one for text in one})
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[1] == 1:
        once = _of_sequence(value[2])
        return once if once is None or value[0] else _few({"", *once})
    return None


def _of_sequence(sequence: Iterable[tuple[Any, Any]]) -> Strings | None:
    texts: Strings | None = frozenset({""})
    for what, value in sequence:
        exact = _exact(what, value)
        if exact is None or texts is None:
            return None
        texts = _few({one + other for one in texts for other in exact})
    return texts


def _of_set(value: Iterable[tuple[Any, Any]]) -> Strings | None:
    """The characters of a set that names single ones."""
    if any(str(what) != "LITERAL" for what, _ in value):
        return None
    return frozenset(sifted(chr(point)) for _, point in value)


def _few(texts: set[str]) -> Strings | None:
    return frozenset(texts) if len(texts) <= MOST else None


def _inside(what: Any, value: Any, before: str) -> Groups:
    """What a part needs of which not all is known, where that is known to stand before it."""
    name = str(what)
    if name == "SUBPATTERN":
        return _groups(value[3], before)
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
        return _groups(value[2], before)
    if name == "BRANCH":
        best = [min(filter(_telling, _groups(one, before)), key=len, default=frozenset[str]()) for one in value[1]]
        return [frozenset().union(*best)] if all(best) and sum(map(len, best)) <= 2 * MOST else []
    return []


def _telling(group: Iterable[str]) -> bool:
    """Whether a text can lack all of these."""
    return all(len(one.strip(f" {_BOUND}")) > 1 or one in {*MARKS} or not one.isascii() for one in group)


def _bounded(text: str) -> str:
    """A string with what stands at the edges of words: a space, where nothing else tells."""
    edges = re.sub(f"^{_BOUND}+(?=\\w)|(?<=\\w){_BOUND}+$", " ", text)
    return edges.replace(_BOUND, "")


def _least(texts: Iterable[str]) -> list[str]:
    """Strings of which none holds another one."""
    kept: list[str] = []
    for text in sorted(set(texts), key=len):
        if not any(one in text for one in kept):
            kept.append(text)
    return kept


def main() -> None:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the file is out of date")
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in prepared())
    if not parser.parse_args().check:
        MADE.write_text(text, encoding="utf-8")
    elif MADE.read_text(encoding="utf-8") != text:
        sys.exit(f"{MADE.name} is out of date: python tools/prepare_addressing.py")


if __name__ == "__main__":
    main()
