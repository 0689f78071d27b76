#!/usr/bin/env python3
"""The bill of materials of a release: what is in the binary and in its pages, as CycloneDX 1.5 JSON.

tools/sbom.py BINARY WEB_LOCK -o FILE    writes it
tools/sbom.py --check FILE               holds one against what the format demands; exit 1 with the findings

Debian packages: those whose libraries the binary links (ldd), and those whose headers became part of it (the
-dev packages of tools/packages.txt that are installed). Versions come from dpkg; licences are all that the
copyright file names of the whole source, where it is machine-readable. npm packages: those of the lock file
that are not for building alone.
"""

import argparse
import base64
import datetime
import json
import os
import re
import subprocess
import sys
import uuid

import package_check

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCHEMA = "http://cyclonedx.org/schema/bom-1.5.schema.json"

# Debian's short names and SPDX identifiers, where they differ; others are the same or are told by name.
SPDX = {"Expat": "MIT", "GPL-2": "GPL-2.0-only", "GPL-2+": "GPL-2.0-or-later", "GPL-3": "GPL-3.0-only",
        "GPL-3+": "GPL-3.0-or-later", "LGPL-2": "LGPL-2.0-only", "LGPL-2+": "LGPL-2.0-or-later",
        "LGPL-2.1": "LGPL-2.1-only", "LGPL-2.1+": "LGPL-2.1-or-later", "LGPL-3": "LGPL-3.0-only",
        "LGPL-3+": "LGPL-3.0-or-later", "BSD-2-clause": "BSD-2-Clause", "BSD-3-clause": "BSD-3-Clause",
        "zlib": "Zlib", "Boost-1.0": "BSL-1.0", "CC0": "CC0-1.0"}
SPDX_KNOWN = {"MIT", "Apache-2.0", "BSL-1.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Zlib", "0BSD",
              "CC0-1.0", "MPL-2.0", "PostgreSQL", "OpenSSL", "OFL-1.1", "CC-BY-4.0", "Unlicense",
              "Python-2.0", "bzip2-1.0.6", "BlueOak-1.0.0"}
SPDX_KNOWN |= {each for each in SPDX.values() if "GPL" in each}

TYPES = {"application", "framework", "library", "container", "platform", "operating-system", "device",
         "device-driver", "firmware", "file", "machine-learning-model", "data"}
HASHES = {"MD5": 32, "SHA-1": 40, "SHA-256": 64, "SHA-384": 96, "SHA-512": 128}


def licence(name):
    """One entry of licenses: by SPDX's identifier, as an expression where it is one, else by name."""
    name = SPDX.get(name, name)
    if re.search(r" (?:OR|AND|WITH) ", name):
        return {"expression": name.strip("()")}
    return {"license": {"id": name} if name in SPDX_KNOWN else {"name": name}}


def licences_of_copyright(text):
    """Short names in a machine-readable copyright file, in their order; of others none."""
    if not text.startswith("Format:"):
        return []
    found = []
    for name in re.findall(r"^License:[ \t]*(\S.*)$", text, re.MULTILINE):
        for part in re.split(r"\s+(?:and|or|and/or)\s+|,\s*", name.strip()):
            if part and SPDX.get(part, part) not in found:
                found.append(SPDX.get(part, part))
    return found


def dpkg_about(package):
    query = ["dpkg-query", "-W", "-f=${Version}\\t${Architecture}\\t${Homepage}", package]
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    version, architecture, homepage = done.stdout.split("\n")[0].split("\t")
    return {"version": version, "architecture": architecture, "homepage": homepage}


def copyright_of(package):
    try:
        with open(f"/usr/share/doc/{package}/copyright", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def debian_component(package, role):
    about = dpkg_about(package)
    if about is None:
        return None
    reference = f"pkg:deb/debian/{package.replace('+', '%2B')}@{about['version'].replace('+', '%2B')}"
    component = {"type": "library", "bom-ref": reference, "name": package, "version": about["version"],
                 "purl": f"{reference}?arch={about['architecture']}",
                 "properties": [{"name": "assay:role", "value": role}]}
    licences = [licence(name) for name in licences_of_copyright(copyright_of(package))]
    if licences:
        # Expressions stand alone in this format; several licences are a list of single ones.
        component["licenses"] = [each for each in licences if "license" in each] or licences[:1]
    if about["homepage"].startswith("http"):
        component["externalReferences"] = [{"type": "website", "url": about["homepage"]}]
    return component


def linked_packages(binary):
    ldd = package_check.output("ldd", binary)
    owners = {package_check.owner_of(path) for path in package_check.linked_libraries(ldd).values() if path}
    return sorted(owner for owner in owners if not owner.startswith("nobody"))


def header_packages():
    with open(os.path.join(ROOT, "tools", "packages.txt"), encoding="utf-8") as file:
        names = [line.strip() for line in file if line.strip().endswith("-dev")]
    tests = {"libgtest-dev", "libgmock-dev"}
    return [name for name in names if name not in tests]


def npm_components(lock):
    """Packages that become part of the pages: not those marked dev."""
    for path, told in sorted(lock["packages"].items()):
        if not path or told.get("dev") or told.get("link"):
            continue
        name = path.rsplit("node_modules/", 1)[1]
        reference = f"pkg:npm/{name.replace('@', '%40')}@{told['version']}"
        component = {"type": "library", "bom-ref": reference, "name": name, "version": told["version"],
                     "purl": reference,
                     "properties": [{"name": "assay:role", "value": "bundled in the pages"}]}
        if told.get("license"):
            component["licenses"] = [licence(told["license"])]
        if told.get("integrity", "").startswith("sha512-"):
            content = base64.b64decode(told["integrity"][7:]).hex()
            component["hashes"] = [{"alg": "SHA-512", "content": content}]
        yield component


def version_of(binary):
    return package_check.output(binary, "--version").split()[-1]


def bill(binary, lock, now):
    version = version_of(binary)
    components = [debian_component(name, "linked library") for name in linked_packages(binary)]
    components += [debian_component(name, "headers") for name in header_packages()]
    components = [each for each in components if each] + list(npm_components(lock))
    root = f"pkg:generic/assay@{version}"
    references = [each["bom-ref"] for each in components]
    made = {
        "$schema": SCHEMA, "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tools": {"components": [{"type": "application", "name": "tools/sbom.py", "version": version}]},
            "component": {"type": "application", "bom-ref": root, "name": "assay", "version": version,
                          "licenses": [licence("Apache-2.0")], "purl": root}},
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": references}] + [{"ref": each} for each in references]}
    content = json.dumps(made["components"], sort_keys=True) + version
    made["serialNumber"] = "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, content))
    return made


def licence_findings(where, entries):
    for entry in entries:
        if set(entry) == {"expression"}:
            if len(entries) > 1:
                yield f"{where}: an expression stands alone"
        elif set(entry) != {"license"} or len({"id", "name"} & set(entry["license"])) != 1:
            yield f"{where}: a licence has an id or a name"
        elif "id" in entry["license"] and entry["license"]["id"] not in SPDX_KNOWN:
            yield f"{where}: {entry['license']['id']} is no identifier of SPDX that is known here"


def component_findings(component):
    where = f"component {component.get('name', component)}"
    for name in ("type", "name", "version", "bom-ref", "purl"):
        if not isinstance(component.get(name), str) or not component[name]:
            yield f"{where}: {name} is missing"
    if component.get("type") not in TYPES:
        yield f"{where}: there is no type {component.get('type')}"
    if not re.fullmatch(r"pkg:[a-z]+/[^\s]+@[^\s]+", component.get("purl", "")):
        yield f"{where}: {component.get('purl')} is no package URL"
    for each in component.get("hashes", []):
        if not re.fullmatch(r"[0-9a-f]{%d}" % HASHES.get(each.get("alg"), 0), each.get("content", "")):
            yield f"{where}: a hash that is none"
    yield from licence_findings(where, component.get("licenses", []))


def findings(made):
    """What the format demands and this does not have."""
    for name, wanted in (("bomFormat", "CycloneDX"), ("specVersion", "1.5"), ("version", 1)):
        if made.get(name) != wanted:
            yield f"{name} is {made.get(name)}, not {wanted}"
    if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made.get("serialNumber", "")):
        yield "serialNumber is no urn:uuid"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", made.get("metadata", {}).get("timestamp", "")):
        yield "metadata has no timestamp"
    root = made.get("metadata", {}).get("component", {})
    components = made.get("components", [])
    if not components:
        yield "there are no components"
    for component in [root, *components]:
        yield from component_findings(component)
    references = [component.get("bom-ref") for component in [root, *components]]
    for reference in {each for each in references if references.count(each) > 1}:
        yield f"{reference} is there twice"
    for row in made.get("dependencies", []):
        for reference in [row.get("ref"), *row.get("dependsOn", [])]:
            if reference not in references:
                yield f"a dependency names {reference}, which is no component"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("inputs", nargs="*", metavar="BINARY WEB_LOCK")
    parser.add_argument("-o", dest="output")
    parser.add_argument("--check")
    options = parser.parse_args()
    if options.check:
        with open(options.check, encoding="utf-8") as file:
            made = json.load(file)
    elif len(options.inputs) == 2 and options.output:
        with open(options.inputs[1], encoding="utf-8") as file:
            lock = json.load(file)
        made = bill(options.inputs[0], lock, datetime.datetime.now(datetime.timezone.utc))
        with open(options.output, "w", encoding="utf-8") as file:
            json.dump(made, file, indent=1)
            file.write("\n")
    else:
        parser.error("name the binary, the lock file and -o FILE, or --check FILE")
    found = list(findings(made))
    for line in found:
        print("sbom: " + line, file=sys.stderr)
    without = [each["name"] for each in made.get("components", []) if not each.get("licenses")]
    print(f"{len(made.get('components', []))} components; dpkg and npm tell no licence of {len(without)}: "
          f"{', '.join(without) or 'none'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
