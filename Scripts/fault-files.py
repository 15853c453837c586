"""What Scripts/try-faults does with files in the box.

    fault-files.py outcomes           whether each call of the ledger that has ended has one outcome in the outbox
    fault-files.py drop COUNT         drops so many files into the inbox
    fault-files.py found COUNT        waits until all of them stand in the archive, each once and byte for byte
    fault-files.py damage DATABASE    turns a page of the patients' table to nonsense
"""

import collections
import csv
import glob
import json
import os
import shutil
import sqlite3
import sys
import time

FOLDER = "/srv/recall/harbour-lane"
LEDGER = "/var/lib/ledger.jsonl"


def outcomes():
    """A call may be `unknown` first; after that it has one outcome, for ever."""
    with open(LEDGER, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    calls = {line["call_id"] for line in lines if line["event"] == "accepted"}
    told = collections.Counter()
    for path in glob.glob(f"{FOLDER}/outbox/outcomes-*.csv") + glob.glob(f"{FOLDER}/outbox/collected/outcomes-*.csv"):
        with open(path, encoding="utf-8-sig", newline="") as file:
            told.update(row["call_id"] for row in csv.DictReader(file) if row["outcome"] != "unknown")
    return all(told[call] == 1 for call in calls) and all(count == 1 for count in told.values())


def batch(count):
    """Names and contents: two hundred different diaries, each under many names."""
    with open("/var/tmp/harbour-lane-diary.csv", "rb") as file:
        head, *rows = file.read().splitlines(keepends=True)
    for number in range(count):
        kind = number % 200
        yield f"{number:05d}.csv", head + b"".join(rows[kind:kind + 3])


def drop(count):
    for number, (name, data) in enumerate(batch(count)):
        folder = f"{FOLDER}/inbox/{number // 1000}"
        if number % 1000 == 0:
            os.makedirs(folder)
            shutil.chown(folder, "recalld", "recalld")
        with open(f"{folder}/{name}", "wb") as file:
            file.write(data)
        shutil.chown(f"{folder}/{name}", "recalld", "recalld")


def found(count):
    end = time.monotonic() + 900
    while any(names for _, _, names in os.walk(f"{FOLDER}/inbox")) or os.listdir(f"{FOLDER}/.recalld/claimed"):
        if time.monotonic() > end:
            sys.exit("there are still files in the inbox")
        time.sleep(1)
    archive = {}
    for path, _, names in os.walk(f"{FOLDER}/archive"):
        for name in names:
            archive.setdefault(name, []).append(f"{path}/{name}")
    for name, data in batch(count):
        if len(archive.get(name, [])) != 1:
            sys.exit(f"{name} stands {len(archive.get(name, []))} times")
        with open(archive[name][0], "rb") as file:
            if file.read() != data:
                sys.exit(f"{name} is not what it was")


def damage(path):
    database = sqlite3.connect(path)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = database.execute("PRAGMA page_size").fetchone()[0]
    root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'patient'").fetchone()[0]
    database.close()
    with open(path, "r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"Z" * size)


def main():
    word, *rest = sys.argv[1:]
    if word == "outcomes":
        sys.exit(0 if outcomes() else 1)
    if word == "found":
        found(int(rest[0]))
    elif word == "drop":
        drop(int(rest[0]))
    elif word == "damage":
        damage(rest[0])
    else:
        sys.exit(__doc__)


main()
