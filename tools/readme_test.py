"""What goes from a run into the README."""

import unittest

import readme

DEMO = ("3 items\n\n"
        "Where do errors gather?\n  view = PA\n\nWhat to do next\n  1. Look.\n  2. Write.\n  3. Go.\n"
        "The delivery (with what was planted in it): demo/delivery\n"
        "The report, one file that opens offline:    " + "/home" + "/me/assay/demo/report.html\n")


class Readme(unittest.TestCase):
    def test_the_demo_is_cut_to_errors_and_two_advices_without_the_machine(self):
        text = readme.demo_excerpt(DEMO)
        self.assertIn("  2. Write.\n[...]", text)
        self.assertNotIn("3. Go", text)
        self.assertTrue(text.endswith("offline:    demo/report.html"))

    def test_a_run_that_failed_is_refused(self):
        self.assertRaises(ValueError, readme.demo_excerpt, "assay: no such file")
        self.assertRaises(ValueError, readme.test_excerpt, "1 test failed")

    def test_only_the_block_of_the_command_changes(self):
        text = "a\n```\n$ ./do demo\nold\n```\nb\n```\n$ ./do test\nold\n```\n"
        self.assertEqual(readme.replaced(text, "demo", "new"),
                         "a\n```\n$ ./do demo\nnew\n```\nb\n```\n$ ./do test\nold\n```\n")


if __name__ == "__main__":
    unittest.main()
