"""What is found wrong with the page of security; and that nothing is wrong with ours."""

import unittest

import security_check

TESTS = {"suite.claim", "test_a_claim"}


def exists(path):
    return path in ("docs/a.md", "src/a.cc")


def page(evidence="`suite.claim`", state="met", numbers=None):
    numbers = security_check.requirements() if numbers is None else numbers
    return "".join(f"| {number} | words | {state} | {evidence} |\n" for number in numbers)


class Citations(unittest.TestCase):
    def found(self, *words):
        return list(security_check.citation_findings(words, TESTS, exists))

    def test_tests_and_files_that_exist_pass_and_words_are_left_alone(self):
        self.assertEqual(self.found("suite.claim", "test_a_claim", "docs/a.md", "src/a.cc", "assay user add",
                                    "/metrics", "--tls-cert"), [])

    def test_a_test_that_does_not_exist_is_found(self):
        self.assertEqual(self.found("suite.another"), ["there is no test suite.another"])
        self.assertEqual(self.found("test_another"), ["there is no test test_another"])

    def test_a_file_that_does_not_exist_is_found(self):
        self.assertEqual(self.found("src/b.cc"), ["there is no file src/b.cc"])
        self.assertEqual(self.found("tests/attack/b.py"), ["there is no file tests/attack/b.py"])


class States(unittest.TestCase):
    def found(self, text):
        return list(security_check.state_findings(text, TESTS, exists))

    def test_a_page_with_everything_passes(self):
        self.assertEqual(self.found(page()), [])

    def test_level_2_has_259_requirements(self):
        self.assertEqual(len(set(security_check.requirements())), 259)

    def test_what_is_met_has_evidence(self):
        self.assertIn("no test and no file", self.found(page(evidence="because we say so"))[0])
        self.assertIn("no test and no file", self.found(page(evidence="`suite.another`"))[0])

    def test_what_is_open_or_does_not_apply_has_a_reason(self):
        self.assertIn("nothing says why", self.found(page(state="open", evidence="no"))[0])
        self.assertIn("none of", self.found(page(state="mostly"))[0])

    def test_a_requirement_that_is_missing_twice_or_foreign_is_found(self):
        numbers = security_check.requirements()
        self.assertEqual(self.found(page(numbers=numbers[1:])), [f"{numbers[0]} is missing"])
        self.assertEqual(self.found(page(numbers=numbers + numbers[:1])), [f"{numbers[0]} is there twice"])
        self.assertIn("V1.1.99 is no requirement", self.found(page(numbers=numbers + ["V1.1.99"]))[0])

    def test_numbers_above_the_tables_are_counted(self):
        self.assertIn("of 259 requirements 259 are met", list(security_check.count_findings(page()))[0])


class Ours(unittest.TestCase):
    def test_every_claim_of_our_page_has_its_test(self):
        self.assertEqual(list(security_check.findings()), [])


if __name__ == "__main__":
    unittest.main()
