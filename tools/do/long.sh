# What takes long and is not part of the tests: benchmarks, simulations, fuzzing.

bench() {
  install_packages packages.txt
  build_web
  build release -DASSAY_BENCH=ON
  case ${1:-} in
    peers) shift; bench_peers "$@" ;;
    consensus) shift; build/release/bench/bench_consensus "$@" ;;
    slices) shift; build/release/bench/bench_slices "$@" ;;
    read) shift; build/release/bench/bench_read "$@" ;;
    items) shift; build/release/bench/bench_items "$@" ;;
    server) shift; bench_server "$@" ;;
    *) echo "./do bench peers | consensus FOLDER | slices | read | items | server" >&2; exit 2 ;;
  esac
}

# On SQLite all cases, or those named; then what is written on PostgreSQL too, on a server of its own.
bench_server() {
  local program=(build/release/bench/bench_server --assay build/release/assay
    --shim "$root/build/release/tests/crash/disk_shim.so")
  if [ $# -gt 0 ]; then "${program[@]}" "$@"; return; fi
  "${program[@]}" batches posts overview loading items import # sizes alone: hours, 30 GB
  install_packages packages-test.txt
  local started status=0
  started=$(tools/test_postgres.sh start)
  "${program[@]}" --postgres "${started#* }" batches posts || status=$?
  tools/test_postgres.sh stop "${started%% *}"
  return "$status"
}

crash() {
  install_packages packages.txt
  build_web
  build release -DASSAY_BENCH=ON
  python3 tests/crash/crash.py --assay build/release/assay \
    --shim "$root/build/release/tests/crash/disk_shim.so" --kills 100 --cuts 100 --faults 30 --small-disk "$@"
  install_packages packages-test.txt
  python3 tests/crash/nodes.py --assay build/release/assay --kills 40
}

soak() { # soak [MINUTES]
  install_packages packages.txt
  build_web
  build release
  PYTHONPATH=tools python3 tests/soak/soak.py --assay build/release/assay --minutes "${1:-30}"
}

bench_peers() {
  install_packages packages-bench.txt
  if [ ! -x .venv/bin/python ]; then
    /usr/bin/python3 -m venv .venv
    quietly .venv/bin/pip install -r bench/peers-requirements.txt
  fi
  .venv/bin/python bench/peers.py build/release/assay "$@"
}

sim() {
  install_packages packages.txt
  build_web
  build release -DASSAY_BENCH=ON
  case ${1:-} in
    coverage) shift; build/release/bench/sim_coverage "$@" ;;
    slices) shift; build/release/bench/bench_slices "$@" ;;
    people) shift; build/release/bench/sim_people "$@" ;;
    gate) shift; build/release/bench/sim_gate "$@" ;;
    designs) shift; build/release/bench/sim_designs "$@" ;;
    *) echo "./do sim coverage | slices | people | gate | designs" >&2; exit 2 ;;
  esac
}

fuzz() {
  local seconds=${1:-60} target name
  install_packages packages.txt packages-fuzz.txt
  build_web
  build fuzz
  for target in build/fuzz/fuzz/fuzz_*; do
    [ -x "$target" ] || continue
    name=$(basename "$target")
    mkdir -p "build/fuzz/found/$name"
    echo "== $name, $seconds s"
    quietly "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=3000 -max_len=65536 \
      -artifact_prefix="build/fuzz/found/$name-" "build/fuzz/found/$name" "fuzz/corpus/${name#fuzz_}"
  done
  echo "every target ran $seconds s and found nothing"
}

tsan() {
  install_packages packages.txt packages-test.txt
  build_web
  build tsan
  ctest --test-dir build/tsan --output-on-failure --no-tests=error -j 2
}
