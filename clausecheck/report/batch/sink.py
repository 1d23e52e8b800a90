"""A stream on which a fault is told once, by whoever asks, and not by every library that still holds it."""

import io
from typing import BinaryIO


class Sink(io.RawIOBase):
    """Passes on what is written until that fails; what is written afterwards is lost, and `check` raises.

    A ZIP archive that meets a full disk tries again when it is thrown away, and then tells its fault to the terminal.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._fault: OSError | None = None
        self._at = stream.tell()

    def check(self) -> None:
        """Raises OSError where anything could not be written."""
        if self._fault:
            raise self._fault

    def write(self, data: object, /) -> int:
        """Write bytes; their number, whatever becomes of them."""
        piece = bytes(data)  # type: ignore[call-overload]
        if not self._fault:
            try:
                self._stream.write(piece)
            except OSError as fault:
                self._fault = fault
        self._at += len(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to an offset from the beginning; other ways are not needed."""
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only from the beginning")
        self._at = offset
        if not self._fault:
            try:
                self._stream.seek(offset)
            except OSError as fault:
                self._fault = fault
        return offset

    def tell(self) -> int:
        """Where the next byte goes."""
        return self._at

    def seekable(self) -> bool:
        """It is."""
        return True

    def writable(self) -> bool:
        """It is."""
        return True
