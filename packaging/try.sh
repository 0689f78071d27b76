#!/usr/bin/env bash
# Runs as root on a fresh Debian 12, beside assay.deb (./do package --try). Any failing step ends it.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
data=/var/lib/assay

apt-get update -qq
apt-get install -y -qq --no-install-recommends ./assay.deb >/dev/null
echo "installed: $(dpkg-query -W -f='${Package} ${Version}' assay), $(assay --version)"
[ "$(stat -c '%U %a' $data)" = "assay 700" ]
[ "$(stat -c %a /etc/assay/assay.env)" = 600 ]
[ -f /usr/lib/systemd/system/assay.service ] && [ -f /usr/share/man/man1/assay.1.gz ]

as_assay="setpriv --reuid=assay --regid=assay --init-groups" # not a function: $! must be the server itself
$as_assay assay serve --data $data --listen 127.0.0.1:8390 >/tmp/out 2>/tmp/log &
pid=$!
for _ in $(seq 50); do grep -q 'setup#token' /tmp/out && break; sleep 0.1; done
grep -q 'Assay listens at http://127.0.0.1:8390' /tmp/out
asked() {
  exec 3<>/dev/tcp/127.0.0.1/8390
  printf 'GET %s HTTP/1.0\r\nHost: x\r\n\r\n' "$1" >&3
  cat <&3
  exec 3>&-
}
asked /healthz | grep -q '200 OK'
asked / | grep -q '<div id="root"'
$as_assay assay backup /tmp/backup.zip --data $data | head -n 1
kill -TERM $pid
wait $pid
$as_assay assay doctor --data $data
$as_assay assay restore /tmp/backup.zip --data /tmp/restored >/dev/null
apt-get purge -y -qq assay >/dev/null
[ -f $data/assay.db ] && [ ! -e /usr/bin/assay ] && [ ! -e /etc/assay/assay.env ]
echo "served, backed up, restored, examined; the purge left the data"
