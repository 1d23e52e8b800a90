"""The views of tracked changes as a real word processor shows them: LibreOffice accepts or rejects all."""

import zipfile
from pathlib import Path

import pytest

from clausecheck import read
from clausecheck.model import View
from tests.read.docx.test_word_processor import CONTENT_TYPES
from tests.read.files import block, level, listed, lists, mark, paragraph, run, tracked, word_file
from tests.system_packages import require
from tools.compare_views import as_libreoffice_reads, words, words_of

NUMBERS = lists(level(0, "%1.") + level(1, "%1.%2"))
LIST = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
AUTHOR = 'w:id="7" w:author="Ann" w:date="2024-05-01T10:00:00Z"'


def clause(inside: str, depth: int = 0, properties: str = "") -> str:
    return block(inside, LIST.format(depth) + properties)


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(f"<w:tc><w:tcPr><w:tcW w:w='2000' w:type='dxa'/></w:tcPr>{cell}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    grid = "<w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    return f"<w:tbl>{grid}{''.join(rows)}</w:tbl>"


def moved(way: str, text: str) -> str:
    start = f'<w:move{way}RangeStart {AUTHOR} w:name="m1"/>'
    return f'{start}{clause(tracked(f"move{way}", text), 0, mark(f"move{way}"))}<w:move{way}RangeEnd w:id="7"/>'


OLD = f"<w:pPrChange {AUTHOR}><w:pPr>{LIST.format(0)}</w:pPr></w:pPrChange>"
GONE_ROW = [block(tracked("del", word), mark("del")) for word in ("gone", "row")]
NEW_ROW = [block(tracked("ins", word), mark("ins")) for word in ("new", "row")]
SHAPES = {
    "words": block(run("Pay in ") + tracked("del", "thirty") + tracked("ins", "ninety") + run(" days.")),
    "nested": block(run("a ") + f"<w:ins {AUTHOR}>{tracked('del', 'never ', 'Bob')}</w:ins>" + run("b")),
    "new": listed("One.") + clause(tracked("ins", "New."), 0, mark("ins")) + listed("Sub.", 1, 1) + listed("Two."),
    "old": listed("One.") + clause(tracked("del", "Old."), 0, mark("del")) + listed("Sub.", 1, 1) + listed("Two."),
    "split": clause(run("One "), 0, mark("ins")) + listed("two.") + listed("Three."),
    "joined": clause(run("One "), 0, mark("del")) + listed("two.") + listed("Three."),
    "behind": clause(run("One."), 0, mark("ins")) + clause(tracked("ins", "New.")) + listed("Three."),
    "level": listed("One.") + clause(run("Was two."), 1, OLD) + listed("Three."),
    "rows": table(
        row(paragraph("a"), paragraph("b")),
        row(*NEW_ROW, properties=f"<w:ins {AUTHOR}/>"),
        row(*GONE_ROW, properties=f"<w:del {AUTHOR}/>"),
        row(paragraph("c"), paragraph("d")),
    ) + paragraph("End."),
    "move": moved("From", "Moved.") + listed("One.") + moved("To", "Moved.") + listed("Two."),
    "several": clause(tracked("del", "A."), 0, mark("del")) + clause(tracked("del", "B."), 0, mark("del"))
    + clause(tracked("ins", "C."), 0, mark("ins")) + listed("D."),
}  # fmt: skip
"""Bodies of files. No two paragraphs that a view joins differ in their list: LibreOffice keeps the first one's
properties there, and Word those of the mark that stays, which is the last one's."""


@pytest.mark.xdist_group("libreoffice")
def test_views_are_those_of_libreoffice(tmp_path: Path) -> None:
    command = require("soffice")
    files = []
    for name, body in SHAPES.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(word_file(body, numbering=NUMBERS))
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        files.append(path)
    shown = as_libreoffice_reads(files, tmp_path, command)
    assert len(shown) == len(files) * len(View)
    ours = {(path, view): words(read.read(path, view=view)) for path in files for view in View}
    assert ours == {job: words_of(text) for job, text in shown.items()}
