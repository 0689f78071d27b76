"""A seccomp filter that ends a process at its first attempt to reach out: connect(), a socket of UDP or raw
IP, a message with an address of its own, TCP that begins with data, io_uring. Listening, accepting and
answering are free. Needs no privilege; Linux on x86-64 and ARM64."""

import ctypes
import platform
import struct

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER_MODE = 22, 38, 2
KILL, ALLOW = 0x80000000, 0x7FFF0000
LOAD, EQUAL, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x45, 0x54, 0x06
AF_INET, AF_INET6, SOCK_STREAM, TYPE_MASK, MSG_FASTOPEN = 2, 10, 1, 0xF, 0x20000000
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16

MACHINES = {
    "x86_64": (0xC000003E, {"socket": 41, "connect": 42, "sendto": 44, "sendmsg": 46, "sendmmsg": 307,
                            "io_uring_setup": 425}),
    "aarch64": (0xC00000B7, {"socket": 198, "connect": 203, "sendto": 206, "sendmsg": 211, "sendmmsg": 269,
                             "io_uring_setup": 425}),
}


def argument(index, half=0):
    return ARGUMENTS + 8 * index + 4 * half


def statement(code, value, when_true=0, when_false=0):
    return struct.pack("=HBBI", code, when_true, when_false, value)


def load(offset):
    return statement(LOAD, offset)


def kill_if(code, value):
    """Ends the process when the loaded value compares so."""
    return [statement(code, value, 0, 1), statement(RETURN, KILL)]


def for_call(number, body):
    """The body for this system call alone; it ends in a verdict."""
    body = [*body, statement(RETURN, ALLOW)]
    return [load(NUMBER), statement(EQUAL, number, 0, len(body)), *body]


def program(machine=None):
    architecture, calls = MACHINES[machine or platform.machine()]
    datagrams = [load(argument(1)), statement(AND, TYPE_MASK), statement(EQUAL, SOCK_STREAM, 1, 0),
                 statement(RETURN, KILL)]
    is_internet = [load(argument(0)), statement(EQUAL, AF_INET, 1, 0),
                   statement(EQUAL, AF_INET6, 0, len(datagrams))]
    out = [load(ARCHITECTURE), statement(EQUAL, architecture, 1, 0), statement(RETURN, KILL)]
    for name in ("connect", "io_uring_setup"):
        out += for_call(calls[name], [statement(RETURN, KILL)])
    out += for_call(calls["socket"], [*is_internet, *datagrams])
    out += for_call(calls["sendto"], [step for half in (0, 1)
                                      for step in [load(argument(4, half)), *kill_if(ANY_BIT, 0xFFFFFFFF)]])
    out += for_call(calls["sendmsg"], [load(argument(2)), *kill_if(ANY_BIT, MSG_FASTOPEN)])
    out += for_call(calls["sendmmsg"], [load(argument(3)), *kill_if(ANY_BIT, MSG_FASTOPEN)])
    return b"".join([*out, statement(RETURN, ALLOW)])


def is_possible():
    return platform.system() == "Linux" and platform.machine() in MACHINES


def seal():
    """From here on, for this process and what it starts. Raises OSError where the kernel refuses."""
    code = program()
    held = ctypes.create_string_buffer(code, len(code))
    fields = struct.pack("@HP", len(code) // 8, ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    for call in ((PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, FILTER_MODE, fields, 0, 0)):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "the kernel takes no filter")
