#!/usr/bin/env python3
"""Holds docs/security.md against the tree: every requirement of ASVS 4.0.3 level 2 stands there once with its
state, and every test and file that is named as evidence exists. Exit 1 with a line for each finding.

tools/security_check.py [ROOT]
"""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = "docs/security.md"
STATES = ("met", "open", "not applicable")

# The requirements of levels 1 and 2, by section.
SECTIONS = """
V1.1:1-7 V1.2:1-4 V1.4:1,4-5 V1.5:1-4 V1.6:1-4 V1.7:1-2 V1.8:1-2 V1.9:1-2 V1.10:1 V1.11:1-2 V1.12:2 V1.14:1-6
V2.1:1-12 V2.2:1-3 V2.3:1-3 V2.4:1-5 V2.5:1-7 V2.6:1-3 V2.7:1-6 V2.8:1-7 V2.9:1-3 V2.10:1-4
V3.1:1 V3.2:1-4 V3.3:1-4 V3.4:1-5 V3.5:1-3 V3.7:1 V4.1:1-3,5 V4.2:1-2 V4.3:1-3
V5.1:1-5 V5.2:1-8 V5.3:1-10 V5.4:1-3 V5.5:1-4 V6.1:1-3 V6.2:1-6 V6.3:1-2 V6.4:1-2
V7.1:1-4 V7.2:1-2 V7.3:1,3-4 V7.4:1-3 V8.1:1-4 V8.2:1-3 V8.3:1-8 V9.1:1-3 V9.2:1-4 V10.2:1-2 V10.3:1-3
V11.1:1-8 V12.1:1-3 V12.2:1 V12.3:1-6 V12.4:1-2 V12.5:1-2 V12.6:1
V13.1:1,3-5 V13.2:1-3,5-6 V13.3:1-2 V13.4:1-2 V14.1:1-4 V14.2:1-6 V14.3:2-3 V14.4:1-7 V14.5:1-4
"""

CPP_TEST = re.compile(r"^TEST(?:_[FP])?\(\s*(\w+)\s*,\s*(\w+)\s*\)", re.MULTILINE)
PYTHON_TEST = re.compile(r"^    def (test_\w+)\(", re.MULTILINE)


def requirements():
    out = []
    for section in SECTIONS.split():
        name, numbers = section.split(":")
        for part in numbers.split(","):
            first, _, last = part.partition("-")
            out += [f"{name}.{number}" for number in range(int(first), int(last or first) + 1)]
    return out


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def files_of(root, ending):
    for folder, folders, names in os.walk(root):
        folders[:] = [each for each in folders if each not in ("build", "node_modules", ".git", "dist")]
        yield from (os.path.join(folder, name) for name in names if name.endswith(ending))


def known_tests(root):
    """"suite.name" of C++ tests, names of Python's."""
    found = set()
    for path in files_of(os.path.join(root, "src"), "_test.cc"):
        found |= {f"{suite}.{name}" for suite, name in CPP_TEST.findall(read(path))}
    for path in files_of(root, "_test.py"):
        found |= set(PYTHON_TEST.findall(read(path)))
    return found


def rows_of(text):
    """(number, state, evidence) of every row of the standard."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.match(r"\|\s*V\d", line) and len(cells) == 4:
            yield cells[0], cells[2], cells[3]


def cited(text):
    return re.findall(r"`([^`\n]+)`", text)


def is_test(word):
    return word.startswith("test_") or re.fullmatch(r"\w+\.[a-z]\w*", word) is not None


def is_file(word):
    return re.fullmatch(r"(?!/)[\w./-]*\.(?:md|py|sh|cc|h|json|txt|service|env|conf|ts|tsx|scenario|cmake)"
                        r"|[\w-]+(?:/[\w.-]+)+", word) is not None


def citation_findings(words, tests, exists):
    for word in words:
        if word in tests or (is_file(word) and exists(word)):
            continue
        if is_file(word) and ("/" in word or word.endswith(".md")):
            yield f"there is no file {word}"
        elif is_test(word):
            yield f"there is no test {word}"


def state_findings(text, tests, exists):
    wanted, seen = requirements(), []
    for number, state, evidence in rows_of(text):
        seen.append(number)
        words = [word for word in cited(evidence) if word in tests or (is_file(word) and exists(word))]
        if state not in STATES:
            yield f"{number}: the state \"{state}\" is none of {', '.join(STATES)}"
        if state == "met" and not words and "this page" not in evidence:
            yield f"{number}: met, but no test and no file shows it"
        if state != "met" and len(evidence) < 8:
            yield f"{number}: {state}, but nothing says why"
    yield from (f"{number} is missing" for number in wanted if number not in seen)
    yield from (f"{number} is no requirement of level 2" for number in seen if number not in wanted)
    yield from (f"{number} is there twice" for number in set(seen) if seen.count(number) > 1)


def count_findings(text):
    """The numbers in the words above the tables."""
    states = [state for _, state, _ in rows_of(text)]
    told = re.search(r"Of (\d+)\s+requirements (\d+) are met, (\d+) are open and (\d+) do not apply", text)
    counted = [len(states), *(states.count(state) for state in STATES)]
    if told is None or [int(each) for each in told.groups()] != counted:
        yield "it should say: of {} requirements {} are met, {} are open and {} do not apply".format(*counted)


def findings(root=ROOT):
    text, tests = read(os.path.join(root, PAGE)), known_tests(root)

    def exists(path):
        return os.path.exists(os.path.join(root, path))
    yield from citation_findings(cited(text), tests, exists)
    yield from state_findings(text, tests, exists)
    yield from count_findings(text)


def main(root):
    found = list(findings(root))
    for line in found:
        print(f"{PAGE}: {line}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ROOT))
