#!/usr/bin/env python3
"""Packs the built web application into one file that the program carries inside.

    pack_app.py ARCHIVE FOLDER[=PREFIX]...

A file's name is its path in its folder, after the prefix.
Big-endian: the count of files (4 bytes), then of each its name, its content type (each with its length in 2
bytes), the length of its gzip bytes (8) and its SHA-256 (32), then all gzip bytes in the same order. The same
folder gives the same bytes.
"""

import gzip
import hashlib
import struct
import sys
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
}


def text(value):
    data = value.encode()
    return struct.pack(">H", len(data)) + data


def files_of(argument):
    folder, _, prefix = argument.partition("=")
    for path in Path(folder).rglob("*"):
        if path.is_file() and path.suffix != ".map":
            yield prefix + path.relative_to(folder).as_posix(), path


def pack(arguments):
    head, bodies = [], []
    for name, path in sorted(pair for argument in arguments for pair in files_of(argument)):
        if path.suffix not in TYPES:
            raise SystemExit(f"pack_app.py: {path}: no content type is known for {path.suffix}")
        data = path.read_bytes()
        body = gzip.compress(data, compresslevel=9, mtime=0)
        head.append(text(name) + text(TYPES[path.suffix]) + struct.pack(">Q", len(body))
                    + hashlib.sha256(data).digest())
        bodies.append(body)
    return struct.pack(">I", len(head)) + b"".join(head) + b"".join(bodies)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    Path(sys.argv[1]).write_bytes(pack(sys.argv[2:]))
