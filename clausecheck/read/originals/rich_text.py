"""Rich Text files: fields that a conversion replaces by their results, objects, templates, groups nobody knows."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from clausecheck.model import Trace
from clausecheck.read.docx.parts.described import described
from clausecheck.read.docx.parts.field_checks import odd_field
from clausecheck.read.rtf import rtf_words

_FIELD: Final = re.compile(rb"\\fldinst\b(.{0,4000}?)\\fldrslt\b(.{0,1000}?)\}", re.DOTALL)
_OBJECT: Final = re.compile(rb"\\(objemb|objautlink|objlink|objsub|objpub|objhtml|objocx)\b")
_CLASS: Final = re.compile(rb"\\objclass ([^\\{}]{1,200})")
_TEMPLATE: Final = re.compile(rb"\\\*\\template ([^{}]{1,1000})")
_GROUP: Final = re.compile(rb"\{\\\*\\([a-z]{1,32})(-?\d{1,10})? ([^{}]{24,8000})\}")
_SAID: Final = re.compile(rb"\\sn (?:wzDescription|wzTooltip|wzName)\}[\s]{0,9}\{\\sv ([^{}]{1,4000})\}")
_KNOWN: Final = frozenset(
    b"fldinst template generator bkmkstart bkmkend pnseclvl listtable xmlns latentstyles datafield userprops ftnsep "
    b"themedata colorschememapping datastore blipuid panose falt revtbl rsidtbl mmathPr xform pgptbl atnid atnauthor "
    b"atndate atnref shpinst sn sv company".split()
)
"""Groups that word processors write."""
_MOST: Final = 5_000


def look_at_rtf(data: bytes) -> tuple[Trace, ...]:
    """A trace for each."""
    return (*_fields(data), *_objects(data), *_groups(data), *_descriptions(data))


def _fields(data: bytes) -> Iterator[Trace]:
    for match in islice(_FIELD.finditer(data), _MOST):
        code, result = (" ".join(rtf_words(b"{%b}" % part.strip(b"{} ")).split()) for part in match.groups())
        found = odd_field(code, result, None)
        if found is not None:
            yield found


def _objects(data: bytes) -> Iterator[Trace]:
    for match in islice(_OBJECT.finditer(data), _MOST):
        kind = _CLASS.search(data, match.end(), match.end() + 2_000)
        quote = kind[1].decode("cp1252", "replace").strip() if kind else match[1].decode()
        linked = match[1] in (b"objautlink", b"objlink", b"objsub")
        yield Trace(technique="office.external" if linked else "office.embedded", quote=quote)
    for match in islice(_TEMPLATE.finditer(data), 1):
        place = rtf_words(b"{%b}" % match[1]).strip()
        usual = "" if "://" in place or place.startswith("\\\\") else "the writer's own template is noted"
        yield Trace(technique="office.external", quote=place, usual=usual)


def _descriptions(data: bytes) -> Iterator[Trace]:
    for match in islice(_SAID.finditer(data), _MOST):
        words = " ".join(rtf_words(b"{%b}" % match[1]).split())
        yield described("docx.alt_text", words, "a picture or a shape has it as its description")


def _groups(data: bytes) -> Iterator[Trace]:
    for match in islice(_GROUP.finditer(data), _MOST):
        words = " ".join(rtf_words(b"{%b}" % match[3]).split())
        if match[1] not in _KNOWN and len(words.split()) > 5:
            yield described("office.group", words, f"the group is called {match[1].decode()}")
