"""PDF files written object by object, so that a case can put anything anywhere."""

import textwrap
import zlib
from collections.abc import Callable, Sequence

from hostile.words import Contract

OWN = 10
"""The number of the first of a case's own objects."""
_LEADING = 14.0
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/{}/Encoding/WinAnsiEncoding>>"


def text(words: str) -> str:
    """A PDF string of the words, in the encoding of the file's fonts."""
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped})"


def show(
    words: str, y: float, *, x: float = 60, size: float = 10, font: str = "F1", wide: int = 96, state: str = ""
) -> str:
    """The words in lines from that height down, drawn in a graphics state of their own."""
    lines = " T* ".join(f"{text(line)} Tj" for line in textwrap.wrap(words, wide) or [""])
    return f"q {state} BT /{font} {size} Tf {_LEADING} TL 1 0 0 1 {x} {y} Tm {lines} ET Q\n"


def stream(data: str | bytes, about: str = "") -> bytes:
    """A compressed stream with further entries of its dictionary."""
    raw = data.encode("cp1252", "replace") if isinstance(data, str) else data
    packed = zlib.compress(raw)
    return f"<<{about}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode() + packed + b"\nendstream"


def form(inside: str, about: str = "/BBox[0 0 595 842]") -> bytes:
    """A form object that can use the page's fonts."""
    return stream(inside, f"/Type/XObject/Subtype/Form{about}/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>")


def drawn(contract: Contract, extra: Callable[[float], str], after: int = 4, gap: float = 34) -> str:
    """The contract's page; `extra` gives what is drawn in the gap after that clause, by the height of its first line."""
    y = 790.0
    out = [show(contract.title, y, size=15, font="F2"), show(contract.between, y - 20)]
    y -= 46
    for at, (head, words) in enumerate(contract.clauses, 1):
        out += [show(f"{at}. {head}", y, font="F2"), show(words, y - _LEADING)]
        y -= _LEADING * (1 + len(textwrap.wrap(words, 96))) + 8
        if at == after:
            out.append(extra(y))
            y -= gap
    return "".join(out)


def page_file(
    contract: Contract,
    extra: Callable[[float], str] | None = None,
    *,
    resources: str = "",
    page: str = "/MediaBox[0 0 595 842]",
    catalog: str = "",
    own: Sequence[str | bytes] = (),
    info: str = "",
    packed: Sequence[str] = (),
    fonts: str = "",
    more: Callable[[float], str] | None = None,
    content: str | None = None,
) -> bytes:
    """A PDF of one page.

    `own` objects are numbered from 10 on, `packed` ones follow them inside an object stream; `resources`, `page`,
    `catalog` and `info` are entries of those dictionaries, `fonts` further fonts.
    """
    inside = content if content is not None else drawn(contract, extra or (lambda _: ""), gap=34 if extra else 0)
    if more:
        inside += more(100.0)
    objects: list[str | bytes] = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "<</Type/Pages/Kids[6 0 R]/Count 1>>",
        _FONT.format("Helvetica"),
        _FONT.format("Helvetica-Bold"),
        stream(inside),
        f"<</Type/Page/Parent 2 0 R{page}/Contents 5 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R{fonts}>>{resources}>>>>",
        f"<<{info}>>",
        "null",
        "null",
        *own,
    ]
    return _file(objects, packed)


def _file(objects: Sequence[str | bytes], packed: Sequence[str]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    first = len(objects) + 1
    bundle = [_bundle(packed, first)] if packed else []
    for at, each in enumerate([*objects, *([] if not packed else ["null"] * len(packed)), *bundle], 1):
        places.append(len(out))
        if not (packed and first <= at < first + len(packed)):
            out += f"{at} 0 obj\n".encode() + _bytes(each) + b"\nendobj\n"
    begun = len(out)
    if not packed:
        rows = "".join(f"{place:010} 00000 n \n" for place in places)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}trailer\n".encode()
        out += f"<</Size {len(places) + 1}/Root 1 0 R/Info 7 0 R>>\nstartxref\n{begun}\n%%EOF\n".encode()
        return bytes(out)
    holder = first + len(packed)
    table = [(0, 0, 65535)]
    for at, place in enumerate(places, 1):
        inside = first <= at < holder
        table.append((2, holder, at - first) if inside else (1, place, 0))
    table.append((1, begun, 0))
    raw = b"".join(bytes([kind]) + a.to_bytes(4, "big") + b.to_bytes(2, "big") for kind, a, b in table)
    about = f"/Type/XRef/W[1 4 2]/Size {len(table)}/Root 1 0 R/Info 7 0 R"
    out += (
        f"{len(places) + 1} 0 obj\n".encode() + stream(raw, about) + f"\nendobj\nstartxref\n{begun}\n%%EOF\n".encode()
    )
    return bytes(out)


def _bundle(packed: Sequence[str], first: int) -> bytes:
    heads, at = [], 0
    for number, each in enumerate(packed, first):
        heads.append(f"{number} {at}")
        at += len(each) + 1
    head = " ".join(heads) + " "
    return stream(head + "\n".join(packed), f"/Type/ObjStm/N {len(packed)}/First {len(head)}")


def _bytes(each: str | bytes) -> bytes:
    return each.encode("cp1252", "replace") if isinstance(each, str) else each


def revised(data: bytes, changes: dict[int, str | bytes], about: str = "") -> bytes:
    """The file with a later revision in which these objects are others."""
    start = data.rindex(b"startxref") + 9
    before = int(data[start:].split()[0])
    out, rows = bytearray(data), []
    for number, each in sorted(changes.items()):
        rows.append(f"{number} 1\n{len(out):010} 00000 n \n")
        out += f"{number} 0 obj\n".encode() + _bytes(each) + b"\nendobj\n"
    begun = len(out)
    size = max(*changes, data.count(b" obj\n")) + 1
    out += f"xref\n{''.join(rows)}trailer\n<</Size {size}/Root 1 0 R/Info 7 0 R/Prev {before}{about}>>\n".encode()
    return bytes(out + f"startxref\n{begun}\n%%EOF\n".encode())


def unicode_map(pairs: dict[int, str], digits: int = 2) -> bytes:
    """A ToUnicode map from codes to letters."""
    rows = "".join(f"<{code:0{digits}X}> <{ord(letter):04X}>\n" for code, letter in pairs.items())
    space = f"<{'0' * digits}> <{'F' * digits}>"
    return stream(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange {space} endcodespacerange\n{len(pairs)} beginbfchar\n{rows}endbfchar\nendcmap end end"
    )
