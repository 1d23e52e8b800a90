"""The tags of XML that is known to be well formed and to have neither comments, declarations nor sections.

Where few of many elements are wanted, finding those first is ten times as fast as having a parser tell all.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from clausecheck.read.docx.package import Attributes

TAG = rb"""<(/?[^\s/>]+)([^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*+)>([^<]*+)"""
"""A pattern for a tag: its name with a stroke before it where it ends an element, its rest, the words behind it."""
TAGS = re.compile(TAG)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BLANK = re.compile(r"\r\n|[\r\n\t]")
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def attributes_of(rest: bytes) -> Attributes:
    """The attributes in the rest of a tag."""
    text = rest.decode()
    found = {name: value or other for name, value, other in _ATTRIBUTE.findall(text)}
    if not text.isprintable() or "&" in text:
        return {name: characters(_BLANK.sub(" ", value)) for name, value in found.items()}
    return found


def characters(text: str) -> str:
    """`text` with the characters that its entities stand for."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    code, decimal, name = match.groups()
    return _ENTITIES[name] if name else chr(int(code, 16) if code else int(decimal))


def only(names: str) -> re.Pattern[bytes]:
    """A pattern for the tags of these elements, named with spaces between."""
    either = "|".join(names.split()).encode()
    return re.compile(TAG.replace(rb"[^\s/>]+", rb"(?:%b)(?=[\s/>])" % either, 1))


def tell(
    data: bytes,
    tags: re.Pattern[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    attributes: dict[bytes, Attributes],
) -> None:
    """Call `start` and `end` for the elements that `tags` finds in `data`; `attributes` keeps those already read."""
    for tag, rest, _ in tags.findall(data):
        name = tag.decode()
        if name[0] == "/":
            end(name[1:])
            continue
        known = attributes.get(rest)
        if known is None:
            known = attributes[rest] = attributes_of(rest)
        start(name, known)
        if rest[-1:] == b"/":
            end(name)


class Piece(NamedTuple):
    """An element that is cut out but not looked into."""

    identity: str
    head: bytes
    """Its attributes."""
    start: int
    end: int


def pieces(data: bytes, name: str, identity: str) -> list[Piece] | None:
    """The elements of this name, each with the value of its attribute `identity`, empty where that is missing.

    None where they are not spelt as Word spells them, or stand in each other.
    """
    tag = name.encode()
    opening = re.compile(rb'<%b((?: [a-zA-Z0-9:]+="[^"<>]*")*+)>' % tag)
    key = re.compile(rb' %b="([^"]*)"' % identity.encode())
    closing = b"</%b>" % tag
    found: list[Piece] = []
    end = 0
    for match in opening.finditer(data):
        if match.start() < end:
            return None
        end = data.find(closing, match.end()) + len(closing)
        value = key.search(match[1])
        found.append(Piece(characters(value[1].decode()) if value else "", match[1], match.start(), end))
    all_of_them = re.compile(rb"<%b[ >/\n\r\t]" % tag)
    return found if len(found) == len(all_of_them.findall(data)) == data.count(closing) else None
