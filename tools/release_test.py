"""A release is made of a clean tree with a dated section, and of everything that belongs to it."""

import contextlib
import io
import os
import subprocess
import tempfile
import unittest

import release

OLDER = "## 0.1.0, 2026-01-02\n\nThe first.\n"
CHANGELOG = "# Changes\n\nWhat people notice.\n\n## 0.2.0, unreleased\n\nSoon.\n\n" + OLDER


class Tree(unittest.TestCase):
    """A repository with what a release looks at."""

    def setUp(self):
        held = tempfile.TemporaryDirectory(prefix="assay-release-")
        self.addCleanup(held.cleanup)
        self.root = held.name
        self.write("CMakeLists.txt", "cmake_minimum_required(VERSION 3.25)\n"
                                     "project(assay VERSION 0.2.0 LANGUAGES CXX)\n")
        self.write("CHANGELOG.md", CHANGELOG)
        self.write("docs/changes/README.md", "Fragments.\n")
        self.write("docs/changes/app-one.md", "One can do one thing.\n")
        self.write("docs/changes/app-two.md", "One can do another.\n")
        self.write("docs/changes/web-three.md", "One sees a third.\n")
        self.git("init", "-q")
        self.commit()

    def write(self, name, text):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def git(self, *words):
        subprocess.run(["git", "-C", self.root, "-c", "user.name=Test", "-c", "user.email=test@example.org",
                        *words], check=True, capture_output=True)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "as it is")

    def run_main(self, *words):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = release.main(["--root", self.root, *words])
        return code, out.getvalue() + err.getvalue()

    def ready(self):
        self.assertEqual(self.run_main("changelog")[0], 0)
        self.commit()


class Check(Tree):
    def test_a_tree_that_is_ready_passes(self):
        self.ready()
        self.assertEqual(self.run_main("check"), (0, ""))

    def test_a_tree_with_changes_is_refused(self):
        self.ready()
        self.write("stray.txt", "x")
        code, said = self.run_main("check")
        self.assertEqual(code, 1)
        self.assertIn("not clean", said)
        self.assertIn("stray.txt", said)

    def test_a_version_without_a_section_is_refused(self):
        self.ready()
        self.write("CMakeLists.txt", "project(assay VERSION 0.3.0 LANGUAGES CXX)\n")
        self.commit()
        code, said = self.run_main("check")
        self.assertEqual(code, 1)
        self.assertIn("no section \"## 0.3.0", said)

    def test_a_section_without_a_date_and_fragments_that_wait_are_refused(self):
        code, said = self.run_main("check")
        self.assertEqual(code, 1)
        self.assertIn("has no date", said)
        self.assertIn("app-one.md", said)

    def test_an_empty_section_is_refused(self):
        self.ready()
        self.write("CHANGELOG.md", "# Changes\n\n## 0.2.0, 2026-11-26\n\n" + OLDER)
        self.commit()
        self.assertIn("says nothing", self.run_main("check")[1])

    def test_a_version_is_not_taken_for_one_that_begins_alike(self):
        self.assertIsNone(release.section_of("## 0.2.01, 2026-11-26\n\nx\n", "0.2.0"))
        self.assertIsNone(release.section_of("## 0.20, 2026-11-26\n\nx\n", "0.2.0"))


class Changelog(Tree):
    def test_fragments_move_under_their_rooms_and_what_stood_before_stays(self):
        code, said = self.run_main("changelog")
        self.assertEqual(code, 0)
        self.assertIn("3 fragments", said)
        text = release.read(self.root, "CHANGELOG.md")
        day, section = release.section_of(text, "0.2.0")
        self.assertRegex(day, r"^\d{4}-\d{2}-\d{2}$")
        self.assertEqual(section, "### app\n\nOne can do one thing.\n\nOne can do another.\n\n"
                                  "### web\n\nOne sees a third.")
        self.assertEqual(release.section_of(text, "0.1.0"), ("2026-01-02", "The first."))
        self.assertTrue(text.startswith("# Changes\n\nWhat people notice.\n\n## 0.2.0, "))
        self.assertEqual(os.listdir(os.path.join(self.root, "docs", "changes")), ["README.md"])

    def test_a_version_that_is_new_stands_before_the_others(self):
        self.write("CHANGELOG.md", "# Changes\n\n## 0.1.0, 2026-01-02\n\nThe first.\n")
        self.run_main("changelog")
        text = release.read(self.root, "CHANGELOG.md")
        self.assertLess(text.index("## 0.2.0"), text.index("## 0.1.0"))
        self.assertEqual(release.section_of(text, "0.1.0"), ("2026-01-02", "The first."))


class Collect(Tree):
    def setUp(self):
        super().setUp()
        self.ready()
        held = tempfile.TemporaryDirectory(prefix="assay-release-")
        self.addCleanup(held.cleanup)
        self.made = held.name
        self.deb = self.in_made("assay_0.2.0_amd64.deb", "a package")
        self.in_made("assay_0.2.0_amd64.cdx.json", "{}")
        self.folder = os.path.join(self.made, "release")

    def in_made(self, name, text):
        path = os.path.join(self.made, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def test_everything_is_there_and_its_sums_are_right(self):
        self.assertEqual(self.run_main("collect", self.deb, "-o", self.folder, "--unsigned")[0], 0)
        self.assertEqual(sorted(os.listdir(self.folder)),
                         ["NOTES.md", "SHA256SUMS", "assay-0.2.0.tar.gz", "assay_0.2.0_amd64.cdx.json",
                          "assay_0.2.0_amd64.deb"])
        checked = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=self.folder,
                                 capture_output=True, text=True, check=False)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertEqual(checked.stdout.count(": OK"), 4)
        notes = release.read(self.folder, "NOTES.md")
        self.assertIn("One can do another.", notes)
        self.assertNotIn("The first.", notes)
        listed = subprocess.run(["tar", "-tzf", os.path.join(self.folder, "assay-0.2.0.tar.gz")],
                                capture_output=True, text=True, check=True).stdout
        self.assertIn("assay-0.2.0/CHANGELOG.md", listed)

    def test_a_signature_holds_and_only_for_these_sums(self):
        key, public = os.path.join(self.made, "key.pem"), os.path.join(self.made, "key.pub")
        for words in (["genpkey", "-algorithm", "ed25519", "-out", key],
                      ["pkey", "-in", key, "-pubout", "-out", public]):
            subprocess.run(["openssl", *words], check=True, capture_output=True)
        self.assertEqual(self.run_main("collect", self.deb, "-o", self.folder, "--key", key)[0], 0)

        def holds():
            words = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", public, "-rawin", "-in",
                     "SHA256SUMS", "-sigfile", "SHA256SUMS.sig"]
            return subprocess.run(words, cwd=self.folder, capture_output=True, check=False).returncode == 0

        self.assertTrue(holds())
        with open(os.path.join(self.folder, "SHA256SUMS"), "a", encoding="utf-8") as file:
            file.write("0" * 64 + "  another.deb\n")
        self.assertFalse(holds())

    def test_a_key_that_is_none_is_refused(self):
        none = self.in_made("no.pem", "x")
        code, said = self.run_main("collect", self.deb, "-o", self.folder, "--key", none)
        self.assertEqual(code, 1)
        self.assertIn("could not be signed", said)

    def test_a_package_of_another_version_or_without_its_bill_is_refused(self):
        other = self.in_made("assay_0.1.0_amd64.deb", "old")
        said = self.run_main("collect", other, "-o", self.folder, "--unsigned")[1]
        self.assertIn("cdx.json is missing", said)
        self.in_made("assay_0.1.0_amd64.cdx.json", "{}")
        code, said = self.run_main("collect", other, "-o", self.folder, "--unsigned")
        self.assertEqual(code, 1)
        self.assertIn("not of the version 0.2.0", said)


if __name__ == "__main__":
    unittest.main()
