"""Backups of a server at work."""

import os
import subprocess
import tempfile
import threading
import unittest

import served

BINARY = os.environ["SERVED_BINARY"]
BATCH = 20
WRITERS = 3


class Writers:
    """Threads that add annotations until they are stopped; counts what was acknowledged."""

    def __init__(self, client, project):
        self.client, self.project = client, project
        self.lock = threading.Lock()
        self.acknowledged = 0
        self.failed = None
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(name,)) for name in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def _write(self, name):
        try:
            for at in range(10**6):
                if self.stopping.is_set():
                    return
                rows = [{"item": f"w{name}-{at}-{row}", "annotator": "a", "label": "yes"}
                        for row in range(BATCH)]
                path = f"/api/v1/projects/{self.project}/annotations"
                added = self.client.post(path, {"annotations": rows})
                assert all(each["status"] == "added" for each in added["results"])
                with self.lock:
                    self.acknowledged += BATCH
        except Exception as error:  # told by the thread that waits
            self.failed = error

    def count(self):
        with self.lock:
            return self.acknowledged

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()


class Backup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="assay-backup-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.data = self.path("data")
        served.add_user(BINARY, self.data, "ada@example.org", "Ada", "a long enough phrase")
        self.token = served.new_token(BINARY, self.data)

    def path(self, name):
        return os.path.join(self.folder, name)

    def exit_code(self, *words):
        done = subprocess.run([BINARY, *words], env=served.bare_environment(), capture_output=True, text=True,
                              check=False)
        return done.returncode, done.stdout + done.stderr

    def annotation_count(self, data, project):
        with served.Server(BINARY, data) as server:
            seen = served.Client(server.address, self.token).get(f"/api/v1/projects/{project}")
            self.assertEqual(server.stop(), 0)
        return seen["annotation_count"]

    def take(self, writers, name):
        """A backup while the writers write: its file, and what was acknowledged before and after."""
        before = writers.count()
        served.run(BINARY, "backup", self.path(name), "--data", self.data)
        return before, writers.count()

    def check_restored(self, name, bounds, project, head):
        restored = self.path(name + ".data")
        served.run(BINARY, "restore", self.path(name), "--data", restored)
        for key in ("log.key", "sealing.key"):
            os.link(os.path.join(self.data, "keys", key), os.path.join(restored, "keys", key))
        self.assertEqual(self.exit_code("doctor", "--data", restored)[0], 0)
        log = self.path(name + ".jsonl")
        served.run(BINARY, "audit", "export", "--data", restored, "-o", log)
        served.run(BINARY, "audit", "verify", log, "--key", self.path("data/keys/log.pub"), "--head", head)
        count = self.annotation_count(restored, project)
        self.assertGreaterEqual(count, bounds[0])
        self.assertLessEqual(count, bounds[1] + WRITERS * BATCH)  # written and not yet acknowledged
        self.assertEqual(count % BATCH, 0)

    def test_what_was_acknowledged_before_a_backup_is_in_it(self):
        with served.Server(BINARY, self.data) as server:
            client = served.Client(server.address, self.token)
            project = client.post("/api/v1/projects", {"name": "Reviews", "data_class": "internal"})["id"]
            head = self.path("head.txt")
            with open(head, "w", encoding="utf-8") as file:
                file.write(client.get("/api/v1/audit/head")["checkpoint"])
            writers = Writers(client, project)
            try:
                snapshots = f"/api/v1/projects/{project}/snapshots"
                client.wait(client.post(snapshots, {"name": "first", "seed": 1}))
                taken = {name: self.take(writers, name) for name in ("one.zip", "two.zip")}
            finally:
                writers.stop()
            self.assertIsNone(writers.failed)
            # The export signs a head, a write: beside three writers without a pause it may wait too long.
            served.run(BINARY, "audit", "export", "--data", self.data, "-o", self.path("log.jsonl"))
            self.assertEqual(self.exit_code("doctor", "--data", self.data)[0], 0)
            self.assertEqual(server.stop(), 0)
        self.assertGreater(taken["two.zip"][0], taken["one.zip"][0])
        served.run(BINARY, "audit", "verify", self.path("log.jsonl"), "--key",
                   os.path.join(self.data, "keys", "log.pub"))
        for name, bounds in taken.items():
            self.check_restored(name, bounds, project, head)
        self.assertEqual(self.annotation_count(self.data, project), writers.count())

    def test_a_backup_that_cannot_be_written_leaves_nothing(self):
        code, said = self.exit_code("backup", "/dev/full/b.zip", "--data", self.data)
        self.assertEqual(code, 2, said)
        os.mkdir(self.path("closed"))
        target = self.path("closed/b.zip")
        limited = ["bash", "-c", 'ulimit -f 64; trap "" XFSZ; exec "$@"', "_"]
        done = subprocess.run([*limited, BINARY, "backup", target, "--data", self.data],
                              env=served.bare_environment(), capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertEqual(os.listdir(self.path("closed")), [])


if __name__ == "__main__":
    unittest.main()
