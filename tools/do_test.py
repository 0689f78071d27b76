"""A failing step makes ./do fail, whatever stands around it."""

import os
import subprocess
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTS = "set -euo pipefail; for part in tools/do/*.sh; do . $part; done; "


def run(*words):
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def bash(script):
    return run("bash", "-c", PARTS + script)


def read(*parts):
    with open(os.path.join(ROOT, *parts), encoding="utf-8") as file:
        return file.read()


class Quietly(unittest.TestCase):
    def test_says_nothing_when_all_is_well(self):
        done = bash("quietly echo noise")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_shows_what_was_said_and_fails_with_the_same_code(self):
        done = bash("quietly bash -c 'echo reason; exit 7'; echo reached")
        self.assertEqual(done.returncode, 7)
        self.assertIn("reason", done.stderr)
        self.assertNotIn("reached", done.stdout)

    def test_fails_inside_a_chain_in_a_subshell(self):
        self.assertNotEqual(bash("f() { (cd tools && quietly false && quietly true); }; f").returncode, 0)


class Phase(unittest.TestCase):
    def test_a_failing_step_ends_the_run_and_is_named(self):
        done = bash("trap say_what_failed EXIT; good() { true; }; bad() { false; true; }\n"
                    "phase first good\nphase second good bad good\nphase third good")
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("== third", done.stdout)
        self.assertIn('"second" failed', done.stderr)

    def test_a_failing_test_program_is_not_hidden_by_what_keeps_its_output(self):
        done = bash("run() { false | tee /dev/null; }; phase tests run; echo reached")
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("reached", done.stdout)

    def test_every_phase_is_in_the_budget(self):
        done = bash("good() { true; }; phase build good; phase tests good; printf '%s' \"$budget\"")
        self.assertIn("build", done.stdout.split("== tests")[1])


class Commands(unittest.TestCase):
    def test_help_names_every_command(self):
        text = read("do")
        named = {line.split()[1] for line in text.splitlines() if line.startswith("./do ")}
        listed = {line.split(")")[0].strip() for line in text.split("case $command in")[1].splitlines()
                  if line.startswith("  ") and ")" in line}
        self.assertEqual(named, {name for name in listed if name.isalpha()})

    def test_an_unknown_command_is_refused(self):
        done = run("./do", "nonsense")
        self.assertEqual(done.returncode, 2)
        self.assertIn("./do help", done.stderr)

    def test_a_release_says_how_it_is_signed_before_anything_is_built(self):
        done = bash("package() { echo built; }; release")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--key FILE", done.stderr)
        self.assertNotIn("built", done.stdout)

    def test_a_release_of_a_tree_that_is_not_ready_is_not_built(self):
        stray = os.path.join(ROOT, "stray-of-a-test")
        with open(stray, "w", encoding="utf-8"):
            self.addCleanup(os.remove, stray)
        done = bash("package() { echo built; }; release --despite-advisories --unsigned")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("not clean", done.stderr)
        self.assertNotIn("built", done.stdout)

    def test_every_package_list_that_is_named_exists(self):
        folder = os.path.join("tools", "do")
        scripts = [("do",)] + [(folder, name) for name in os.listdir(os.path.join(ROOT, folder))]
        for word in " ".join(read(*parts) for parts in scripts).split():
            name = word.strip(";,)")
            if name.startswith("packages") and name.endswith(".txt"):
                self.assertTrue(os.path.exists(os.path.join(ROOT, "tools", name)), name)


if __name__ == "__main__":
    unittest.main()
