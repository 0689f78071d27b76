# The Debian package with the bill of its materials, and a trial of it on a fresh Debian 12.

package() {
  install_packages packages.txt packages-package.txt
  build_web
  build release -DASSAY_PACKAGE=ON
  rm -f build/release/assay_*.deb
  (cd build/release && quietly cpack -G DEB)
  local deb
  deb=$(ls build/release/assay_*.deb)
  tools/package_check.py "$deb"
  tools/sbom.py build/release/assay web/package-lock.json -o "${deb%.deb}.cdx.json"
  echo "the package: $deb"
  echo "its bill of materials: ${deb%.deb}.cdx.json"
  if [ "${1:-}" = --try ]; then try_package "$deb"; fi
}

# Installed by apt in a chroot with a minimal Debian 12, run as its own user, asked, backed up, removed.
try_package() {
  [ "$(id -u)" = 0 ] || { echo "./do package --try makes a chroot: run it as root" >&2; exit 1; }
  command -v debootstrap >/dev/null || quietly apt-get install -y -qq --no-install-recommends debootstrap
  local tree
  tree=$(mktemp -d /var/tmp/assay-fresh-XXXXXX)
  trap "leave_chroot $tree" EXIT
  make_chroot "$tree"
  chmod 755 "$tree" # other accounts than root pass through it too
  mkdir -p "$tree/root/assay"
  cp "$1" "$tree/root/assay/assay.deb"
  cp packaging/try.sh "$tree/root/assay/"
  in_chroot "$tree" bash try.sh
  leave_chroot "$tree"
  trap - EXIT
}
