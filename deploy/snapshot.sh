#!/bin/sh
# Takes a snapshot of a running Baton to any S3-compatible store, encrypted and without duplicates, by restic
# (apt-get install restic). deploy/baton-snapshot.timer runs it each hour. docs/survival.md explains it.
#
#   RESTIC_REPOSITORY=s3:https://s3.example.com/bucket/baton   RESTIC_PASSWORD_FILE=/etc/baton.restic
#   AWS_ACCESS_KEY_ID   AWS_SECRET_ACCESS_KEY                  of a user who may write to this bucket alone
#   DATABASE_PATH=/var/lib/baton/baton.db                      as Baton has it
#   SNAPSHOT_DIR=/var/lib/baton/snapshot                       space for one copy; always the same path, so that restic compares
#   BATON="node /opt/baton/cli.js"
set -eu
: "${RESTIC_REPOSITORY:?}" "${DATABASE_PATH:?}" "${SNAPSHOT_DIR:?}" "${BATON:=node /opt/baton/cli.js}"

umask 077
rm -rf "$SNAPSHOT_DIR"
mkdir -p "$SNAPSHOT_DIR"
# A consistent copy; a copy of the file of a running database would be damaged.
$BATON backup "$SNAPSHOT_DIR/baton.db"
if [ -d "$DATABASE_PATH.files" ]; then
  # Hard links take no space; on another disk they are copies.
  cp -al "$DATABASE_PATH.files" "$SNAPSHOT_DIR/baton.db.files" 2>/dev/null || cp -a "$DATABASE_PATH.files" "$SNAPSHOT_DIR/baton.db.files"
fi
# Erasures are applied again after a restore.
if [ -f "$DATABASE_PATH.erasures.jsonl" ]; then cp "$DATABASE_PATH.erasures.jsonl" "$SNAPSHOT_DIR/erasures.jsonl"; fi

restic cat config > /dev/null 2>&1 || restic init
restic backup --host baton --tag baton "$SNAPSHOT_DIR"
restic forget --host baton --keep-hourly 24 --keep-daily 14 --prune
rm -rf "$SNAPSHOT_DIR"
