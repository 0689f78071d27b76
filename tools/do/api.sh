# The server's contract, held against the server: schemathesis makes requests from it.

check_api() {
  install_packages packages.txt packages-bench.txt
  build_web
  build dev
  if [ ! -x .venv-check/bin/schemathesis ]; then
    /usr/bin/python3 -m venv .venv-check
    quietly .venv-check/bin/pip install -r tools/check-requirements.txt
  fi
  echo "asking every route of build/dev/assay"
  quietly tools/check_api.py build/dev/assay .venv-check/bin/schemathesis "${1:-50}"
}
