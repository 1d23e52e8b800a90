"""Ways to spoil a file: any file by its bytes, Word files by their XML, PDFs by their tokens, texts by their signs."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from xml.etree import ElementTree as ET

Mutation = Callable[[bytes, random.Random], bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIXES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
_VALUES = (
    "", "0", "1", "-1", "abc", "9e9", "100000000", "4294967296", "1.5", "true", "off", "%1", "%1.%2.%9%0", "(" * 500,
    "\u202e", "../../../etc/passwd", "http://example.com/x", "none", "bullet", "ordinalText", "2024-13-45T99:00:00Z",
    "Heading1",
)  # fmt: skip
_SIGNS = (
    "(", ")", "[", "](", "![", "<", ">", "<p", "</p>", "<table>", "<td>", "</table>", "<ol>", "<li>", "<script>",
    "<!--", "-->", "<![CDATA[", "&", "&#", "&#x110000;", "&#0;", "&nbsp", "|", "|---|", "```", "> ", "- ", "1. ",
    "99999999999. ", "(a) ", "(i)", "ARTICLE ", "Section ", "§ ", "EXHIBIT A", "“", '"', "$1,000,000,000,000",
    "thirty (60) days", "1/0", "1 1/2 %", "\f", "\x00", "\x1b[2J", "\u202e", "\u200b", "\u00ad", "\ufeff", "\ud7ff",
    "\U000e0041", "İ", "ﬁ", "\r", "\n\n", "\t", " " * 40, "................ 7", "______", "- 12 -", "by and between ",
    "governed by the laws of ", "means ", "Page 3 of 9", "\u2028", "#", "**", "January 5, 2026", "99/99/9999", "a@b",
    "*", "\\", "~~~", "<h1>", "<div style='display:none'>", "{\\rtf", "%PDF-", "\x85",
)  # fmt: skip
MOST_COPIED = 40_000
MOST_XML = 1_000_000
"""Larger parts are left as they are: a run is for many small files."""
for _prefix, _name in _PREFIXES.items():
    ET.register_namespace(_prefix, _name)


def flip(data: bytes, chance: random.Random) -> bytes:
    """A few bytes get another value."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 60))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def cut(data: bytes, chance: random.Random) -> bytes:
    """The file ends early, or a piece of it is gone."""
    start = chance.randrange(len(data))
    return data[:start] + (b"" if chance.random() < 0.4 else data[start + chance.randrange(1, 400) :])


def copy(data: bytes, chance: random.Random) -> bytes:
    """A piece stands once or many times more, somewhere."""
    start, at = chance.randrange(len(data)), chance.randrange(len(data))
    piece = data[start : start + chance.choice((1, 4, 40, 1000))] * chance.choice((1, 2, 30, 2000))
    return data[:at] + piece[:MOST_COPIED] + data[at:]


def numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers become others."""
    odd = (b"0", b"-1", b"1", b"65536", b"2147483648", b"99999999999999999999", b"0.00001", b"1e9", b"")
    share = chance.choice((0.005, 0.05, 0.5))
    return re.sub(rb"\d+", lambda match: chance.choice(odd) if chance.random() < share else match[0], data)


def archive(data: bytes, chance: random.Random) -> bytes:
    """A part of the Word file is spoiled, left out, doubled or renamed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        return flip(data, chance)
    names = sorted(parts)
    chosen = chance.choice([name for name in names if name.endswith(("document.xml", "numbering.xml"))] + names)
    way = chance.random()
    if way < 0.04:
        del parts[chosen]
    elif way < 0.07:
        parts[f"{chosen}x"] = parts.pop(chosen)
    elif way < 0.12:
        parts[chosen] = parts[chance.choice(names)]
    elif way < 0.25:
        parts[chosen] = chance.choice((flip, cut, copy, numbers))(parts[chosen] or b"x", chance)
    else:
        for _ in range(chance.choice((1, 1, 3, 12))):
            parts[chosen] = elements(parts[chosen], chance)
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as new:
        for name, body in parts.items():
            new.writestr(zipfile.ZipInfo(name), body, new.compression)  # without the time of day
    return store.getvalue()


def elements(data: bytes, chance: random.Random) -> bytes:
    """Elements of XML are dropped, doubled, moved, nested or renamed, or an attribute says something else."""
    if len(data) > MOST_XML:
        return data
    try:
        root = ET.fromstring(data)
        parents = [(parent, place) for parent in root.iter() for place in range(len(parent))]
        if parents:
            _spoil(*chance.choice(parents), *chance.choice(parents), chance)
        return ET.tostring(root)
    except (ET.ParseError, RecursionError):
        return data


def _spoil(parent: ET.Element, place: int, other: ET.Element, there: int, chance: random.Random) -> None:
    element = parent[place]
    match chance.randrange(8):
        case 0:
            del parent[place]
        case 1:
            other.insert(there, deepcopy(element))
        case 2:
            parent[place] = deepcopy(other[there])
        case 3:
            for _ in range(chance.choice((2, 50, 1500)) if len(element) < 4 else 2):
                parent.append(deepcopy(element))
        case 4:
            for _ in range(chance.choice((3, 60, 300))):
                element = ET.Element(element.tag, element.attrib)
                element.append(parent[place])
                parent[place] = element
        case 5:
            element.tag = chance.choice((other[there].tag, f"{{{W}}}nonsense", "p"))
        case 6:
            words = "".join(chance.choice(_SIGNS) for _ in range(5))
            element.text = words.translate(dict.fromkeys([*range(9), 0x1B, 12]))
        case _:
            key = chance.choice([*element.attrib] or [f"{{{W}}}val"])
            element.set(key, chance.choice(_VALUES))


def tokens(data: bytes, chance: random.Random) -> bytes:
    """Names, operators and brackets of a PDF change places, go or come."""
    pieces = re.split(rb"(\s+)", data)
    for _ in range(chance.choice((1, 3, 20))):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        way = chance.randrange(4)
        if way == 0:
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif way == 1:
            pieces[at] = b""
        elif way == 2:
            pieces[at] = pieces[other]
        else:
            odd = (
                b"<<",
                b">>",
                b"[" * 300,
                b"]",
                b"BT",
                b"ET",
                b"q " * 500,
                b"Q",
                b"3 Tr",
                b"/Type",
                b"null",
                b"(",
                b"5 0 R",
            )
            pieces[at] = chance.choice(odd)
    return b"".join(pieces)


def streams(data: bytes, chance: random.Random) -> bytes:
    """The content of pages is spoiled and packed again."""

    def spoil(match: re.Match[bytes]) -> bytes:
        inside = chance.choice((tokens, numbers, flip, copy))(match[1] or b" ", chance)
        for _ in range(depth := chance.choice((1, 1, 1, 2))):
            inside = zlib.compress(inside)
        return b"<< /Filter [%s] /Length %d >>\nstream\n%s\nendstream" % (
            b"/FlateDecode " * depth, len(inside), inside,
        )  # fmt: skip

    return re.sub(rb"<< /Length \d+ >>\nstream\n(.*?)\nendstream", spoil, data, flags=re.DOTALL)


def signs(data: bytes, chance: random.Random) -> bytes:
    """Signs that mean something to a reader stand in odd places, once or many times."""
    text = data.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 4, 30))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(_SIGNS) * chance.choice((1, 1, 1, 3, 300)) + text[at:]
    return text.encode("utf-8", "replace")


def lines(data: bytes, chance: random.Random) -> bytes:
    """Lines change places, lose their breaks, or come many times."""
    rows = data.split(b"\n")
    for _ in range(chance.choice((1, 5))):
        at = chance.randrange(len(rows))
        way = chance.randrange(4)
        if way == 0:
            chance.shuffle(rows)
        elif way == 1:
            rows[at : at + 2] = [b" ".join(rows[at : at + 2])]
        elif way == 2:
            rows[at:at] = [rows[at]] * chance.choice((2, 100, 1000))
        else:
            rows[at] = rows[at] * chance.choice((2, 50))
    return b"\n".join(rows)[: 2 * MOST_COPIED]


ANY: tuple[Mutation, ...] = (flip, cut, copy, numbers)
OF_WORD: tuple[Mutation, ...] = (archive,) * 9 + (flip, cut, copy)
OF_PDF: tuple[Mutation, ...] = (tokens, streams, streams, numbers, flip, cut, copy)
OF_TEXT: tuple[Mutation, ...] = (signs, signs, lines, *ANY)
