"""The frames in which Bedrock streams events: lengths, headers, payload and checksums."""

import base64
import json
import struct
import zlib
from typing import Any


def frame(event: dict[str, Any]) -> bytes:
    """An event of the Messages protocol as Bedrock sends it."""
    inner = base64.b64encode(json.dumps(event).encode()).decode()
    return _message({":event-type": "chunk", ":message-type": "event"}, json.dumps({"bytes": inner}).encode())


def exception_frame(kind: str) -> bytes:
    """An error in the middle of a stream."""
    return _message({":exception-type": kind, ":message-type": "exception"}, b'{"message": "secret words"}')


def _message(named: dict[str, str], payload: bytes) -> bytes:
    headers = b"".join(_header(name, value) for name, value in ({":content-type": "application/json"} | named).items())
    start = struct.pack("!II", 16 + len(headers) + len(payload), len(headers))
    start += struct.pack("!I", zlib.crc32(start))
    whole = start + headers + payload
    return whole + struct.pack("!I", zlib.crc32(whole))


def _header(name: str, value: str) -> bytes:
    string = 7
    return bytes([len(name)]) + name.encode() + bytes([string]) + struct.pack("!H", len(value)) + value.encode()
