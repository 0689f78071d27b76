#!/usr/bin/env python3
"""Whether a component of the bill of materials has a known hole that is mended elsewhere.

tools/advisories.py BILL        exit 1 with a line for each finding

Debian packages: those for which apt knows a newer version from Debian's security archive (run apt-get update
before). npm packages of the pages: what npm audit says of those that are not for building alone. Who cannot
be asked is a finding too: silence is no answer.
"""

import json
import os
import re
import subprocess
import sys
import urllib.parse

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def debian_names(bill):
    found = (re.match(r"pkg:deb/debian/([^@?]+)", each.get("purl", "")) for each in bill["components"])
    return sorted({urllib.parse.unquote(match.group(1)) for match in found if match})


def policy_findings(names, policy):
    """Of the output of apt-cache policy NAMES."""
    told = dict(re.findall(r"^(\S+):\n((?:[ *].*\n?)*)", policy, re.MULTILINE))
    for name in names:
        lines = told.get(name, "")
        installed = re.search(r"Installed: (\S+)", lines)
        candidate = re.search(r"Candidate: (\S+)", lines)
        if not installed or not candidate or installed.group(1) == "(none)":
            yield f"{name}: apt does not know it as installed, so nobody knows whether it is mended"
        elif installed.group(1) != candidate.group(1) and from_security(lines, candidate.group(1)):
            yield f"{name} {installed.group(1)}: Debian's security archive has {candidate.group(1)}"


def from_security(lines, version):
    block = re.search(rf"^ (?:\*\*\*|   ) {re.escape(version)} \d+\n((?: {{8}}.*\n?)*)", lines, re.MULTILINE)
    return bool(block) and "-security" in block.group(1)


def audit_findings(text):
    """Of the output of npm audit --json."""
    try:
        told = json.loads(text)
    except ValueError:
        told = {}
    if "vulnerabilities" not in told:
        yield "npm audit could not ask: nobody knows whether the packages of the pages are mended"
        return
    for name, each in sorted(told["vulnerabilities"].items()):
        yield f"{name} {each.get('range', '')}: npm's advisories call it {each.get('severity', 'unsafe')}"


def output_of(words, folder):
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False,
                          env={**os.environ, "LC_ALL": "C"}).stdout


def findings(path):
    with open(path, encoding="utf-8") as file:
        names = debian_names(json.load(file))
    yield from policy_findings(names, output_of(["apt-cache", "policy", *names], ROOT))
    web = os.path.join(ROOT, "web")
    yield from audit_findings(output_of(["npm", "audit", "--omit=dev", "--json"], web))


def main(words):
    if len(words) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    found = list(findings(words[0]))
    for each in found:
        print(each, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
