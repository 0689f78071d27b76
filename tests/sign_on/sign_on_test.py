"""Signing in by a real issuer of OpenID Connect: the real server, the certified library oidc-provider, and a
browser's redirects, all on loopback."""

import json
import os
import socket
import subprocess
import tempfile
import unittest
import urllib.parse

import browser
import served

BINARY = os.environ["SERVED_BINARY"]
HERE = os.path.dirname(os.path.abspath(__file__))
PASSWORD = "a long enough phrase"
SECRET = "a secret: with & signs, of the client"
CALLBACK = "/api/v1/single_sign_on/callback"


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Issuer:
    def __init__(self, callback):
        if not os.path.isdir(os.path.join(HERE, "node_modules", "oidc-provider")):
            raise RuntimeError("the issuer is not installed: cd tests/sign_on && npm ci")
        self.process = subprocess.Popen(["node", os.path.join(HERE, "issuer.mjs"), callback],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = None
        for line in self.process.stdout:
            if line.startswith("issuer at "):
                self.address = line.split()[-1]
                break
        if self.address is None:
            raise RuntimeError("the issuer did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()


class SignOn(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="assay-sign-on-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.data = os.path.join(self.folder, "data")
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.issuer = Issuer(self.address + CALLBACK)
        self.addCleanup(self.issuer.stop)
        served.add_user(BINARY, self.data, "ada@example.org", "Ada", PASSWORD, "--organisation", "Example")
        self.browser = browser.Browser()

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def serve(self, *words, client="assay", secret=SECRET):
        settings = ["--public-address", self.address, "--openid-issuer", self.issuer.address,
                    "--openid-client-id", client, "--openid-button", "Sign in with Example"]
        if secret:
            settings += ["--openid-client-secret-file", self.file("secret", secret + "\n")]
        self.log = os.path.join(self.folder, "log")
        server = served.Server(BINARY, self.data, *settings, *words, listen=f"127.0.0.1:{self.port}",
                               log=self.log)
        self.addCleanup(server.__exit__)
        return server

    def begin(self):
        return self.browser.go(f"{self.address}/api/v1/single_sign_on/start?then=/projects/new")

    def sign_in(self, login):
        """Through the issuer's pages; the page of Assay that it ends at."""
        page = self.browser.submit(self.begin(), login=login, password="any")
        if "consent" in page.body and page.address.startswith(self.issuer.address):
            page = self.browser.submit(page)
        return page

    def visit(self):
        return self.browser.go(self.address + "/api/v1/session").json()

    def stopped(self, page):
        place = urllib.parse.urlsplit(page.address)
        self.assertEqual(place.path, "/sign-in")
        self.assertEqual(self.visit()["user"], None)
        return urllib.parse.parse_qs(place.query)["stopped"][0]

    def last_reason(self):
        event = served.run(BINARY, "audit", "export", "--data", self.data).splitlines()
        leaves = [json.loads(line)["leaf"] for line in event if line.startswith('{"leaf"')]
        return leaves[-1]["header"]["reason"]

    def test_who_is_known_by_a_verified_address_comes_in_and_comes_back(self):
        with self.serve() as server:
            told = self.browser.go(self.address + "/api/v1/single_sign_on").json()
            self.assertEqual(told, {"openid": {"button": "Sign in with Example"}, "proxy_email": None})
            page = self.sign_in("known.ada")
            self.assertEqual((page.address, page.status), (self.address + "/projects/new", 200))
            visit = self.visit()
            self.assertEqual(visit["user"]["email"], "ada@example.org")
            # The session is one as with a password: changes carry its token.
            leave = self.address + "/api/v1/session"
            self.assertEqual(self.browser.once(leave, method="DELETE")[0].status, 403)
            headers = {"X-CSRF-Token": visit["csrf_token"]}
            self.assertEqual(self.browser.once(leave, method="DELETE", headers=headers)[0].status, 200)
            self.assertEqual(self.visit()["user"], None)
            # The issuer still knows the browser: it is out and back without a word.
            self.assertEqual(self.begin().address, self.address + "/projects/new")
            self.assertEqual(self.visit()["user"]["email"], "ada@example.org")
            self.assertEqual(server.stop(), 0)
        self.assertEqual(self.last_reason(), "openid_connect " + self.issuer.address)

    def test_the_way_back_serves_once_and_one_browser(self):
        with self.serve():
            self.sign_in("known.ada")
            back = next(hop.address for hop in self.browser.hops if CALLBACK in hop.address)
            self.assertIn("iss=", back)  # the issuer names itself
            mine = self.browser
            for self.browser in (browser.Browser(), mine):
                self.assertTrue(self.browser.go(back).address.endswith("/sign-in?stopped=expired"))

    def test_strangers_stay_out(self):
        with self.serve():
            self.assertEqual(self.stopped(self.sign_in("known.eve")), "person")
            self.browser = browser.Browser()
            self.assertEqual(self.stopped(self.sign_in("unverified.ada")), "email")
        with open(self.log, encoding="utf-8") as file:
            said = file.read()
        self.assertIn("nobody here has the e-mail address", said)
        self.assertNotIn("eve@", said)

    def test_an_account_is_of_one_person_until_it_is_unlinked(self):
        with self.serve():
            self.sign_in("known.ada")
            self.browser = browser.Browser()
            self.assertEqual(self.stopped(self.sign_in("known.ada.second")), "taken")
        served.run(BINARY, "user", "unlink", "--data", self.data, "--email", "ada@example.org")
        with self.serve():
            self.browser = browser.Browser()
            self.assertEqual(self.sign_in("known.ada.second").address, self.address + "/projects/new")

    def test_who_turns_back_is_told_so(self):
        with self.serve():
            page = self.browser.follow(self.begin(), "abort")
            self.assertEqual(self.stopped(page), "refused")

    def test_a_client_without_a_secret_and_es256_make_new_people_where_the_settings_say(self):
        with self.serve("--openid-organisation", "Example", client="assay-public", secret=None):
            self.assertEqual(self.sign_in("known.eve").address, self.address + "/projects/new")
            user = self.visit()["user"]
            self.assertEqual((user["email"], user["name"]), ("eve@example.org", "Person eve"))
            self.assertEqual((user["organisation"]["name"], user["administrator"]), ("Example", False))

    def test_a_wrong_secret_is_told_from_an_issuer_that_is_gone(self):
        with self.serve(secret="another"):
            self.assertEqual(self.stopped(self.sign_in("known.ada")), "token")
            self.issuer.stop()
            self.browser = browser.Browser()
            # It left for the issuer while that was known; the way back finds nobody to ask.
            _, there = self.browser.once(f"{self.address}/api/v1/single_sign_on/start")
            self.assertTrue(there.startswith(self.issuer.address))
            state = urllib.parse.parse_qs(urllib.parse.urlsplit(there).query)["state"][0]
            back = urllib.parse.urlencode({"code": "x", "state": state, "iss": self.issuer.address})
            self.assertEqual(self.stopped(self.browser.go(f"{self.address}{CALLBACK}?{back}")), "issuer")

    def test_an_issuer_that_calls_itself_otherwise_is_not_gone_to(self):
        self.issuer.address += "/"
        with self.serve():
            self.assertEqual(self.stopped(self.begin()), "issuer")
        with open(self.log, encoding="utf-8") as file:
            self.assertIn("names another issuer", file.read())


if __name__ == "__main__":
    unittest.main()
