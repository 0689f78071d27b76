# Both promised commands on a fresh Debian 12, each in a chroot of its own made by debootstrap.

# The chroot reaches the package registries as this machine does: same sources, proxies, certificates.
share_network() {
  local tree=$1 file
  cp /etc/resolv.conf "$tree/etc/resolv.conf"
  cp /etc/hosts "$tree/etc/hosts"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources \
    /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99* \
    /usr/etc/npmrc /etc/npmrc /root/.npmrc /etc/pip.conf; do
    if [ -f "$file" ]; then install -D -m 644 "$file" "$tree$file"; fi
  done
  if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/ca-certificates.crt"
  fi
  mkdir -p "$tree/usr/local/share/ca-certificates"
  cp /usr/local/share/ca-certificates/*.crt "$tree/usr/local/share/ca-certificates/" 2>/dev/null || true
  if [ -f "$tree/etc/apt/sources.list.d/debian.sources" ]; then : >"$tree/etc/apt/sources.list"; fi
}

make_chroot() {
  local tree=$1
  quietly debootstrap --variant=minbase --include=git,ca-certificates bookworm "$tree"
  chmod 755 "$tree" # mktemp keeps it to root: PostgreSQL, which runs as another, would find no library
  share_network "$tree"
  mount -t proc proc "$tree/proc"
  mount --bind /dev "$tree/dev"
}

# ASSAY_FRESH_CCACHE=DIR: the compiler's cache of this machine serves inside too, where it can: what uses a
# precompiled header is compiled again, since the bytes of the header differ each time. The checkout stands
# where it does here then: units name their files.
fresh_place() { if [ -n "${ASSAY_FRESH_CCACHE:-}" ]; then echo "$root"; else echo /root/assay; fi; }

share_compiler_cache() {
  local tree=$1
  if [ -z "${ASSAY_FRESH_CCACHE:-}" ]; then return 0; fi
  mkdir -p "$tree/root/.cache/ccache"
  mount --bind "$ASSAY_FRESH_CCACHE" "$tree/root/.cache/ccache"
  echo "   (with the compiler's cache of this machine)"
}

leave_chroot() {
  local tree=$1
  umount -l "$tree/root/.cache/ccache" "$tree/proc" "$tree/dev" 2>/dev/null || true
  rm -rf --one-file-system "$tree"
}

in_chroot() { # in_chroot TREE COMMAND...
  local tree=$1
  shift
  chroot "$tree" env -i HOME=/root TERM=dumb \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    ${http_proxy:+http_proxy=$http_proxy} ${https_proxy:+https_proxy=$https_proxy} \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    bash -c "cd $(fresh_place) && $*"
}

fresh() {
  [ "$(id -u)" = 0 ] || { echo "./do fresh makes a chroot: run it as root" >&2; exit 1; }
  command -v debootstrap >/dev/null || quietly apt-get install -y -qq --no-install-recommends debootstrap
  local name tree begin
  for name in ${*:-demo test}; do
    tree=$(mktemp -d /var/tmp/assay-fresh-XXXXXX)
    trap "leave_chroot $tree" EXIT
    begin=$SECONDS
    make_chroot "$tree"
    mkdir -p "$tree$(dirname "$(fresh_place)")"
    quietly git clone --quiet "$root" "$tree$(fresh_place)"
    echo "== ./do $name on a fresh Debian 12 (chroot made in $((SECONDS - begin)) s)"
    share_compiler_cache "$tree"
    begin=$SECONDS
    in_chroot "$tree" ./do "$name"
    echo "== ./do $name: exit 0 after $((SECONDS - begin)) s"
    leave_chroot "$tree"
    trap - EXIT
  done
}
