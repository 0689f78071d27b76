"""Ten thousand connections that say nothing: who means it is served all the same."""

import resource
import socket
import time
import unittest

import hostile

CONNECTIONS = 10_000
OTHER_FILES = 600  # of this program, and of the server beside its connections
ANSWER_S = 5


def open_files_raised():
    """As many as this program may have, and how many it asks the server to bear."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if hard != resource.RLIM_INFINITY and hard < wanted:
        wanted = hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return min(CONNECTIONS, wanted - OTHER_FILES)


class Flood(unittest.TestCase):
    def connect(self, place, count, sent):
        host, port = place.server.address.rsplit("/", 1)[1].split(":")
        made = []
        for number in range(count):
            connection = socket.create_connection((host, int(port)), timeout=30)
            self.addCleanup(connection.close)
            if sent:
                connection.sendall(sent[number % len(sent)])
            made.append(connection)
        return made

    def answered_in(self, place):
        begin = time.monotonic()
        for path in ("/healthz", f"{place.base}/overview", "/"):
            answer = place.wire.ask("GET", path, place.headers())
            self.assertEqual(answer.status, 200, path)
        place.wire.close()
        return time.monotonic() - begin

    def test_idle_connections_keep_nobody_out(self):
        count = open_files_raised()
        if count < CONNECTIONS:
            print(f"flood: {count} connections, not {CONNECTIONS}: the limit of open files is lower here")
        with hostile.Place("--log-level", "error") as place:
            half = b"GET /healthz HTTP/1.1\r\nHost: x\r\nA: "
            body = b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" \
                   b"Content-Length: 100\r\n\r\n{"
            flood = self.connect(place, count, [b"", half, body])
            self.assertLess(self.answered_in(place), ANSWER_S)
            late = flood[1]
            late.settimeout(ANSWER_S)
            late.sendall(b"b\r\n\r\n")
            self.assertIn(b"200 OK", late.recv(4096))
            for connection in flood:
                connection.close()
            self.assertLess(self.answered_in(place), ANSWER_S)
            self.assertEqual(place.server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
