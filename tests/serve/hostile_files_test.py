"""Files that mean no good: archives without end, names that climb out, cells that run."""

import csv
import io
import json
import stat
import time
import unittest
import zipfile

import hostile

MEMORY_KILOBYTES_MAX = 1 << 20  # that an archive without end may cost; the sanitizers' share is in it
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|'/c calc'!A0", '=HYPERLINK("https://evil.example","x")',
            "\t=1+1", "'=1+1", "＝1+1", "＠SUM(A1)")


def packed(entries, packing=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing, compresslevel=1) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def zeros(name, megabytes):
    """An archive of a few hundred kilobytes, whatever comes out of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open(name, "w") as entry:
            for _ in range(megabytes):
                entry.write(bytes(1 << 20))
    return out.getvalue()


def link(name, target):
    """An entry that is a symbolic link."""
    about = zipfile.ZipInfo(name)
    about.create_system = 3
    about.external_attr = (stat.S_IFLNK | 0o777) << 16
    return about, target


class HostileFiles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = hostile.Place("--log-level", "error")
        cls.place.__enter__()
        cls.client, cls.base = cls.place.client, cls.place.base

    @classmethod
    def tearDownClass(cls):
        cls.place.__exit__()

    def tearDown(self):
        self.assertTrue(self.place.lives())

    def bring(self, kind, content, name="items.zip"):
        """The job of an import, when it has ended."""
        upload = self.client.upload(self.place.project, name, content)
        job = self.client.post(f"{self.base}/imports", {"upload": upload, "kind": kind})
        until = time.monotonic() + 120
        while job["state"] in ("queued", "running"):
            self.assertLess(time.monotonic(), until, "the import does not end")
            time.sleep(0.05)
            job = self.client.get(f"/api/v1/jobs/{job['id']}")
        return job

    def look_at(self, kind, content, name="items.zip"):
        """The status of a look at the file."""
        upload = self.client.upload(self.place.project, name, content)
        answer = self.place.wire.ask("POST", f"{self.base}/imports/preview", self.place.headers(),
                                     {"upload": upload, "kind": kind})
        return answer.status, answer.body.decode()

    def test_an_archive_that_unpacks_without_end_is_refused(self):
        before = hostile.peak_kilobytes(self.place.server.process)
        bomb = zeros("items.csv", 700)
        self.assertLess(len(bomb), 2 << 20)
        for kind, name in (("items", "items.csv"), ("annotations", "labels.csv"), ("gold", "gold.csv")):
            content = bomb if name == "items.csv" else zeros(name, 700)
            status, said = self.look_at(kind, content)
            self.assertEqual(status, 400, kind)
            self.assertIn("far more than its size", said)
            job = self.bring(kind, content)
            self.assertEqual(job["state"], "failed", kind)
            self.assertIn("far more than its size", job["error"]["message"])
        self.assertLess(hostile.peak_kilobytes(self.place.server.process) - before, MEMORY_KILOBYTES_MAX)

    def test_an_archive_of_archives_is_not_opened_further(self):
        inner = packed([("items.csv", "item,text\na,b\n")])
        status, said = self.look_at("items", packed([("a.zip", inner), ("b.zip", inner)]))
        self.assertEqual(status, 400)
        self.assertIn("neither a table", said)

    def test_an_archive_of_very_many_files_is_refused(self):
        many = packed([(f"{number}.txt", "") for number in range(100_001)], zipfile.ZIP_STORED)
        status, said = self.look_at("items", many)
        self.assertEqual(status, 400)
        self.assertIn("more than 100000 entries", said)

    def test_names_that_climb_out_of_an_archive_are_left_out(self):
        climbing = ("../up.txt", "a/../../up.txt", "/etc/up.txt", "C:/up.txt", "a\\..\\up.txt", "a//up.txt",
                    "a/./up.txt", "up\n.txt")
        entries = [(name, "climbed") for name in climbing] + [("stays.txt", "stayed")]
        job = self.bring("items", packed(entries), "climbing.zip")
        self.assertEqual(job["state"], "done", job)
        found = self.client.get(f"{self.base}/items?limit=1000")["items"]
        keys = {each["key"] for each in found}
        self.assertIn("stays.txt", keys)
        self.assertFalse({key for key in keys if "up" in key}, keys)

    def test_a_link_in_an_archive_is_not_followed(self):
        job = self.bring("items", packed([link("link.txt", "/etc/passwd"), ("beside.txt", "x")]), "links.zip")
        self.assertEqual(job["state"], "done", job)
        item = self.client.get(f"{self.base}/items/key:link.txt")
        self.assertEqual(item["content"], "/etc/passwd")

    def test_an_image_is_what_its_bytes_say(self):
        script = b"<script>alert(1)</script>"
        vector = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
        self.bring("items", packed([("page.png", script), ("vector.png", vector), ("a.txt", "x")]), "i.zip")
        for name in ("page.png", "vector.png"):
            answer = self.place.wire.ask("GET", f"{self.base}/items/key:{name}/image", self.place.headers())
            kind = dict(answer.headers).get("content-type", "")
            self.assertNotIn("html", kind)
            self.assertNotIn("svg", kind)

    def test_paths_of_the_application_lead_to_no_file_of_the_machine(self):
        for target in ("/../../etc/passwd", "/assets/../../../../etc/passwd", "/..%2f..%2f..%2fetc%2fpasswd",
                       "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/..%5c..%5cetc%5cpasswd", "//etc/passwd",
                       "/%c0%ae%c0%ae/etc/passwd", "/assets/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/etc/passwd",
                       "/assets//etc/passwd", "/api/v1/../../etc/passwd", "/assets/index.js%00.css",
                       "/.git/config", "/assets/", "/assets/.", "/data/keys/log.key", "/keys/log.key"):
            got = hostile.raw(self.place.server.address,
                              b"GET " + target.encode() + b" HTTP/1.0\r\nHost: x\r\n\r\n")
            self.assertNotIn(b"root:", got, target)
            self.assertNotIn(b"[core]", got, target)
            page = b'<div id="root">' in got
            shortened = b"\r\nLocation: " + target.rstrip("/").encode() + b"\r\n" in got
            self.assertTrue(page or shortened or hostile.statuses(got) in ([400], [404]), (target, got[:200]))

    def test_cells_that_a_spreadsheet_would_run_are_guarded_in_every_export(self):
        project = self.client.post("/api/v1/projects", {"name": "Formulas"})["id"]
        base = f"/api/v1/projects/{project}"
        self.client.post(f"{base}/items", {"items": [
            {"key": text, "kind": "text", "content": text, "attributes": {text: text}} for text in FORMULAS]})
        added = self.client.post(f"{base}/annotations", {"annotations": [
            {"item": text, "annotator": text, "label": text, "batch": text, "guideline_version": text,
             "provider": text} for text in FORMULAS]})
        self.assertEqual({each["status"] for each in added["results"]}, {"added"})
        self.client.post(f"{base}/gold", {"gold": [
            {"item": text, "label": text, "source": text} for text in FORMULAS]})
        for what in ("annotations", "gold", "items", "consensus"):
            text = self.client.ask("GET", f"{base}/export?what={what}").decode()
            rows = list(csv.reader(io.StringIO(text, newline="")))
            self.assertGreater(len(rows), len(FORMULAS) - 2, what)
            for cell in (cell for row in rows for cell in row):
                self.assertFalse(runs(cell), (what, cell))

    def test_exports_as_lines_of_json_hold_the_words_as_they_are(self):
        project = self.client.post("/api/v1/projects", {"name": "Words"})["id"]
        base = f"/api/v1/projects/{project}"
        self.client.post(f"{base}/annotations", {"annotations": [
            {"item": text, "annotator": "a", "label": text} for text in FORMULAS]})
        lines = self.client.ask("GET", f"{base}/export?what=annotations&format=jsonl").decode().splitlines()
        self.assertEqual({json.loads(line)["item"] for line in lines}, set(FORMULAS))


def runs(cell):
    """Whether a spreadsheet takes a cell for more than text or a number."""
    if not cell or cell[0] not in "=+-@\t\r\n＝＋－＠":
        return False
    try:
        float(cell)
    except ValueError:
        return True
    return False


if __name__ == "__main__":
    unittest.main()
