# A release: everything that is handed out, out of a clean tree, in one folder with its signed sums.

release() { # release --key FILE | --unsigned, [--despite-advisories] before it; release --changelog
  if [ "${1:-}" = --changelog ]; then tools/release.py changelog; return; fi
  if [ $# = 0 ]; then
    echo "./do release --key FILE signs it (openssl genpkey -algorithm ed25519); --unsigned does not" >&2
    return 2
  fi
  local deb despite=false
  if [ "$1" = --despite-advisories ]; then despite=true; shift; fi
  tools/release.py check
  package
  deb=$(ls build/release/assay_*.deb)
  if ! tools/advisories.py "${deb%.deb}.cdx.json" && [ "$despite" = false ]; then
    echo "./do release: bring these up to date, or say --despite-advisories and why in the notes" >&2
    return 1
  fi
  tools/release.py collect "$deb" -o "build/$(basename "${deb%.deb}")" "$@"
}
