"""Requests of too much JSON, headers or bytes, or of no text at all; every route of the contract."""

import json
import unittest

import hostile

MEMORY_KILOBYTES_MAX = 1 << 20  # that the worst of these may cost; the sanitizers' share is in it


class HostileRequests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = hostile.Place("--log-level", "error")
        cls.place.__enter__()
        cls.of_json = [each for each in cls.place.operations() if isinstance(each.body, dict)]

    @classmethod
    def tearDownClass(cls):
        cls.place.__exit__()

    def tearDown(self):
        self.assertTrue(self.place.lives())

    def ask(self, operation, body):
        headers = self.place.headers(**{"Content-Type": "application/json", "If-Match": '"1"'})
        return self.place.wire.ask(operation.method, self.place.filled(operation.path), headers, body)

    def every_route_refuses(self, body, *expected):
        self.assertGreater(len(self.of_json), 10)
        for operation in self.of_json:
            with self.subTest(operation.name):
                self.assertIn(self.ask(operation, body).status, expected)

    def test_a_body_larger_than_its_route_takes_is_refused(self):
        contract = json.loads(self.place.wire.ask("GET", "/api/v1/openapi.json").body)
        for operation in self.of_json:
            told = contract["paths"][operation.path][operation.method.lower()]["x-body-bytes-max"]
            with self.subTest(operation.name):
                self.assertEqual(self.ask(operation, b'{"a":"' + b"x" * told + b'"}').status, 413)

    def test_a_part_of_an_upload_has_a_limit_and_the_size_that_was_announced(self):
        made = self.place.client.post(f"{self.place.base}/uploads", {"name": "f.csv", "size": 20 << 20})
        headers = self.place.headers(**{"Content-Type": "application/octet-stream"})

        def put(number, size):
            target = f"/api/v1/uploads/{made['id']}/parts/{number}"
            return self.place.wire.ask("PUT", target, headers, b"x" * size).status
        self.assertEqual(put(1, (8 << 20) + 1), 413)
        for number, size in ((1, 0), (1, 1), (0, 8 << 20), (4, 1), (10**9, 1), (3, 8 << 20)):
            self.assertEqual(put(number, size), 400, (number, size))
        for size in (0, -1, 1 << 62, 10**30, "1", 1.5, None):
            wrong = self.place.wire.ask("POST", f"{self.place.base}/uploads", self.place.headers(),
                                        {"name": "f.csv", "size": size})
            self.assertEqual(wrong.status, 400, size)

    def test_deep_json_is_refused(self):
        for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
            for deep in (40, 20_000):
                middle = opening * deep + b"1" + closing * deep
                self.every_route_refuses(b'{"a":' + middle + b"}", 400, 413)
                self.every_route_refuses(b'{"a":' + opening * deep, 400, 413)

    def test_very_many_members_are_refused_and_cost_a_bounded_memory(self):
        before = hostile.peak_kilobytes(self.place.server.process)
        members = b"{" + b",".join(b'"%d":{}' % number for number in range(600_000)) + b"}"
        elements = b'{"a":[' + b"{}," * 2_600_000 + b"1]}"
        for body in (members, elements):
            self.assertLess(len(body), 8 << 20)
            self.every_route_refuses(body, 400, 413)
        grown = hostile.peak_kilobytes(self.place.server.process) - before
        self.assertLess(grown, MEMORY_KILOBYTES_MAX)

    def test_the_same_member_many_times_is_refused(self):
        self.every_route_refuses(b'{' + b'"nobody asked":1,' * 1000 + b'"z":1}', 400)

    def test_what_is_no_utf_8_is_refused(self):
        for wrong in (b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3"):
            self.every_route_refuses(b'{"name":"' + wrong + b'"}', 400)

    def test_what_is_no_json_is_refused(self):
        for wrong in (b"", b"{", b"[]", b"null", b"NaN", b'{"a":1}x', b'{"a":1,}', b"{'a':1}",
                      b'{"a":1e999999}', b'{"a":"\x01"}', b"\xef\xbb\xbf\xef\xbb\xbf{}"):
            self.every_route_refuses(wrong, 400)

    def test_another_type_than_json_is_refused(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json",
                     ""):
            for operation in self.of_json:
                with self.subTest(operation.name + " " + kind):
                    headers = self.place.headers(**{"Content-Type": kind})
                    answer = self.place.wire.ask(operation.method, self.place.filled(operation.path), headers,
                                                 b"{}")
                    self.assertEqual(answer.status, 415)

    def head(self, *lines, target="/healthz"):
        text = b"\r\n".join([b"GET " + target.encode("latin-1") + b" HTTP/1.1", b"Host: x",
                             b"Connection: close", *lines, b"", b""])
        return hostile.statuses(hostile.raw(self.place.server.address, text))

    def test_many_headers_are_refused(self):
        self.assertEqual(self.head(*[b"A%d: x" % number for number in range(50)]), [200])
        self.assertEqual(self.head(*[b"A%d: x" % number for number in range(1000)]), [431])
        self.assertEqual(self.head(*[b"A: x"] * 10_000), [431])

    def test_long_headers_are_refused(self):
        self.assertEqual(self.head(b"A: " + b"x" * 8000), [200])
        self.assertEqual(self.head(b"A: " + b"x" * 100_000), [431])
        self.assertEqual(self.head(b"A" * 100_000 + b": x"), [431])

    def test_long_targets_are_refused(self):
        self.assertEqual(self.head(target="/" + "x" * 100_000), [414])
        self.assertEqual(self.head(target="/healthz?" + "x=1&" * 1000), [400])
        self.assertEqual(self.head(target="/a" * 1000), [400])

    def test_targets_and_headers_that_are_no_text_are_refused_or_kept_out(self):
        for target in ("/\xff", "/%ff", "/%c0%ae", "/%00", "/a%0d%0ab", "/?a=%ff", "/?a=%0a", "/%u0041",
                       "/%"):
            self.assertEqual(self.head(target=target), [400], target)
        self.assertEqual(self.head(b"X-Request-Id: \xff\xfe\xff\xfe\xff\xfe\xff\xfe"), [200])

    def test_nothing_that_comes_in_adds_a_header(self):
        for ending in ("%0d%0aX-Injected: 1", "%0aX-Injected:1", "%0d%0a%0d%0a<script>",
                       "\u560d\u560aX-Injected: 1", "%E5%98%8D%E5%98%8AX-Injected:%201",
                       "\";filename=\"x.html"):
            for operation in self.place.operations():
                if operation.method != "GET" or operation.path == "/api/v1/events":
                    continue
                for name in operation.queries or ["any"]:
                    target = f"{self.place.filled(operation.path)}?{name}={hostile.quoted(ending)}"
                    answer = self.place.wire.ask("GET", target, self.place.headers())
                    names = {header for header, _ in answer.headers}
                    self.assertFalse(names & {"x-injected", "set-cookie"}, target)
                    disposition = dict(answer.headers).get("content-disposition", "")
                    self.assertNotIn("x.html", disposition, target)
        given = b"X-Request-Id: abcdefgh\tSet-Cookie: a=b"
        self.assertNotIn(b"Set-Cookie", hostile.raw(
            self.place.server.address, b"GET /healthz HTTP/1.0\r\n" + given + b"\r\n\r\n"))

    def test_names_of_files_cannot_end_a_line(self):
        for name in ("a\r\nSet-Cookie: x=1", "a\nb", "a\0b", "", " ", "x" * 300, "\u202egnp.exe"):
            answer = self.place.wire.ask("POST", f"{self.place.base}/uploads", self.place.headers(),
                                         {"name": name, "size": 1})
            self.assertEqual(answer.status, 400, repr(name))


if __name__ == "__main__":
    unittest.main()
