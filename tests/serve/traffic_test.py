"""Who asks for much is made to wait, and of whom much is refused the administrators are told."""

import unittest

import hostile

REFUSALS_TOLD = 300


class Traffic(unittest.TestCase):
    def test_one_account_makes_so_many_requests_a_minute_and_then_waits(self):
        with hostile.Place("--requests-per-minute", "40") as place:
            answers = [place.wire.ask("GET", "/api/v1/projects", place.headers()) for _ in range(60)]
            self.assertEqual({answer.status for answer in answers}, {200, 429})
            wait = int(dict(answers[-1].headers)["retry-after"])
            self.assertTrue(0 < wait <= 61, wait)
            self.assertEqual(place.wire.ask("GET", "/healthz").status, 200, "an address is counted apart")

    def test_administrators_are_told_of_many_refused_requests(self):
        with hostile.Place() as place:
            for _ in range(REFUSALS_TOLD + 50):
                self.assertEqual(place.wire.ask("GET", "/api/v1/projects/999", place.headers()).status, 404)
            told = [each for each in place.client.get("/api/v1/messages")["items"]
                    if each["kind"] == "many_refusals"]
            self.assertEqual(len(told), 1)
            self.assertIn(f"{REFUSALS_TOLD} requests of ", told[0]["subject"])
            self.assertIn("were refused within ten minutes", told[0]["subject"])


if __name__ == "__main__":
    unittest.main()
