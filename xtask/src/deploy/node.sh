#!/bin/sh
# Runs lines in a root of its own, laid over the machine's, and then a node in it, until standard input ends:
# `node.sh PLACE FILES LINES START`. To be started by root with mounts of its own: `unshare --mount`. PLACE is an empty folder
# to mount on, FILES the folder that LINES begin in; START ends with becoming the node.
set -eu
place=$1 files=$2 lines=$3 start=$4

mount --make-rprivate /
mount -t tmpfs tmpfs "$place"
mkdir "$place/upper" "$place/under" "$place/top"
mount -t overlay overlay -o "lowerdir=/,upperdir=$place/upper,workdir=$place/under" "$place/top"
top=$place/top
mount --bind /dev "$top/dev"
mount --bind /proc "$top/proc"
cp -R "$files" "$top/srv/files"
cp "$lines" "$top/srv/lines"
cp "$start" "$top/srv/start"

chroot "$top" /bin/sh -euc 'cd /srv/files; . /srv/lines' >/dev/null
chroot "$top" /bin/sh -eu /srv/start </dev/null &
node=$!
cat >/dev/null
kill -TERM $node 2>/dev/null || true
wait $node
