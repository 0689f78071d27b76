# Everything that must pass, with a budget of seconds per phase.

budget=""
phase() { # phase NAME command...
  local name=$1 begin=$SECONDS
  shift
  echo "== $name"
  "$@"
  budget+=$(printf '  %-8s %5d s' "$name" $((SECONDS - begin)))$'\n'
}

install_all() {
  install_packages packages.txt packages-test.txt
  [ -f web/package.json ] && install_node
  return 0
}

web_tests() {
  [ -f web/package.json ] || return 0
  (cd web && quietly npm run typecheck && quietly npm run lint && quietly npm test)
}

cpp_tests() { ctest --test-dir build/dev --output-on-failure -j 2; }

script_tests() { python3 -m unittest discover -s tools -p '*_test.py' -q; }

browser_tests() {
  [ -d tests/screens ] || return 0
  (cd web && npm run --silent screens)
}

check() {
  if [ -x tools/tidy ]; then tools/tidy; fi
  local unformatted
  unformatted=$(find src bench fuzz \( -name '*.cc' -o -name '*.h' \) -print0 2>/dev/null | xargs -0 clang-format-14 --dry-run 2>&1 | grep -c 'warning:' || true)
  [ "$unformatted" = 0 ] || { echo "./do: $unformatted places are not formatted; ./do fix mends them" >&2; return 1; }
}

run_tests() {
  local begin=$SECONDS
  phase install install_all
  phase web build_web
  phase check check
  phase scripts script_tests
  phase webtest web_tests
  phase build build dev
  phase tests cpp_tests
  phase browser browser_tests
  echo
  echo "budget (at most 2700 s):"
  printf '%s' "$budget"
  printf '  %-8s %5d s\n' all $((SECONDS - begin))
}
