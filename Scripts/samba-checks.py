"""Drives a practice's share as programs on Windows do, and looks at what recalld makes of it.

Runs in the box of Scripts/try-samba, as root, beside a real smbd and a recalld with settle_seconds = 1. Each scenario has
a process, a connection and files of its own; they run side by side. Prints a line for each promise that was kept.

    samba-checks.py USER PASSWORD
"""

import json
import os
import signal
import subprocess
import sys
import time

from samba import NTSTATUSError, credentials
from samba.samba3 import libsmb_samba_internal as smb
from samba.samba3 import param

FOLDER = "/srv/recall/harbour-lane"
SHARE = "harbour-lane"
USER, PASSWORD = sys.argv[1:3]

# Access, share and create numbers of MS-SMB2 2.2.13 and 2.2.14.
READ, WRITE, DELETE = 0x80000000, 0x40000000, 0x00010000
SHARE_NONE, SHARE_READ, SHARE_ALL = 0, 1, 7
OPEN, OVERWRITE_IF = 1, 5
SHARING_VIOLATION = 0xC0000043

with open("/var/tmp/harbour-lane-patients.csv", "rb") as sample:
    HEADER, *ROWS = sample.read().splitlines(keepends=True)


class Broken(Exception):
    """A promise that was not kept."""


def say(what):
    print(f"  ok: {what}", flush=True)


def until(seconds, what, look):
    """Waits until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if look():
            return
        time.sleep(0.1)
    if not look():
        raise Broken(f"not in {seconds} s: {what}")


def stays(seconds, what, look):
    """Looks for a while whether something remains so: longer than recalld waits for a file to settle."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not look():
            raise Broken(f"it did not stay so: {what}")
        time.sleep(0.1)


def connect():
    """A connection of its own, as a PC has it."""
    context = param.get_context()
    context.load("/etc/samba/smb.conf")
    who = credentials.Credentials()
    who.guess(context)
    who.set_username(USER)
    who.set_password(PASSWORD)
    return smb.Conn("127.0.0.1", SHARE, lp=context, creds=who)


def create(connection, name, share=SHARE_NONE):
    return connection.create(name, DesiredAccess=READ | WRITE | DELETE, ShareAccess=share, CreateDisposition=OVERWRITE_IF)


def put(connection, name, data):
    number = create(connection, name)
    connection.write(number, data, 0)
    connection.close(number)


def smbclient(command):
    subprocess.run(
        ["smbclient", "-U", f"{USER}%{PASSWORD}", f"//127.0.0.1/{SHARE}", "-c", command],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def export(series, rows=60):
    """An export of patients whom no other series holds."""
    return HEADER + b"".join(b"%d%s" % (series, row) for row in ROWS[:rows])


def files(folder):
    return [os.path.join(path, name) for path, _, names in os.walk(f"{FOLDER}/{folder}") for name in names]


def contents(folder):
    found = []
    for path in files(folder):
        try:
            with open(path, "rb") as file:
                found.append(file.read())
        except FileNotFoundError:
            pass
    return found


def archived(data):
    return contents("archive").count(data) == 1


def waits(name):
    return os.path.exists(f"{FOLDER}/inbox/{name}")


def taken(name, data):
    """Waits until an export stands in the archive, byte for byte and once, and nowhere else."""
    until(180, f"{name} is in the archive", lambda: archived(data))
    if waits(name) or data in contents("rejected") + contents("review"):
        raise Broken(f"{name} stands in two places")


def status():
    answer = subprocess.run(["recalld", "status", "--json"], stdout=subprocess.PIPE, text=True).stdout
    return json.loads(answer)["practices"][0]


def problem(code):
    return next((found["message"] for found in status()["problems"] if found["code"] == code), "")


def shown():
    """What `status` tells people; names of files stand there and not in its JSON."""
    return subprocess.run(["recalld", "status"], stdout=subprocess.PIPE, text=True).stdout


def uncollected():
    answer = subprocess.run(["recalld", "outbox", "list", "--json"], stdout=subprocess.PIPE, text=True).stdout
    return {line["file"] for line in map(json.loads, answer.splitlines())}


# MARK: Files that arrive


def preallocated_copy():
    """Explorer makes the file as large as it will be, writes into it, and sets the old time before it closes it."""
    data, name = export(1), "preallocated.csv"
    pc = connect()
    number = create(pc, f"inbox\\{name}")
    pc.write(number, b"\0", len(data) - 1)
    step = len(data) // 3
    for part in range(3):
        if os.path.getsize(f"{FOLDER}/inbox/{name}") != len(data):
            raise Broken("the copy was not made as large as it will be")
        stays(2, f"{name} waits while it is copied", lambda: waits(name))
        pc.write(number, data[part * step:None if part == 2 else (part + 1) * step], part * step)
    smbclient(f'utimes "inbox\\{name}" 2019:01:07-10:00:00 2019:01:07-10:00:00 2019:01:07-10:00:00 -1')
    if time.time() - os.path.getmtime(f"{FOLDER}/inbox/{name}") < 300 * 86400:
        raise Broken("the copy did not get its old time")
    stays(2, f"{name} waits though it is whole and old", lambda: waits(name))
    pc.close(number)
    taken(name, data)
    say("a copy made in full size, full of NULs and with an old time is taken when it is whole and closed")


def stalled_writer():
    """Whole rows and no NUL: only the system knows that a program still writes."""
    data, name = export(2), "stalled.csv"
    half = data[:data.index(b"\r\n", len(data) // 2) + 2]
    pc = connect()
    number = create(pc, f"inbox\\{name}")
    pc.write(number, half, 0)
    stays(5, f"{name} waits while its writer stalls", lambda: waits(name))
    pc.write(number, data[len(half):], len(half))
    pc.close(number)
    taken(name, data)
    if half in contents("archive"):
        raise Broken("half of it was taken too")
    say("a writer that stalls between two rows is waited for")


def dropped_connection():
    """The PC goes away in the middle of a copy: smbd closes the file, which has its full size."""
    data, name = export(3), "dropped.csv"
    child = os.fork()
    if child == 0:
        pc = connect()
        number = create(pc, f"inbox\\{name}")
        pc.write(number, b"\0", len(data) - 1)
        pc.write(number, data[:len(data) // 2], 0)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    until(60, "the half copy has its full size", lambda: os.path.getsize(f"{FOLDER}/inbox/{name}") == len(data))
    stays(4, f"{name} waits", lambda: waits(name))
    until(240, f"{name} is named in the status", lambda: problem("file_not_ready") and name in shown())
    if not waits(name):
        raise Broken("the half copy did not wait")
    say("a copy whose connection dropped is left alone, and named in the status after a minute")
    put(connect(), f"inbox\\{name}", data)
    taken(name, data)
    until(120, "the status no longer names it", lambda: not problem("file_not_ready"))
    say("copied once more under the same name it is taken, and nobody is told of it any longer")


def renamed_in():
    """A program that writes beside and renames, and goes on writing after that."""
    data, name = export(4), "renamed.csv"
    half = data[:data.index(b"\r\n", len(data) // 2) + 2]
    pc = connect()
    number = create(pc, "inbox\\~renamed.tmp", SHARE_ALL)
    pc.write(number, half, 0)
    stays(2, "a .tmp is no export", lambda: waits("~renamed.tmp"))
    connect().rename("inbox\\~renamed.tmp", f"inbox\\{name}")
    stays(3, f"{name} waits while it is open", lambda: waits(name))
    pc.write(number, data[len(half):], len(half))
    pc.close(number)
    taken(name, data)
    say("a file renamed in while it is still written is taken when it is closed")


def renamed_over():
    """A program that replaces its last export by a rename."""
    torn, data, name = export(5)[:-40], export(6), "over.csv"
    pc = connect()
    put(pc, f"inbox\\{name}", torn)
    stays(3, "a file cut off in a row waits", lambda: waits(name))
    put(pc, "inbox\\~over.tmp", data)
    smbclient(f'rename "inbox\\~over.tmp" "inbox\\{name}" -f')
    taken(name, data)
    if torn in contents("archive") + contents("rejected"):
        raise Broken("the replaced file was taken")
    say("a file renamed over another takes its place")


def litter():
    """What Office and Windows leave in any folder."""
    pc = connect()
    names = ["~$patients.csv", "Thumbs.db", "desktop.ini", "patients.tmp", "patients.csv.part", ".hidden.csv"]
    for name in names:
        put(pc, f"inbox\\{name}", export(7))
    stays(5, "what is no export stays", lambda: all(waits(name) for name in names))
    if export(7) in contents("archive"):
        raise Broken("a lock file was taken for an export")
    say(f"{', '.join(names)} are no exports")


def letter_case():
    """Windows knows no difference between export.csv and EXPORT.CSV."""
    first, second, third = export(8), export(9), export(10)
    pc = connect()
    put(pc, "inbox\\CAPITALS.CSV", first)
    taken("CAPITALS.CSV", first)
    say("CAPITALS.CSV is an export")
    number = create(pc, "inbox\\case.csv", SHARE_ALL)
    pc.write(number, first[:500], 0)
    put_over = connect()
    other = put_over.create(
        "inbox\\CASE.CSV", DesiredAccess=READ | WRITE, ShareAccess=SHARE_ALL, CreateDisposition=OVERWRITE_IF)
    put_over.write(other, second, 0)
    put_over.close(other)
    if waits("CASE.CSV"):
        raise Broken("there are two files")
    pc.close(number)
    taken("case.csv", second)
    put(pc, "inbox\\Case.csv", third)
    taken("Case.csv", third)
    if not archived(second):
        raise Broken("an archived file was written over")
    say("a name in another case is the same file while it waits, and a new export afterwards")


def folder_at_once():
    """A folder that is copied in with what it holds."""
    pc = connect()
    pc.mkdir("inbox\\Monday")
    pc.mkdir("inbox\\Monday\\late")
    batch = [export(11 + number, 20) for number in range(5)]
    for number, data in enumerate(batch):
        put(pc, f"inbox\\Monday\\late\\{number}.csv", data)
    for number, data in enumerate(batch):
        taken(f"Monday/late/{number}.csv", data)
    say("a folder that is made and filled at once is read")


# MARK: Files that are collected


def reader_while_moved(name):
    """One PC has a result open while another moves it."""
    with open(f"{FOLDER}/outbox/{name}", "rb") as file:
        data = file.read()
    reader, mover = connect(), connect()
    number = reader.create(
        f"outbox\\{name}", DesiredAccess=READ, ShareAccess=SHARE_ALL, CreateDisposition=OPEN)
    head = reader.read(number, 0, 50)
    mover.rename(f"outbox\\{name}", f"outbox\\collected\\{name}")
    until(180, f"{name} counts as collected", lambda: name not in uncollected())
    if head + reader.read(number, 50, len(data)) != data:
        raise Broken("the reader read other bytes")
    reader.close(number)
    if waits(f"../outbox/{name}") or not os.path.exists(f"{FOLDER}/outbox/collected/{name}"):
        raise Broken("the collected file was written again")
    say("a result that is moved while somebody reads it is collected, and the reader reads it to its end")


def reader_while_deleted(name):
    """One PC has a result open and lets nobody delete it."""
    reader, other = connect(), connect()
    number = reader.create(
        f"outbox\\{name}", DesiredAccess=READ, ShareAccess=SHARE_READ, CreateDisposition=OPEN)
    try:
        other.unlink(f"outbox\\{name}")
        raise Broken("smbd deleted a file that was held")
    except NTSTATUSError as error:
        if error.args[0] & 0xFFFFFFFF != SHARING_VIOLATION:
            raise
    stays(3, f"{name} is not collected while it stands there", lambda: name in uncollected())
    reader.close(number)
    other.unlink(f"outbox\\{name}")
    until(180, f"{name} counts as collected", lambda: name not in uncollected())
    say("a result that is held open is collected once it is deleted, and not before")


def page_held_open():
    """A PC holds the page open and shares it with nobody; recalld goes on writing it."""
    page = f"{FOLDER}/status.html"
    pc = connect()
    number = pc.create("status.html", DesiredAccess=READ, ShareAccess=SHARE_NONE, CreateDisposition=OPEN)
    head = pc.read(number, 0, 200)
    before = os.stat(page).st_ino
    put(connect(), "inbox\\page.csv", export(17, 20))
    until(180, "the page is written anew", lambda: os.stat(page).st_ino != before)
    if pc.read(number, 0, 200) != head:
        raise Broken("the page changed under its reader")
    pc.close(number)
    say("the page is written anew while a PC holds it open")


def unseen():
    """What is recalld's own cannot be seen from a PC, and no name ends in .csv that is not whole."""
    pc = connect()
    names = [entry["name"] for entry in pc.list("")]
    if ".recalld" in names:
        raise Broken(".recalld can be seen")
    try:
        pc.list(".recalld")
        raise Broken(".recalld can be read")
    except NTSTATUSError:
        pass
    say("recalld's working space is hidden from PCs")


def run(scenarios):
    """Runs scenarios side by side; each is a process of its own."""
    children = {}
    for scenario, *arguments in scenarios:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                scenario(*arguments)
                code = 0
            except Broken as broken:
                print(f"  FAILED: {scenario.__name__}: {broken}", file=sys.stderr, flush=True)
            except Exception as error:  # pylint: disable=broad-except
                print(f"  FAILED: {scenario.__name__}: {type(error).__name__} {error}", file=sys.stderr, flush=True)
            os._exit(code)
        children[child] = scenario.__name__
    broken = [children[child] for child in list(children) if os.waitpid(child, 0)[1] != 0]
    if broken:
        sys.exit(f"not kept: {', '.join(broken)}")


def main():
    outbox = sorted(name for name in os.listdir(f"{FOLDER}/outbox") if name.endswith(".csv"))
    if len(outbox) < 2:
        sys.exit("there are no results to be collected")
    run([
        (preallocated_copy,), (stalled_writer,), (dropped_connection,), (renamed_in,), (renamed_over,), (litter,),
        (letter_case,), (folder_at_once,), (unseen,), (reader_while_moved, outbox[0]),
        (reader_while_deleted, outbox[1]), (page_held_open,),
    ])


main()
