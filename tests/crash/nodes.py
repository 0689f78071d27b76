#!/usr/bin/env python3
"""Two servers on one PostgreSQL, one after the other killed under load.

nodes.py --assay PROGRAM [--kills N] [--seed N]

Clients send each batch to the servers in turn, as a proxy would, and to the other one with the same key when
one is gone. Imports are queued meanwhile; both servers run jobs, and take over those of the other. At the end
every acknowledged annotation and every row of the imports is there exactly once, every job has ended, both
servers show the same numbers, the audit log verifies and counts as many rows as there are. Exit 1 with what
was found.
"""

import argparse
import collections
import csv
import http.client
import io
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from server import Server, expect, leaf_rows

CLIENTS = 6
IMPORTS = 3
JOBS_END_S = 300  # a lease of half a minute may be over before each
HERE = os.path.dirname(os.path.abspath(__file__))
POSTGRES = os.path.join(HERE, "..", "..", "tools", "test_postgres.sh")


class Node(Server):
    """A server on the shared database; keys and files are shared as a folder is between machines."""

    def __init__(self, assay, data, database, name):
        super().__init__(assay, data, "")
        self.database, self.name = database, name

    def environment(self):
        return super().environment() | {"ASSAY_DATABASE": self.database}

    def start(self):
        with open(os.path.join(self.data, f"log-{self.name}"), "ab") as log:
            words = [self.assay, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                     "--requests-per-minute", "0"]
            self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=log, text=True,
                                            env=self.environment())
        line = self.process.stdout.readline()
        expect("listens at" in line, f"a server did not start by itself: see {self.data}/log-{self.name}")
        self.port = int(line.rsplit(":", 1)[1])
        for _ in range(3000):
            if self.ask("GET", "/readyz").status == 200:
                return
            time.sleep(0.01)
        raise AssertionError("a server was never ready")


class Clients:
    """Each sends batches until the end; a batch is sent until somebody has acknowledged it."""

    def __init__(self, nodes, dice):
        self.nodes, self.rows = nodes, [dice.choice((1, 10, 50)) for _ in range(CLIENTS)]
        self.ended, self.lock = threading.Event(), threading.Lock()
        self.told, self.moved, self.wrong = set(), 0, []
        self.threads = [threading.Thread(target=self.run, args=(number,)) for number in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def run(self, number):
        turns = itertools.count(number)
        for batch in itertools.count():
            if self.ended.is_set():
                return
            key = f"{number}-{batch}"
            names = [f"{key}-{row}" for row in range(self.rows[number])]
            body = {"annotations": [{"item": name, "annotator": "a", "label": "good"} for name in names]}
            self.send(key, names, body, turns)

    def send(self, key, names, body, turns):
        for _ in range(2000):
            node = self.nodes[next(turns) % len(self.nodes)]
            try:
                answer = node.ask("POST", f"{node.path}/annotations", body, key)
            except (OSError, http.client.HTTPException):
                with self.lock:
                    self.moved += 1
                time.sleep(0.005)
                continue
            if answer.status == 503:
                time.sleep(0.01)
                continue
            with self.lock:
                if answer.status != 200:
                    self.wrong.append(f"{answer.status} {answer.body}")
                    return
                self.told.update(names)
            return
        with self.lock:
            self.wrong.append(f"{key} was acknowledged by nobody")

    def end(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()
        expect(not self.wrong, f"answered with something else than yes or unavailable: {self.wrong[:3]}")


class Imports:
    """Files that are imported while servers die: their jobs go on at whichever server is there."""

    rows = 30_000

    def __init__(self):
        self.names, self.jobs = set(), []

    def start(self, node):
        number = len(self.jobs)
        names = [f"import-{number}-{row}" for row in range(self.rows)]
        text = "item,annotator,label\n" + "".join(f"{name},b,good\n" for name in names)
        announced = {"name": "labels.csv", "size": len(text)}
        upload = node.ask("POST", f"{node.path}/uploads", announced).json["id"]
        connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=60)
        connection.request("PUT", f"/api/v1/uploads/{upload}/parts/1", text.encode(), {
            "Authorization": f"Bearer {node.token}", "Content-Type": "application/octet-stream"})
        answer = connection.getresponse()
        expect(answer.status == 200, f"no part: {answer.status} {answer.read()}")
        connection.close()
        made = node.ask("POST", f"{node.path}/imports", {"upload": upload, "kind": "annotations"})
        expect(made.status == 200, f"no import: {made.body}")
        self.jobs.append(made.json["id"])
        self.names.update(names)

    def wait_until_it_runs(self, node):
        for _ in range(1000):
            job = node.ask("GET", f"/api/v1/jobs/{self.jobs[-1]}").json
            if job["state"] != "queued":
                return
            time.sleep(0.01)

    def wait(self, node):
        until = time.monotonic() + JOBS_END_S
        for job in self.jobs:
            shown = {"state": "queued"}
            while shown["state"] in ("queued", "running"):
                expect(time.monotonic() < until, f"a job does not end: {shown}")
                time.sleep(0.1)
                shown = node.ask("GET", f"/api/v1/jobs/{job}").json
            expect(shown["state"] == "done", f"a job failed: {shown}")


def numbers_agree(nodes, count):
    """What one wrote the other shows within a second or two."""
    shown = []
    for _ in range(100):
        shown = [node.ask("GET", node.path).json["annotation_count"] for node in nodes]
        if shown == [count] * len(nodes):
            return
        time.sleep(0.1)
    raise AssertionError(f"{count} annotations are on record, the servers show {shown}")


def check(nodes, told):
    node = nodes[0]
    export = node.ask("GET", f"{node.path}/export?what=annotations&format=csv").body
    counts = collections.Counter(row["item"] for row in csv.DictReader(io.StringIO(export)))
    twice = [name for name, count in counts.items() if count > 1]
    expect(not twice, f"there twice: {twice[:5]}")
    lost = told - set(counts)
    expect(not lost, f"{len(lost)} acknowledged ones lost: {sorted(lost)[:5]}")
    numbers_agree(nodes, len(counts))
    check_log(node, len(counts))


def check_log(node, count):
    export = node.ask("GET", "/api/v1/audit/export").body
    rows = sum(leaf_rows(line) for line in export.splitlines())
    expect(rows == count, f"the audit log counts {rows} rows, there are {count}")
    file = os.path.join(node.data, "export.jsonl")
    with open(file, "w", encoding="utf-8") as out:
        out.write(export)
    key = node.ask("GET", "/api/v1/audit/head").json["public_key"]
    ran = subprocess.run([node.assay, "audit", "verify", file, "--key", key], check=False,
                         capture_output=True, text=True)
    expect(ran.returncode == 0, f"assay audit verify says {ran.stdout}{ran.stderr}")


def sessions_agree(nodes):
    """Who signs in at one server is known to the other, and signed out at both."""
    connection = http.client.HTTPConnection("127.0.0.1", nodes[0].port, timeout=60)
    body = '{"email": "ada@example.org", "password": "a phrase for crashes"}'
    connection.request("POST", "/api/v1/session", body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read().decode()
    expect(answer.status == 200, f"no sign-in: {answer.status} {text}")
    cookie = answer.getheader("Set-Cookie").split(";")[0]
    other = http.client.HTTPConnection("127.0.0.1", nodes[1].port, timeout=60)
    other.request("GET", "/api/v1/session", headers={"Cookie": cookie})
    seen = other.getresponse().read().decode()
    expect("ada@example.org" in seen, f"the other server does not know the session: {seen}")


def run(options):
    dice = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="assay-nodes-")
    started = subprocess.run([POSTGRES, "start"], check=True, capture_output=True, text=True).stdout.split()
    postgres, database = started[0], started[1]
    data = os.path.join(folder, "data")
    nodes = [Node(options.assay, data, database, name) for name in ("one", "two")]
    imports = Imports()
    try:
        nodes[0].set_up()
        nodes[1].token, nodes[1].project = nodes[0].token, nodes[0].project
        nodes[1].start()
        expect(not os.path.exists(os.path.join(data, "assay.db")), "the servers are not on PostgreSQL")
        sessions_agree(nodes)
        clients = Clients(nodes, dice)
        for number in range(options.kills):
            time.sleep(dice.uniform(0.1, 0.6))
            if len(imports.jobs) < IMPORTS and number % 2 == 0:
                imports.start(nodes[(number + 1) % 2])
                imports.wait_until_it_runs(nodes[(number + 1) % 2])
            nodes[number % 2].kill()
            time.sleep(dice.uniform(0, 0.2))
            nodes[number % 2].start()
        clients.end()
        imports.wait(nodes[0])
        check(nodes, clients.told | imports.names)
        print(f"{options.kills} kills of one of two servers: {len(clients.told)} acknowledged annotations "
              f"and {len(imports.jobs)} imports of {Imports.rows} rows, all there once; {clients.moved} "
              "requests went to the other server; numbers, sessions and the log agree")
    finally:
        for node in nodes:
            node.kill()
        subprocess.run([POSTGRES, "stop", postgres], check=False)
    shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assay", required=True)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        run(options)
    except AssertionError as found:
        print(f"found: {found}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
