#!/usr/bin/env python3
"""Every route of a running server, asked with what its contract allows and what it does not.

usage: tools/check_api.py ASSAY SCHEMATHESIS [EXAMPLES]

Starts the server on a folder of its own, fills a project, and lets schemathesis make requests from its
contract. Ids in paths are those of things that exist. Fails when an answer is none that it names, or
a server error.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request

PASSWORD = "a long enough phrase"
QUESTION = {"name": "sentiment", "categories": [{"name": "good"}, {"name": "bad"}]}
ROWS = [{"item": f"r{item}", "annotator": f"a{person}", "label": "good" if (item + person) % 3 else "bad"}
        for item in range(20) for person in range(3)]
GOLD = [{"item": f"r{item}", "label": "good"} for item in range(20)]

CONFIG = """\
[parameters]
"path.id" = "1"
"path.n" = "0"
"path.item" = "1"
"path.what" = "rate"

# The server's parser ends a connection whose method it does not know, such as QUERY, without an answer.
[phases.coverage]
unexpected-methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
"""


class Server:
    def __init__(self, assay, folder):
        self.process = subprocess.Popen(
            [assay, "serve", "--data", f"{folder}/data", "--listen", "127.0.0.1:0", "--log-level", "error",
             "--requests-per-minute", "0"],
            stdout=subprocess.PIPE, text=True)
        self.address = re.search(r"http://\S+", self.process.stdout.readline()).group()
        for line in self.process.stdout:
            found = re.search(r"token=(\S+)", line)
            if found:
                self.setup_token = found.group(1)
                break

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=30)


class Client:
    """A session of the first user."""

    def __init__(self, server):
        self.address = server.address
        self.headers = {"Content-Type": "application/json"}
        answer = self.post("/api/v1/setup", {
            "token": server.setup_token, "organisation": "Example", "name": "Ada", "email": "ada@example.org",
            "password": PASSWORD})
        self.headers["X-CSRF-Token"] = answer["csrf_token"]

    def post(self, path, body):
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), self.headers)
        with urllib.request.urlopen(request) as answer:
            if answer.headers["Set-Cookie"]:
                self.headers["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]
            return json.load(answer)


def fill(client):
    """One of everything that has an id."""
    project = client.post("/api/v1/projects", {"name": "Reviews", "questions": [QUESTION]})["id"]
    base = f"/api/v1/projects/{project}"
    client.post(f"{base}/items", {"items": [
        {"key": "r1", "kind": "text", "content": "Lovely.", "attributes": {"stars": 5}}]})
    client.post(f"{base}/annotations", {"annotations": ROWS})
    client.post(f"{base}/gold", {"gold": GOLD})
    client.post(f"{base}/uploads", {"name": "labels.csv", "size": 10})
    client.post(f"{base}/snapshots", {"name": "first"})
    return client.post("/api/v1/tokens", {"name": "check", "scopes": ["read", "write"]})["token"]


def run(assay, schemathesis, examples):
    with tempfile.TemporaryDirectory() as folder:
        server = Server(assay, folder)
        try:
            token = fill(Client(server))
            with open(f"{folder}/schemathesis.toml", "w", encoding="utf-8") as config:
                config.write(CONFIG)
            done = subprocess.run(
                [os.path.abspath(schemathesis), "--config-file", f"{folder}/schemathesis.toml", "run",
                 f"{server.address}/api/v1/openapi.json", "-H", f"Authorization: Bearer {token}",
                 "--max-examples", examples, "--workers", "2", "--continue-on-failure", "--no-color",
                 "--phases", "examples,coverage,fuzzing", "--request-timeout", "20",
                 "--checks", "not_a_server_error,content_type_conformance,response_schema_conformance,"
                             "unsupported_method,negative_data_rejection",
                 "--exclude-path", "/api/v1/events",       # never ends
                 "--exclude-path", "/api/v1/setup",        # was done above
                 "--exclude-path", "/api/v1/tokens/{id}/revoke",  # would end the token that asks
                 "--generation-database", "none", "--warnings", "off"],
                check=False, cwd=folder, env={**os.environ, "PYTHONUTF8": "1"})
        finally:
            stopped = server.stop()
        if stopped != 0:
            print(f"the server ended with {stopped}", file=sys.stderr)
        return done.returncode or stopped


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(run(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) == 4 else "50"))
