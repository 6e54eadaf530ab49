#!/bin/sh
# Runs a PostgreSQL server of its own until standard input ends: `postgres.sh FOLDER PORT [forget [on]]`. Says `ready` when
# it answers. A folder that has been used before goes on where it stopped; with `forget` it is gone in the end. Flushes to
# the disk with `on` only: a test does not lose power. Ends with 3 where PostgreSQL is not installed.
set -eu
folder=$1 port=$2 forget=${3:-} fsync=${4:-off}

installed=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
PATH=${installed:+$installed:}$PATH
command -v initdb >/dev/null && command -v postgres >/dev/null || exit 3

# It refuses to be root.
as='' user=''
if [ "$(id -u)" = 0 ]; then
    user=nobody
    if id postgres >/dev/null 2>&1; then user=postgres; fi
    as="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi

if [ ! -f "$folder/PG_VERSION" ]; then
    mkdir -p "$folder"
    if [ -n "$user" ]; then chown "$user" "$folder"; fi
    $as initdb --pgdata="$folder" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
fi

cd "$folder"
$as postgres -D "$folder" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c fsync="$fsync" -c max_connections=300 >"$folder.log" 2>&1 </dev/null &
server=$!
stop() {
    kill -INT $server 2>/dev/null || true
    wait $server || true
    cd /
    if [ -n "$forget" ]; then rm -rf "$folder" "$folder.log"; fi
}
trap stop EXIT
until pg_isready --quiet --host=127.0.0.1 --port="$port"; do
    kill -0 $server 2>/dev/null || { tail -n 5 "$folder.log" >&2; exit 1; }
    sleep 0.1
done
echo ready
cat >/dev/null
