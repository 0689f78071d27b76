"""A server for crash.py: started, asked, loaded, killed, and looked into from outside."""

import collections
import enum
import http.client
import json
import mmap
import os
import signal
import sqlite3
import struct
import subprocess
import threading
import time

Answer = collections.namedtuple("Answer", "status body json")
PASSWORD = "a phrase for crashes"


class Fault(enum.IntEnum):  # as in disk_shim.c
    none = 0
    is_full = 1
    does_not_sync = 2
    does_not_write = 3


def expect(holds, message):
    if not holds:
        raise AssertionError(message)


class Server:
    def __init__(self, assay, data, shim):
        self.assay, self.data, self.shim = assay, data, shim
        self.process = self.port = self.token = self.project = None
        self.log_file = os.path.join(data, "assay.db-wal")
        self.control_file = data + "-disk"

    @property
    def path(self):
        return f"/api/v1/projects/{self.project}"

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
        if not self.shim:
            return kept
        # Sanitizers want to be the first library; the shim takes nothing from them.
        kept["ASAN_OPTIONS"] = "verify_asan_link_order=0:detect_leaks=0"
        return kept | {"LD_PRELOAD": self.shim, "DISK_SHIM": self.control_file,
                       "DISK_SHIM_FOLDER": self.data}

    def run(self, *words):
        ran = subprocess.run([self.assay, *words, "--data", self.data], check=False, text=True,
                             capture_output=True, env=self.environment() | {"ASSAY_PASSWORD": PASSWORD})
        expect(ran.returncode == 0, f"assay {' '.join(words)}: {ran.stderr}")
        return ran.stdout.strip()

    def set_up(self):
        os.makedirs(self.data)
        self.run("user", "add", "--email", "ada@example.org", "--name", "Ada")
        self.token = self.run("token", "new", "--name", "crash", "--scopes", "read write")
        self.start()
        question = {"name": "mood", "kind": "nominal", "categories": [{"name": "good"}, {"name": "bad"}]}
        made = self.ask("POST", "/api/v1/projects", {"name": "Reviews", "description": "",
                                                     "data_class": "internal", "questions": [question]})
        expect(made.status in (200, 201), f"no project: {made.body}")
        self.project = made.json["id"]

    def start(self):
        with open(os.path.join(self.data, "log"), "ab") as log:
            words = [self.assay, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                     "--requests-per-minute", "0"]
            self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log, text=True,
                                            env=self.environment())
        line = self.process.stdout.readline()
        expect("listens at" in line, f"the server did not start by itself: see {self.data}/log")
        self.port = int(line.rsplit(":", 1)[1])
        for _ in range(3000):
            if self.ask("GET", "/readyz").status == 200:
                return
            time.sleep(0.01)
        raise AssertionError("the server was never ready")

    def kill(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process.stdout.close()
            self.process = None

    def stop(self):
        self.process.terminate()
        expect(self.process.wait(60) == 0, "the server did not stop in peace")
        self.process.stdout.close()
        self.process = None

    def ask(self, method, path, body=None, key=None, connection=None):
        own = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Authorization": f"Bearer {self.token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if key:
            headers["Idempotency-Key"] = key
        own.request(method, path, None if body is None else json.dumps(body), headers)
        got = own.getresponse()
        text = got.read().decode()
        if connection is None:
            own.close()
        is_json = got.getheader("Content-Type", "").split(";")[0] == "application/json"
        return Answer(got.status, text, json.loads(text) if is_json else None)

    def control(self, change):
        with open(self.control_file, "r+b") as file, mmap.mmap(file.fileno(), 32) as words:
            change(words)

    def fault(self, mode, spared=0):
        def change(words):
            words[16:32] = struct.pack("qq", 0 if mode else struct.unpack("q", words[16:24])[0], spared)
            words[0:8] = struct.pack("q", mode)
        self.control(change)

    def refused(self):
        with open(self.control_file, "rb") as file:
            return struct.unpack("qqqq", file.read(32))[2]


class Load:
    """Clients that add annotations as fast as they are answered. Each notes what it was told. All end when
    the server goes; patient ones go on after a refusal."""

    clients = 6

    def __init__(self, server, verifier, dice, name, patient=False):
        self.server, self.verifier, self.name, self.patient = server, verifier, name, patient
        self.rows = [dice.choice((1, 1, 10, 50)) for _ in range(self.clients)]
        self.ended, self.lock = threading.Event(), threading.Lock()
        self.open, self.refused, self.log_size_at_last_answer = [], 0, 0
        self.wrong = []

    def __enter__(self):
        self.threads = [threading.Thread(target=self.run, args=(number,)) for number in range(self.clients)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def run(self, number):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        turn = 0
        while not self.ended.is_set():
            turn += 1
            key = f"{self.name}-{number}-{turn}"
            body = self.verifier.rows(key, self.rows[number])
            try:
                answer = self.server.ask("POST", f"{self.server.path}/annotations", body, key, connection)
            except (OSError, http.client.HTTPException):
                with self.lock:
                    self.open.append((key, body))
                return
            self.note(key, body, answer)
            if answer.status != 200 and not self.patient:
                return

    def note(self, key, body, answer):
        with self.lock:
            if answer.status == 200:
                self.verifier.acknowledge(body, answer)
                if os.path.exists(self.server.log_file):
                    size = os.path.getsize(self.server.log_file)
                    self.log_size_at_last_answer = max(size, self.log_size_at_last_answer)
                return
            self.refused += 1
            self.open.append((key, body))
            if answer.status != 503 or answer.json["code"] != "unavailable":
                self.wrong.append(f"{answer.status} {answer.body}")

    def ask_again(self):
        """What had no answer, or a refusal, comes once more with its key: nothing may be added twice."""
        expect(not self.wrong, f"refused with something else than unavailable: {self.wrong[:3]}")
        for key, body in self.open:
            answer = self.server.ask("POST", f"{self.server.path}/annotations", body, key)
            expect(answer.status == 200, f"asked again: {answer.status} {answer.body}")
            self.verifier.acknowledge(body, answer)


class Verifier:
    """Knows what was acknowledged, and compares it with what is there."""

    def __init__(self, server):
        self.server, self.told, self.made = server, set(), 0
        self.head = None
        self.lock = threading.Lock()

    def acknowledged(self):
        return len(self.told)

    def rows(self, key, count):
        return {"annotations": [{"item": f"{key}-{row}", "annotator": "a", "label": ("good", "bad")[row % 2]}
                                for row in range(count)]}

    def one(self, name):
        with self.lock:
            self.made += 1
            return self.rows(f"{name}-{self.made}", 1)

    def acknowledge(self, body, answer):
        expect(all(row["status"] in ("added", "known") for row in answer.json["results"]), answer.body)
        with self.lock:
            self.told.update(row["item"] for row in body["annotations"])

    def write_alone(self, server, count):
        """Writes one after the other; how long the log is when the last is acknowledged."""
        for _ in range(count):
            body = self.one("alone")
            answer = server.ask("POST", f"{server.path}/annotations", body)
            expect(answer.status == 200, answer.body)
            self.acknowledge(body, answer)
        return os.path.getsize(server.log_file)

    def check(self, when, server=None, all_there=True):
        server = server or self.server
        counts = self.stored(server)
        twice = [name for name, count in counts.items() if count > 1]
        expect(not twice, f"{when}: there twice: {twice[:5]}")
        lost = self.told - set(counts)
        expect(not all_there or not lost, f"{when}: {len(lost)} acknowledged ones lost: {sorted(lost)[:5]}")
        project = server.ask("GET", server.path)
        expect(project.status == 200, f"{when}: the project was answered {project.status} {project.body}")
        shown = project.json["annotation_count"]
        expect(shown == len(counts), f"{when}: {shown} in memory, {len(counts)} in the database")
        self.check_log(when, server, len(counts), all_there)

    def stored(self, server):
        database = sqlite3.connect(f"file:{server.data}/assay.db?mode=ro", uri=True)
        found = database.execute("select i.name, a.sequence from annotation a "
                                 "join item i on i.item_id = a.item_id order by a.sequence").fetchall()
        database.close()
        sequences = [sequence for _, sequence in found]
        expect(sequences == list(range(1, len(found) + 1)), "the log of annotations has gaps")
        return collections.Counter(name for name, _ in found)

    def check_log(self, when, server, count, all_there):
        export = server.ask("GET", "/api/v1/audit/export").body
        file = os.path.join(server.data, "export.jsonl")
        with open(file, "w", encoding="utf-8") as out:
            out.write(export)
        rows = sum(leaf_rows(line) for line in export.splitlines())
        expect(rows == count, f"{when}: the audit log counts {rows} rows, there are {count}")
        head = server.ask("GET", "/api/v1/audit/head").json
        words = ["audit", "verify", file, "--key", head["public_key"]]
        if self.head and all_there:
            kept = os.path.join(server.data, "kept-head")
            with open(kept, "w", encoding="utf-8") as out:
                out.write(self.head)
            words += ["--head", kept]
        ran = subprocess.run([server.assay, *words], check=False, capture_output=True, text=True)
        expect(ran.returncode == 0, f"{when}: assay audit verify says {ran.stdout}{ran.stderr}")
        if server is self.server:
            self.head = head["checkpoint"]


def leaf_rows(line):
    """Rows that an event of the export describes."""
    leaf = json.loads(line).get("leaf") or {}
    return leaf["rows"]["count"] if leaf.get("type") == "add_annotations" and leaf["rows"] else 0
