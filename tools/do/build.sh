# The web page and the C++ presets.

# Runs a command quietly; shows its output when it fails.
quietly() {
  local log
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 80 "$log" >&2
    echo "./do: failed: $*" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

web_sources_hash() {
  (cd web && find . -path ./node_modules -prune -o -path ./dist -prune -o -path ./screens-out -prune -o -type f -print0 |
    sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

build_web() {
  [ -f web/package.json ] || return 0
  local hash
  hash=$(web_sources_hash)
  [ -f web/dist/report.html ] && [ "$(cat web/dist/.sources 2>/dev/null)" = "$hash" ] && return 0
  install_node
  (cd web && quietly npm ci --no-audit --no-fund && quietly npm run build)
  echo "$hash" >web/dist/.sources
}

# build PRESET [cmake options]
build() {
  local preset=$1
  shift
  quietly cmake --preset "$preset" "$@"
  quietly cmake --build "build/$preset" -j 2
}
