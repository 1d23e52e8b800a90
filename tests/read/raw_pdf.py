"""Writes PDFs object by object, so that tests can break them: packed content, pictures of pages, drawn shapes."""

import random
import zlib

import pypdfium2

WORDS = [
    "The Provider shall perform the services with care and skill and shall keep the",
    "Customer informed of all matters that may be expected to have an effect on the",
    "services and pay damages for each delay within thirty days of a proper notice.",
]


def pdf(objects: dict[int, bytes]) -> bytes:
    """A file of these objects; number 1 is the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    out += b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in sorted(places.items()))
    size = max(objects) + 1
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A packed stream."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def shown(text: list[str], top: int = 700) -> bytes:
    """Content that shows lines of text."""
    rows = "".join(f"({line}) Tj T*\n" for line in text)
    return f"BT /F1 11 Tf 14 TL 72 {top} Td\n{rows}ET\n".encode("latin-1")


def pages(*contents: bytes, resources: bytes = b"") -> dict[int, bytes]:
    """The objects of a file with a page for each content: page n is object 10 n, its content 10 n + 1."""
    kids = b" ".join(b"%d 0 R" % (10 * number) for number in range(1, len(contents) + 1))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    for number, content in enumerate(contents, 1):
        objects[10 * number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> %s >> >>" % (10 * number + 1, resources)
        )
        objects[10 * number + 1] = stream(content)
    return objects


def lines(page: int, count: int = 12) -> list[str]:
    """The lines of a page, each of other words."""
    chance = random.Random(page)
    syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"]
    return [
        " ".join([f"{page}.{line}", *("".join(chance.choices(syllables, k=chance.randrange(1, 5))) for _ in range(11))])
        for line in range(1, count + 1)
    ]


def contract(count: int = 4, length: int = 12) -> dict[int, bytes]:
    """The objects of a text of so many pages."""
    return pages(*(shown(lines(page, length)) for page in range(1, count + 1)))


def picture(data: bytes, page: int = 0, turn: int = 0, scale: float = 2.5) -> bytes:
    """A packed picture of a page of the PDF `data`, as an image object."""
    document = pypdfium2.PdfDocument(data)
    opened = document[page]
    bitmap = opened.render(scale=scale, grayscale=True, rotation=turn)
    rows = bytes(bitmap.buffer)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = b"".join(rows[top : top + width] for top in range(0, height * stride, stride))
    for thing in (bitmap, opened, document):
        thing.close()
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
    return stream(pixels, head % (width, height))


FULL_PAGE = b"q 612 0 0 792 0 0 cm /Im0 Do Q\n"
"""Content that shows the picture on the whole page."""


def scan(*contents: bytes, image: bytes) -> bytes:
    """A file whose pages can show `image` by the name /Im0."""
    return pdf(pages(*contents, resources=b"/XObject << /Im0 5 0 R >>") | {5: image})
