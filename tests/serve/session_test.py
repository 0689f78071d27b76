"""The cookie of a session, and how long it is one."""

import json
import os
import subprocess
import threading
import time
import unittest

import hostile

PASSWORD = "a long enough phrase"
MEMORY_KILOBYTES_MAX = 1 << 20  # that all guesses at once may cost; the sanitizers' share is in it


class Session(unittest.TestCase):
    def sign_in(self, place, password=PASSWORD, headers=None):
        body = {"email": "ada@example.org", "password": password}
        return place.wire.ask("POST", "/api/v1/session", headers, body)

    def cookie_of(self, answer):
        """Its name and value, and its attributes in lower case."""
        name, *attributes = [part.strip() for part in dict(answer.headers)["set-cookie"].split(";")]
        return name, {part.split("=")[0].lower(): part.partition("=")[2] for part in attributes}

    def test_the_cookie_is_kept_from_scripts_and_from_other_sites(self):
        with hostile.Place() as place:
            name, attributes = self.cookie_of(self.sign_in(place))
            self.assertTrue(name.startswith("assay_session="))
            self.assertIn("httponly", attributes)
            self.assertEqual((attributes["samesite"], attributes["path"]), ("Strict", "/"))
            self.assertNotIn("domain", attributes)
            self.assertNotIn("secure", attributes)  # in the clear a browser would not send it back

    def test_the_cookie_is_for_https_alone_where_people_come_by_it(self):
        with hostile.Place("--https-proxy", "yes") as place:
            answer = self.sign_in(place)
            name, attributes = self.cookie_of(answer)
            self.assertIn("secure", attributes)
            self.assertTrue(name.startswith("__Host-assay_session="))
            self.assertEqual(attributes["path"], "/")
            self.assertNotIn("domain", attributes)
            self.assertEqual(place.wire.ask("GET", "/api/v1/projects", {"Cookie": name}).status, 200)
            # By the name that another host of the domain could set, nobody is known.
            plain = name.removeprefix("__Host-")
            self.assertEqual(place.wire.ask("GET", "/api/v1/projects", {"Cookie": plain}).status, 401)

    def test_every_sign_in_makes_a_session_of_its_own(self):
        with hostile.Place() as place:
            chosen = {"Cookie": "assay_session=chosen-by-somebody-else-beforehand"}
            cookies = {self.cookie_of(self.sign_in(place, headers=chosen))[0] for _ in range(3)}
            self.assertEqual(len(cookies), 3)
            self.assertFalse([each for each in cookies if "chosen" in each])

    def test_signing_out_ends_it_and_takes_the_cookie_back(self):
        with hostile.Place() as place:
            answer = self.sign_in(place)
            cookie = self.cookie_of(answer)[0]
            signed = {"Cookie": cookie, "X-CSRF-Token": json.loads(answer.body)["csrf_token"]}
            self.assertEqual(place.wire.ask("GET", "/api/v1/projects", signed).status, 200)
            gone = place.wire.ask("DELETE", "/api/v1/session", signed)
            self.assertEqual(self.cookie_of(gone)[1]["max-age"], "0")
            self.assertEqual(place.wire.ask("GET", "/api/v1/projects", signed).status, 401)

    def test_many_guesses_at_once_are_few_guesses_and_keep_nobody_waiting(self):
        with hostile.Place("--log-level", "error") as place:
            before, told = hostile.peak_kilobytes(place.server.process), []
            guesses = [threading.Thread(target=lambda number=number: told.append(self.guess(place, number)))
                       for number in range(64)]
            for each in guesses:
                each.start()
            begin = time.monotonic()
            self.assertTrue(place.lives())
            self.assertLess(time.monotonic() - begin, 5)
            for each in guesses:
                each.join()
            self.assertEqual(set(told) - {403, 429, 503}, set())
            self.assertLess(told.count(403), 10 + 4)  # ten are counted, and what runs with the tenth
            self.assertLess(hostile.peak_kilobytes(place.server.process) - before, MEMORY_KILOBYTES_MAX)

    def guess(self, place, number):
        wire = hostile.Wire(place.server.address)
        body = {"email": "ada@example.org", "password": f"a wrong guess {number}"}
        status = wire.ask("POST", "/api/v1/session", {}, body).status
        wire.close()
        return status

    def test_https_is_remembered_where_the_server_ends_it(self):
        folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "http")
        words = ["--tls-cert", f"{folder}/test_certificate.pem", "--tls-key", f"{folder}/test_key.pem"]
        with hostile.Place(*words, asks=False) as place:
            address = place.server.address
            self.assertTrue(address.startswith("https://"))
            head = b"GET / HTTP/1.0\r\nHost: x\r\n\r\n"
            words = ["openssl", "s_client", "-quiet", "-connect", address.split("//")[1]]
            done = subprocess.run(words, input=head, capture_output=True, check=False, timeout=60)
            self.assertIn(b"Strict-Transport-Security: max-age=31536000", done.stdout)


if __name__ == "__main__":
    unittest.main()
