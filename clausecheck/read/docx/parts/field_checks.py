"""Fields whose stored words are not what they stand for, that reach out of the file, or whose code holds words.

ECMA-376 part 1, 17.16.5. Word shows the stored words until it works the field out again: when somebody prints, presses
F9, or opens a file that asks for it.
"""

import re
from collections.abc import Callable
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.docx.parts.arithmetic import Unknown, value_of
from clausecheck.read.docx.parts.values import Values
from clausecheck.read.styled import plain

_ARGUMENT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|\u201c([^\u201d]*)\u201d|(\S+)')
_ACTIVE: Final = {
    "DDE": "it starts another program",
    "DDEAUTO": "it starts another program",
    "INCLUDEPICTURE": "it fetches a picture",
    "INCLUDETEXT": "it fetches text",
    "INCLUDE": "it fetches text",
    "IMPORT": "it fetches a picture",
    "LINK": "it fetches a part of another file",
    "RD": "it names another file",
    "DATABASE": "it asks a database",
    "MACROBUTTON": "a click runs a macro",
}
_NO_MACROS: Final = frozenset({"nomacro", "noname", "none", "acceptallchangesshown", "abracadabra", "insertfield"})
"""Names without a macro behind them, with which templates ask for an entry."""
_PROPERTIES: Final = frozenset({"TITLE", "SUBJECT", "AUTHOR", "KEYWORDS", "COMMENTS", "LASTSAVEDBY"})
_INDEXED: Final = frozenset({"TC", "XE", "TA"})
"""Entries of tables and indexes, which are never shown where they stand."""
_NAMED: Final = frozenset(
    {
        "EQ",
        "SYMBOL",
        "LISTNUM",
        "REF",
        "PAGEREF",
        "NOTEREF",
        "TOC",
        "HYPERLINK",
        "STYLEREF",
        "SEQ",
        "FORMDROPDOWN",
        "TOA",
        "INDEX",
    }
)
_NUMBER: Final = re.compile(r"-?\d[\d,. ]*")
_WORDS: Final = 8
"""From how many words on the code of a field says something."""
_MACRO: Final = {"MACROBUTTON"}


def odd_field(instruction: str, result: str | None, values: Values | None, *, dirty: bool = False) -> Trace | None:
    """What is odd about a field; None for an ordinary one. `result` is None where it is not known."""
    found = _ARGUMENT.findall(instruction[:20_000])
    words = [quoted or curled or bare for quoted, curled, bare in found]
    if not words:
        return None
    kind, words = words[0].upper(), words[1:]
    if kind[0] == "=":
        words, kind = [instruction.strip()[1:]], "="
    if kind in _ACTIVE:
        return _active(kind, instruction, words)
    quote = " ".join(instruction.split())
    gives = _gives(kind, words, values) if result is not None else None
    if gives is not None and result is not None and not _same(gives, result, kind):
        detail = f'the field stands for "{gives}" and the file stores "{plain(result)}"'
        told = "; Word is asked to work it out again" if dirty else ""
        return Trace(technique="docx.field_stale", quote=quote, shown=plain(result), detail=detail + told)
    return _in_code(kind, quote, result or "")


def _active(kind: str, instruction: str, words: list[str]) -> Trace | None:
    if kind == "MACROBUTTON" and (not words or words[0].casefold() in _NO_MACROS):
        return None
    technique = "docx.field_dde" if kind.startswith("DDE") else "docx.field_active"
    quote = " ".join(instruction.split())
    if kind in _MACRO:
        return Trace(technique=technique, quote=quote, detail=_ACTIVE[kind], usual="buttons of templates are made so")
    return Trace(technique=technique, quote=quote, detail=_ACTIVE[kind])


def _gives(kind: str, words: list[str], values: Values | None) -> str | None:
    """What a field comes to; None where only Word can tell."""
    if kind == "IF":
        return _if(words)
    if kind == "QUOTE":
        return _quoted(words)
    if kind == "=":
        return _calculated(words[0])
    if values is None:
        return None
    name = next((word for word in words if not word.startswith("\\")), "")
    if kind in _PROPERTIES and not name:
        return values.property(kind)
    if kind in ("DOCPROPERTY", "INFO"):
        return values.property(name)
    return values.variable(name) if kind == "DOCVARIABLE" else None


def _if(words: list[str]) -> str | None:
    plain_words = [word for word in words if not word.startswith("\\")]
    if len(plain_words) == 3 or len(plain_words) > 5 or len(plain_words) < 4:
        return None
    left, sign, right, *choices = plain_words
    compare = _SIGNS.get(sign)
    if compare is None:
        return None
    try:
        holds = compare(float(left.replace(",", "")), float(right.replace(",", "")))
    except ValueError:
        if "*" in right or "?" in right:
            return None
        holds = compare(left.casefold(), right.casefold())
    return (choices[0] if holds else choices[1]) if len(choices) == 2 else (choices[0] if holds else "")


_SIGNS: Final[dict[str, Callable[[object, object], bool]]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    ">": lambda left, right: left > right,  # type: ignore[operator]
    "<": lambda left, right: left < right,  # type: ignore[operator]
    ">=": lambda left, right: left >= right,  # type: ignore[operator]
    "<=": lambda left, right: left <= right,  # type: ignore[operator]
}


def _quoted(words: list[str]) -> str | None:
    told: list[str] = []
    for word in words:
        if word.startswith("\\"):
            break
        told.append(chr(int(word)) if word.isdecimal() and 31 < int(word[:7]) < 0x110000 and len(words) > 1 else word)
    return "".join(told) if all(len(word) == 1 for word in told) else " ".join(told)


def _calculated(formula: str) -> str | None:
    try:
        return f"{value_of(formula.partition(chr(92))[0]):.10g}"
    except Unknown:
        return None


def _same(gives: str, result: str, kind: str) -> bool:
    told, stored = plain(gives).casefold(), plain(result).casefold()
    if kind == "=":
        number = _NUMBER.search(stored)
        try:
            return number is not None and abs(float(told) - float(number[0].replace(",", "").replace(" ", ""))) < 0.51
        except ValueError:
            return True
    return told == stored or (not told and not stored)


def _in_code(kind: str, quote: str, result: str) -> Trace | None:
    """Words in the code of a field that are not among those it shows."""
    if kind in _NAMED or len(quote.split()) < _WORDS or plain(quote).casefold() in result.casefold():
        return None
    if kind in ("IF", "QUOTE", "="):
        return Trace(technique="docx.field_choice", quote=quote, shown=plain(result))
    usual = "an entry of a table or an index" if kind in _INDEXED else ""
    return Trace(technique="docx.field_code", quote=quote, usual=usual)
