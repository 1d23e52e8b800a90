"""Zip archives of strangers, read in place: nothing is unpacked to the disk, and nothing unpacks without end."""

import errno
import struct
import zipfile
import zlib
from collections import OrderedDict
from collections.abc import Callable
from typing import BinaryIO, Final, cast

from clausecheck.batch.sources.opening import read_all, too_large
from clausecheck.errors import DamagedFile, EncryptedFile, LimitExceeded, UnsupportedFormat
from clausecheck.read.limits import FILE_BYTES, ZIP_RATIO

ENTRIES: Final = 20_000
"""Most files of an archive."""
DIRECTORY_BYTES: Final = 6_000_000
"""Longest directory of an archive: 20 000 names of 250 letters; it is held in memory."""
RATIO_BYTES: Final = 1_000_000
"""A file that unpacks to more is looked at for how many times larger it becomes; no contract comes near `ZIP_RATIO`."""
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Those that unpack no more at a time than is asked for."""
_LOCKED: Final = 0x1 | 0x40 | 0x2000
"""Flags of a file, or a directory of files, under a password."""
_HEADER: Final = 30
"""Bytes before the name of a file in an archive."""
_MAGIC: Final = b"PK"
_MOST_OPEN: Final = 2
_FAULTS: Final = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OverflowError)
_UNPACK: Final = "unpack it, and give the folder"


class Archive:
    """One archive, opened when something of it is wanted."""

    def __init__(self, name: str, opened: Callable[[], BinaryIO]) -> None:
        """`name` is the last part of its name; `opened` opens it, as often as it is called."""
        self.name = name
        self._opened = opened

    def entries(self) -> list[zipfile.ZipInfo]:
        """What is in it. Raises UnreadableError where that cannot be told, OSError for a fault of the machine."""
        return self._zip().filelist

    def begins_as_one(self) -> bool:
        """Whether its first bytes are those of an archive, be it whole or not. Raises OSError."""
        with self._opened() as stream:
            return stream.read(len(_MAGIC)) == _MAGIC

    def whole(self) -> bytes:
        """The archive's own bytes: for a document that is one."""
        with self._opened() as stream:
            return read_all(stream, self.name)

    def read(self, number: int, crc: int, file: str) -> bytes:
        """A file of it, by its place and check sum. Raises UnreadableError, and OSError for a fault of the machine."""
        archive = self._zip()
        entry = archive.filelist[number] if number < len(archive.filelist) else None
        if entry is None or crc != entry.CRC:
            raise DamagedFile(f"{self.name} has changed while it was read", hint="run the same command again")
        self._check(entry, file)
        try:
            with archive.open(entry) as stream:
                return stream.read(FILE_BYTES + 1)
        except _FAULTS as fault:
            raise DamagedFile(f"{file} is damaged in the archive {self.name}: {fault}") from None
        except OSError as fault:
            if fault.errno != errno.EINVAL:
                raise
            raise DamagedFile(f"{file} is damaged: the archive {self.name} names no place in it for it") from None

    def _check(self, entry: zipfile.ZipInfo, file: str) -> None:
        if entry.flag_bits & _LOCKED:
            raise EncryptedFile(f"{file} is under a password in the archive {self.name}", hint=_UNPACK)
        if entry.compress_type not in _METHODS:
            what = f"{file} is packed in a way that is not read (method {entry.compress_type})"
            raise UnsupportedFormat(what, hint=_UNPACK)
        if entry.file_size > FILE_BYTES:
            raise too_large(file)
        if entry.file_size > max(RATIO_BYTES, ZIP_RATIO * entry.compress_size):
            raise LimitExceeded(f"{file} unpacks to more than {ZIP_RATIO} times its size in the archive {self.name}")
        if self._zip().overlaps(entry):
            raise DamagedFile(f"{file} shares its bytes with another file of the archive {self.name}")

    def _zip(self) -> "_Bounded":
        if found := _OPEN.get(self):
            _OPEN.move_to_end(self)
            return found
        stream = self._opened()
        try:
            made = _OPEN[self] = _Bounded(stream, self.name)
        except BaseException:
            stream.close()
            raise
        while len(_OPEN) > _MOST_OPEN:
            _OPEN.popitem(last=False)[1].close()
        return made


class _Bounded(zipfile.ZipFile):
    """An archive whose directory is no longer than is allowed."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = _Reader(stream, name)
        try:
            super().__init__(cast(BinaryIO, self._stream))
        except _FAULTS as fault:
            raise DamagedFile(f"{name} is no whole zip archive: {fault}", hint="ask for it again") from None
        self._stream.opening = False
        if len(self.filelist) > ENTRIES:
            raise LimitExceeded(f"{name} holds more than {ENTRIES:,} files", hint=_UNPACK)
        self._overlapping = self._overlaps()

    def overlaps(self, entry: zipfile.ZipInfo) -> bool:
        """Whether a file's bytes are also another's: how small archives unpack to very much."""
        return entry.header_offset in self._overlapping

    def close(self) -> None:
        """Close the file too."""
        super().close()
        self._stream.close()

    def _overlaps(self) -> frozenset[int]:
        ordered = sorted((one.header_offset, one.compress_size) for one in self.filelist)
        ends = [*(offset for offset, _ in ordered), self.start_dir][1:]
        return frozenset(
            start for (start, size), end in zip(ordered, ends, strict=True) if start + _HEADER + size > end
        )


class _Reader:
    """A file whose directory is read in one piece, as long as the archive itself says."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream, self._name = stream, name
        self.opening = True
        self.seek, self.tell, self.close = stream.seek, stream.tell, stream.close

    def read(self, size: int = -1) -> bytes:
        """Read as any file, but no long piece while the archive is opened."""
        if self.opening and size > DIRECTORY_BYTES:
            raise LimitExceeded(f"{self._name} holds too many files, or names that are too long", hint=_UNPACK)
        return self._stream.read(size)

    def seekable(self) -> bool:
        """Always."""
        return True


_OPEN: "Final[OrderedDict[Archive, _Bounded]]" = OrderedDict()
"""Archives that are open, those used last at the end: their directories are long to read again."""
