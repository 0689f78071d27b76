"""The server makes no outbound connection unless it is configured to."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

import sealed
import served

BINARY = os.environ["SERVED_BINARY"]
KILLED = -signal.SIGSYS

ATTEMPTS = {
    "tcp": "s = socket.socket(); s.connect(('127.0.0.1', 1))",
    "tcp6": "s = socket.socket(socket.AF_INET6); s.connect(('::1', 1))",
    "unix": "s = socket.socket(socket.AF_UNIX); s.connect('/nowhere')",
    "udp": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "name": "socket.getaddrinfo('example.invalid', 80)",
    "message": "a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM); a.sendto(b'x', '/nowhere')",
}


def sealed_python(code):
    words = [sys.executable, "-c", "import socket\n" + code]
    return subprocess.run(words, preexec_fn=sealed.seal, check=False, capture_output=True).returncode


@unittest.skipUnless(sealed.is_possible(), "the filter is written for Linux on x86-64 and ARM64")
class Seal(unittest.TestCase):
    """Were the filter blind, the test below could not fail."""

    def test_every_way_out_is_noticed(self):
        for name, code in ATTEMPTS.items():
            self.assertEqual(sealed_python(code), KILLED, name)

    def test_listening_and_answering_is_free(self):
        code = ("import threading, os\ns = socket.create_server(('127.0.0.1', 0))\n"
                "a, b = socket.socketpair()\na.sendall(b'x')\nassert b.recv(1) == b'x'\n")
        self.assertEqual(sealed_python(code), 0)


@unittest.skipUnless(sealed.is_possible(), "the filter is written for Linux on x86-64 and ARM64")
class Outbound(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="assay-outbound-")
        self.addCleanup(self.folder.cleanup)
        self.data = os.path.join(self.folder.name, "data")

    def path(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def work(self, client):
        """An owner's first hour: a project, every kind of import, a snapshot."""
        project = client.post("/api/v1/projects", {"name": "Reviews", "data_class": "internal"})["id"]
        labels = "item,annotator,label\n" + "".join(
            f"i{item},a{who},{'yes' if (item + who) % 3 else 'no'}\n"
            for item in range(30) for who in range(3))
        client.bring_in(project, "annotations", self.path("labels.csv", labels))
        client.bring_in(project, "gold", self.path("gold.csv", "item,label\ni0,yes\ni1,no\n"))
        client.bring_in(project, "items", self.path(
            "items.csv", "item,text,image\ni0,Hello,https://example.invalid/a.png\ni1,Bye,b.png\n"))
        client.post(f"/api/v1/projects/{project}/items", {"items": [
            {"key": "pictured", "kind": "image", "content": '{"url":"https://example.invalid/x.png"}'}]})
        client.wait(client.post(f"/api/v1/projects/{project}/snapshots", {"name": "first", "seed": 1}))
        return project

    def read_everything(self, client, project):
        """Every route that only reads, with what there is; the stream of events apart, which does not end."""
        reached = 0
        for path, methods in client.get("/api/v1/openapi.json")["paths"].items():
            if "get" not in methods or path == "/api/v1/events":
                continue
            place = path.replace("{id}", project).replace("{item}", "key:i0").replace("{n}", "1")
            try:
                client.ask("GET", place + "?project=" + project)
                reached += 1
            except served.Refused as refused:
                self.assertLess(refused.status, 500, place)
        return reached

    def test_a_server_that_is_worked_with_reaches_out_to_nobody(self):
        served.add_user(BINARY, self.data, "ada@example.org", "Ada", "a long enough phrase")
        token = served.new_token(BINARY, self.data)
        with served.Server(BINARY, self.data, prepare=sealed.seal) as server:
            client = served.Client(server.address, token)
            project = self.work(client)
            self.assertGreater(self.read_everything(client, project), 15)
            host, port = server.address.rsplit("/", 1)[1].split(":")
            with socket.create_connection((host, int(port)), timeout=20) as events:
                head = f"GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n"
                events.sendall(head.encode())
                self.assertIn(b"200", events.recv(400))
            self.assertTrue(server.is_running())
            self.assertEqual(server.stop(), 0)

    def test_a_server_that_is_told_of_an_issuer_asks_it_when_somebody_signs_in_and_not_before(self):
        words = ["--public-address", "http://127.0.0.1:1", "--openid-issuer", "http://127.0.0.1:1",
                 "--openid-client-id", "assay"]
        with served.Server(BINARY, self.data, *words, prepare=sealed.seal) as server:
            client = served.Client(server.address)
            self.assertIsNotNone(client.get("/api/v1/single_sign_on")["openid"])
            client.ask("GET", "/sign-in")
            # Nobody left with this state, so nobody is asked.
            client.ask("GET", "/api/v1/single_sign_on/callback?code=x&state=y")
            self.assertTrue(server.is_running())
            with self.assertRaises((served.Refused, OSError, http.client.HTTPException)):
                client.ask("GET", "/api/v1/single_sign_on/start")
            server.process.wait(timeout=30)
            self.assertEqual(server.stop(), KILLED)

    def test_a_server_that_is_told_of_a_database_does_reach_out(self):
        words = [BINARY, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                 "--database", "postgresql://127.0.0.1:1/none"]
        done = subprocess.run(words, preexec_fn=sealed.seal, env=served.bare_environment(), check=False,
                              capture_output=True)
        self.assertEqual(done.returncode, KILLED)


if __name__ == "__main__":
    unittest.main()
