# The web page and the C++ presets.

# Runs a command quietly; shows the end of its output and fails when it fails. For programs, not for functions
# of these scripts: inside a condition the shell no longer stops at a function's first failure.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  if [ "$status" != 0 ]; then
    tail -n 80 "$log" >&2
    echo "./do: failed with exit code $status: $*" >&2
  fi
  rm -f "$log"
  return "$status"
}

web_sources_hash() {
  (cd web && find . \( -path ./node_modules -o -path ./dist \) -prune -o -type f -print0 | sort -z |
    xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

# npm ci only when what it installed is not what the lock file says.
install_web() {
  install_node
  local hash
  hash=$(sha256sum web/package-lock.json)
  if [ "$(cat web/node_modules/.installed 2>/dev/null)" = "$hash" ]; then return 0; fi
  (cd web && quietly npm ci --no-audit --no-fund)
  echo "$hash" >web/node_modules/.installed
}

# The issuer that tests sign in by: its library alone, some seconds, once.
install_issuer() {
  install_node
  local hash
  hash=$(sha256sum tests/sign_on/package-lock.json)
  if [ "$(cat tests/sign_on/node_modules/.installed 2>/dev/null)" = "$hash" ]; then return 0; fi
  (cd tests/sign_on && quietly npm ci --no-audit --no-fund)
  echo "$hash" >tests/sign_on/node_modules/.installed
}

build_web() {
  if [ ! -f web/package.json ]; then return 0; fi
  local hash
  hash=$(web_sources_hash)
  if [ -f web/dist/report.html ] && [ -f web/dist/app/index.html ] &&
    [ "$(cat web/dist/.sources 2>/dev/null)" = "$hash" ]; then return 0; fi
  echo "building the page of the report and the web application"
  install_web
  (cd web && quietly npm run build)
  echo "$hash" >web/dist/.sources
}

# build PRESET [cmake options]
build() {
  local preset=$1
  shift
  if [ ! -d "build/$preset" ]; then echo "building $preset: some minutes, the first time"; fi
  quietly cmake --preset "$preset" "$@"
  quietly cmake --build "build/$preset" -j 2
}
