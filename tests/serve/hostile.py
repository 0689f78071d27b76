"""What the tests of hostile clients share: a server with a project and a token, its contract, raw bytes."""

import os
import re
import socket
import sys
import tempfile
import urllib.parse

import served

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "attack"))
import contract  # noqa: E402
from wire import Wire, as_json  # noqa: E402

BINARY = os.environ["SERVED_BINARY"]
ANSWER_S = 30


def raw(address, data, wait=ANSWER_S):
    """The bytes that come until the server closes, or nothing more comes within the time."""
    host, port = address.rsplit("/", 1)[1].split(":")
    got = b""
    with socket.create_connection((host, int(port)), timeout=wait) as connection:
        try:
            connection.sendall(data)
            while True:
                more = connection.recv(1 << 16)
                if not more:
                    break
                got += more
        except (TimeoutError, ConnectionError):
            pass  # a server that has heard enough may end the connection while it is still written to
    return got


def statuses(answer):
    return [int(each) for each in re.findall(rb"HTTP/1\.1 (\d{3}) ", answer)]


def peak_kilobytes(process):
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read()).group(1))


class Place:
    """A server of its own; use as a context."""

    def __init__(self, *words, log=None, environment=None, asks=True):
        self.folder = tempfile.TemporaryDirectory(prefix="assay-hostile-")
        self.data = os.path.join(self.folder.name, "data")
        served.add_user(BINARY, self.data, "ada@example.org", "Ada", "a long enough phrase")
        self.token = served.new_token(BINARY, self.data)
        self.server = served.Server(BINARY, self.data, *words, log=log, environment=environment)
        self.wire = Wire(self.server.address)
        if not asks:
            return  # by https, which these clients do not speak
        self.client = served.Client(self.server.address, self.token)
        self.project = self.client.post("/api/v1/projects", {"name": "Reviews"})["id"]
        self.base = f"/api/v1/projects/{self.project}"

    def operations(self):
        return contract.operations(as_json(self.wire.ask("GET", "/api/v1/openapi.json")))

    def filled(self, path):
        """A path with the project's id, or 1 for all that is not of this project."""
        path = path.replace("/projects/{id}", f"/projects/{self.project}")
        return re.sub(r"\{(\w+)\}", lambda mark: contract.PLACES.get(mark.group(1), "1"), path)

    def headers(self, **more):
        return {"Authorization": "Bearer " + self.token, **more}

    def lives(self):
        return self.client.get("/healthz") == {"status": "ok"}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.wire.close()
        self.server.__exit__()
        self.folder.cleanup()


def quoted(text):
    """As a careless client would send it: escapes stay, what no request line can hold is escaped."""
    return "".join(each if "!" <= each <= "~" else urllib.parse.quote(each) for each in text)
