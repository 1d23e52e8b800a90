"""Old Word, Rich Text and OpenDocument files, turned into Word's present form by LibreOffice where it is installed.

LibreOffice runs as a process of its own with a new profile in a temporary folder: no macros, no linked content, no
network where the system can take it away, hard limits on time, memory and output, and nothing of this environment.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import zlib
from pathlib import Path
from typing import Final

from clausecheck.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat
from clausecheck.model import Format
from clausecheck.read import limits

KINDS: Final = {
    Format.DOC: "an old Word file (.doc)",
    Format.RTF: "a Rich Text file (.rtf)",
    Format.ODT: "an OpenDocument text (.odt)",
}
"""The formats that LibreOffice turns into DOCX, and what to call them."""

_COMMANDS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_HINT = "install LibreOffice (libreoffice.org; Debian: apt install libreoffice-writer), or save the file as DOCX"
_MANIFEST_BYTES = 1_000_000
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>
"""
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no active content, links never updated, and a proxy at which nobody answers."""


def to_docx(data: bytes, name: str, kind: Format, seconds: float = limits.CONVERT_SECONDS) -> bytes:
    """The bytes of a DOCX with the same words, numbers, changes and comments as this file of one of `KINDS`.

    Raises UnsupportedFormat without LibreOffice, EncryptedFile, LimitExceeded beyond `seconds` or the size of a file,
    and DamagedFile where LibreOffice makes nothing of it.
    """
    _check_password(data, name, kind)
    command = next((found for command in _COMMANDS if (found := shutil.which(command))), None)
    if command is None:
        raise UnsupportedFormat(f"{name} is {KINDS[kind]}, which is read through LibreOffice", hint=_HINT)
    with tempfile.TemporaryDirectory(prefix="clausecheck-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"document.{kind}"
        source.write_bytes(data)
        _write_profile(Path(folder) / "profile")
        try:
            in_time = _run(command, source, Path(folder), seconds)
        except PermissionError:
            raise UnsupportedFormat(
                f"{name} is {KINDS[kind]}, and LibreOffice may not be started here", hint="save the file as DOCX"
            ) from None
        made = Path(folder) / "made" / "document.docx"
        if made.is_file() and made.stat().st_size > limits.FILE_BYTES:
            raise LimitExceeded(f"{name} becomes larger than {limits.FILE_BYTES // 1_000_000} MB when it is converted")
        if not in_time:
            raise LimitExceeded(f"{name} takes LibreOffice too long to convert (more than {seconds:.0f} seconds)")
        if not made.is_file() or not made.stat().st_size:
            raise DamagedFile(f"{name} is {KINDS[kind]} that LibreOffice could not convert")
        return made.read_bytes()


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items), encoding="utf-8")


def _run(command: str, source: Path, folder: Path, seconds: float) -> bool:
    """Convert, and end whatever still runs of it; False where the time was up."""
    arguments = [
        command, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "made"), str(source),
    ]  # fmt: skip
    process = subprocess.Popen(
        arguments,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_confine if os.name == "posix" else None,  # noqa: PLW1509  (no other thread runs yet)
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
    return True


def _confine() -> None:
    """Limits of the process, set before LibreOffice starts; a system that knows none of them goes on without."""
    import ctypes
    import resource

    for what, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(limits.CONVERT_SECONDS)),
        (resource.RLIMIT_FSIZE, 4 * limits.FILE_BYTES),
        (resource.RLIMIT_AS, limits.CONVERT_MEMORY_BYTES),
    ):
        _, hard = resource.getrlimit(what)
        with contextlib.suppress(ValueError, OSError):
            most = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(what, (most, most))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(_NEW_USER | _NEW_NETWORK)


def _check_password(data: bytes, name: str, kind: Format) -> None:
    if (kind is Format.ODT and _odt_is_locked(data)) or (kind is Format.DOC and _doc_is_locked(data)):
        raise EncryptedFile(f"{name} is protected with a password")


def _odt_is_locked(data: bytes) -> bool:
    """Whether the list of parts tells how any of them is encrypted (OpenDocument 1.3 part 2, 4.8.1)."""
    part = b"META-INF/manifest.xml"
    place = data.find(part)
    if place < 30 or data[place - 30 : place - 26] != b"PK\x03\x04":
        return False
    method, more = int.from_bytes(data[place - 22 : place - 20], "little"), data[place - 2 : place]
    start = place + len(part) + int.from_bytes(more, "little")
    if method == 0:
        return b"encryption-data" in data[start : start + _MANIFEST_BYTES]
    with contextlib.suppress(zlib.error):
        return b"encryption-data" in zlib.decompressobj(-15).decompress(data[start:], _MANIFEST_BYTES)
    return False


def _doc_is_locked(data: bytes) -> bool:
    """The flag `fEncrypted` at the head of the stream WordDocument ([MS-DOC] 2.5.2), found through its folder entry."""
    entry = data.find("WordDocument\0".encode("utf-16-le"))
    sector = int.from_bytes(data[entry + 116 : entry + 120], "little")
    start = (sector + 1) << min(12, int.from_bytes(data[30:32], "little"))
    head = data[start : start + 12]
    return entry > 0 and head.startswith(b"\xec\xa5") and bool(head[11:] and head[11] & 1)
