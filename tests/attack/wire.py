"""Requests written as they are told, and what every answer must carry whoever asks for what."""

import collections
import http.client
import json
import socket

Answer = collections.namedtuple("Answer", "status headers body")

# Different from request to request, and telling nothing.
OF_ITS_OWN = {"x-request-id", "date"}

CARRIED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def header(answer, name):
    return dict(answer.headers).get(name, "")


def as_json(answer):
    try:
        return json.loads(answer.body)
    except ValueError:
        return {}


def said(answer):
    """What an answer tells: all of it but what differs by itself."""
    headers = sorted(pair for pair in answer.headers if pair[0] not in OF_ITS_OWN)
    return answer.status, headers, answer.body


def protection_findings(answer):
    for name, value in CARRIED.items():
        if header(answer, name) != value:
            yield f"{name} is \"{header(answer, name)}\""
    policy = header(answer, "content-security-policy")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
        yield f"its policy is \"{policy}\""
    if "unsafe" in policy or "*" in policy or "http:" in policy:
        yield f"its policy is loose: {policy}"
    if not header(answer, "x-request-id"):
        yield "it has no id"
    if not header(answer, "cache-control"):
        yield "it may be kept by caches"
    for name, _ in answer.headers:
        if name.startswith("access-control-") or name in ("server", "x-powered-by"):
            yield f"it has the header {name}"
    names = [name for name, _ in answer.headers if name != "set-cookie"]
    for name in {name for name in names if names.count(name) > 1}:
        yield f"it has the header {name} twice"
    if answer.body and answer.status != 304 and not header(answer, "content-type"):
        yield "it does not say what it is"


class Wire:
    """One connection, opened anew when the server has closed it. `look` sees every answer."""

    def __init__(self, address, look=lambda what, answer: None):
        host, port = address.rsplit("/", 1)[1].rsplit(":", 1)
        self.host, self.port, self.look = host, int(port), look
        self.connection = None

    def _once(self, method, target, headers, body):
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        self.connection.request(method, target, body, headers)
        got = self.connection.getresponse()
        head = [(name.lower(), value) for name, value in got.getheaders()]
        if got.getheader("Content-Type", "").startswith("text/event-stream"):
            self.close()  # it does not end by itself
            return Answer(got.status, head, b"")
        answer = Answer(got.status, head, got.read())
        if got.will_close:
            self.close()
        return answer

    def ask(self, method, target, headers=None, body=None):
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            headers = {"Content-Type": "application/json", **(headers or {})}
        try:
            answer = self._once(method, target, headers or {}, body)
        except (http.client.HTTPException, ConnectionError, socket.timeout):
            self.close()  # the server may close between two requests: one more try tells that from a crash
            answer = self._once(method, target, headers or {}, body)
        self.look(f"{method} {target}", answer)
        return answer

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None
