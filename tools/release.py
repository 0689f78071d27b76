#!/usr/bin/env python3
"""What a release needs before it is built, and what it consists of after.

tools/release.py changelog        moves the fragments of docs/changes into CHANGELOG.md under the version
tools/release.py check            exit 1 with what is missing: a clean tree, the version's section
tools/release.py collect DEB -o FOLDER [--key FILE | --unsigned]
                                  package, bill of materials, sources, notes, SHA256SUMS and its signature

The version is that of CMakeLists.txt. The signature is Ed25519 over the bytes of SHA256SUMS, by OpenSSL;
whoever has the public half verifies with
    openssl pkeyutl -verify -pubin -inkey release.pub -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig
    sha256sum --check SHA256SUMS
"""

import argparse
import datetime
import hashlib
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HEAD = "# Changes\n"
UNRELEASED = "unreleased"


class Refused(Exception):
    """What stands in the way of a release, for whoever makes it."""


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


def git(root, *words):
    done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"git {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def version_of(root):
    found = re.search(r"^project\(\w+ VERSION (\d+\.\d+\.\d+)\b", read(root, "CMakeLists.txt"), re.MULTILINE)
    if not found:
        raise Refused("CMakeLists.txt names no version: project(assay VERSION 1.2.3 …)")
    return found.group(1)


def fragments_of(root):
    folder = os.path.join(root, "docs", "changes")
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))
            if name.endswith(".md") and name != "README.md"]


def section_of(text, version):
    """The heading's rest and the lines under it; nothing when the version has no section."""
    found = re.search(rf"^## {re.escape(version)}(?:, *(.*))?\n((?:(?!^## ).*\n?)*)", text, re.MULTILINE)
    return (found.group(1) or "", found.group(2).strip()) if found else None


def findings(root):
    version = version_of(root)
    changed = [line[3:] for line in git(root, "status", "--porcelain").splitlines()]
    if changed:
        yield f"the tree is not clean, so nobody could make this release again: {', '.join(changed[:5])}"
    section = section_of(read(root, "CHANGELOG.md"), version)
    if section is None:
        yield f"CHANGELOG.md has no section \"## {version}, DATE\": ./do release --changelog makes it"
    elif UNRELEASED in section[0] or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", section[0]):
        yield f"the section of {version} in CHANGELOG.md has no date: ./do release --changelog gives it one"
    elif not section[1]:
        yield f"the section of {version} in CHANGELOG.md says nothing"
    left = [os.path.basename(each) for each in fragments_of(root)]
    if left:
        yield f"fragments wait in docs/changes: {', '.join(left[:5])}; ./do release --changelog moves them"


def section_text(root, version, day):
    """What was written of the version so far, and the fragments, by room, in the order of their names."""
    before = section_of(read(root, "CHANGELOG.md"), version)
    parts = [f"## {version}, {day}", before[1] if before and UNRELEASED not in before[0] else ""]
    room = None
    for path in fragments_of(root):
        its_room = os.path.basename(path).split("-")[0]
        if its_room != room:
            parts.append(f"### {its_room}")
            room = its_room
        parts.append(read(path).strip())
    return "\n\n".join(part for part in parts if part) + "\n"


def move_fragments(root, day):
    """Writes the changelog, then takes the fragments away; says how many."""
    version, path = version_of(root), os.path.join(root, "CHANGELOG.md")
    text, fragments = read(path), fragments_of(root)
    new = section_text(root, version, day)
    found = re.search(rf"^## {re.escape(version)}\b(?:(?!^## ).*\n?)*", text, re.MULTILINE)
    if found:
        text = text[:found.start()] + new + "\n" + text[found.end():]
    else:
        first = text.find("\n## ")
        at = first + 1 if first >= 0 else len(text.rstrip("\n")) + 1
        text = text[:at].rstrip("\n") + "\n\n" + new + "\n" + text[at:]
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.rstrip("\n") + "\n")
    for fragment in fragments:
        os.remove(fragment)
    return len(fragments)


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def write_sums(folder):
    names = sorted(name for name in os.listdir(folder) if not name.startswith("SHA256SUMS"))
    sums = os.path.join(folder, "SHA256SUMS")
    with open(sums, "w", encoding="utf-8") as file:
        file.writelines(f"{sha256_of(os.path.join(folder, name))}  {name}\n" for name in names)
    return sums


def sign(sums, key):
    done = subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", key, "-rawin", "-in", sums, "-out",
                           sums + ".sig"], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Refused(f"the sums could not be signed with {key}: {done.stderr.strip()}")


def collect(root, deb, folder, key):
    """A folder of the release's own, made anew."""
    version, bill = version_of(root), deb.removesuffix(".deb") + ".cdx.json"
    for path in (deb, bill):
        if not os.path.isfile(path):
            raise Refused(f"{path} is missing: ./do package makes it")
    if f"_{version}_" not in os.path.basename(deb):
        raise Refused(f"{os.path.basename(deb)} is not of the version {version}")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for path in (deb, bill):
        shutil.copy(path, folder)
    git(root, "archive", "--format=tar.gz", f"--prefix=assay-{version}/", "-o",
        os.path.abspath(os.path.join(folder, f"assay-{version}.tar.gz")), "HEAD")
    with open(os.path.join(folder, "NOTES.md"), "w", encoding="utf-8") as file:
        file.write(f"# Assay {version}\n\n{section_of(read(root, 'CHANGELOG.md'), version)[1]}\n")
    sums = write_sums(folder)
    if key:
        sign(sums, key)


def parsed(words):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=ROOT)
    what = parser.add_subparsers(dest="what", required=True)
    what.add_parser("changelog")
    what.add_parser("check")
    collecting = what.add_parser("collect")
    collecting.add_argument("deb")
    collecting.add_argument("-o", dest="folder", required=True)
    signing = collecting.add_mutually_exclusive_group(required=True)
    signing.add_argument("--key", help="PEM of an Ed25519 key: openssl genpkey -algorithm ed25519")
    signing.add_argument("--unsigned", action="store_true")
    return parser.parse_args(words)


def main(words):
    options = parsed(words)
    try:
        if options.what == "changelog":
            moved = move_fragments(options.root, datetime.date.today().isoformat())
            print(f"{moved} fragments stand in CHANGELOG.md now: read them as one text, then commit")
        elif options.what == "check":
            found = list(findings(options.root))
            if found:
                raise Refused("\n".join(found))
        else:
            collect(options.root, options.deb, options.folder, options.key)
            print(f"the release: {options.folder}")
    except Refused as why:
        print(why, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
