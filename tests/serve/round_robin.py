"""A proxy that hands requests to several servers in turn, whoever asks, and to the next when one is gone."""

import http.client
import http.server
import itertools
import threading

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "upgrade", "content-length", "host"}
ANSWER_S = 120


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        for port in self.server.in_turn():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_S)
            try:
                connection.request(self.command, self.path, body or None, headers)
                answer = connection.getresponse()
                text = answer.read()
            except (OSError, http.client.HTTPException):
                continue  # what has an Idempotency-Key, or changes nothing, may be asked twice
            finally:
                connection.close()
            self.give(answer, text)
            return
        self.send_error(502)

    def give(self, answer, text):
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP and name.lower() not in ("date", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = forward

    def log_message(self, *_):
        pass


class RoundRobin(http.server.ThreadingHTTPServer):
    """Use as a context; `address` is where it listens."""

    daemon_threads = True

    def __init__(self, ports):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.ports, self.turns, self.lock = list(ports), itertools.count(), threading.Lock()
        self.address = f"http://127.0.0.1:{self.server_address[1]}"
        self.thread = threading.Thread(target=self.serve_forever)
        self.thread.start()

    def in_turn(self):
        with self.lock:
            first = next(self.turns) % len(self.ports)
        return self.ports[first:] + self.ports[:first]

    def __exit__(self, *_):
        self.shutdown()
        self.thread.join()
        self.server_close()
