"""Rules of the whole tree: what is registered is described, links lead somewhere, the build log is quick."""

import json
import os
import re
import resource
import shlex
import subprocess

from house import table
from house.rules import LINK


def registries(read):
    """read(path) is the text of a file or None. Yields (path, line, rule, name, None, message)."""
    for path, pattern, places in table.REGISTRIES:
        text = read(path)
        if text is None:
            continue
        names = re.findall(pattern, text, re.MULTILINE)
        if not names:
            yield path, 1, "registry", "", None, "no names found: mend its pattern in tools/house/table.py"
        for name in names:
            for place in places:
                if not re.search(rf"\b{name}\b", read(place) or ""):
                    yield path, 1, "registry", name, None, f"{name} is not described in {place}"


def links(path, source, exists):
    """Every relative link of a document leads to something. exists(path) says whether there is one."""
    for match in LINK.finditer(source.text):
        target = match.group(1).split("#")[0]
        if not target or re.match(r"[a-z]+:", target):
            continue
        full = os.path.normpath(os.path.join(os.path.dirname(path), target))
        if not exists(full):
            yield source.line_of(match.start()), "link", target, None, f"{target} does not exist"


def decision_numbers(paths):
    """Two decisions never share a number."""
    seen = {}
    for path in sorted(paths):
        match = re.match(r"docs/decisions/(\d{4})-", path)
        if match and seen.setdefault(match.group(1), path) != path:
            yield path, 1, "decision", "", None, f"has the number of {seen[match.group(1)]}: take the next"


THREATS_FROM = 57  # decisions before it were taken without the line


def decision_threats(paths, read):
    """A decision says what it opens to somebody hostile and what holds against it, or why nothing."""
    for path in sorted(paths):
        match = re.match(r"docs/decisions/(\d{4})-", path)
        if match and int(match.group(1)) >= THREATS_FROM and "**Threats.**" not in (read(path) or ""):
            yield path, 1, "decision", "", None, "has no paragraph **Threats.**: what does it open?"


def type_names(paths, read):
    """Two headers never define a type of one name in one namespace: the linker would keep the inline
    functions of one for both, and nobody is told."""
    seen = {}
    for path in sorted(path for path in paths if re.match(r"(src|bench|fuzz)/.*\.h$", path)):
        text = read(path) or ""
        namespace = re.search(r"^namespace ([\w:]+) \{", text, re.MULTILINE)
        for match in re.finditer(r"^(?:struct|class|enum class) (\w+)\b[^;{]*\{", text, re.MULTILINE):
            name = (namespace.group(1) if namespace else "", match.group(1))
            if seen.setdefault(name, path) != path:
                line = text.count("\n", 0, match.start()) + 1
                message = f"{name[1]} is also a type of {seen[name]}: rename one"
                yield path, line, "type_name", name[1], None, message


def slow_units(log_text, sanitized):
    """Translation units of a .ninja_log that took longer than allowed: (output, seconds, allowed)."""
    limit = table.UNIT_SECONDS_MAX * (table.SANITIZED_FACTOR if sanitized else 1)
    last = {}
    for line in log_text.splitlines():
        fields = line.split("\t")
        if len(fields) == 5 and fields[3].endswith((".o", ".gch", ".pch")):
            last[fields[3]] = (int(fields[1]) - int(fields[0])) / 1000
    return [(output, seconds, limit) for output, seconds in sorted(last.items()) if seconds > limit]


def processor_seconds(folder, output):
    """What compiling this unit again, alone, costs the processor, or None when the build does not know it.
    Ninja's log has the time on the clock, which a busy machine stretches."""
    commands = os.path.join(folder, "compile_commands.json")
    if not os.path.exists(commands):
        return None
    with open(commands, encoding="utf-8") as file:
        entries = [entry for entry in json.load(file) if f" -o {output} " in entry["command"]]
    if not entries:
        return None
    words = [word for word in shlex.split(entries[0]["command"]) if os.path.basename(word) != "ccache"]
    words[words.index("-o") + 1] = os.devnull
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    if subprocess.run(words, cwd=entries[0]["directory"], capture_output=True, check=False).returncode != 0:
        return None
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def build_log(path, measure=processor_seconds):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    folder = os.path.dirname(path)
    cache = os.path.join(folder, "CMakeCache.txt")
    sanitized = False
    if os.path.exists(cache):
        with open(cache, encoding="utf-8") as file:
            sanitized = "-fsanitize=" in file.read()
    for output, seconds, limit in slow_units(text, sanitized):
        alone = measure(folder, output)
        if alone is None or alone > limit:
            needs = f"{seconds:.0f} s" if alone is None else f"{alone:.0f} s of processor time"
            yield (path, 1, "unit_seconds", output, None,
                   f"{output} took {needs}, at most {limit}: split it, or include less")
