"""Automatic numbers as a real word processor shows them: LibreOffice reads the same files."""

import itertools
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from clausecheck.read import read
from tests.system_packages import require

EXAMPLE = Path(__file__).parents[3] / "examples" / "website-agreement.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""
PART_RELATIONSHIPS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
 Target="styles.xml"/></Relationships>"""
STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/>
<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Bare"><w:name w:val="Bare"/><w:basedOn w:val="Clause"/>
<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style></w:styles>"""


def level(depth: int, kind: str, pattern: str, extra: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


LISTS = {
    "outline": level(0, "decimal", "%1.")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "(%3)")
    + level(3, "lowerRoman", "(%4)"),
    "articles": level(0, "upperRoman", "Article %1") + level(1, "decimal", "Section %1.%2"),
    "letters": level(0, "upperLetter", "%1)", start=25) + level(1, "decimalZero", "%2."),
}


def word_file(path: Path, kind: str, rows: list[tuple[int, str]], override: bool) -> Path:
    """A Word file with a paragraph for each (level, style) of `rows`; with `override` the last restarts at 5."""
    second = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{LISTS[kind]}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{second}</w:numbering>'
    )
    paragraphs = []
    for position, (depth, style) in enumerate(rows):
        number = 2 if override and position == len(rows) - 1 else 1
        own = "" if style else f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        paragraphs.append(f"<w:p><w:pPr>{named}{own}</w:pPr><w:r><w:t>words {position}</w:t></w:r></w:p>")
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONSHIPS)
        package.writestr("word/_rels/document.xml.rels", PART_RELATIONSHIPS)
        package.writestr("word/numbering.xml", numbering)
        package.writestr("word/styles.xml", STYLES)
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>")
    return path


def as_libreoffice_shows(files: list[Path], folder: Path) -> dict[str, list[str]]:
    """Each file's lines, numbers included, by its stem."""
    command = [require("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    subprocess.run([*command, "txt:Text (encoded):UTF8", "--outdir", folder, *files], check=True, capture_output=True)
    return {file.stem: lines((folder / f"{file.stem}.txt").read_text(encoding="utf-8-sig")) for file in files}


def lines(text: str) -> list[str]:
    return [re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if line.strip()]


@pytest.mark.xdist_group("libreoffice")
def test_numbers_are_those_that_libreoffice_shows(tmp_path: Path) -> None:
    shapes = [
        [(0, ""), (1, ""), (1, ""), (0, ""), (1, "")],
        [(0, ""), (1, ""), (2, ""), (3, ""), (3, ""), (2, ""), (1, ""), (2, "")],
        [(0, "Clause"), (1, ""), (0, "Bare"), (1, ""), (0, "Clause"), (0, "")],
    ]
    files = []
    for kind, (index, rows), override in itertools.product(LISTS, enumerate(shapes), (False, True)):
        deepest = LISTS[kind].count("<w:lvl ") - 1
        fitting = [(min(depth, deepest), style) for depth, style in rows]
        files.append(word_file(tmp_path / f"{kind}{index}{override}.docx", kind, fitting, override))
    shown = as_libreoffice_shows(files, tmp_path)
    assert {file.stem: lines(read(file).text) for file in files} == shown


@pytest.mark.xdist_group("libreoffice")
def test_the_example_reads_as_libreoffice_shows_it(tmp_path: Path) -> None:
    shown = as_libreoffice_shows([EXAMPLE], tmp_path)["website-agreement"]
    ours = lines(read(EXAMPLE).text.replace("\t", "\n"))
    assert ours == shown
