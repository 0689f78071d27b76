"""What a browser may do with the server's pages: no script but files of the server, no style inside of a
page without its nonce."""

import html.parser
import re
import unittest

import hostile

SCRIPT_PLACES = {"'self'"}
PAGES = ("/", "/setup", "/projects/1/overview", "/any/other/address", "/api/v1/docs")


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.inline, self.handlers, self.styles, self.from_elsewhere = [], [], [], []
        self.open_script = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "script":
            self.open_script = "src" not in given
        if tag == "style" or "style" in given:
            self.styles.append(given.get("nonce"))
        self.handlers += [name for name in given if name.startswith("on")]
        for name in ("src", "href", "action", "data"):
            if re.match(r"(?:[a-z]+:)?//|javascript:", given.get(name) or ""):
                self.from_elsewhere.append(given[name])

    def handle_data(self, data):
        if self.open_script and data.strip():
            self.inline.append(data)

    def handle_endtag(self, tag):
        if tag == "script":
            self.open_script = False


def policy_of(answer):
    text = dict(answer.headers)["content-security-policy"]
    return {words[0]: set(words[1:]) for words in (part.split() for part in text.split(";")) if words}


class PagePolicy(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = hostile.Place("--log-level", "error")
        cls.place.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.place.__exit__()

    def page(self, target):
        answer = self.place.wire.ask("GET", target)
        self.assertEqual(answer.status, 200)
        self.assertTrue(dict(answer.headers)["content-type"].startswith("text/html"))
        return answer

    def test_no_page_needs_a_script_or_a_handler_inside_of_it(self):
        for target in PAGES:
            page = Page(self.page(target).body.decode())
            self.assertEqual((page.inline, page.handlers, page.from_elsewhere), ([], [], []), target)

    def test_policies_allow_no_script_but_files_of_this_server(self):
        for target in PAGES:
            policy = policy_of(self.page(target))
            self.assertEqual(policy["default-src"], {"'none'"}, target)
            self.assertEqual(policy["script-src"], SCRIPT_PLACES, target)
            self.assertEqual(policy["frame-ancestors"], {"'none'"}, target)
            self.assertEqual(policy["base-uri"], {"'none'"}, target)
            self.assertLessEqual(policy["connect-src"], {"'self'"}, target)
            self.assertLessEqual(policy["form-action"], {"'self'", "'none'"}, target)
            self.assertNotIn("object-src", policy)  # none, by default-src
            for places in policy.values():
                self.assertFalse([each for each in places if "unsafe" in each or "*" in each], target)

    def test_styles_inside_of_a_page_carry_its_nonce_and_every_page_has_another(self):
        nonces = set()
        for target in PAGES:
            answer = self.page(target)
            allowed = {each for each in policy_of(answer)["style-src"] if each.startswith("'nonce-")}
            for nonce in Page(answer.body.decode()).styles:
                self.assertIn(f"'nonce-{nonce}'", allowed, target)
            self.assertFalse(nonces & allowed)
            nonces |= allowed
        self.assertEqual(len(nonces), len([each for each in PAGES if not each.startswith("/api/")]))

    def test_a_parser_that_sees_nothing_would_not_pass(self):
        page = Page('<script>x</script><a onclick="x" href="//evil.example"></a><p style="a">')
        self.assertEqual((len(page.inline), len(page.handlers), len(page.from_elsewhere)), (1, 1, 1))
        self.assertEqual(page.styles, [None])

    def test_scripts_and_styles_are_what_they_are_called(self):
        for path in re.findall(r'(?:src|href)="(/assets/[^"]+)"', self.page("/").body.decode()):
            answer = self.place.wire.ask("GET", path)
            kind = dict(answer.headers)["content-type"]
            wanted = {"js": "javascript", "css": "css", "svg": "svg", "png": "png", "woff2": "font"}
            self.assertIn(wanted[path.rsplit(".", 1)[1]], kind, path)

    def test_a_report_is_a_file_to_keep_and_runs_nothing_here(self):
        client = self.place.client
        client.post(f"{self.place.base}/annotations", {"annotations": [
            {"item": f"i{item}", "annotator": who, "label": "x"} for item in range(3) for who in "ab"]})
        job = client.wait(client.post(f"{self.place.base}/snapshots", {"name": "s"}))
        answer = self.place.wire.ask("GET", f"/api/v1/snapshots/{job['result']['snapshot']}/report.html",
                                     self.place.headers())
        headers = dict(answer.headers)
        self.assertTrue(headers["content-disposition"].startswith("attachment"))
        self.assertIn("sandbox", policy_of(answer))


if __name__ == "__main__":
    unittest.main()
