"""How a PDF is put together: its objects, the table that says where they are, and its pages."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from clausecheck.read.pdf.objects import Objects, read_objects
from clausecheck.read.pdf.tree import Tree, walk
from clausecheck.read.pdf.xref import Table, read_table


@dataclass(frozen=True, slots=True)
class Structure:
    """What lies in the bytes of a PDF that is not encrypted."""

    objects: Objects
    table: Table
    tree: Tree


def read_structure(data: bytes) -> Structure:
    """Look through the bytes of a file that is not encrypted."""
    objects = read_objects(data)
    table = read_table(objects)
    return Structure(objects, table, walk(objects, table.root))


def decrypted(document: Any, data: bytes) -> bytes:
    """The file without its encryption, where `document`, a `pypdfium2.PdfDocument`, opened without a password."""
    if b"/Encrypt" not in data:
        return data
    import pypdfium2.raw as raw

    store = BytesIO()
    document.save(store, flags=raw.FPDF_REMOVE_SECURITY)
    return store.getvalue()
