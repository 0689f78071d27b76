# The main job, from nothing to a report.

demo() {
  if [ "${1:-}" = --serve ]; then shift; demo_server "$@"; return; fi
  install_packages packages.txt
  build_web
  build release
  local assay=build/release/assay
  rm -rf demo
  quietly "$assay" simulate --seed 1 -o demo/delivery
  "$assay" inspect demo/delivery/labels.csv --gold demo/delivery/gold.csv --items demo/delivery/items.csv \
    --annotators demo/delivery/annotators.csv --html demo/report.html
  echo
  echo "The delivery (with what was planted in it): demo/delivery"
  echo "The report, one file that opens offline:    $root/demo/report.html"
}

# A server with an example project, in the foreground until Ctrl-C.
demo_server() {
  install_packages packages.txt
  build_web
  build release
  tools/demo_server.py build/release/assay demo/server "$@"
}
