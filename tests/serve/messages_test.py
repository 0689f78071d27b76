"""Messages leave the real server: e-mail to a real mail server, webhooks to a receiver on loopback."""

import base64
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import os
import queue
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import served

BINARY = os.environ["SERVED_BINARY"]
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
CERTIFICATE = os.path.join(TOP, "tests", "http", "test_certificate.pem")
KEY = os.path.join(TOP, "tests", "http", "test_key.pem")
PASSWORD = "the mail server's own phrase"
ARRIVES_S = 30
SILENCE_S = 3


def mail_python():
    """An interpreter that has aiosmtpd: Debian's package is for Debian's own."""
    for python in (sys.executable, "/usr/bin/python3"):
        words = [python, "-c", "import aiosmtpd"]
        if subprocess.run(words, check=False, capture_output=True).returncode == 0:
            return python
    raise RuntimeError("no aiosmtpd: apt-get install python3-aiosmtpd")


class Mailbox:
    """tests/serve/mailbox.py, and what it got so far."""

    def __init__(self, test, tls="none", port=0, **more):
        words = [mail_python(), os.path.join(HERE, "mailbox.py"), "--tls", tls, "--port", str(port),
                 "--certificate", CERTIFICATE, "--key", KEY]
        for name, value in more.items():
            words += ["--" + name, str(value)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.lines = queue.Queue()
        self.port = json.loads(self.process.stdout.readline())["port"]
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        test.addCleanup(self.stop)

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def next(self, seconds=ARRIVES_S):
        """The next one, or None when none comes."""
        try:
            return self.lines.get(timeout=seconds)
        except queue.Empty:
            return None

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=20)
        self.reader.join()
        self.process.stdout.close()


class Receiver:
    """A program that is told by webhooks. `answers` is what it answers, in order; the last one for ever."""

    def __init__(self, test, answers=((204, b""),), secure=False, headers=()):
        self.requests = queue.Queue()
        self.connections = 0
        answers = list(answers)
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.put((self.path, dict(self.headers.items()), body))
                status, text = answers.pop(0) if len(answers) > 1 else answers[0]
                if callable(text):
                    text = text()
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                try:
                    self.wfile.write(text)
                except OSError:
                    pass  # cut off, as it should be

            do_GET = do_POST

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def get_request(self):
                outer.connections += 1
                return super().get_request()

            def handle_error(self, *_):
                pass  # a handshake that the other side ends

        self.server = Server(("127.0.0.1", 0), Handler)
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE, KEY)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        test.addCleanup(self.stop)

    def next(self, seconds=ARRIVES_S):
        try:
            return self.requests.get(timeout=seconds)
        except queue.Empty:
            return None

    def stop(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def is_ours(secret, headers, body):
    """As docs/guides/messages.md tells receivers."""
    if abs(time.time() - int(headers["webhook-timestamp"])) > 300:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f'{headers["webhook-id"]}.{headers["webhook-timestamp"]}.'.encode() + body
    made = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(made, each) for each in headers["webhook-signature"].split())


class Told(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="assay-messages-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.data = os.path.join(self.folder, "data")
        served.add_user(BINARY, self.data, "ada@example.org", "Ada", "a long enough phrase")
        self.token = served.new_token(BINARY, self.data)

    def serve(self, *words, **environment):
        server = served.Server(BINARY, self.data, "--public-address", "https://assay.example.org", *words,
                               log=os.path.join(self.folder, "log"), environment=environment)
        self.addCleanup(lambda: server.is_running() and server.stop())
        self.client = served.Client(server.address, self.token)
        return server

    def serve_with_mail(self, mailbox, *words, **environment):
        port = mailbox if isinstance(mailbox, int) else mailbox.port
        return self.serve("--mail-server", f"127.0.0.1:{port}", "--mail-from", "assay@example.org", *words,
                          **environment)

    def serve_with_webhooks(self, *receivers, reach="machine"):
        hosts = ",".join(f"127.0.0.1:{each.port},localhost:{each.port}" for each in receivers)
        return self.serve("--webhook-hosts", hosts, "--webhook-reach", reach, "--outbound-ca", CERTIFICATE)

    def project(self, name="Café «Größe»"):
        return self.client.post("/api/v1/projects", {"name": name, "data_class": "internal"})["id"]

    def fail_a_job(self, project, secret_item="item-nobody-may-see"):
        """An import that fails, of a file that names an item; whoever asked for it is told."""
        upload = self.client.upload(project, "labels.csv", f"{secret_item}\n1\n".encode())
        job = self.client.post(f"/api/v1/projects/{project}/imports",
                               {"upload": upload, "kind": "annotations"})
        with self.assertRaises(RuntimeError):
            self.client.wait(job)

    def webhook(self, project, url, kinds=("job_failed",)):
        return self.client.post(f"/api/v1/projects/{project}/outgoing_webhooks",
                                {"url": url, "kinds": list(kinds)})

    def sendings(self, query=""):
        return self.client.get("/api/v1/sendings" + query)["items"]

    def settled(self, sending, seconds=ARRIVES_S):
        """The sending when its try has ended."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = next(each for each in self.sendings() if each["id"] == sending["id"])
            if found["state"] not in ("queued", "sending"):
                return found
            time.sleep(0.1)
        self.fail(f"nobody tried: {found}")

    def only_sending(self):
        found = self.sendings()
        self.assertEqual(len(found), 1, found)
        return self.settled(found[0])


class Mail(Told):
    def test_arrives_with_its_words_and_without_any_content(self):
        mailbox = Mailbox(self, "starttls", user="assay", password=PASSWORD)
        with self.serve_with_mail(mailbox, "--mail-user", "assay", "--outbound-ca", CERTIFICATE,
                                  ASSAY_MAIL_PASSWORD=PASSWORD):
            project = self.project()
            self.fail_a_job(project)
            got = mailbox.next()
            self.assertIsNotNone(got, self.sendings())
            self.assertEqual(self.only_sending()["state"], "sent")
            settings = self.client.ask("GET", "/api/v1/settings").decode()
        self.assertNotIn(PASSWORD, settings)
        self.assertEqual((got["sender"], got["to"], got["user"]),
                         ("assay@example.org", ["ada@example.org"], "assay"))
        self.assertTrue(got["tls"])
        self.assertNotIn("item-nobody-may-see", got["bytes"])
        mail = email.message_from_string(got["bytes"], policy=email.policy.default)
        self.assertEqual(mail["Subject"], "The import in “Café «Größe»” has failed")
        self.assertEqual(mail["To"], "ada@example.org")
        self.assertEqual(str(mail["From"]), "Assay <assay@example.org>")
        self.assertLess(abs(mail["Date"].datetime.timestamp() - time.time()), 300)
        self.assertRegex(mail["Message-ID"], r"^<[^@<>\s]+@example\.org>$")
        text = mail.get_content()
        self.assertIn(f"https://assay.example.org/projects/{project}/import", text)
        self.assertNotIn("item-nobody-may-see", text)
        self.assertEqual(mail.defects, [])

    def test_arrives_over_tls_from_the_start_with_the_password_of_a_file(self):
        mailbox = Mailbox(self, "tls", user="assay", password=PASSWORD)
        path = os.path.join(self.folder, "password")
        with open(path, "w", encoding="utf-8") as file:
            file.write(PASSWORD + "\n")
        with self.serve_with_mail(mailbox, "--mail-tls", "tls", "--mail-user", "assay",
                                  "--mail-password-file", path, "--outbound-ca", CERTIFICATE):
            self.fail_a_job(self.project())
            got = mailbox.next()
        self.assertIsNotNone(got)
        self.assertTrue(got["tls"])
        self.assertEqual(got["user"], "assay")

    def test_is_not_given_to_a_server_whose_certificate_nobody_knows(self):
        mailbox = Mailbox(self, "starttls")
        with self.serve_with_mail(mailbox):
            self.fail_a_job(self.project())
            sending = self.only_sending()
        self.assertEqual(sending["state"], "failed")
        self.assertRegex(sending["error"], "certificate")
        self.assertIsNone(mailbox.next(SILENCE_S))

    def test_is_not_given_to_a_server_without_tls(self):
        mailbox = Mailbox(self, "none")
        with self.serve_with_mail(mailbox):
            self.fail_a_job(self.project())
            sending = self.only_sending()
        self.assertEqual(sending["state"], "failed")
        self.assertIsNone(mailbox.next(SILENCE_S))

    def test_that_was_refused_waits_a_minute_and_is_sent_again_by_hand(self):
        mailbox = Mailbox(self, refuse=1)
        with self.serve_with_mail(mailbox, "--mail-tls", "none"):
            self.fail_a_job(self.project())
            sending = self.only_sending()
            self.assertEqual((sending["state"], sending["attempts"], sending["status"]), ("failed", 1, 451))
            self.assertNotIn("try again later", sending["error"])  # what others say is not kept
            self.assertIsNone(mailbox.next(SILENCE_S))
            self.client.post(f"/api/v1/sendings/{sending['id']}/again")
            self.assertIsNotNone(mailbox.next())
            self.assertEqual(self.settled(sending)["state"], "sent")
            self.assertIsNone(mailbox.next(SILENCE_S))

    def test_survives_the_end_of_the_process(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        server = self.serve_with_mail(port, "--mail-tls", "none")
        self.fail_a_job(self.project())
        sending = self.only_sending()
        self.assertEqual(sending["state"], "failed")  # nobody listens there yet
        server.process.send_signal(signal.SIGKILL)
        server.process.communicate()
        mailbox = Mailbox(self, port=port)
        with self.serve_with_mail(port, "--mail-tls", "none"):
            self.client.post(f"/api/v1/sendings/{sending['id']}/again")
            self.assertIsNotNone(mailbox.next())
            self.assertEqual(self.settled(sending)["state"], "sent")
            self.assertIsNone(mailbox.next(SILENCE_S))

    def test_of_a_digest_and_of_what_is_not_wanted_does_not_leave_at_once(self):
        mailbox = Mailbox(self)
        with self.serve_with_mail(mailbox, "--mail-tls", "none"):
            project = self.project()
            self.client.ask("PUT", "/api/v1/message_preferences", b'{"digest":"hourly"}')
            self.fail_a_job(project)
            self.fail_a_job(project)
            self.assertIsNone(mailbox.next(SILENCE_S))
            self.assertEqual([each["state"] for each in self.sendings()], ["queued", "queued"])
            self.client.ask("PUT", "/api/v1/message_preferences", b'{"digest":"off"}')
            self.assertIsNotNone(mailbox.next())
            self.assertIsNotNone(mailbox.next())
            self.client.ask("PUT", "/api/v1/message_preferences",
                            b'{"digest":"off","mail":{"job_failed":false}}')
            self.fail_a_job(project)
            self.assertIsNone(mailbox.next(SILENCE_S))
            self.assertEqual(self.client.get("/api/v1/messages/unread")["unread"], 3)


class Webhooks(Told):
    def test_are_told_signed_and_listed(self):
        receiver = Receiver(self, secure=True)
        with self.serve_with_webhooks(receiver):
            project = self.project()
            made = self.webhook(project, f"https://127.0.0.1:{receiver.port}/hook?x=1",
                                ["job_failed", "project_closed"])
            self.assertEqual(len(base64.b64decode(made["secret"].removeprefix("whsec_"))), 32)
            self.fail_a_job(project)
            path, headers, body = receiver.next()
            sending = self.only_sending()
            listed = self.client.ask("GET", f"/api/v1/projects/{project}/outgoing_webhooks").decode()
            self.client.post(f"/api/v1/projects/{project}/close")
            closed = json.loads(receiver.next()[2])
        self.assertEqual(path, "/hook?x=1")
        self.assertTrue(is_ours(made["secret"], headers, body))
        self.assertFalse(is_ours(made["secret"], headers, body + b" "))
        self.assertEqual(headers["Content-Type"], "application/json")
        told = json.loads(body)
        self.assertEqual(json.dumps(told, sort_keys=True, separators=(",", ":")).encode(), body)
        self.assertEqual(set(told), {"id", "kind", "link", "objects", "project", "time"})
        self.assertEqual((told["kind"], told["project"], told["id"]),
                         ("job_failed", project, headers["webhook-id"]))
        self.assertEqual(told["link"], f"https://assay.example.org/projects/{project}/import")
        self.assertEqual((sending["state"], sending["status"], sending["attempts"]), ("sent", 204, 1))
        self.assertIsNotNone(sending["duration_ms"])
        self.assertNotIn("whsec_", listed)
        self.assertEqual(closed["kind"], "project_closed")

    def test_that_fail_say_so_and_are_sent_again_under_the_same_id(self):
        receiver = Receiver(self, [(500, b"a secret of the receiver"), (200, b"")])
        with self.serve_with_webhooks(receiver):
            project = self.project()
            made = self.webhook(project, f"http://127.0.0.1:{receiver.port}/")
            self.fail_a_job(project)
            first = receiver.next()
            sending = self.only_sending()
            self.assertEqual((sending["state"], sending["status"], sending["error"]),
                             ("failed", 500, "it answered 500"))
            path = f"/api/v1/projects/{project}/outgoing_webhooks/{made['id']}/sendings"
            self.client.post(f"{path}/{sending['id']}/again")
            second = receiver.next()
            self.assertEqual(self.settled(sending)["state"], "sent")
        self.assertEqual(first[2], second[2])
        self.assertEqual(first[1]["webhook-id"], second[1]["webhook-id"])
        self.assertTrue(is_ours(made["secret"], second[1], second[2]))

    def test_follow_no_redirect(self):
        target = Receiver(self)
        receiver = Receiver(self, [(307, b"")], headers=[("Location", f"http://127.0.0.1:{target.port}/")])
        with self.serve_with_webhooks(receiver, target):
            project = self.project()
            self.webhook(project, f"http://127.0.0.1:{receiver.port}/")
            self.fail_a_job(project)
            sending = self.only_sending()
        self.assertEqual((sending["state"], sending["status"]), ("failed", 307))
        self.assertEqual(target.connections, 0)

    def test_read_no_more_of_an_answer_than_its_beginning(self):
        receiver = Receiver(self, [(200, b"x" * (64 << 20))])
        with self.serve_with_webhooks(receiver):
            project = self.project()
            self.webhook(project, f"http://127.0.0.1:{receiver.port}/")
            self.fail_a_job(project)
            sending = self.only_sending()
        self.assertEqual((sending["state"], sending["status"]), ("sent", 200))

    def test_wait_for_an_answer_fifteen_seconds_at_most(self):
        receiver = Receiver(self, [(200, lambda: time.sleep(25) or b"")])
        with self.serve_with_webhooks(receiver):
            project = self.project()
            self.webhook(project, f"http://127.0.0.1:{receiver.port}/")
            self.fail_a_job(project)
            sending = self.only_sending()
        self.assertEqual(sending["state"], "failed")
        self.assertRegex(sending["error"], "(?i)time")
        self.assertLess(sending["duration_ms"], 20_000)

    def test_lead_to_no_address_of_this_machine_unless_allowed(self):
        receiver = Receiver(self, secure=True)
        for host in ("localhost", "127.0.0.1"):
            with self.subTest(host), self.serve_with_webhooks(receiver, reach="public"):
                project = self.project()
                self.webhook(project, f"https://{host}:{receiver.port}/")
                self.fail_a_job(project)
                sending = self.settled(self.sendings()[0])
                self.assertEqual(sending["state"], "failed")
                self.assertIn("may not reach", sending["error"])
        self.assertEqual(receiver.connections, 0)

    def test_believe_no_certificate_that_nobody_knows(self):
        receiver = Receiver(self, secure=True)
        with self.serve("--webhook-hosts", f"127.0.0.1:{receiver.port}", "--webhook-reach", "machine"):
            project = self.project()
            self.webhook(project, f"https://127.0.0.1:{receiver.port}/")
            self.fail_a_job(project)
            sending = self.only_sending()
        self.assertEqual(sending["state"], "failed")
        self.assertRegex(sending["error"], "certificate")
        self.assertIsNone(receiver.next(1))

    def test_use_no_proxy_of_the_environment(self):
        receiver, proxy = Receiver(self), Receiver(self)
        address = f"http://127.0.0.1:{proxy.port}"
        with self.serve("--webhook-hosts", f"127.0.0.1:{receiver.port}", "--webhook-reach", "machine",
                        http_proxy=address, https_proxy=address, ALL_PROXY=address):
            project = self.project()
            self.webhook(project, f"http://127.0.0.1:{receiver.port}/")
            self.fail_a_job(project)
            self.assertIsNotNone(receiver.next())
        self.assertEqual(proxy.connections, 0)

    def test_of_a_host_that_is_allowed_no_more_are_given_up(self):
        receiver = Receiver(self)
        with self.serve_with_webhooks(receiver):
            project = self.project()
            self.webhook(project, f"http://127.0.0.1:{receiver.port}/")
        with self.serve("--webhook-hosts", "hooks.example.org"):
            self.fail_a_job(project)
            sending = self.only_sending()
            self.assertEqual(sending["state"], "given_up")
            told = self.client.get("/api/v1/messages?which=unread")["items"]
        self.assertEqual(told[0]["kind"], "webhook_given_up")
        self.assertEqual(receiver.connections, 0)


class Settings(Told):
    def test_without_them_nothing_leaves(self):
        with self.serve():
            project = self.project()
            with self.assertRaises(served.Refused) as refused:
                self.webhook(project, "https://hooks.example.org/")
            self.assertEqual(refused.exception.status, 409)
            self.fail_a_job(project)
            self.assertEqual(self.sendings(), [])
            self.assertEqual(self.client.get("/api/v1/messages/unread")["unread"], 1)

    def test_that_are_half_refuse_the_start(self):
        mail = ["--mail-server", "smtp.example.org:587", "--mail-from", "assay@example.org"]
        url = ["--public-address", "https://assay.example.org"]
        for words, said in (
                (mail, "--public-address"),
                (["--webhook-hosts", "hooks.example.org"], "--public-address"),
                (mail + ["--public-address", "assay.example.org"], "--public-address"),
                (mail[:2] + url, "--mail-from"),
                (mail[:2] + url + ["--mail-from", "assay@example.org>\nX: y"], "--mail-from"),
                (["--mail-server", "smtp.example.org"] + mail[2:] + url, "--mail-server"),
                (["--mail-server", "smtp.example.org/x:25"] + mail[2:] + url, "--mail-server"),
                (mail + url + ["--mail-tls", "perhaps"], "--mail-tls"),
                (mail + url + ["--mail-tls", "none"], "--mail-tls"),
                (mail + url + ["--mail-user", "assay"], "--mail-user"),
                (mail + url + ["--outbound-ca", "/nowhere.pem"], "--outbound-ca"),
                (url + ["--webhook-hosts", "https://hooks.example.org"], "--webhook-hosts"),
                (url + ["--webhook-hosts", "a.example.org", "--webhook-reach", "all"], "--webhook-reach")):
            done = subprocess.run([BINARY, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                                   *words], env=served.bare_environment(), check=False,
                                  capture_output=True, text=True, timeout=60)
            self.assertNotEqual(done.returncode, 0, words)
            self.assertIn(said, done.stderr + done.stdout, words)


class TwoServers(Told):
    """Of one PostgreSQL database: nothing is sent twice, nothing is left out."""

    def setUp(self):
        script = os.path.join(TOP, "tools", "test_postgres.sh")
        said = subprocess.run([script, "start"], check=True, capture_output=True, text=True).stdout.split()
        folder, self.database = said
        self.addCleanup(lambda: subprocess.run([script, "stop", folder], check=True))
        super().setUp()

    def serve_on_the_database(self, mailbox, name, *words):
        server = served.Server(BINARY, os.path.join(self.folder, name), "--database", self.database,
                               "--public-address", "https://assay.example.org", "--mail-server",
                               f"127.0.0.1:{mailbox.port}", "--mail-from", "assay@example.org", "--mail-tls",
                               "none", *words)
        self.addCleanup(lambda: server.is_running() and server.stop())
        return server

    def test_send_each_message_once(self):
        mailbox = Mailbox(self)
        first = os.path.join(self.folder, "first")
        served.add_user(BINARY, first, "ada@example.org", "Ada", "a long enough phrase",
                        "--database", self.database)
        token = served.new_token(BINARY, first, "--database", self.database)
        one = self.serve_on_the_database(mailbox, "first")
        shutil.copytree(os.path.join(first, "keys"), os.path.join(self.folder, "second", "keys"))
        self.serve_on_the_database(mailbox, "second", "--jobs", "no")
        self.client = served.Client(one.address, token)
        project = self.project()
        for _ in range(12):
            self.fail_a_job(project)
        got = [mailbox.next() for _ in range(12)]
        self.assertTrue(all(got), got)
        self.assertIsNone(mailbox.next(SILENCE_S))
        self.assertEqual({each["state"] for each in self.sendings()}, {"sent"})


if __name__ == "__main__":
    unittest.main()
