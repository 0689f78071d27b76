#!/usr/bin/env bash
# The one script. ./do help says what it can do. Quiet when all is well, loud when not.
set -euo pipefail
cd "$(dirname "$0")"
root=$PWD
export PATH="$root/.node/bin:$PATH"
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$root}" CCACHE_NOHASHDIR=1
export CCACHE_SLOPPINESS=pch_defines,time_macros # lets ccache keep what uses a precompiled header
for part in tools/do/*.sh; do . "$part"; done

help() {
  cat <<'TEXT'
./do demo          build the release, make an example delivery, inspect it, say where the HTML report is
./do demo --serve [PORT]   a server with an example project; prints address and password, Ctrl-C ends it
./do test          set up and run all tests; prints how long each phase took
./do check         layers, sizes, banned calls, words and formatting; then every route, by schemathesis
./do fix           format the C++ code
./do build         the release only: build/release/assay
./do web           the HTML report's page only: web/dist/report.html
./do package       the Debian package and its bill of materials; --try runs it on a fresh Debian 12 (root)
./do release       --key FILE: package, bill of materials, sources, notes, signed sums; --changelog before
./do fresh         both commands above on a fresh Debian 12, in a chroot (root, debootstrap)
./do bench NAME    peers | consensus | slices | read | items | server: side by side, ratios printed
./do sim NAME      coverage | slices | people | gate | designs: simulations with known truth
./do fuzz [SECONDS] every reader under libFuzzer, 60 s each by default
./do crash         the server killed a hundred times under load, its log cut, its disk failing
./do soak [MINUTES] mixed load on the release for 30 minutes: memory and open files must not grow
./do tsan          the tests under the thread sanitizer
TEXT
}

command=${1:-help}
[ $# -gt 0 ] && shift
case $command in
  demo) demo "$@" ;;
  test) run_tests "$@" ;;
  check) install_packages packages-check.txt; check; script_tests; build_logs; check_api ;;
  fix) install_packages packages-check.txt; cpp_files | xargs -0 clang-format-14 -i ;;
  build) install_packages packages.txt; build_web; build release ;;
  web) install_packages packages.txt; build_web ;;
  package) package "$@" ;;
  release) release "$@" ;;
  fresh) fresh "$@" ;;
  bench) bench "$@" ;;
  sim) sim "$@" ;;
  fuzz) fuzz "$@" ;;
  crash) crash "$@" ;;
  soak) soak "$@" ;;
  tsan) tsan "$@" ;;
  help | -h | --help) help ;;
  *) echo "./do: there is no \"$command\"; ./do help lists what there is" >&2; exit 2 ;;
esac
