"""The wire below the SDK: how long one request may take, how much may come back, and from whom.

The SDK bounds neither: its time-outs are for silence, so that a byte a minute keeps it waiting for ever.
"""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final

import httpx2

MOST_BYTES: Final = 64 * 2**20
"""Of one answer, as it comes over the wire."""
MOST_IN_A_LINE: Final = 4 * 2**20
"""The SDK's reader of streams takes time by the square of a line's length."""


class TooMuch(Exception):
    """An answer longer than anybody will read."""


class Packed(Exception):
    """An answer that is packed, though that was not asked for: nobody knows how long it is."""


class Astray(Exception):
    """A request that would leave for another host than the one that was set."""


class Held:
    """The connections of one request, which can be cut from outside."""

    def __init__(self) -> None:
        self.was_cut = False
        self.connected = False
        """Whether somebody took the call."""
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def connect(self, stream: Any) -> None:
        """Keep hold of a new connection."""
        found = stream.get_extra_info("socket")
        with self._lock:
            self.connected = True
            if isinstance(found, socket.socket):
                self._sockets.append(found)
            cut = self.was_cut
        if cut:
            self.cut()

    def cut(self) -> None:
        """End every connection at once: whoever waits on one is told that it broke off."""
        with self._lock:
            self.was_cut = True
            for one in self._sockets:
                with suppress(OSError):
                    socket.socket.shutdown(one, socket.SHUT_RDWR)


class Wire:
    """Makes the HTTP client of the SDK, and keeps hold of every request that it sends."""

    def __init__(self) -> None:
        self._here = threading.local()
        self._all: set[Held] = set()
        self._host = ""

    def client(self, factory: type[httpx2.Client], timeout: httpx2.Timeout) -> httpx2.Client:
        """A client of the SDK's own kind that opens one connection for each request and goes nowhere else."""
        return factory(
            timeout=timeout,
            follow_redirects=False,
            limits=httpx2.Limits(max_keepalive_connections=0),
            event_hooks={"request": [self._leaving], "response": [self._arriving]},
        )

    def only_to(self, host: str) -> None:
        """Refuse every request to another host."""
        self._host = host

    @contextmanager
    def held(self, held: Held, seconds: float) -> Iterator[None]:
        """What this thread sends is kept hold of in `held`, and cut off after `seconds`, however slowly it goes."""
        timer = threading.Timer(max(seconds, 0.0), held.cut)
        timer.daemon = True
        self._here.held = held
        self._all.add(held)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._all.discard(held)
            self._here.held = None

    def cut(self) -> None:
        """Cut whatever is still open, in whatever thread."""
        for held in tuple(self._all):
            held.cut()

    def _leaving(self, request: httpx2.Request) -> None:
        if self._host and request.url.host != self._host:
            raise Astray
        held: Held | None = getattr(self._here, "held", None)
        if held is None:
            return

        def trace(name: str, info: Mapping[str, Any]) -> None:
            if name.endswith(("connect_tcp.complete", "start_tls.complete")):
                held.connect(info["return_value"])

        request.extensions = {**request.extensions, "trace": trace}

    def _arriving(self, response: httpx2.Response) -> None:
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise Packed
        if isinstance(response.stream, httpx2.SyncByteStream):
            response.stream = _Counted(response.stream)


class _Counted(httpx2.SyncByteStream):
    """A stream that ends in an error once it, or a line of it, is too long."""

    def __init__(self, stream: httpx2.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        size = line = 0
        for part in self._stream:
            size += len(part)
            line = len(part) - part.rfind(b"\n") - 1 if b"\n" in part else line + len(part)
            if size > MOST_BYTES or line > MOST_IN_A_LINE:
                raise TooMuch
            yield part

    def close(self) -> None:
        self._stream.close()
