#!/usr/bin/env bash
# A PostgreSQL of the tests' own: a temporary folder, a free loopback port, an unprivileged user.
#   tools/test_postgres.sh start   prints "FOLDER ADDRESS"; ends by itself when the starter is gone
#   tools/test_postgres.sh stop FOLDER
set -euo pipefail

binaries() {
  local folder
  for folder in /usr/lib/postgresql/*/bin; do
    if [ -x "$folder/initdb" ]; then echo "$folder"; return; fi
  done
  dirname "$(command -v initdb)"
}

# PostgreSQL refuses to run as root: the account its package made runs it then.
unprivileged() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --init-groups "$@"; else "$@"; fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
  local folder port bin
  bin=$(binaries)
  folder=$(mktemp -d /tmp/assay-postgres-XXXXXX)
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
  cd "$folder"
  unprivileged "$bin/initdb" -D "$folder/data" -U assay -A trust -E UTF8 --locale=C \
    >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 1; }
  port=$(free_port)
  unprivileged "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" -o \
    "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c shared_buffers=128MB" \
    start >/dev/null || { cat "$folder/server.log" >&2; exit 1; }
  echo "$folder postgresql://assay@127.0.0.1:$port/postgres"
}

stop() {
  case $1 in /tmp/assay-postgres-*) ;; *) echo "not a folder of this script: $1" >&2; exit 2 ;; esac
  cd "$1"
  unprivileged "$(binaries)/pg_ctl" -D "$1/data" -m immediate -w stop >/dev/null || true
  cd /
  rm -rf "$1"
}

"$@"
