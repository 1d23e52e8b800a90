"""Values that lie elsewhere in a Word file and are shown in its text: properties, variables, data behind controls."""

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from itertools import islice
from typing import Final

from clausecheck.read.docx.package import Package, Relation
from clausecheck.read.docx.parts.tree import Node, tree_of

_STORES: Final = {
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}": "core-properties",
    "{6668398D-A668-4E3E-A2E5-5C5BF9F8F8E4}": "extended-properties",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}": "extended-properties",
}
"""Stores of every file, which no part states ([MS-OI29500] 2.1.559)."""
_STEP: Final = re.compile(r"(?:[^\s:/\[\]@()]+:)?([^\s:/\[\]@()]+)(?:\[([0-9]{1,6})\])?")
_MOST_STORES: Final = 200
_MOST_DRAWN: Final = 2_000
_FIELD_NAMES: Final = {"author": "creator", "comments": "description", "lastsavedby": "lastmodifiedby"}
"""What fields call the properties that the file calls otherwise."""


class Values:
    """Looks up what a file keeps beside its text; each part is read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations: dict[str, Mapping[str, Relation]] = {}

    def relation(self, part: str, identity: str) -> Relation | None:
        """The link of `part` with this id."""
        if part not in self._relations:
            self._relations[part] = self._package.relations(part)
        return self._relations[part].get(identity)

    def property(self, name: str) -> str | None:
        """A property of the file by the name that fields have for it; None where it is not there."""
        name = name.casefold()
        return self._properties.get(_FIELD_NAMES.get(name, name))

    def variable(self, name: str) -> str | None:
        """A variable of the file (`w:docVar`)."""
        return self._variables.get(name.casefold())

    def bound(self, store: str, path: str) -> str | None:
        """What stands at `path`, a plain XPath, in the data with the id `store`; None where that cannot be told."""
        store = store.upper()
        roots = (
            [root for known, root in self._stores if known == store] if store else [root for _, root in self._stores]
        )
        for root in roots:
            found = _at(root, path)
            if found is not None:
                return found
        return None

    def drawn(self, part: str) -> list[str]:
        """The words of a chart or a diagram, paragraph by paragraph."""
        root = tree_of(self._package, part)
        paragraphs = (node for node in root.walk() if node.name == "p") if root else ()
        told = (" ".join("".join(node.text for node in one.walk() if node.name == "t").split()) for one in paragraphs)
        return [words for words in islice(told, _MOST_DRAWN) if words]

    @cached_property
    def _properties(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for relation in self._package.relations("").values():
            if relation.external or not relation.kind.endswith(("properties", "Properties")):
                continue
            root = tree_of(self._package, relation.target)
            for node in root.children if root else ():
                found.setdefault(node.attributes.get("name", node.name).casefold(), node.text)
        return found

    @cached_property
    def _variables(self) -> dict[str, str]:
        found: dict[str, str] = {}
        folder = posixpath.dirname(self._package.main)
        root = tree_of(self._package, posixpath.join(folder, "settings.xml"))
        for node in root.walk() if root else ():
            if node.name == "docVar":
                found.setdefault(node.attributes.get("name", "").casefold(), node.attributes.get("val", ""))
        return found

    @cached_property
    def _stores(self) -> list[tuple[str, Node]]:
        """The data in the file with the ids that its own properties give it."""
        found: list[tuple[str, Node]] = []
        for item in self._package.relations(self._package.main).values():
            if item.kind != "customXml" or item.external or len(found) >= _MOST_STORES:
                continue
            described = (relation.target for relation in self._package.relations(item.target).values())
            told = next((root for part in described if (root := tree_of(self._package, part))), None)
            root = tree_of(self._package, item.target)
            if root is not None:
                found.append((told.attributes.get("itemID", "").upper() if told else "", root))
        for relation in self._package.relations("").values():
            names = [key for key, kind in _STORES.items() if kind == relation.kind and not relation.external]
            root = tree_of(self._package, relation.target) if names else None
            if root is not None:
                found += [(key, root) for key in names]
        return found


def _at(root: Node, path: str) -> str | None:
    """What a path of names, each with a place or without, leads to; prefixes are not looked at."""
    steps = [step for step in path.strip().split("/") if step]
    if not steps or path.startswith("//") or len(steps) > 50:
        return None
    nodes = [Node("", {}, children=[root])]
    for index, step in enumerate(steps):
        if step == "text()":
            continue
        if step.startswith("@") and index == len(steps) - 1:
            return nodes[0].attributes.get(step[1:].rpartition(":")[2]) if nodes else None
        told = _STEP.fullmatch(step)
        if told is None:
            return None
        name, place = told.groups()
        nodes = [child for node in nodes for child in node.children if name in ("*", child.name)]
        if place:
            nodes = nodes[int(place) - 1 : int(place)] if int(place) else []
    return nodes[0].text if nodes else None
