#!/usr/bin/env python3
"""Puts real output into the README: ./do demo | tools/readme.py demo, ./do test | tools/readme.py test."""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def demo_excerpt(output):
    """From where errors gather to the second advice, and where the files are."""
    found = re.search(r"^Where do errors gather\?\n.*?(?=^  3\. )", output, re.MULTILINE | re.DOTALL)
    end = re.search(r"^The delivery .*", output, re.MULTILINE | re.DOTALL)
    if not found or not end:
        raise ValueError("this is not the output of ./do demo")
    folder = re.sub(r"(:\s+)/\S*?/(demo/report\.html)", r"\1\2", end.group())
    return "[...]\n" + found.group().rstrip() + "\n[...]\n\n" + folder.rstrip()


def test_excerpt(output):
    """The budget and the closing line of the tests."""
    found = re.search(r"^seconds, of at most .*", output, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError("this is not the output of a ./do test that passed")
    return "[...]\n" + found.group().rstrip()


def replaced(readme, command, excerpt):
    """The README with the lines after "$ ./do COMMAND", up to the end of the block, replaced."""
    head = f"```\n$ ./do {command}\n"
    begin = readme.index(head) + len(head)
    return readme[:begin] + excerpt + readme[readme.index("\n```", begin):]


def main(command):
    excerpt = {"demo": demo_excerpt, "test": test_excerpt}[command](sys.stdin.read())
    path = os.path.join(ROOT, "README.md")
    with open(path, encoding="utf-8") as file:
        readme = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(replaced(readme, command, excerpt))


if __name__ == "__main__":
    main(sys.argv[1])
