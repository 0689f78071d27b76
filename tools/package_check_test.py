"""What is found wrong with a package, and what is not."""

import unittest

import package_check

LDD = ("\tlinux-vdso.so.1 (0x00007ffc)\n\tlibzip.so.4 => /lib/x86_64-linux-gnu/libzip.so.4 (0x1)\n"
       "\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x2)\n"
       "\tlibbz2.so.1.0 => /lib/x86_64-linux-gnu/libbz2.so.1.0 (0x3)\n"
       "\t/lib64/ld-linux-x86-64.so.2 (0x4)\n")
OWNERS = {"/lib/x86_64-linux-gnu/libzip.so.4": "libzip4", "/lib/x86_64-linux-gnu/libc.so.6": "libc6",
          "/lib/x86_64-linux-gnu/libbz2.so.1.0": "libbz2-1.0"}
BRINGS = {"libzip4": {"libbz2-1.0", "libc6"}}


def closure(packages):
    return set(packages).union(*(BRINGS.get(name, set()) for name in packages))


def found(declared, needed=("libzip.so.4", "libc.so.6"), ldd=LDD):
    linked = package_check.linked_libraries(ldd)
    return list(package_check.dependency_findings(linked, set(needed), set(declared), OWNERS.get, closure))


class Dependencies(unittest.TestCase):
    def test_what_is_declared_and_linked_is_well(self):
        self.assertEqual(found(["libzip4", "libc6", "adduser"]), [])

    def test_a_library_that_nobody_brings_is_found(self):
        self.assertIn("libzip4", " ".join(found(["libc6"])))
        self.assertIn("libbz2-1.0", " ".join(found(["libc6"])))

    def test_a_library_linked_itself_must_be_declared_itself(self):
        self.assertIn("libc6 must be declared", " ".join(found(["libzip4"])))

    def test_a_dependency_for_nothing_is_found(self):
        self.assertIn("libcurl4 is declared", " ".join(found(["libzip4", "libc6", "libcurl4"])))

    def test_a_library_that_is_not_there_is_found(self):
        missing = found(["libzip4", "libc6"], ldd="\tlibx.so => not found\n")
        self.assertIn("libx.so is not installed", " ".join(missing))

    def test_a_sanitizer_is_found(self):
        self.assertTrue(list(package_check.sanitizer_findings({"libasan.so.8": "/x"})))
        self.assertFalse(list(package_check.sanitizer_findings({"libzip.so.4": "/x"})))

    def test_a_program_without_its_protections_is_found(self):
        good = (" 0x6ffffffb (FLAGS_1) Flags: NOW PIE\n  GNU_RELRO  0x1 0x2 0x3 0x4 0x5 R   0x1\n"
                "  GNU_STACK  0x0 0x0 0x0 0x0 0x0 RW  0x10\n"
                "  7: 0 FUNC GLOBAL UND __stack_chk_fail@GLIBC_2.4\n"
                "  9: 0 FUNC GLOBAL UND __memcpy_chk@GLIBC_2.3.4 (2)\n")
        self.assertEqual(list(package_check.protection_findings(good)), [])
        for weak in (good.replace("NOW ", ""), good.replace("PIE", ""), good.replace("RELRO", ""),
                     good.replace("RW ", "RWE"), good.replace("GNU_STACK", ""),
                     good.replace("__stack_chk_fail", ""), good.replace("__memcpy_chk", "")):
            self.assertEqual(len(list(package_check.protection_findings(weak))), 1, weak)

    def test_the_field_is_read_with_versions_and_alternatives(self):
        self.assertEqual(package_check.declared_packages("libc6 (>= 2.34), libfmt9 (>= 9.1), a | b"),
                         {"libc6", "libfmt9", "a", "b"})
        self.assertEqual(package_check.needed_libraries(" 0x1 (NEEDED)  Shared library: [libzip.so.4]\n"),
                         {"libzip.so.4"})


if __name__ == "__main__":
    unittest.main()
