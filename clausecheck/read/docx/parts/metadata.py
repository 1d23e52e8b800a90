"""Words of a Word file that are never printed: properties, variables, data, prompts, names of bookmarks."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.docx.package import Package
from clausecheck.read.docx.parts.described import described
from clausecheck.read.docx.parts.tree import Node, tree_of

_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_DULL: Final = frozenset(
    {
        *("Template", "TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity", "Lines", "Paragraphs"),
        *("ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc", "HyperlinksChanged", "AppVersion"),
        *("TitlesOfParts", "HeadingPairs", "revision", "created", "modified", "lastPrinted", "HLinks", "language"),
    }
)
"""Properties that Word itself keeps."""
_TOLD: Final = (b"docVar", b"updateFields", b"connectString", b":query", b":udl", b"\0")
"""Names of settings that hold words or act; the last is in every part in UTF-16."""
_BOOKMARK: Final = re.compile(rb"""bookmarkStart\s[^<>]{0,300}?name=["']([^"'<>]{12,2000})["']""")
_STYLE_NAME: Final = re.compile(rb"""name\s+[\w-]{1,20}:val=["']([^"'<>]{40,2000})["']""")
_SENTENCE: Final = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,} [a-z]{2,}")
_FEW: Final = 7
_BY_NAME: Final = frozenset({"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"})
_STORE: Final = re.compile(r"customXml/item\d{1,4}\.xml", re.IGNORECASE)
"""Parts that programs look for by name, whether or not the file leads to them."""
_GUID: Final = re.compile(r"[{(]?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}[)}]?")
_MOST: Final = 300
_MOST_STORES: Final = 100
_SCHEMAS: Final = frozenset({"Sources", "contentTypeSchema", "FormTemplates", "spreadsheet", "properties"})
"""Roots of the data that Word and SharePoint keep: bibliographies, library columns."""


def metadata(package: Package, body: bytes) -> Iterator[Trace]:
    """A trace for each of them that has words; `body` is the XML of the main part.

    Raises an UnreadableError for a part that cannot be unpacked.
    """
    yield from _properties(package)
    yield from _settings(package)
    yield from _data(package)
    yield from _prompts(package)
    yield from _bookmarks(package, body)
    yield from _style_names(package)


def _properties(package: Package) -> Iterator[Trace]:
    linked = (
        item.target
        for item in package.relations("").values()
        if not item.external and item.kind.casefold().endswith("properties")
    )
    for part in dict.fromkeys((*linked, *(name for name in package.names if name in _BY_NAME))):
        root = tree_of(package, part)
        for node in root.children[:_MOST] if root else ():
            words = " ".join(node.text.split())
            name = node.attributes.get("name") or node.name
            if node.name in _DULL or not _LETTERS.search(words) or _GUID.fullmatch(words):
                continue
            quote = f"{name}: {words}" if node.attributes.get("name") else words
            yield described("docx.properties", quote, f'the property "{name}" of the file holds it', part)


def _settings(package: Package) -> Iterator[Trace]:
    part = posixpath.join(posixpath.dirname(package.main), "settings.xml")
    told = any(name in package.read(part) for name in _TOLD)
    root = tree_of(package, part) if told else None
    for node in root.walk() if root else ():
        value = node.attributes.get("val", "")
        if node.name == "docVar":
            name = node.attributes.get("name", "")
            words = f"{name}: {value}" if name else value
            if _LETTERS.search(value):
                yield described("docx.variables", words, "a variable of the file holds it", part)
        elif node.name == "updateFields" and value.lower() not in ("0", "false", "off"):
            yield Trace(
                technique="docx.update_fields",
                quote="updateFields",
                part=part,
                usual="programs that make Word files ask so",
            )
        elif node.name in ("connectString", "query", "udl") and value:
            usual = "" if "://" in value or "\\\\" in value else "a mail merge has its data on the writer's machine"
            detail = "a mail merge reads its data there"
            yield Trace(technique="docx.external", quote=value, part=part, detail=detail, usual=usual)


def _style_names(package: Package) -> Iterator[Trace]:
    """Names of styles that are sentences."""
    part = posixpath.join(posixpath.dirname(package.main), "styles.xml")
    for match in _STYLE_NAME.finditer(package.read(part)):
        words = match[1].decode("utf-8", "replace")
        if len(words.split()) > _FEW and _SENTENCE.search(words):
            yield described("docx.attribute", words, "a style has it as its name", part)


def _data(package: Package) -> Iterator[Trace]:
    """Data in parts of their own (`customXml/item1.xml`)."""
    stores = 0
    linked = (
        item.target
        for item in package.relations(package.main).values()
        if item.kind == "customXml" and not item.external
    )
    for part in dict.fromkeys((*linked, *(name for name in package.names if _STORE.fullmatch(name)))):
        stores += 1
        root = tree_of(package, part)
        if root is None or stores > _MOST_STORES:
            continue
        for words, where in _values(root):
            usual = "data of the library that the file was kept in" if root.name in _SCHEMAS else ""
            yield described("docx.custom_data", words, f'it stands in "{where}"', part, usual)


def _values(root: Node) -> Iterator[tuple[str, str]]:
    found = 0
    for node in root.walk():
        for name, value in (("", node.words), *node.attributes.items()):
            words = " ".join(value.split())
            if len(words.split()) < 2 or "://" in words.split()[0] or not _LETTERS.search(words):
                continue
            found += 1
            if found > _MOST:
                return
            yield words, f"{node.name}/{name}" if name else node.name


def _prompts(package: Package) -> Iterator[Trace]:
    """What Word keeps to put in: prompts of form fields, and building blocks."""
    for item in package.relations(package.main).values():
        if item.kind != "glossaryDocument" or item.external:
            continue
        root = tree_of(package, item.target)
        blocks = [node for node in root.walk() if node.name == "docPart"] if root else []
        for node in blocks[:_MOST]:
            words = " ".join("".join(one.words for one in node.walk() if one.name == "t").split())
            if words:
                yield described("docx.building_block", words, "it is kept to be put in", item.target)


def _bookmarks(package: Package, body: bytes) -> Iterator[Trace]:
    """Names of bookmarks that are sentences: Word's own have one word of at most 40 letters."""
    for number, match in enumerate(_BOOKMARK.finditer(body)):
        name = match[1].decode("utf-8", "replace")
        words = re.split(r"[\s_.-]+|(?<=[a-z])(?=[A-Z])", name.strip("_"))
        if len(name) > 40 or " " in name or len([word for word in words if _LETTERS.search(word)]) > 4:
            yield described("docx.bookmark", name, "a bookmark has it as its name", package.main)
        if number > 20_000:
            return
