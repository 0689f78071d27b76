"""A component that is mended elsewhere is found; who cannot be asked is no good news."""

import json
import unittest

import advisories

TABLE = """{name}:
  Installed: {installed}
  Candidate: {candidate}
  Version table:
     {candidate} 500
        500 http://deb.debian.org/debian{archive} bookworm{archive}/main amd64 Packages
 *** {installed} 100
        100 /var/lib/dpkg/status
"""
CURRENT = """libpq5:
  Installed: 15.20-0
  Candidate: 15.20-0
  Version table:
 *** 15.20-0 500
        500 http://deb.debian.org/debian-security bookworm-security/main amd64 Packages
        100 /var/lib/dpkg/status
"""


def mended(name, archive):
    return TABLE.format(name=name, installed="3.0.20-1", candidate="3.0.22-1", archive=archive)


class Debian(unittest.TestCase):
    def found(self, policy, *names):
        return list(advisories.policy_findings(names, policy))

    def test_a_package_that_is_current_is_fine(self):
        self.assertEqual(self.found(CURRENT, "libpq5"), [])

    def test_a_package_that_the_security_archive_has_mended_is_found(self):
        found = self.found(CURRENT + mended("libssl3", "-security"), "libpq5", "libssl3")
        self.assertEqual(found, ["libssl3 3.0.20-1: Debian's security archive has 3.0.22-1"])

    def test_a_newer_version_of_another_archive_is_no_finding(self):
        self.assertEqual(self.found(mended("libssl3", "-updates"), "libssl3"), [])

    def test_a_package_that_apt_does_not_know_is_found(self):
        self.assertIn("does not know", self.found(CURRENT, "libfmt9")[0])

    def test_names_are_those_of_the_bill(self):
        bill = {"components": [{"purl": "pkg:deb/debian/libssl3@3.0.22-1?arch=amd64"},
                               {"purl": "pkg:deb/debian/libstdc%2B%2B6@12.2.0-14?arch=amd64"},
                               {"purl": "pkg:npm/react@19.3.1"}, {"name": "without"}]}
        self.assertEqual(advisories.debian_names(bill), ["libssl3", "libstdc++6"])


class Npm(unittest.TestCase):
    def found(self, told):
        return list(advisories.audit_findings(told))

    def test_no_advisory_is_fine(self):
        self.assertEqual(self.found(json.dumps({"vulnerabilities": {}})), [])

    def test_an_advisory_is_found_with_what_it_is_called(self):
        told = {"vulnerabilities": {"left-pad": {"severity": "high", "range": "<1.3.0"}}}
        self.assertEqual(self.found(json.dumps(told)), ["left-pad <1.3.0: npm's advisories call it high"])

    def test_an_audit_that_could_not_ask_is_found(self):
        for told in ("", "no json", json.dumps({"message": "405 Method Not Allowed"})):
            self.assertIn("could not ask", self.found(told)[0])


if __name__ == "__main__":
    unittest.main()
