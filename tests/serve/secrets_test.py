"""Secrets are planted everywhere, a server does all it does with them, and then they are looked for: in what
it prints, its log, the audit log and its export, its answers, the list of processes, on disk."""

import json
import os
import re
import subprocess
import tempfile
import unittest

import served

BINARY = os.environ["SERVED_BINARY"]
PASSPHRASE, BUCKET_SECRET = "planted-passphrase", "planted-bucket-secret"
METRICS_TOKEN = "planted-metrics-token"
PASSWORD, WRONG_PASSWORD = "planted password of Ada", "planted password of nobody"
CONTENT = "planted words of an item"
ENVIRONMENT = {"ASSAY_KEY_PASSPHRASE": PASSPHRASE, "ASSAY_BUCKET_SECRET": BUCKET_SECRET,
               "ASSAY_METRICS_TOKEN": METRICS_TOKEN}
WORDS = ["--listen", "127.0.0.1:0", "--log-level", "debug", "--bucket-endpoint", "https://bucket.example",
         "--bucket", "pictures", "--bucket-key-id", "AKIDEXAMPLE"]


class Run:
    """A server whose every word is kept."""

    def __init__(self, folder, *words, environment=None):
        self.data = os.path.join(folder, "data")
        self.said_file, self.log_file = os.path.join(folder, "said"), os.path.join(folder, "log")
        with open(self.said_file, "ab") as said, open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "serve", "--data", self.data, *WORDS, *words], stdout=said, stderr=log,
                env=served.bare_environment(**{**ENVIRONMENT, **(environment or {})}))

    def wait_for(self, pattern):
        for _ in range(600):
            found = re.search(pattern, self.said())
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                break
            served.time.sleep(0.05)
        raise AssertionError(f"the server did not say {pattern}: {self.said()}{self.log()}")

    def said(self):
        with open(self.said_file, encoding="utf-8") as file:
            return file.read()

    def log(self):
        with open(self.log_file, encoding="utf-8") as file:
            return file.read()

    def command_line(self):
        with open(f"/proc/{self.process.pid}/cmdline", encoding="utf-8") as file:
            return file.read()

    def stop(self):
        self.process.terminate()
        return self.process.wait(60)


class Browser:
    """A session, and every answer that it got."""

    def __init__(self, address):
        self.address, self.heard, self.cookie, self.csrf = address, "", "", ""

    def ask(self, method, path, body=None, token=None):
        request = served.urllib.request.Request(self.address + path, method=method)
        if body is not None:
            request.data = body if isinstance(body, bytes) else json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        elif self.cookie:
            request.add_header("Cookie", "assay_session=" + self.cookie)
            request.add_header("X-CSRF-Token", self.csrf)
        try:
            with served.urllib.request.urlopen(request, timeout=60) as answer:
                text, head = answer.read().decode(errors="replace"), answer.headers
        except served.urllib.error.HTTPError as error:
            text, head = error.read().decode(errors="replace"), error.headers
        self.heard += text
        if head["Set-Cookie"]:
            self.cookie = head["Set-Cookie"].split(";")[0].split("=", 1)[1]
        try:
            return json.loads(text)
        except ValueError:
            return {}


class Secrets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="assay-secrets-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def started(self, *words, **more):
        run = Run(self.folder, *words, **more)
        self.addCleanup(lambda: run.process.poll() is None and run.stop())
        return run

    def set_up(self, run, browser):
        """The first user by the link, wrong guesses, a session, tokens, and one that is revoked."""
        link = run.wait_for(r"/setup#token=(\S+)")
        browser.ask("GET", "/setup?token=" + link)
        ada = {"organisation": "O", "name": "Ada", "email": "ada@example.org", "password": PASSWORD}
        browser.ask("POST", "/api/v1/setup", {"token": "assay_planted-wrong-link", **ada})
        session = browser.ask("POST", "/api/v1/setup", {"token": link, **ada})
        for body in ({"email": "ada@example.org", "password": WRONG_PASSWORD},
                     {"email": WRONG_PASSWORD, "password": PASSWORD},
                     {"email": "ada@example.org", "pasword": WRONG_PASSWORD},
                     ('{"email":"ada@example.org","password":"' + WRONG_PASSWORD).encode()):
            browser.ask("POST", "/api/v1/session", body)
        browser.csrf = session["csrf_token"]
        made = [browser.ask("POST", "/api/v1/tokens", {"name": name, "scopes": ["read", "write"]})
                for name in ("script", "ended")]
        browser.ask("POST", f"/api/v1/tokens/{made[1]['id']}/revoke")
        return {"link": link, "password": PASSWORD, "wrong password": WRONG_PASSWORD,
                "cookie": browser.cookie, "CSRF token": browser.csrf,
                "token": made[0]["token"], "revoked token": made[1]["token"],
                "passphrase": PASSPHRASE, "bucket secret": BUCKET_SECRET, "metrics token": METRICS_TOKEN}

    def work(self, browser, secrets):
        """Good requests and bad ones, with secrets in wrong places. Gives a signed address of the bucket."""
        project = browser.ask("POST", "/api/v1/projects", {"name": "P"})["id"]
        base = f"/api/v1/projects/{project}"
        browser.ask("POST", f"{base}/items", {"items": [
            {"key": "a", "kind": "text", "content": CONTENT},
            {"key": "b", "kind": "image", "content": {"url": "s3://pictures/b.png"}}]})
        browser.ask("POST", f"{base}/annotations", {"annotations": [
            {"item": "a", "annotator": "x", "label": CONTENT}]})
        signed = browser.ask("GET", f"{base}/items/key:b")["image_url"]
        self.assertIn("X-Amz-Signature", signed)
        for token in (secrets["token"], secrets["revoked token"], "assay_" + "planted" * 6):
            browser.ask("GET", "/api/v1/projects", token=token)
            browser.ask("GET", f"/api/v1/projects?token={token}")
            browser.ask("GET", f"/{token}")
            browser.ask("GET", f"/api/v1/tokens/{token}/revoke")
            browser.ask("POST", f"/api/v1/projects/{token}/annotations", {token: token})
        browser.ask("GET", "/metrics", token=METRICS_TOKEN)
        browser.ask("GET", f"{base}/items?search={served.urllib.parse.quote(CONTENT)}")
        browser.ask("POST", f"{base}/items/search", {"search": CONTENT, "serach": CONTENT})
        browser.ask("POST", f"{base}/items/search", {"search": CONTENT})
        return signed

    def find(self, text, secrets, where, but=()):
        for name, secret in secrets.items():
            if name not in but:
                self.assertFalse(secret in text, f"the {name} stands in {where}")

    def test_no_secret_is_told_by_what_a_server_writes(self):
        run = self.started()
        browser = Browser(run.wait_for(r"listens at (\S+)"))
        secrets = self.set_up(run, browser)
        heard = browser.heard
        signed = self.work(browser, secrets)
        told = browser.ask("GET", "/api/v1/settings")
        events = browser.ask("GET", "/api/v1/audit/events?limit=1000")
        self.assertGreater(len(events["items"]), 5)
        command = run.command_line()
        self.assertEqual(run.stop(), 0)

        log = run.log()
        self.assertGreater(len(log.splitlines()), 20)
        planted = {**secrets, "planted words": CONTENT, "signature": signed.split("X-Amz-Signature=")[1],
                   "word planted": "planted"}
        self.find(log, planted, "the log")
        self.find(run.said(), planted, "what it prints", but=("link",))
        self.assertEqual(run.said().count(secrets["link"]), 1)
        self.find(json.dumps(told), planted, "its settings")
        self.find(json.dumps(events), planted, "the events")
        self.find(command, planted, "the list of processes")
        never_answered = ("password", "wrong password", "cookie")
        self.find(heard, {name: secrets[name] for name in never_answered}, "answers")
        self.look_into_export(planted)
        self.look_on_disk(secrets)

    def look_into_export(self, planted):
        export = os.path.join(self.folder, "log.jsonl")
        served.run(BINARY, "audit", "export", "--data", os.path.join(self.folder, "data"), "-o", export,
                   ASSAY_KEY_PASSPHRASE=PASSPHRASE)
        with open(export, encoding="utf-8") as file:
            text = file.read()
        self.assertGreater(text.count("\n"), 5)
        self.find(text, planted, "the exported audit log")

    def look_on_disk(self, secrets):
        """What must be known again is kept as a hash; only the CSRF token, worth nothing alone, is not."""
        seen = 0
        for folder, _, names in os.walk(os.path.join(self.folder, "data")):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    self.find(file.read().decode("latin-1"), secrets, name, but=("CSRF token",))
                seen += 1
        self.assertGreater(seen, 2)

    def test_a_start_that_fails_tells_no_secret(self):
        first = self.started()
        first.wait_for(r"listens at (\S+)")
        self.assertEqual(first.stop(), 0)
        wrong = self.started(environment={"ASSAY_KEY_PASSPHRASE": "planted-other-passphrase"})
        self.assertNotEqual(wrong.process.wait(60), 0)
        unreachable = self.started("--database", "postgresql://ada:planted-of-postgres@127.0.0.1:1/none")
        self.assertNotEqual(unreachable.process.wait(60), 0)
        unknown = self.started(environment={"ASSAY_PASSPHRASE": "planted-in-a-misspelt-setting"})
        self.assertNotEqual(unknown.process.wait(60), 0)
        self.assertNotIn("planted", wrong.log() + re.sub(r"token=\S+", "", wrong.said()))

    def test_a_secret_that_is_told_would_be_found(self):
        with self.assertRaises(AssertionError):
            self.find("a line with planted-passphrase in it", {"passphrase": PASSPHRASE}, "a line")


if __name__ == "__main__":
    unittest.main()
