# Everything that must pass, with a budget of seconds per phase.

budget_seconds=2700
budget=""
running=""

phase() { # phase NAME function...
  local begin=$SECONDS step
  running=$1
  shift
  echo "== $running"
  for step in "$@"; do "$step"; done
  budget+=$(printf '  %-8s %5d s' "$running" $((SECONDS - begin)))$'\n'
  running=""
}

say_what_failed() {
  if [ -n "$running" ]; then echo "./do: the phase \"$running\" failed; what it said stands above" >&2; fi
}

install_all() {
  install_packages packages.txt packages-check.txt packages-test.txt
  if [ -f web/package.json ]; then install_web; fi
  install_issuer
}

web_tests() {
  if [ ! -f web/package.json ]; then return 0; fi
  (cd web && quietly npm run typecheck && quietly npm run lint && quietly npm test)
}

build_dev() { build dev; }

# The log of ctest is kept, so that its closing line can stand at the very end too.
cpp_tests() {
  ctest --test-dir build/dev --output-on-failure --no-tests=error -j 2 | tee build/dev/tests.log
}

script_tests() { quietly python3 -m unittest discover -s tools -p '*_test.py'; }

browser_tests() {
  if [ ! -d tests/screens ]; then return 0; fi
  (cd web && npm run --silent screens)
}

# How long each translation unit took, where there was a build.
build_logs() {
  local log
  for log in build/dev/.ninja_log build/release/.ninja_log; do
    if [ -f "$log" ]; then tools/tidy --build-log "$log"; fi
  done
}

check() {
  tools/tidy
  if ! cpp_files | xargs -0 clang-format-14 --dry-run --Werror --ferror-limit=20; then
    echo "./do: not formatted; ./do fix mends it" >&2
    return 1
  fi
}

cpp_files() {
  local folder
  for folder in src bench fuzz; do
    if [ -d "$folder" ]; then find "$folder" \( -name '*.cc' -o -name '*.h' \) -print0; fi
  done
}

run_tests() {
  trap say_what_failed EXIT
  phase install install_all
  phase check check script_tests
  phase web build_web web_tests
  phase build build_dev
  phase tests cpp_tests
  phase browser browser_tests
  echo
  echo "seconds, of at most $budget_seconds:"
  printf '%s' "$budget"
  printf '  %-8s %5d s\n' all "$SECONDS"
  grep 'tests passed' build/dev/tests.log
  # Said, not refused: how fast a shared machine is today is no property of what is tested.
  if [ "$SECONDS" -gt "$budget_seconds" ]; then
    echo "./do: all tests pass, but over the budget; the table above says where the time went"
  fi
}
