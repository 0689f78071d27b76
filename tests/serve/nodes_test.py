"""Two servers on one PostgreSQL behind a proxy that asks them in turn: for whoever comes they are one."""

import http.client
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

import served
from round_robin import RoundRobin

BINARY = os.environ["SERVED_BINARY"]
POSTGRES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "test_postgres.sh")
EMAIL, PASSWORD = "ada@example.org", "a long enough phrase"
TOLD_S = 10


def port_of(server):
    return int(server.address.rsplit(":", 1)[1])


class Person:
    """Somebody in a browser: a cookie and its CSRF token."""

    def __init__(self, address):
        self.port, self.cookie, self.token = int(address.rsplit(":", 1)[1]), "", ""
        answer, headers = self.ask("POST", "/api/v1/session", {"email": EMAIL, "password": PASSWORD})
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.token = answer["csrf_token"]

    def ask(self, method, path, value=None, status=200, port=None):
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=60)
        headers = {"Cookie": self.cookie, "X-CSRF-Token": self.token, "Content-Type": "application/json"}
        connection.request(method, path, None if value is None else json.dumps(value), headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status != status:
            raise AssertionError(f"{method} {path}: {answer.status} {text[:500]}")
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return (json.loads(text) if is_json else text), answer.headers

    def get(self, path, **more):
        return self.ask("GET", path, **more)[0]

    def post(self, path, value):
        return self.ask("POST", path, value)[0]


class Stream:
    """A page's stream of events at one server: what it was told, as kind and data."""

    def __init__(self, person, port):
        self.told, self.lock = [], threading.Condition()
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.request("GET", "/api/v1/events", headers={
            "Cookie": person.cookie, "Accept": "text/event-stream"})
        self.answer = self.connection.getresponse()
        self.first = self.answer.readline()  # the stream is open from here on
        self.thread = threading.Thread(target=self.read, daemon=True)
        self.thread.start()

    def read(self):
        kind = ""
        try:
            for line in self.answer:
                text = line.decode().strip()
                if text.startswith("event: "):
                    kind = text[7:]
                elif text.startswith("data: "):
                    with self.lock:
                        self.told.append((kind, json.loads(text[6:])))
                        self.lock.notify_all()
        except (OSError, http.client.HTTPException, ValueError, AttributeError):
            pass  # the server or the test has ended it

    def waits_for(self, wanted):
        with self.lock:
            return self.lock.wait_for(lambda: any(wanted(*each) for each in self.told), TOLD_S)


class Nodes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="assay-nodes-")
        started = subprocess.run([POSTGRES, "start"], check=True, capture_output=True, text=True)
        cls.postgres, cls.database = started.stdout.split()
        cls.data = os.path.join(cls.folder, "data")
        words = ["--database", cls.database]
        served.add_user(BINARY, cls.data, EMAIL, "Ada", PASSWORD, *words)
        cls.token = served.new_token(BINARY, cls.data, *words)
        cls.nodes = [served.Server(BINARY, cls.data, *words, log=os.path.join(cls.folder, f"log-{number}"))
                     for number in range(2)]
        cls.ports = [port_of(node) for node in cls.nodes]
        cls.proxy = RoundRobin(cls.ports)

    @classmethod
    def tearDownClass(cls):
        cls.proxy.__exit__()
        for node in cls.nodes:
            node.__exit__()
        subprocess.run([POSTGRES, "stop", cls.postgres], check=False)
        shutil.rmtree(cls.folder)

    def project_of(self, person, name):
        question = {"name": "mood", "kind": "nominal", "categories": [{"name": "good"}, {"name": "bad"}]}
        made = person.post("/api/v1/projects", {"name": name, "questions": [question]})
        return f"/api/v1/projects/{made['id']}", made["id"]

    def rows(self, first, count):
        return {"annotations": [{"item": f"i{number}", "question": "mood", "annotator": f"a{number % 3}",
                                 "label": ("good", "bad")[number % 2]}
                                for number in range(first, first + count)]}

    def test_a_whole_way_goes_through_both_and_both_show_the_same(self):
        person = Person(self.proxy.address)
        base, _ = self.project_of(person, "A whole way")
        client = served.Client(self.proxy.address, self.token)
        labels = os.path.join(self.folder, "labels.csv")
        with open(labels, "w", encoding="utf-8") as out:
            out.write("item,annotator,label\n")
            out.writelines(f"i{item},a{who},{('good', 'bad')[(item + who // 2) % 2]}\n"
                           for item in range(300) for who in range(3))
        items = os.path.join(self.folder, "items.csv")
        with open(items, "w", encoding="utf-8") as out:
            out.write("item,text,site\n")
            out.writelines(f"i{item},words {item},{('north', 'south')[item % 2]}\n" for item in range(300))
        project = base.rsplit("/", 1)[1]
        client.bring_in(project, "annotations", labels)
        client.bring_in(project, "items", items)
        shown = [person.get(base, port=port) for port in self.ports]
        self.assertEqual([each["annotation_count"] for each in shown], [900, 900])
        overviews = [person.get(f"{base}/overview", port=port) for port in self.ports]
        self.assertEqual(overviews[0], overviews[1])
        south = [person.get(f"{base}/items?attribute.site=south&limit=1", port=port) for port in self.ports]
        self.assertEqual(south[0], south[1])
        events = [person.get("/api/v1/audit/events?limit=100", port=port) for port in self.ports]
        self.assertEqual(events[0], events[1])
        imports = [person.get(f"{base}/imports", port=port) for port in self.ports]
        self.assertEqual(imports[0], imports[1])
        self.assertEqual([each["added"] for each in imports[0]["items"]], [300, 900])

    def test_what_one_has_acknowledged_the_next_request_reads(self):
        person = Person(self.proxy.address)
        base, _ = self.project_of(person, "Read what was written")
        for turn in range(25):
            person.post(f"{base}/annotations", self.rows(turn * 4, 4))
            shown = [person.get(base, port=port)["annotation_count"] for port in self.ports]
            self.assertEqual(shown, [4 * turn + 4] * 2)
            overview = person.get(f"{base}/overview")
            self.assertEqual(overview["questions"][0]["annotations"], 4 * turn + 4)

    def test_a_session_begins_and_ends_at_both(self):
        person = Person(self.proxy.address)
        for port in self.ports:
            known = person.get("/api/v1/session", port=port)
            self.assertEqual(known["user"]["email"], EMAIL)
            self.assertEqual(known["server"]["database"], "postgresql")
        person.ask("DELETE", "/api/v1/session")
        for port in self.ports:
            person.get("/api/v1/projects", status=401, port=port)

    def test_pages_open_at_one_are_told_of_what_goes_through_the_other(self):
        person = Person(self.proxy.address)
        base, project = self.project_of(person, "Told")
        streams = [Stream(person, port) for port in self.ports]
        for writer, reader in ((0, 1), (1, 0)):
            person.ask("POST", f"{base}/annotations", self.rows(writer * 10, 5), port=self.ports[writer])
            self.assertTrue(streams[reader].waits_for(
                lambda kind, data: kind == "project" and data["project"] == project), streams[reader].told)
        client = served.Client(self.nodes[0].address, self.token)
        upload = client.upload(project, "labels.csv", b"item,annotator,label\nj1,a,good\n")
        job = client.post(f"{base}/imports", {"upload": upload, "kind": "annotations"})
        client.wait(job)
        for stream in streams:  # whichever of the two ran it
            self.assertTrue(stream.waits_for(
                lambda kind, data: kind == "job" and data["job"] == job["id"]), stream.told)
            self.assertTrue(stream.waits_for(lambda kind, data: kind == "message"), stream.told)

    def refused(self, data):
        log = os.path.join(self.folder, "refused")
        with self.assertRaises(served.NotStarted):
            served.Server(BINARY, data, "--database", self.database, log=log)
        with open(log, encoding="utf-8") as file:
            return file.read()

    def test_a_server_with_another_sealing_key_does_not_start(self):
        data = os.path.join(self.folder, "stranger")
        os.makedirs(data)
        shutil.copytree(os.path.join(self.data, "keys"), os.path.join(data, "keys"))
        os.remove(os.path.join(data, "keys", "sealing.key"))
        self.assertIn("copy it from the other server", self.refused(data))
        self.assertFalse(os.path.exists(os.path.join(data, "keys", "sealing.key")))
        other = os.path.join(self.folder, "other")
        served.add_user(BINARY, other, EMAIL, "Eve", PASSWORD)  # on a database of its own
        shutil.copy(os.path.join(other, "keys", "sealing.key"), os.path.join(data, "keys"))
        self.assertIn("not the one that the database is sealed under", self.refused(data))


if __name__ == "__main__":
    unittest.main()
