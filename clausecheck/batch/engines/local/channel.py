"""Frames of bytes over a socket: eight bytes of length, then so many bytes."""

import contextlib
import socket
from collections import deque

_HEAD = 8
_PART = 1 << 20
_PARTS = 16
"""Parts that are taken at a time, so that nobody who talks without end is listened to alone."""


def send(over: socket.socket, frame: bytes) -> None:
    """Send one frame and wait until it is on its way. Raises OSError where nobody is at the other end."""
    over.sendall(len(frame).to_bytes(_HEAD, "big"))
    over.sendall(frame)


def receive(over: socket.socket) -> bytes | None:
    """Wait for one frame; None where the other end is closed. To be used with a sender that is trusted."""
    head = _exactly(over, _HEAD)
    return None if head is None else _exactly(over, int.from_bytes(head, "big"))


def _exactly(over: socket.socket, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = over.recv(min(size, _PART))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Channel:
    """The end of a process that waits for nobody, since who is at the other end may never read or say anything."""

    def __init__(self, over: socket.socket, most: int) -> None:
        """`most` is the largest frame that is taken, in bytes."""
        over.setblocking(False)
        self._over, self._most = over, most
        self.ended = False
        """Whether nothing more can come."""
        self.garbled = False
        """Whether something came that is no frame."""
        self._going: deque[memoryview] = deque()
        self._come = bytearray()

    def fileno(self) -> int:
        """The number by which the system knows it."""
        return self._over.fileno()

    @property
    def full(self) -> bool:
        """Whether something waits to be sent."""
        return bool(self._going)

    def send(self, frame: bytes) -> None:
        """Send as much as can be sent now; `flush` sends the rest."""
        self._going += (memoryview(len(frame).to_bytes(_HEAD, "big")), memoryview(frame))
        self.flush()

    def flush(self) -> None:
        """Send what can be sent now. A process that has ended is told of elsewhere."""
        with contextlib.suppress(BlockingIOError):
            try:
                while self._going:
                    sent = self._over.send(self._going[0][:_PART])
                    rest = self._going.popleft()[sent:]
                    if rest:
                        self._going.appendleft(rest)
            except (BrokenPipeError, ConnectionResetError):
                self._going.clear()

    def receive(self) -> list[bytes]:
        """The frames that have come whole by now. Whoever sends one that is too large has set `garbled`."""
        with contextlib.suppress(BlockingIOError):
            for _ in range(_PARTS):
                part = self._part()
                self.ended = not part
                self._come += part
                if self.ended or self._too_large():
                    break
        frames: list[bytes] = []
        while len(self._come) >= _HEAD and len(self._come) - _HEAD >= (size := self._size()):
            frames.append(bytes(memoryview(self._come)[_HEAD : _HEAD + size]))
            del self._come[: _HEAD + size]
        self.garbled = self._too_large()
        return frames

    def close(self) -> None:
        """Nothing more is said; a worker that waits for a task ends."""
        self._over.close()

    def _part(self) -> bytes:
        try:
            return self._over.recv(_PART)
        except ConnectionResetError:
            return b""

    def _size(self) -> int:
        return int.from_bytes(self._come[:_HEAD], "big")

    def _too_large(self) -> bool:
        return len(self._come) >= _HEAD and self._size() > self._most
