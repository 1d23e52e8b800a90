"""Old Word, Rich Text and OpenDocument files: read through LibreOffice, or refused with a hint that names it."""

import hashlib
import http.server
import io
import os
import subprocess
import threading
import time
import zipfile
from pathlib import Path

import pytest

from clausecheck import read
from clausecheck.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat
from clausecheck.model import Format
from clausecheck.read import office
from tests.read.docx.test_word_processor import word_file
from tests.system_packages import require

_LINKED = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" office:version="1.2"><office:body><office:text>
<text:p>Pay now.<draw:frame text:anchor-type="as-char"><draw:image xlink:href="{0}/picture.png" xlink:type="simple"
 xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>
</office:document-content>"""
_MANIFEST = """<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry
 m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/><m:file-entry m:full-path="content.xml"
 m:media-type="text/xml"/></m:manifest>"""
_RTF = rb"{\rtf1\ansi Pay within 30 days.}"


def _as_libreoffice_saves(kind: str, folder: Path) -> bytes:
    """The sample contract in another format."""
    source = word_file(folder / "sample.docx", "articles", [(0, ""), (1, ""), (0, "")], override=False)
    command = [require("soffice"), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True)
    return (folder / f"sample.{kind}").read_bytes()


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("kind", [Format.DOC, Format.RTF, Format.ODT])
def test_words_and_numbers_are_read_through_libreoffice(kind: Format, tmp_path: Path) -> None:
    data = _as_libreoffice_saves(kind, tmp_path)
    document = read.read_bytes(data, "deal.txt")
    assert document.text == "Article I words 0\nSection I.1 words 1\nArticle II words 2"
    assert [block.label for block in document.blocks] == ["Article I", "Section I.1", "Article II"]
    assert (document.name, document.format) == ("deal.txt", kind)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert [notice.code for notice in document.notices] == ["converted"]


@pytest.mark.xdist_group("libreoffice")
def test_nothing_is_fetched() -> None:
    require("soffice")
    asked: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_address[1]}"
        document = read.read_bytes(_open_document(_MANIFEST, content=_LINKED.format(address)), "a.odt")
    finally:
        server.shutdown()
        server.server_close()
    assert document.text.startswith("Pay now.")
    assert asked == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_RTF, "a.rtf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument\0".encode("utf-16-le") + bytes(200), "a.doc"),
    ],
)
def test_without_libreoffice_it_is_named(
    data: bytes, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnsupportedFormat) as told:
        read.read_bytes(data, name)
    assert told.value.exit_code == 3
    assert "LibreOffice" in told.value.message
    assert "install LibreOffice" in told.value.hint


def _open_document(manifest: str, method: int = zipfile.ZIP_DEFLATED, content: str = "scrambled") -> bytes:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", method) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return store.getvalue()


def _old_word(flags: int) -> bytes:
    """The head of an archive, a folder entry for WordDocument that names sector 2, and the head of that stream."""
    data = bytearray(4096)
    data[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    data[30] = 9
    name = "WordDocument\0".encode("utf-16-le")
    data[1024 : 1024 + len(name)] = name
    data[1024 + 116] = 2
    data[1536:1548] = b"\xec\xa5" + bytes(8) + flags.to_bytes(2, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (_open_document("<m:encryption-data/>"), "a.odt"),
        (_open_document("<m:encryption-data/>", zipfile.ZIP_STORED), "a.docx"),
        (_old_word(0x0100), "a.doc"),
    ],
)
def test_files_with_a_password_are_told_without_opening_them(data: bytes, name: str) -> None:
    with pytest.raises(EncryptedFile):
        read.read_bytes(data, name)


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize(("data", "name"), [(_open_document("<m:manifest/>"), "a.odt"), (_old_word(0), "a.doc")])
def test_what_libreoffice_cannot_read_is_damaged(data: bytes, name: str) -> None:
    require("soffice")
    with pytest.raises(DamagedFile):
        read.read_bytes(data, name)


def _stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of LibreOffice's name that does something else."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.defpath}")


def test_a_converter_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stand_in(tmp_path, f"(sleep 2; touch {tmp_path}/late) & sleep 60", monkeypatch)
    begun = time.monotonic()
    with pytest.raises(LimitExceeded, match="too long"):
        office.to_docx(_RTF, "a.rtf", Format.RTF, seconds=0.5)
    assert time.monotonic() - begun < 10
    time.sleep(2.5)
    assert not (tmp_path / "late").exists()


def test_a_converter_sees_nothing_of_this_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "secret")
    _stand_in(
        tmp_path, f"env > {tmp_path}/env; ls -A $HOME > {tmp_path}/files; ulimit -f >> {tmp_path}/env", monkeypatch
    )
    with pytest.raises(DamagedFile, match="could not convert"):
        office.to_docx(_RTF, "a.rtf", Format.RTF)
    seen = (tmp_path / "env").read_text().split()
    assert {entry.partition("=")[0] for entry in seen[:-1]} - {"PWD", "SHLVL", "_", "OLDPWD"} == {
        "HOME",
        "PATH",
        "TMPDIR",
    }
    assert seen[-1] != "unlimited"
    assert (tmp_path / "files").read_text().split() == ["document.rtf", "profile"]
    home = next(entry for entry in seen if entry.startswith("HOME=")).removeprefix("HOME=")
    assert not Path(home).exists()
