"""A server of the real binary, and a client of its interface: for the demonstration, and for tests that drive
it from outside. Loopback only; Python's own library alone."""

import json
import os
import re
import secrets
import signal
import subprocess
import time
import urllib.error
import urllib.request

PART_BYTES = 8 << 20
ANSWER_S = 120


class Refused(Exception):
    """An answer that is no success."""

    def __init__(self, status, body):
        super().__init__(f"{status}: {body}")
        self.status = status


class NotStarted(RuntimeError):
    """The server ended before it listened; its log says why."""


def bare_environment(**more):
    """The environment without settings of Assay: one that is none would refuse the start."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    return {**kept, **more}


def run(binary, *words, **environment):
    """Runs a command; gives what it said, or fails with what it complained."""
    done = subprocess.run([binary, *words], env=bare_environment(**environment), capture_output=True,
                          text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"assay {' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Server:
    """assay serve on a folder. `prepare` runs in the child before the program does."""

    def __init__(self, binary, data, *words, listen="127.0.0.1:0", log=None, prepare=None, environment=None):
        self.log = open(log, "ab") if log else subprocess.DEVNULL
        self.process = subprocess.Popen(
            [binary, "serve", "--data", data, "--listen", listen, *words], stdout=subprocess.PIPE,
            stderr=self.log, text=True, env=bare_environment(**(environment or {})), preexec_fn=prepare)
        self.address = None
        self.setup_token = None
        self._read_greeting()

    def _read_greeting(self):
        line = self.process.stdout.readline()
        found = re.match(r"Assay listens at (\S+)", line)
        if not found:
            raise NotStarted(f"the server did not start (exit {self.process.wait()}): {line}")
        self.address = found.group(1)

    def is_running(self):
        return self.process.poll() is None

    def stop(self):
        """Asks it to end, as systemd does; gives the exit code."""
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.is_running():
            self.stop()
        if hasattr(self.log, "close"):
            self.log.close()


class Client:
    def __init__(self, address, token=None):
        self.address = address
        self.token = token

    def ask(self, method, path, body=None, kind="application/json"):
        """The bytes of the answer."""
        request = urllib.request.Request(self.address + path, method=method, data=body)
        if body is not None:
            request.add_header("Content-Type", kind)
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request, timeout=ANSWER_S) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            raise Refused(error.code, error.read().decode(errors="replace")) from error

    def get(self, path):
        return json.loads(self.ask("GET", path))

    def post(self, path, value=None):
        return json.loads(self.ask("POST", path, json.dumps(value if value is not None else {}).encode()))

    def upload(self, project, name, content):
        made = self.post(f"/api/v1/projects/{project}/uploads", {"name": name, "size": len(content)})
        size = made["part_size"]
        for number, at in enumerate(range(0, len(content), size), start=1):
            self.ask("PUT", f"/api/v1/uploads/{made['id']}/parts/{number}", content[at:at + size],
                     "application/octet-stream")
        return made["id"]

    def bring_in(self, project, kind, path):
        """Imports a file and waits until it is in."""
        with open(path, "rb") as file:
            upload = self.upload(project, os.path.basename(path), file.read())
        return self.wait(self.post(f"/api/v1/projects/{project}/imports", {"upload": upload, "kind": kind}))

    def wait(self, job, seconds=300):
        until = time.monotonic() + seconds
        while job["state"] in ("queued", "running"):
            if time.monotonic() > until:
                raise RuntimeError(f"the job does not end: {job}")
            time.sleep(0.1)
            job = self.get(f"/api/v1/jobs/{job['id']}")
        if job["state"] != "done":
            raise RuntimeError(f"the job failed: {job}")
        return job


def new_password():
    """Four groups that can be typed."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))


def add_user(binary, data, email, name, password, *words):
    run(binary, "user", "add", "--data", data, "--email",
        email, "--name", name, *words, ASSAY_PASSWORD=password)


def new_token(binary, data, *words):
    return run(binary, "token", "new", "--data", data, "--name",
               "script", "--scopes", "read write", *words).strip()
