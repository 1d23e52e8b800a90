"""Set the example contract in Word, with automatic numbers: `python tools/build_example.py examples`.

The same input gives the same bytes: the time in the file is fixed.
"""

import argparse
import io
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

_SOURCE = Path(__file__).with_name("example_contract.toml")
_NUMBERING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
  <w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr><w:rPr><w:b/></w:rPr></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/>
  <w:pPr><w:ind w:left="720" w:hanging="540"/></w:pPr></w:lvl>
</w:abstractNum>"""
_NUM = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
_MIDNIGHT = (2026, 1, 1, 0, 0, 0)


def main(argv: Sequence[str] | None = None) -> None:
    """Write `website-agreement.docx` into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(argv).folder
    folder.mkdir(parents=True, exist_ok=True)
    contract = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    (folder / "website-agreement.docx").write_bytes(_fixed(_set(contract)))


def _set(contract: dict[str, Any]) -> bytes:
    """The contract as a Word file."""
    doc = Document()
    doc.styles["Normal"].font.name = "Calibri"
    doc.styles["Normal"].font.size = Pt(11)
    numbering = doc.part.numbering_part.element
    numbering.insert(0, parse_xml(_NUMBERING))
    numbering.append(parse_xml(_NUM))
    title = doc.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(contract["title"]).bold = True
    for text in [contract["preamble"], *contract["recitals"]]:
        doc.add_paragraph(text)
    for clause in contract["clause"]:
        _number(doc.add_paragraph(), 0).add_run(clause["heading"]).bold = True
        for text in clause["text"]:
            _number(doc.add_paragraph(), 1).add_run(text)
    doc.add_paragraph("IN WITNESS WHEREOF, the parties have signed this Agreement as of the Effective Date.")
    table = doc.add_table(rows=0, cols=2)
    for row in contract["signatures"]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for annex in contract["annex"]:
        heading = doc.add_paragraph()
        heading.paragraph_format.page_break_before = True
        heading.add_run(annex["heading"]).bold = True
        for text in annex["text"]:
            doc.add_paragraph(text)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _number(paragraph: Any, level: int) -> Any:
    """Give the paragraph an automatic number, at depth `level` from 0."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 (python-docx has no public way to number)
    for name, value in (("ilvl", level), ("numId", 90)):
        properties.get_or_add_numPr().append(parse_xml(f'<w:{name} {nsdecls("w")} w:val="{value}"/>'))
    return paragraph


def _fixed(data: bytes) -> bytes:
    """The same file with fixed times, so that it only changes when the contract does."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _MIDNIGHT), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    main()
