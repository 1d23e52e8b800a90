"""The words of a file by a way that shares nothing with the readers: for checks that no word is lost or doubled."""

import html.parser
import re
import subprocess
import tempfile
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

_INVISIBLE = dict.fromkeys(
    (0xAD, 0x34F, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
)
_STORIES = re.compile(r"/(?:document\d*|header\d*|footer\d*|footnotes\d*|endnotes\d*|comments)\.xml")
_HEADS = re.compile(r"/(?:header|footer)\d*\.xml")
_BATCH = 40


def words(text: str) -> Counter[str]:
    """Runs of letters and digits, in one case, without invisible characters."""
    text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    return Counter(re.findall(r"[^\W_]+", text))


def word_nodes(path: Path) -> str:
    """Every text-bearing node of a Word file's stories: the fallback of a shape left out, equal lines of heads once."""
    stories: list[str] = []
    heads: dict[str, None] = {}
    with zipfile.ZipFile(path) as archive:
        for name in sorted(set(archive.namelist())):
            if _STORIES.search(f"/{name}") and "glossary" not in name:
                pieces: list[str] = []
                _nodes(ET.fromstring(archive.read(name)), pieces)
                if _HEADS.search(f"/{name}"):
                    heads |= dict.fromkeys(" ".join(line.split()) for line in "".join(pieces).splitlines())
                else:
                    stories.append("".join(pieces))
    return "\n".join([*stories, *heads])


def _nodes(element: ET.Element, pieces: list[str]) -> None:
    name = element.tag.rpartition("}")[2]
    if name in ("Fallback", "instrText", "delInstrText", "sdtPr", "ffData", "rt"):
        return
    if name in ("t", "delText"):
        text = element.text or ""
        pieces.append(f" {text} " if name == "delText" else text)
    elif name in ("tab", "br", "cr", "p", "tc", "ptab"):
        pieces.append("\n")
    elif name == "noBreakHyphen":
        pieces.append("-")
    elif name == "textpath":
        pieces.append(f" {element.get('string', '')} ")
    for child in element:
        _nodes(child, pieces)
    if name == "p":
        pieces.append("\n")


def as_libreoffice_shows(files: Sequence[Path], seconds: float = 300) -> dict[Path, str]:
    """Body text with automatic numbers, of those files that LibreOffice converts; the names of `files` must differ."""
    shown: dict[Path, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        for start in range(0, len(files), _BATCH):
            batch = [str(file.resolve()) for file in files[start : start + _BATCH]]
            try:
                subprocess.run(
                    [*command, "txt:Text (encoded):UTF8", "--outdir", folder, *batch],
                    check=False, capture_output=True, timeout=seconds,
                )  # fmt: skip
            except (subprocess.TimeoutExpired, FileNotFoundError) as fault:
                print(f"LibreOffice: {fault}")
        for file in files:
            made = Path(folder) / f"{file.stem}.txt"
            if made.exists():
                shown[file] = made.read_text(encoding="utf-8-sig", errors="replace")
    return shown


def pdf_text(path: Path) -> str:
    """The text by poppler, with words that a line end parts joined again."""
    done = subprocess.run(["pdftotext", "-q", str(path), "-"], check=False, capture_output=True, timeout=120)
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", done.stdout.decode("utf-8", "replace"))


class _Visible(html.parser.HTMLParser):
    """Text outside scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in ("script", "style")
        if tag not in ("b", "i", "u", "a", "span", "font", "em", "strong", "sub", "sup"):
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style") and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def html_text(path: Path) -> str:
    """Every character outside tags, scripts and styles."""
    visible = _Visible()
    visible.feed(_decoded(path))
    return "".join(visible.pieces)


def plain_text(path: Path) -> str:
    """A text file as it is; of Markdown, addresses of links, comments and the tags of HTML are no words."""
    text = _decoded(path)
    if path.suffix.lower() in (".md", ".markdown"):
        text = re.sub(r"<!--.*?-->", " ", re.sub(r"\]\([^()\s]{0,500}\)", "] ", text), flags=re.DOTALL)
        text = re.sub(r"</?[a-z][^<>]{0,500}>", "", text)
    return text


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
