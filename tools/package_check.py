#!/usr/bin/env python3
"""Holds a Debian package of Assay against what is in it: the libraries of the binary against the declared
dependencies, names and modes of its files, and the systemd unit. Exit 1 with a line for each finding.

tools/package_check.py FILE.deb
"""

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

BINARY = "usr/bin/assay"
UNIT = "usr/lib/systemd/system/assay.service"
# Names that must be there, and their modes.
FILES = {BINARY: 0o755, UNIT: 0o644, "etc/assay/assay.env": 0o600, "usr/share/man/man1/assay.1.gz": 0o644,
         "usr/share/doc/assay/copyright": 0o644, "usr/share/doc/assay/guides/serving.md": 0o644}
# Declared, but no library of the binary.
OTHERS = {"adduser", "tzdata"}
EXPOSURE_MAX = 2.0  # of systemd-analyze security, 10 is wide open


def output(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more).stdout


def declared_packages(depends):
    """Names in a Depends field; of alternatives all."""
    words = [word.strip() for word in re.split(r"[,|]", depends)]
    return {re.match(r"[a-z0-9+.-]+", word).group() for word in words if word}


def linked_libraries(ldd):
    """Paths in what ldd says; those it does not find come as None."""
    found = {}
    for line in ldd.splitlines():
        match = re.match(r"\s*(\S+) => (?:(/\S+)|not found)", line)
        if match:
            found[match.group(1)] = match.group(2)
    return found


def needed_libraries(readelf):
    return set(re.findall(r"\(NEEDED\).*\[(.+?)\]", readelf))


def dependency_findings(linked, needed, declared, owner, closure):
    """`owner` gives the package of a path, `closure` all that a set of packages brings along."""
    brought = closure(declared)
    for name, path in sorted(linked.items()):
        if path is None:
            yield f"{name} is not installed here: nothing can be said of it"
        elif owner(path) not in brought:
            yield f"{name} is of the package {owner(path)}, which no declared dependency brings"
        elif name in needed and owner(path) not in declared:
            yield f"{name} is linked itself: {owner(path)} must be declared"
    owners = {owner(path) for name, path in linked.items() if path and name in needed}
    for package in sorted(declared - owners - OTHERS):
        yield f"{package} is declared and the binary links nothing of it"


def sanitizer_findings(linked):
    for name in linked:
        if re.match(r"lib(asan|ubsan|tsan|lsan)\.", name):
            yield f"{name}: this is a build with sanitizers"


def protection_findings(readelf):
    """What the loader is told of the binary: code anywhere, data that does not run, nothing to overwrite; and
    that what it calls looks after the stack and after the lengths of its buffers."""
    if not re.search(r"\(FLAGS_1\).*\bPIE\b", readelf):
        yield "the binary has a fixed place in memory: link it as PIE"
    if not re.search(r"\((?:FLAGS|FLAGS_1)\).*\b(?:BIND_NOW|NOW)\b|\(BIND_NOW\)", readelf):
        yield "what the binary links can be overwritten while it runs: link it with -z now"
    if "GNU_RELRO" not in readelf:
        yield "the binary has no part that is read-only after the start: link it with -z relro"
    stack = re.search(r"GNU_STACK.*", readelf)
    if stack is None or "E" in stack.group().split()[-2]:
        yield "the binary may run code on its stack: link it with -z noexecstack"
    if "__stack_chk_fail" not in readelf:
        yield "nothing notices a stack that was written over: compile with -fstack-protector-strong"
    if not re.search(r"__\w+_chk\b", readelf):
        yield "library calls do not look at the lengths of buffers: compile with -D_FORTIFY_SOURCE=2"


def owner_of(path):
    for name in (os.path.realpath(path), "/lib" + os.path.realpath(path).split("/lib", 1)[1]):
        done = subprocess.run(["dpkg", "-S", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    return f"nobody ({path})"


def closure_of(packages):
    """All packages that these bring along, as installed here."""
    seen, waiting = set(), list(packages)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        query = ["dpkg-query", "-W", "-f=${Pre-Depends}, ${Depends}", name]
        done = subprocess.run(query, capture_output=True, text=True, check=False)
        waiting += declared_packages(done.stdout.replace("\n", ",")) if done.returncode == 0 else []
    return seen


def file_findings(tree):
    for name, mode in FILES.items():
        path = os.path.join(tree, name)
        if not os.path.exists(path):
            yield f"{name} is missing"
        elif stat.S_IMODE(os.stat(path).st_mode) != mode:
            yield f"{name} has the mode {stat.S_IMODE(os.stat(path).st_mode):o}, not {mode:o}"


def unit_findings(tree):
    """What systemd says of the unit, where it is installed; the binary stands elsewhere for the moment."""
    if not os.path.exists(os.path.join(tree, UNIT)):
        return  # told already
    if shutil.which("systemd-analyze") is None:
        print("no systemd here: the unit was not looked at")
        return
    with open(os.path.join(tree, UNIT), encoding="utf-8") as file:
        text = file.read().replace("/usr/bin/assay", os.path.join(tree, BINARY))
    text = re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE)  # pages that are installed later
    with tempfile.TemporaryDirectory() as folder:
        unit = os.path.join(folder, "assay.service")
        with open(unit, "w", encoding="utf-8") as file:
            file.write(text)
        verify = ["systemd-analyze", "verify", "--recursive-errors=no", unit]
        said = subprocess.run(verify, capture_output=True, text=True, check=False)
        if said.returncode != 0 or said.stderr.strip():
            yield "systemd-analyze verify: " + said.stderr.strip()
        looked = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager", unit],
                                capture_output=True, text=True, check=False).stdout
        level = re.search(r"Overall exposure level for \S+: ([\d.]+)", looked)
        if level is None or float(level.group(1)) > EXPOSURE_MAX:
            yield f"systemd-analyze security: exposure {level and level.group(1)} of 10, above {EXPOSURE_MAX}"
        else:
            print(f"systemd-analyze security: exposure {level.group(1)} of 10")


def findings(deb):
    with tempfile.TemporaryDirectory() as tree:
        subprocess.run(["dpkg-deb", "-x", deb, tree], check=True)
        yield from file_findings(tree)
        binary = os.path.join(tree, BINARY)
        linked = linked_libraries(output("ldd", binary))
        needed = needed_libraries(output("readelf", "-d", binary))
        declared = declared_packages(output("dpkg-deb", "-f", deb, "Depends"))
        yield from sanitizer_findings(linked)
        yield from protection_findings(output("readelf", "-dlW", "--dyn-syms", binary))
        yield from dependency_findings(linked, needed, declared, owner_of, closure_of)
        yield from unit_findings(tree)
        print(f"{len(linked)} libraries, {len(needed)} linked itself; {len(declared)} declared dependencies")


def main(deb):
    found = list(findings(deb))
    for line in found:
        print("package: " + line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
