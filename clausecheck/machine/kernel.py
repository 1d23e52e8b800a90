"""A filter of system calls that Linux holds this process to, and every program that it starts (seccomp, mode 2).

See the kernel's `Documentation/userspace-api/seccomp_filter.rst`: instructions of the classic Berkeley Packet Filter
look at the number and the arguments of each call. It needs no rights beyond "no new privileges", which is given up.
"""

import os
import sys
from typing import Final, NamedTuple


class _Machine(NamedTuple):
    arch: int
    """`AUDIT_ARCH_…` of linux/audit.h."""
    socket: int
    connect: int


_MACHINES: Final = {
    "x86_64": _Machine(0xC000003E, 41, 42),
    "aarch64": _Machine(0xC00000B7, 198, 203),
}
"""Numbers of the calls, from asm/unistd.h."""
_RINGS: Final = 425
"""`io_uring_setup` on every machine: a way round the calls that are filtered."""
_OTHER_CALLS: Final = 0x40000000
"""From here up, x86_64 has the same calls once more, by other numbers."""
_LOCAL: Final = 1
"""AF_UNIX, which LibreOffice listens on for itself. `connect` is refused for it too, so that nobody is reached."""
_STREAM, _TYPES = 1, 0xF
"""SOCK_STREAM, which sends nothing before it is connected, and the bits that tell it from other types."""

_NO_NEW_PRIVILEGES: Final = 38
_SECCOMP, _FILTER = 22, 2
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_ALLOW: Final = 0x7FFF0000
_REFUSE: Final = 0x00050000 | 13
"""The call fails with EACCES."""
_NUMBER, _ARCH, _FAMILY, _TYPE = 0, 4, 16, 24
"""Offsets in `struct seccomp_data`."""


def fence() -> bool:
    """Let no socket be made that reaches beyond this machine, and none be connected; False where that cannot be."""
    if not sys.platform.startswith("linux") or sys.maxsize < 2**32:
        return False
    machine = _MACHINES.get(os.uname().machine)
    if machine is None:
        return False
    import ctypes
    import struct

    program = _program(machine)
    code = b"".join(struct.pack("HBBI", *step) for step in program)
    instructions = ctypes.create_string_buffer(code, len(code))
    wrapped = struct.pack("HP", len(program), ctypes.addressof(instructions))
    try:
        call = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong)
    return bool(call(_NO_NEW_PRIVILEGES, 1, None, 0, 0) == 0 and call(_SECCOMP, _FILTER, wrapped, 0, 0) == 0)


def _program(machine: _Machine) -> list[tuple[int, int, int, int]]:
    """Each step with how many steps are left out where its question is answered by yes, and by no."""
    refuse = (_RETURN, 0, 0, _REFUSE)
    return [
        (_LOAD, 0, 0, _ARCH),
        (_EQUAL, 1, 0, machine.arch),
        refuse,  # calls in the manner of another machine
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 3, 0, _OTHER_CALLS),
        (_EQUAL, 2, 0, _RINGS),
        (_EQUAL, 1, 0, machine.connect),
        (_EQUAL, 1, 7, machine.socket),
        refuse,
        (_LOAD, 0, 0, _FAMILY),
        (_EQUAL, 0, 3, _LOCAL),
        (_LOAD, 0, 0, _TYPE),
        (_AND, 0, 0, _TYPES),
        (_EQUAL, 1, 0, _STREAM),
        refuse,
        (_RETURN, 0, 0, _ALLOW),
    ]
