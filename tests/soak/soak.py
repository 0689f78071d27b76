#!/usr/bin/env python3
"""Mixed load on a server for a long while: its memory and its open files must not grow.

soak.py --assay PROGRAM [--minutes N]

What the load adds is known already or goes to the disk, so that nothing is left that memory could rightly
grow by. The first third is warm-up. Fails when memory grows by more than RSS_SLOPE_MAX over the rest and by
more than RSS_GROWTH_MIN altogether, when files stay open, when a request is answered 5xx, or the server does
not end in peace.
"""

import argparse
import collections
import http.client
import json
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time

import served

CLIENTS = 6
RSS_SLOPE_MAX = 1.0   # MiB a minute, by least squares over all samples after the warm-up
RSS_GROWTH_MIN = 16   # MiB between the medians of the second and the last third: less is no growth
FILES_GROWTH_MAX = 4  # between the fewest open files of these thirds, and from the second to after the load
SAMPLE_S = 2
ITEMS = 2000
PASSWORD = "a phrase that holds long"

Sample = collections.namedtuple("Sample", "minutes rss files")


class Load(threading.Thread):
    """One client that does this and that until it is told to end."""

    def __init__(self, soak, seed):
        super().__init__()
        self.soak, self.dice = soak, random.Random(seed)
        self.counts = collections.Counter()
        self.wrong = []

    def run(self):
        actions = (self.read, self.read, self.read, self.add_known, self.sign_in_and_out, self.make_token,
                   self.bring_in_known, self.take_snapshot, self.listen, self.be_rude, self.be_wrong,
                   self.export, self.search)
        while not self.soak.stopping.is_set():
            action = self.dice.choice(actions)
            try:
                action()
                self.counts[action.__name__] += 1
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{action.__name__}: {error!r}")

    def ask(self, method, target, body=None, headers=None, kind="application/json"):
        connection = http.client.HTTPConnection(self.soak.host, self.soak.port, timeout=60)
        given = {"Authorization": "Bearer " + self.soak.token, **(headers or {})}
        if isinstance(body, dict):
            body = json.dumps(body)
        if body is not None:
            given["Content-Type"] = kind
        connection.request(method, target, body, given)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status >= 500 and answer.status != 503:
            self.wrong.append(f"{method} {target}: {answer.status} {text[:200]}")
        return answer.status, answer.headers, text

    def read(self):
        base, item = self.soak.base, self.dice.randrange(ITEMS)
        self.ask("GET", self.dice.choice((
            "/", "/healthz", "/metrics", "/api/v1/session", "/api/v1/projects", base, f"{base}/overview",
            f"{base}/schema", f"{base}/items?limit=50",
            f"{base}/items?label=x&order=disagreement", f"{base}/items/key:i{item}", f"{base}/imports",
            "/api/v1/audit/events?limit=20", "/api/v1/audit/head", "/api/v1/openapi.json")))

    def search(self):
        self.ask("POST", f"{self.soak.base}/items/search", {"search": f"i{self.dice.randrange(ITEMS)}"})

    def add_known(self):
        first = self.dice.randrange(ITEMS - 20)
        self.ask("POST", f"{self.soak.base}/annotations", {"annotations": self.soak.rows(first, first + 20)})

    def sign_in_and_out(self):
        body = {"email": "ada@example.org", "password": PASSWORD}
        status, headers, text = self.ask("POST", "/api/v1/session", body, {"Authorization": "Bearer none"})
        if status == 200:
            cookie = headers["Set-Cookie"].split(";")[0]
            self.ask("DELETE", "/api/v1/session", None, {
                "Authorization": "", "Cookie": cookie, "X-CSRF-Token": json.loads(text)["csrf_token"]})

    def make_token(self):
        _, _, text = self.ask("POST", "/api/v1/tokens", {"name": "soak", "scopes": ["read"]})
        self.ask("POST", f"/api/v1/tokens/{json.loads(text)['id']}/revoke")

    def bring_in_known(self):
        content = "item,annotator,label\n" + "".join(
            f"{row['item']},{row['annotator']},{row['label']}\n" for row in self.soak.rows(0, 50))
        named = {"name": "l.csv", "size": len(content)}
        status, _, text = self.ask("POST", f"{self.soak.base}/uploads", named)
        if status != 200:  # enough of this person's files wait to be brought in
            self.counts["uploads refused"] += 1
            return
        upload = json.loads(text)["id"]
        part = f"/api/v1/uploads/{upload}/parts/1"
        self.ask("PUT", part, content.encode(), kind="application/octet-stream")
        body = {"upload": upload, "kind": "annotations"}
        self.ask("POST", f"{self.soak.base}/imports/preview", body)
        self.ask("POST", f"{self.soak.base}/imports", body)

    def take_snapshot(self):
        if self.dice.random() < 0.05:
            self.ask("POST", f"{self.soak.base}/snapshots", {"name": "soak", "seed": 1})

    def listen(self):
        connection = http.client.HTTPConnection(self.soak.host, self.soak.port, timeout=60)
        connection.request("GET", "/api/v1/events", headers={"Authorization": "Bearer " + self.soak.token})
        connection.getresponse().read(10)
        connection.close()

    def be_rude(self):
        """Ends in the middle of a request, or before the answer has come."""
        connection = http.client.HTTPConnection(self.soak.host, self.soak.port, timeout=60)
        connection.connect()
        connection.sock.sendall(self.dice.choice((
            b"GET / HT", b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{",
            b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x00",
            b"GET / HTTP/1.1\n\n")))
        connection.close()

    def be_wrong(self):
        base = self.soak.base
        method, target, body = self.dice.choice((
            ("GET", "/api/v1/projects/987654321", None), ("GET", f"{base}/items?cursor=none", None),
            ("POST", f"{base}/annotations", {"annotations": [{"item": ""}]}), ("POST", "/api/v1/tokens", {}),
            ("GET", "/%ff", None), ("DELETE", base, None), ("POST", f"{base}/annotations", "{" * 2000)))
        self.ask(method, target, body)

    def export(self):
        what = self.dice.choice(("annotations", "gold", "items", "consensus"))
        self.ask("GET", f"{self.soak.base}/export?what={what}&format={self.dice.choice(('csv', 'jsonl'))}")


class Soak:
    def __init__(self, binary, folder):
        self.stopping = threading.Event()
        data = os.path.join(folder, "data")
        served.add_user(binary, data, "ada@example.org", "Ada", PASSWORD)
        self.token = served.new_token(binary, data)
        self.server = served.Server(binary, data, "--log-level", "error",
                                    "--requests-per-minute", "0", log=os.path.join(folder, "log"))
        self.host, port = self.server.address.rsplit("/", 1)[1].split(":")
        self.port = int(port)
        client = served.Client(self.server.address, self.token)
        self.base = "/api/v1/projects/" + client.post("/api/v1/projects", {"name": "Soak"})["id"]
        for first in range(0, ITEMS, 500):
            client.post(f"{self.base}/annotations", {"annotations": self.rows(first, first + 500)})
        client.post(f"{self.base}/gold", {"gold": [{"item": f"i{item}", "label": "x"} for item in range(50)]})
        client.wait(client.post(f"{self.base}/snapshots", {"name": "first", "seed": 1}))

    @staticmethod
    def rows(first, end):
        return [{"item": f"i{item}", "annotator": f"a{who}", "label": "x" if (item + who) % 3 else "y"}
                for item in range(first, end) for who in range(3)]

    def sample(self, begin):
        folder = f"/proc/{self.server.process.pid}"
        with open(f"{folder}/status", encoding="utf-8") as file:
            rss = int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) / 1024
        return Sample((time.monotonic() - begin) / 60, rss, len(os.listdir(f"{folder}/fd")))

    def run(self, minutes):
        """Samples while the load is on, and the open files after it."""
        begin = time.monotonic()
        clients = [Load(self, seed) for seed in range(CLIENTS)]
        for client in clients:
            client.start()
        samples = []
        while (time.monotonic() - begin) / 60 < minutes and self.server.is_running():
            time.sleep(SAMPLE_S)
            samples.append(self.sample(begin))
            if len(samples) % 30 == 0:
                at = samples[-1]
                print(f"  {at.minutes:5.1f} min: {at.rss:6.1f} MiB, {at.files} files", flush=True)
        self.stopping.set()
        for client in clients:
            client.join()
        fewest = min(each.files for each in samples) if samples else 0
        for _ in range(100):  # a connection that was left is noticed when its turn comes
            after = self.sample(begin).files
            if after <= fewest:
                break
            time.sleep(1)
        return samples, after, clients


def slope(samples):
    """MiB a minute, by least squares."""
    minutes, rss = [each.minutes for each in samples], [each.rss for each in samples]
    return statistics.linear_regression(minutes, rss).slope


def findings(samples, after):
    third = len(samples) // 3
    if third < 5:
        yield f"{len(samples)} samples are too few to say anything"
        return
    second, last = samples[third:2 * third], samples[2 * third:]
    grown = statistics.median(each.rss for each in last) - statistics.median(each.rss for each in second)
    rate = slope(samples[third:])
    if rate > RSS_SLOPE_MAX and grown > RSS_GROWTH_MIN:
        yield f"memory grows by {rate:.2f} MiB a minute, {grown:.0f} MiB from the second third to the last"
    fewest = min(each.files for each in second)
    more = min(each.files for each in last) - fewest
    if more > FILES_GROWTH_MAX:
        yield f"open files grow: {more} more in the last third than in the second"
    if after > fewest + FILES_GROWTH_MAX:
        yield f"{after} files are open after the load, {fewest} were in the middle of it"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True)
    parser.add_argument("--minutes", type=float, default=30)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="assay-soak-") as folder:
        soak = Soak(options.assay, folder)
        samples, after, clients = soak.run(options.minutes)
        found = list(findings(samples, after))
        for client in clients:
            found += client.wrong[:5]
        stopped = soak.server.stop()
        if stopped != 0:
            found.append(f"the server ended with {stopped}")
    for line in found:
        print("soak: " + line, file=sys.stderr)
    counts = sum((client.counts for client in clients), collections.Counter())
    done = ", ".join(f"{count} {name}" for name, count in counts.most_common())
    print(f"{options.minutes:g} minutes: {sum(counts.values())} actions ({done})")
    if len(samples) >= 15:
        rest = samples[len(samples) // 3:]
        print(f"memory {rest[0].rss:.1f} to {rest[-1].rss:.1f} MiB after the warm-up, {slope(rest):+.2f} MiB "
              f"a minute (at most {RSS_SLOPE_MAX}); {after} files open after the load")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
