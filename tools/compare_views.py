"""Compare the three views of tracked changes with LibreOffice's, and with files that were accepted or rejected.

    python tools/compare_views.py FOLDER [--diff 3] [--all]

For each Word file with tracked changes in FOLDER (every Word file with `--all`), LibreOffice accepts all changes, or
rejects all, or shows them, and writes the text; each is compared with ours as words in their order. A pair
`NAME.accepted.docx` or `NAME.rejected.docx` beside `NAME.tracked.docx` is a second opinion: our view of the tracked
file is compared with our reading of that file. Left out on both sides: bullets, which are no words, and footnotes,
which LibreOffice leaves out of a text; numbers that stand alone on a line, as of empty paragraphs, may be missing in
ours. LibreOffice also leaves out text boxes, floating tables and formulas, takes in hidden words, and works out fields
anew. Prints the counts and, for each file that differs, where it does first.
"""

import argparse
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from clausecheck.errors import UnreadableError
from clausecheck.model import BlockKind, Document, View
from clausecheck.read import read

COMMANDS = {View.FINAL: ".uno:AcceptAllTrackedChanges", View.ORIGINAL: ".uno:RejectAllTrackedChanges", View.MARKUP: ""}
"""What LibreOffice is told to do with a file's changes."""
ORACLES = {View.FINAL: "accepted", View.ORIGINAL: "rejected"}
_MACRO = """
Sub Convert(jobs As String)
  Dim number As Integer, count As Integer, row As String, parts, hidden(0) As New com.sun.star.beans.PropertyValue
  Dim form(1) As New com.sun.star.beans.PropertyValue
  On Error Resume Next
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  form(0).Name = "FilterName" : form(0).Value = "Text (encoded)"
  form(1).Name = "FilterOptions" : form(1).Value = "UTF8,LF,,,"
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open jobs For Input As #number
  Do While Not EOF(number)
    Line Input #number, row
    parts = Split(row, Chr(9))
    document = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
    If Not IsNull(document) Then
      document.RecordChanges = False
      For count = document.Footnotes.Count - 1 To 0 Step -1 : document.Footnotes(count).dispose() : Next
      For count = document.Endnotes.Count - 1 To 0 Step -1 : document.Endnotes(count).dispose() : Next
      If parts(0) <> "" Then helper.executeDispatch(document.CurrentController.Frame, parts(0), "", 0, Array())
      document.storeToURL(parts(2), form())
      document.close(True)
    End If
  Loop
  Close #number
  StarDesktop.terminate()
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="http://openoffice.org/2000/script" '
    'script:name="Views" script:language="StarBasic">{}</script:module>\n'
)
_LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<library:library xmlns:library="http://openoffice.org/2000/library" '
    'library:name="Standard" library:readonly="false" library:passwordprotected="false">'
    '<library:element library:name="Views"/></library:library>\n'
)
_CHANGED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|pPrChange|rPrChange|numberingChange|cellIns|cellDel)[ >/]")
_BULLET = re.compile("^[•‣◦●○■▪\ue000-\uf8ff]+\\s+")
_NUMBER = re.compile(r"^[ \t]*\(?(?:[0-9]+(?:\.[0-9]+)*|[a-z]|[ivxlc]+)[.)]?[ \t]*$", re.IGNORECASE | re.MULTILINE)
_UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0xFE00, 0xFE10), 0xFEFF))
_BATCH = 40


def main(argv: Sequence[str] | None = None) -> None:
    """Print the counts and the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--diff", type=int, default=1, help="how many differences to show of a file")
    parser.add_argument("--all", action="store_true", help="also files without tracked changes")
    args = parser.parse_args(argv)
    files = sorted(path for path in args.folder.rglob("*.doc[xm]") if args.all or has_changes(path))
    with tempfile.TemporaryDirectory() as folder:
        shown = as_libreoffice_reads(files, Path(folder))
    for view in View:
        _print_view(view, [path for path in files if (path, view) in shown], shown, args.diff)
    for view, name in ORACLES.items():
        pairs = [(path, path.with_name(path.name.replace(".tracked.", f".{name}."))) for path in files]
        pairs = [(one, other) for one, other in pairs if one != other and other.exists()]
        differing = [one for one, other in pairs if words(read(one, view=view)) != words(read(other))]
        print(f"{view}: {len(pairs) - len(differing)} of {len(pairs)} files equal their {name} state")
        for path in differing:
            print(f"  {path.name}")


def _print_view(view: View, files: Sequence[Path], shown: dict[tuple[Path, View], str], most: int) -> None:
    reports = []
    for path in files:
        try:
            ours = words(read(path, view=view))
        except UnreadableError as fault:
            reports.append(f"  {path.name}: {fault.message}")
            continue
        theirs = words_of(shown[path, view])
        if ours not in (theirs, words_of(_NUMBER.sub("", shown[path, view]))):
            reports.append("\n".join([f"  {path.name}", *differences(ours, theirs, most)]))
    print(f"{view}: {len(files) - len(reports)} of {len(files)} files equal LibreOffice's text")
    print("\n".join(reports), end="\n" if reports else "")


def has_changes(path: Path) -> bool:
    """Whether a Word file has tracked changes in its text."""
    try:
        with zipfile.ZipFile(path) as archive:
            bodies = [name for name in archive.namelist() if name.endswith("document.xml")]
            return any(_CHANGED.search(archive.read(name)) for name in bodies)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return False


def as_libreoffice_reads(files: Sequence[Path], folder: Path, command: str = "soffice") -> dict[tuple[Path, View], str]:
    """The text of each file in each view, of those that LibreOffice reads. `folder` is for its profile and results."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run(command, profile, "--terminate_after_init")
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "Views.xba").write_text(_MODULE.format(escape(_MACRO)), encoding="utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    jobs = {(path, view): folder / f"{number}.{view}.txt" for number, path in enumerate(files) for view in View}
    rows = [f"{COMMANDS[v]}\t{path.resolve().as_uri()}\t{made.as_uri()}" for (path, v), made in jobs.items()]
    for start in range(0, len(rows), _BATCH):
        (folder / "jobs").write_text("\n".join(rows[start : start + _BATCH]) + "\n", encoding="utf-8")
        macro = f'macro:///Standard.Views.Convert("{folder / "jobs"}")'
        _run(command, profile, "--norestore", macro)
    return {job: made.read_text(encoding="utf-8-sig") for job, made in jobs.items() if made.exists()}


def _run(*command: str) -> None:
    try:
        subprocess.run([*command, "--headless"], check=False, capture_output=True, timeout=300)
    except subprocess.TimeoutExpired:
        print("LibreOffice takes too long; some files are left out")


def words(document: Document) -> list[str]:
    """Our words in their order."""
    blocks = (block for block in document.blocks if block.kind is not BlockKind.FOOTNOTE)
    return words_of("\n".join(document.slice(block.span) for block in blocks))


def words_of(text: str) -> list[str]:
    """The words of a text, with one kind of hyphen, without bullets and invisible characters."""
    lines = (line.strip().replace("\u2011", "-") for line in re.split(r"[\n\t]", text.translate(_UNSEEN)))
    return [word for line in lines for word in _BULLET.sub("", f"{line} ").split()]


def differences(ours: Sequence[str], theirs: Sequence[str], most: int) -> Iterator[str]:
    """The first places where two lists of words part, each with some words of both."""
    first = second = 0
    for _ in range(most):
        while first < len(ours) and second < len(theirs) and ours[first] == theirs[second]:
            first, second = first + 1, second + 1
        if first >= len(ours) and second >= len(theirs):
            return
        yield f"    ours:   {' '.join(ours[max(0, first - 4) : first + 10])}"
        yield f"    theirs: {' '.join(theirs[max(0, second - 4) : second + 10])}"
        first, second = _again(ours, theirs, first, second)


def _again(ours: Sequence[str], theirs: Sequence[str], first: int, second: int) -> tuple[int, int]:
    """Where four words in a row are the same again, near by."""
    for distance in range(1, 400):
        for skip in range(distance + 1):
            one, other = first + skip, second + distance - skip
            if ours[one : one + 4] == theirs[other : other + 4] and ours[one : one + 4]:
                return one, other
    return len(ours), len(theirs)


if __name__ == "__main__":
    main()
