"""What counts as growth."""

import unittest

import soak


def samples(rss, files=lambda at: 20):
    return [soak.Sample(at / 2, rss(at), files(at)) for at in range(60)]


class Findings(unittest.TestCase):
    def test_a_server_that_stays_as_it_is_passes(self):
        self.assertEqual(list(soak.findings(samples(lambda at: 100 + at % 7), 21)), [])

    def test_what_is_taken_in_the_warm_up_is_no_growth(self):
        self.assertEqual(list(soak.findings(samples(lambda at: 50 + min(at, 18) * 5), 20)), [])

    def test_memory_that_grows_is_found(self):
        self.assertIn("memory grows", list(soak.findings(samples(lambda at: 100 + at), 20))[0])

    def test_files_that_stay_open_are_found(self):
        grow = samples(lambda at: 100, lambda at: 20 + at)
        self.assertIn("open files grow", list(soak.findings(grow, 20))[0])
        self.assertIn("after the load", list(soak.findings(samples(lambda at: 100), 30))[0])

    def test_a_run_that_is_too_short_says_nothing(self):
        self.assertIn("too few", list(soak.findings(samples(lambda at: 100)[:9], 20))[0])


if __name__ == "__main__":
    unittest.main()
