#!/bin/sh
# Runs a command where there is no network but loopback, with a name server there that writes down who is asked for.
# Called by `unshare -rnm`. $1: the file for the names. $2: class path of the trap. $3...: the command.
set -e
names=$1
classes=$2
shift 2
ip link set lo up
echo "nameserver 127.0.0.1" > "$names.resolv"
mount --bind "$names.resolv" /etc/resolv.conf
java -cp "$classes" alan.itests.NameTrap "$names" &
trap_pid=$!
trap 'kill $trap_pid' EXIT
while [ ! -e "$names" ]; do
  kill -0 $trap_pid
  sleep 0.1
done
status=0
"$@" || status=$?
# The trap must have been set to the end: it hears this one, too.
getent hosts the-trap-is-still-set.invalid || true
kill -0 $trap_pid
exit $status
