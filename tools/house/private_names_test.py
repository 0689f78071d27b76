import unittest

from house.private_names import private_names


def found(first, second, paths=("src/a/x.cc", "src/a/y.cc")):
    """What is found when one file declares the first line, and another the second."""
    texts = [f"namespace assay::a {{\nnamespace {{\n{line}\n}}  // namespace\n" for line in (first, second)]
    files = dict(zip(paths, texts))
    return [(path, line, name) for path, line, _, name, _, _ in private_names(files, files.get)]


class PrivateNames(unittest.TestCase):
    def test_one_name_for_two_things_of_a_room_is_found(self):
        for line in ("constexpr int limit = 3;", "struct limit {", "const Names limit = {",
                     "enum class limit { a };", "int limit(int rows) {", "using limit = int;"):
            self.assertEqual(found("constexpr long limit = 2;", line), [("src/a/y.cc", 3, "limit")], line)

    def test_functions_differ_by_their_parameters(self):
        first = "int text_of(const Row& row) {"
        self.assertEqual(found(first, "int text_of(const Row& row, int n) {"), [])
        self.assertEqual(found(first, "Json text_of(const Row& other) {"), [("src/a/y.cc", 3, "text_of")])

    def test_two_names_for_one_type_are_one_thing(self):
        self.assertEqual(found("using Json = nlohmann::json;", "using Json = nlohmann::json;"), [])
        self.assertEqual(len(found("using Json = nlohmann::json;", "using Json = sorted::json;")), 1)

    def test_rooms_and_tests_are_apart(self):
        line = "constexpr int limit = 3;"
        self.assertEqual(found(line, line, ("src/a/x.cc", "src/b/x.cc")), [])
        self.assertEqual(found(line, line, ("src/a/x.cc", "src/a/x_test.cc")), [])


if __name__ == "__main__":
    unittest.main()
