"""What a bill of materials holds, and what is found wrong with one."""

import copy
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import package_check
import sbom

LOCK = {"packages": {
    "": {"name": "web"},
    "node_modules/react": {"version": "19.3.1", "license": "MIT", "integrity": "sha512-" + "A" * 86 + "=="},
    "node_modules/a/node_modules/@b/c": {"version": "1.0.0", "license": "(MIT OR CC0-1.0)"},
    "node_modules/vite": {"version": "7.0.0", "license": "MIT", "dev": True}}}
NOW = datetime.datetime(2026, 11, 26, 12, 0, tzinfo=datetime.timezone.utc)
WEB_LOCK = os.path.join(sbom.ROOT, "web", "package-lock.json")


def small():
    """A bill as it should be, without a machine that has packages."""
    components = list(sbom.npm_components(LOCK))
    root = {"type": "application", "bom-ref": "pkg:generic/assay@1", "name": "assay", "version": "1",
            "purl": "pkg:generic/assay@1"}
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "serialNumber": "urn:uuid:00000000-0000-5000-8000-000000000000",
            "metadata": {"timestamp": "2026-11-26T12:00:00Z", "component": root}, "components": components,
            "dependencies": [{"ref": root["bom-ref"], "dependsOn": [each["bom-ref"] for each in components]}]}


class Npm(unittest.TestCase):
    def test_packages_for_building_alone_are_left_out_and_names_are_whole(self):
        found = {each["name"]: each for each in sbom.npm_components(LOCK)}
        self.assertEqual(set(found), {"react", "@b/c"})
        self.assertEqual(found["@b/c"]["purl"], "pkg:npm/%40b/c@1.0.0")
        self.assertEqual(found["react"]["hashes"], [{"alg": "SHA-512", "content": "00" * 64}])

    def test_every_package_of_the_pages_tells_its_licence(self):
        with open(WEB_LOCK, encoding="utf-8") as file:
            components = list(sbom.npm_components(json.load(file)))
        self.assertGreater(len(components), 10)
        self.assertEqual([each["name"] for each in components if not each.get("licenses")], [])


class Licences(unittest.TestCase):
    def test_names_of_debian_become_identifiers(self):
        self.assertEqual(sbom.licence("Expat"), {"license": {"id": "MIT"}})
        self.assertEqual(sbom.licence("GPL-2+"), {"license": {"id": "GPL-2.0-or-later"}})
        self.assertEqual(sbom.licence("(MIT OR CC0-1.0)"), {"expression": "MIT OR CC0-1.0"})
        self.assertEqual(sbom.licence("U-OF-I-BSD-LIKE"), {"license": {"name": "U-OF-I-BSD-LIKE"}})

    def test_a_copyright_file_is_read_where_a_machine_can(self):
        text = "Format: https://x\n\nFiles: *\nLicense: Expat or GPL-2+\n text\n\nFiles: b\nLicense: MIT\n"
        self.assertEqual(sbom.licences_of_copyright(text), ["MIT", "GPL-2.0-or-later"])
        self.assertEqual(sbom.licences_of_copyright("It was downloaded from\nLicense: GPL\n"), [])


class Findings(unittest.TestCase):
    def found(self, change):
        made = copy.deepcopy(small())
        change(made)
        return " ".join(sbom.findings(made))

    def test_a_bill_as_it_should_be_has_none(self):
        self.assertEqual(list(sbom.findings(small())), [])

    def test_every_required_part_is_missed(self):
        for name in ("bomFormat", "specVersion", "version", "serialNumber", "metadata", "components"):
            self.assertTrue(self.found(lambda made, name=name: made.pop(name)), name)
        for name in ("type", "name", "version", "bom-ref", "purl"):
            self.assertIn(name, self.found(lambda made, name=name: made["components"][0].pop(name)), name)

    def test_what_the_format_does_not_know_is_found(self):
        first = "components"
        self.assertIn("no type", self.found(lambda made: made[first][0].update(type="thing")))
        self.assertIn("hash", self.found(lambda made: made[first][1].update(
            hashes=[{"alg": "SHA-512", "content": "00"}])))
        self.assertIn("no identifier", self.found(lambda made: made[first][0].update(
            licenses=[{"license": {"id": "Expat"}}])))
        self.assertIn("an id or a name", self.found(lambda made: made[first][0].update(
            licenses=[{"license": {"id": "MIT", "name": "MIT"}}])))
        self.assertIn("stands alone", self.found(lambda made: made[first][0].update(
            licenses=[{"expression": "MIT OR ISC"}, {"license": {"id": "MIT"}}])))
        self.assertIn("twice", self.found(lambda made: made[first].append(made[first][0])))
        self.assertIn("no component", self.found(lambda made: made["dependencies"].append({"ref": "x"})))


@unittest.skipUnless(shutil.which("dpkg") and shutil.which("ldd"), "no Debian here")
class Whole(unittest.TestCase):
    """Of a program of this machine, which says a version as ours does."""

    def setUp(self):
        self.version_of, sbom.version_of = sbom.version_of, lambda binary: "1.2.3"
        self.addCleanup(setattr, sbom, "version_of", self.version_of)

    def test_the_libraries_that_a_program_links_are_in_its_bill(self):
        made = sbom.bill(shutil.which("ls"), LOCK, NOW)
        self.assertEqual(list(sbom.findings(made)), [])
        found = {each["name"]: each for each in made["components"]}
        self.assertIn("libc6", found)
        self.assertTrue(found["libc6"]["purl"].startswith("pkg:deb/debian/libc6@"))
        self.assertEqual(found["libc6"]["version"],
                         package_check.output("dpkg-query", "-W", "-f=${Version}", "libc6"))
        self.assertEqual(made["metadata"]["component"]["version"], "1.2.3")

    def test_the_same_parts_make_the_same_number(self):
        first, second = (sbom.bill(shutil.which("ls"), LOCK, NOW) for _ in range(2))
        self.assertEqual(first, second)

    def test_a_wrong_bill_fails_the_command(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "bill.json")
            with open(path, "w", encoding="utf-8") as file:
                json.dump({**small(), "specVersion": "1.4"}, file)
            words = [sys.executable, sbom.__file__, "--check", path]
            done = subprocess.run(words, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn("specVersion", done.stderr)


if __name__ == "__main__":
    unittest.main()
