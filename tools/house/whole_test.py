"""The rules of the whole tree, on trees made of words."""

import os
import tempfile
import unittest

from house import offenders, table, whole
from house.source import Source


class Registries(unittest.TestCase):
    def test_a_name_without_a_description_is_found(self):
        path, _, places = table.REGISTRIES[0]
        files = {path: 'Format{"csv", "rows"},\nFormat{"jsonl", "lines"},\n', places[0]: "## csv\n"}
        names = [finding[3] for finding in whole.registries(files.get)]
        self.assertEqual(names, ["jsonl"])

    def test_a_pattern_that_finds_nothing_is_a_finding(self):
        self.assertEqual(len(list(whole.registries({table.REGISTRIES[0][0]: "moved"}.get))), 1)


class Links(unittest.TestCase):
    def test_a_link_to_nothing_is_found_and_addresses_are_left_alone(self):
        source = Source("docs/a.md", "[b](b.md) [c](../c.md#part) [d](https://example.org/x) [e](#here)\n")
        found = [finding[2] for finding in whole.links("docs/a.md", source, lambda path: path == "docs/b.md")]
        self.assertEqual(found, ["../c.md"])


class Decisions(unittest.TestCase):
    def test_two_decisions_do_not_share_a_number(self):
        paths = ["docs/decisions/0001-a.md", "docs/decisions/0002-b.md", "docs/decisions/0002-c.md"]
        self.assertEqual([finding[0] for finding in whole.decision_numbers(paths)], [paths[2]])


    def test_a_decision_says_what_it_opens_to_somebody_hostile(self):
        files = {"docs/decisions/0056-a.md": "before", "docs/decisions/0058-c.md": "# C\n",
                 "docs/decisions/0057-b.md": "# B\n**Threats.** None: x.\n"}
        found = [finding[0] for finding in whole.decision_threats(files, files.get)]
        self.assertEqual(found, ["docs/decisions/0058-c.md"])


class TypeNames(unittest.TestCase):
    def test_two_headers_do_not_define_one_type(self):
        files = {"src/a/x.h": "namespace assay::a {\nstruct Pair;\nstruct Pair {\n};\n",
                 "src/a/y.h": "namespace assay::a {\nenum class Pair : int { one };\n",
                 "src/b/z.h": "namespace assay::b {\nclass Pair final {\n};\n"}
        found = [(finding[0], finding[1], finding[3]) for finding in whole.type_names(files, files.get)]
        self.assertEqual(found, [("src/a/y.h", 2, "Pair")])


class BuildLog(unittest.TestCase):
    LOG = "# ninja log v5\n0\t30000\t0\ta.cc.o\tx\n0\t19000\t0\tb.cc.o\tx\n0\t90000\t0\tassay\tx\n"

    def test_a_slow_unit_is_named_and_linking_is_not(self):
        self.assertEqual(whole.slow_units(self.LOG, False), [("a.cc.o", 30.0, table.UNIT_SECONDS_MAX)])

    def test_sanitizers_get_their_factor(self):
        self.assertEqual(whole.slow_units(self.LOG, True), [])

    def test_a_busy_machine_is_no_slow_unit(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, ".ninja_log")
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.LOG)
            self.assertEqual(list(whole.build_log(path, lambda folder, output: 12.0)), [])
            self.assertEqual(len(list(whole.build_log(path, lambda folder, output: 21.0))), 1)
            self.assertEqual(len(list(whole.build_log(path))), 1)

    def test_the_last_build_of_a_unit_counts(self):
        self.assertEqual(whole.slow_units(self.LOG + "0\t900\t0\ta.cc.o\ty\n", False), [])


class Offenders(unittest.TestCase):
    KNOWN = {("file_lines", "a.cc", ""): 700}

    def finding(self, amount):
        return [("a.cc", 1, "file_lines", "", amount, "long")]

    def test_an_old_offender_is_forgiven_at_its_size(self):
        self.assertEqual(offenders.settle(self.finding(700), self.KNOWN), [])

    def test_it_may_not_grow(self):
        self.assertEqual(len(offenders.settle(self.finding(701), self.KNOWN)), 1)

    def test_the_list_follows_when_it_shrinks_or_goes(self):
        self.assertEqual(offenders.settle(self.finding(650), self.KNOWN)[0][2], "offender")
        self.assertEqual(offenders.settle([], self.KNOWN)[0][2], "offender")

    def test_the_list_is_read(self):
        self.assertEqual(offenders.read("# x\nfile_lines a.cc 700\nfunction_lines b.cc::f 80\n"),
                         {("file_lines", "a.cc", ""): 700, ("function_lines", "b.cc", "f"): 80})


if __name__ == "__main__":
    unittest.main()
