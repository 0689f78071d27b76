"""Each rule finds what it is for, and leaves alone what looks like it."""

import re
import unittest

from house import rules, table
from house.source import Source

CONTRACT = "#pragma once\n// What it promises.\n"


def found(path, text):
    """The names of the rules that complain."""
    source = Source(path, text)
    return sorted({finding[1] for rule in rules.rules_for(path) for finding in rule(source)})


class Layers(unittest.TestCase):
    def test_a_lower_room_may_not_know_a_higher_one(self):
        self.assertEqual(found("src/stats/x.cc", '#include "labels/table.h"\n'), ["layer"])

    def test_a_higher_room_may_know_a_lower_one(self):
        self.assertEqual(found("src/quality/x.cc", '#include "labels/table.h"\n'), [])

    def test_an_unknown_room_is_named(self):
        self.assertEqual(found("src/misc/x.cc", "\n"), ["layer"])

    def test_every_room_knows_only_rooms_and_there_is_no_circle(self):
        done = set()
        while len(done) < len(table.LAYERS):
            ready = {room for room, known in table.LAYERS.items() if set(known) <= done} - done
            self.assertTrue(ready, "the rooms form a circle")
            done |= ready

    def test_words_know_no_chart(self):
        self.assertEqual(found("web/src/words/en.ts", 'import { heat } from "../charts/heat";\n'), ["layer"])
        self.assertEqual(found("web/src/report/x.tsx", 'import { heat } from "../charts/heat";\n'), [])

    def test_the_document_is_known_everywhere(self):
        line = 'import type { Estimate } from "../report/%s.ts";\n'
        self.assertEqual(found("web/src/charts/x.ts", line % "document"), [])
        self.assertEqual(found("web/src/charts/x.ts", line % "finding"), ["layer"])

    def test_a_library_has_one_wrapper(self):
        line = "#include <boost/math/special_functions/beta.hpp>\n"
        self.assertEqual(found("src/stats/x.cc", line), ["library"])
        self.assertEqual(found("src/stats/special.cc", line), [])


class Record(unittest.TestCase):
    def test_rows_of_the_record_are_inserted_alone(self):
        statement = 'constexpr Statement x{"%s where annotation_id = $1"};\n'
        for begin in ("update annotation set label_id = $2", "delete from audit_event"):
            self.assertEqual(found("src/store/x.cc", statement % begin), ["only_inserted"])
        for begin in ("update annotation_run set x = 1", "select 1 from annotation"):
            self.assertEqual(found("src/store/x.cc", statement % begin), [])


class Sizes(unittest.TestCase):
    def test_a_long_file_line_and_function_are_named(self):
        self.assertEqual(found("src/base/x.cc", "\n" * 601), ["file_lines"])
        self.assertEqual(found("src/base/x.cc", "// " + "x" * 108 + "\n"), ["line_columns"])
        body = "void f() {\n" + "  g();\n" * 69 + "}\n"
        self.assertEqual(found("src/base/x.cc", body), ["function_lines"])
        self.assertEqual(found("src/base/x.cc", body.replace("  g();\n", "", 1)), [])

    def test_functions_are_told_from_values_and_types(self):
        text = ("namespace a {\nconst std::array<X, 2> list = {{\n    {1, f(2)},\n    {3, 4},\n}};\n"
                "struct S {\n  int x = 0;\n  int y() const { return x; }\n};\n"
                "template <class T = int>\n"
                "int go(int n = g(1),\n       int m = 2) {\n  if (n) {\n  }\n  return m;\n}\n"
                "const auto later = [](int a) {\n  return a;\n};\nS::S() : x_(1) {\n}\n}\n")
        lines = {name: count for name, _, count in Source("src/base/x.cc", text).functions}
        self.assertEqual(lines["y"], 1)
        self.assertEqual(lines["go"], 7)
        self.assertEqual(lines["S::S"], 2)
        self.assertNotIn("f", lines)


class Banned(unittest.TestCase):
    SAMPLES = {
        "new": "auto* x = new Thing;", "delete": "delete x;", "malloc": "free(x);", "random": "n = rand();",
        "clock": "auto t = std::chrono::system_clock::now();", "environment": 'f(getenv("X"));',
        "file": "#include <fstream>", "thread": "#include <thread>",
        "not_in_both_compilers": "auto s = std::format(x);", "print": "snprintf(b, 3, x);",
        "stream_text": "std::stringstream s;", "locale": "if (std::isalpha(c)) f();",
        "number_text": "double d = std::stod(s);", "nan": "return NAN;",
        "throw": "throw 1;", "catch": "try { f(); } catch (...) {}", "mutable_global": "thread_local int n;",
        "name": "int get_size();", "type_name": "struct thing {", }

    def test_every_row_has_a_sample_that_it_finds_and_a_text_does_not_count(self):
        self.assertEqual(set(self.SAMPLES), {row[0] for row in table.BANNED})
        for rule, sample in self.SAMPLES.items():
            with self.subTest(rule):
                self.assertIn(rule, found("src/stats/x.cc", sample + "\n"))
                self.assertNotIn(rule, found("src/stats/x.cc", "// " + sample + "\n"))

    def test_what_only_looks_alike_passes(self):
        text = ("X(const X&) = delete;\nint renew(int newest);\nconst auto t = row.time(0);\n"
                "const auto s = fmt::format(x);\n"
                "bool is_space(char c);\nstruct hash<Id> {};\nconst int n = 1'000'000;\n"
                "const auto news = f('\"');\n")
        self.assertEqual(found("src/stats/x.cc", text), [])

    def test_an_exception_holds_for_its_file_alone(self):
        line = "double missing = std::numeric_limits<double>::quiet_NaN();\n"
        for rule, path in table.EXCEPTIONS:
            if rule == "nan":
                self.assertNotIn("nan", found(path, line))
        self.assertIn("nan", found("src/stats/x.cc", line))

    def test_a_global_that_changes_is_found_and_a_constant_is_not(self):
        self.assertEqual(found("src/base/x.cc", "namespace a {\nint count = 0;\n}\n"), ["mutable_global"])
        self.assertEqual(found("src/base/x.cc", "void f() {\n  static int n = 0;\n}\n"), ["mutable_global"])
        text = ("namespace a {\nconstexpr int count = 0;\nusing X = int;\nint f(int a, int b);\nstruct S;\n"
                "const std::vector<int>& list();\nvoid g() {\n  static const int x = 1;\n}\n}\n")
        self.assertEqual(found("src/base/x.cc", text), [])


class Headers(unittest.TestCase):
    def test_a_header_has_its_guard_and_its_contract(self):
        self.assertEqual(found("src/base/x.h", CONTRACT), [])
        self.assertEqual(found("src/base/x.h", "// What.\n#include <string>\n\n\n"), ["header"])
        self.assertEqual(found("src/base/x.h", "#pragma once\n#include <string>\n\nint f();\n"), ["header"])

    def test_a_bool_parameter_is_found_and_a_bool_member_is_not(self):
        parameter = "void f(int a, bool fast = true);\n"
        members = "struct S {\n  bool fast = true;\n  bool ok() const;\n};\n"
        self.assertEqual(found("src/base/x.h", CONTRACT + parameter), ["bool_parameter"])
        self.assertEqual(found("src/base/x.h", CONTRACT + members), [])

    def test_a_shared_pointer_says_who_outlives_whom(self):
        self.assertEqual(found("src/base/x.cc", "\n\n\n\nvoid f(std::shared_ptr<X> x) {}\n"), ["shared_ptr"])
        self.assertEqual(found("src/base/x.cc", "// x outlives y\nvoid f(std::shared_ptr<X> x) {}\n"), [])


class Words(unittest.TestCase):
    def test_a_test_name_is_a_claim(self):
        self.assertEqual(found("src/base/x_test.cc", "TEST(x, Works) {}\n"), ["test_name"])
        self.assertEqual(found("src/base/x_test.cc", "TEST(x, refuses_what_is_cut) {}\n"), [])

    def test_the_glossary_is_kept_in_names_texts_and_documents(self):
        self.assertEqual(found("src/stats/x.cc", "const int rater_count = f();\n"), ["word"])
        self.assertEqual(found("src/stats/x.cc", "struct WorkerRow {};\n"), ["word"])
        self.assertEqual(found("src/stats/x.cc", 'f("ask the vendor");\n'), ["word"])
        self.assertEqual(found("docs/x.md", "Ask the vendor.\n"), ["word"])

    def test_quoted_words_of_other_tools_and_words_within_words_pass(self):
        self.assertEqual(found("src/formats/roles.cc", 'f("worker");\n'), [])
        self.assertEqual(found("docs/x.md", "A column `worker` is read; operators, coworkers.\n"), [])
        self.assertEqual(found("src/stats/x.cc", "const int coworkers = iterator(operators);\n"), [])

    def test_machine_paths_and_unfinished_work_are_found(self):
        self.assertEqual(found("docs/x.md", "See " + "/home" + "/me/x.\n"), ["machine_path"])
        self.assertEqual(found("src/base/x.cc", "// TO" + "DO later\n"), ["unfinished"])


class Table(unittest.TestCase):
    def test_every_exception_names_a_rule_and_a_reason(self):
        for (rule, path), reason in table.EXCEPTIONS.items():
            self.assertIn(rule, {row[0] for row in table.BANNED})
            self.assertTrue(path.startswith(("src/", "fuzz/")) and len(reason) > 10)

    def test_every_pattern_compiles(self):
        for row in table.BANNED:
            re.compile(row[1])


if __name__ == "__main__":
    unittest.main()
