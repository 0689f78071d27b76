"""Names in unnamed namespaces. The files of a room are compiled several at a time, so one name for two things
in two files of a room is one too many; which files meet changes with every file that is added, so it is said
here, at once, and not by the compiler some day."""

import re
from collections import defaultdict

TYPE = re.compile(r"(?:struct|class|enum class|enum|union)\s+(\w+)\b[^;]*\{")
ALIAS = re.compile(r"using\s+(\w+)\s*=\s*(.*)")
VALUE = re.compile(r"(?:constexpr|const)\b[^=({]*?[\s*&](\w+)\s*(?:\[\w*\])*\s*[={]")
FUNCTION = re.compile(r"(?!using|return|template|static_assert|namespace|friend|TEST|INSTANTIATE)"
                      r"[\w:<>,\s*&\[\]]+?[\s*&](\w+)\(([^)]*)")
PARAMETER_NAME = re.compile(r"\s*\b\w+\s*(?:=[^,]*)?(?=,|$)")


def declared(line):
    """(name, what makes it another thing than its namesake: "" nothing) of a line at the margin, or None."""
    for pattern in (TYPE, VALUE):
        if match := pattern.match(line):
            return match.group(1), ""
    if match := ALIAS.match(line):
        return match.group(1), "= " + match.group(2)
    if match := FUNCTION.match(line):
        return match.group(1), "(" + PARAMETER_NAME.sub("", match.group(2)).replace(" ", "")
    return None


def clash(one, other):
    if one[:1] == other[:1] == "=":
        return one != other
    return one == other or one[:1] != other[:1]


def private(text):
    """(line, name, what makes it another thing) of all that the unnamed namespaces of a file declare."""
    inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if line == "namespace {":
            inside = True
        elif line.startswith("}  // namespace"):
            inside = False
        elif inside and line[:1] not in (" ", "}", "/", "#", "") and (found := declared(line)):
            yield number, *found


def private_names(paths, read):
    seen = defaultdict(list)  # (room, of tests, name) -> [(what makes it another thing, path)]
    for path in sorted(path for path in paths if re.match(r"src/\w+/.*\.cc$", path)):
        for line, name, kind in private(read(path) or ""):
            places = seen[path.split("/")[1], path.endswith("_test.cc"), name]
            others = [place for known, place in places if place != path and clash(known, kind)]
            if others:
                yield (path, line, "private_name", name, None,
                       f"{name} is also in the unnamed namespace of {others[0]}: share it, or rename one")
            places.append((kind, path))
