"""What the trials at random share: an installation of recalld in a temporary folder, run by a user without rights.

The command line of a trial is  try-NAME [--minutes N] [--seed N] [--keep] [FOLDER-WITH-THE-BINARIES]
"""

import argparse
import hashlib
import json
import os
import pathlib
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The user without rights that the daemon runs as where the trial is started by root.
NOBODY = 65534


class Broken(Exception):
    """Something that was promised does not hold."""


def arguments(about):
    """Reads the command line, and prints the seed that repeats the trial."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("binaries", nargs="?", default=str(ROOT / ".build-static/release"))
    parser.add_argument("--minutes", type=float, default=float(os.environ.get("RECALLD_TRIAL_MINUTES", 1)))
    parser.add_argument("--seed", type=int, default=int(os.environ.get("RECALLD_SEED", random.randrange(1 << 32))))
    parser.add_argument("--keep", action="store_true", help="leave the folder where something does not hold")
    found = parser.parse_args()
    if not os.access(f"{found.binaries}/recalld", os.X_OK):
        sys.exit(f"{pathlib.Path(sys.argv[0]).name}: build the binaries first")
    print(f"{pathlib.Path(sys.argv[0]).name}: seed {found.seed}, {found.minutes:g} minutes", flush=True)
    return found


class Installation:
    """recalld with its configuration, its practices' folders, and beside them things that it must not touch."""

    def __init__(self, binaries, practices, port=1, mode="dry-run", bland="", inbox=""):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="recalld-trial-"))
        self.practices = practices
        self.process = None
        # Where the binaries were built, another user may have no right to look.
        (self.root / "bin").mkdir()
        shutil.copy2(f"{binaries}/recalld", self.root / "bin/recalld")
        shutil.copytree(ROOT / "Config", self.root / "data")
        for folder in ["state", "practices.d", "outside/folder"]:
            (self.root / folder).mkdir(parents=True)
        (self.root / "outside/secret.csv").write_text("Patient No,Surname\r\n1,Outside\r\n")
        (self.root / "outside/folder/inner.csv").write_text("Patient No,Surname\r\n2,Inner\r\n")
        (self.root / "key").write_text("test-key\n")
        (self.root / "key").chmod(0o600)
        (self.root / "recalld.toml").write_text(
            f'mode = "{mode}"\nstate_directory = "{self.root}/state"\n'
            f'[bland]\nbase_url = "http://127.0.0.1:{port}"\napi_key_file = "{self.root}/key"\n{bland}'
            f"[limits]\ncalls_per_day = 100000\nspend_per_day_usd = 100000\nmax_file_mib = 64\n"
            f"[inbox]\nsettle_seconds = 1\nrescan_seconds = 5\n{inbox}")
        # At noon by the practice's clock, so that no trial stands across midnight. The names count the other way round.
        ahead = 12 - time.gmtime().tm_hour
        zone = "Etc/GMT" if ahead == 0 else f"Etc/GMT{'-' if ahead > 0 else '+'}{abs(ahead)}"
        day = "\n".join(f'{name} = "00:00-24:00"' for name in ["weekdays", "saturday", "sunday", "bank_holidays"])
        for name in practices:
            (self.share(name) / "inbox").mkdir(parents=True)
            (self.root / f"practices.d/{name}.toml").write_text(
                f'name = "{name.title()} Opticians"\nfolder = "{self.share(name)}"\nphone = "+441632960001"\n'
                f'time_zone = "{zone}"\n[calling]\n{day}\n')
        self.own(self.root)
        self.before = self.snapshot()

    def share(self, name):
        return self.root / f"share-{name}"

    @staticmethod
    def own(path):
        """Gives a path and all below it to the user that the daemon runs as."""
        if os.geteuid() != 0:
            return
        try:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
            if path.is_dir() and not path.is_symlink():
                for child in path.iterdir():
                    Installation.own(child)
        except FileNotFoundError:
            pass  # The daemon has moved it meanwhile.

    def command(self, *words):
        plain = [str(self.root / "bin/recalld"), *words, "--config", str(self.root / "recalld.toml")]
        if os.geteuid() != 0:
            return plain
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all",
                "--bounding-set=-all", "--no-new-privs", *plain]

    def environment(self):
        return {"RECALLD_DATA": str(self.root / "data"), "PATH": os.environ["PATH"], "HOME": "/nonexistent"}

    def start(self):
        with open(self.root / "state/journal.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command("run"), stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment(), cwd="/")
        self.until(60, "the daemon is ready", lambda: "recalld is ready" in self.journal())

    def run(self, *words):
        return subprocess.run(
            self.command(*words), capture_output=True, text=True, env=self.environment(), cwd="/", timeout=120)

    def json(self, *words):
        return [json.loads(line) for line in self.run(*words, "--json").stdout.splitlines() if line.startswith("{")]

    def journal(self):
        return (self.root / "state/journal.log").read_text(errors="replace")

    def must_run(self):
        status = self.process.poll()
        if status is not None:
            raise Broken(f"the daemon ended with {status}:\n{self.journal()[-1500:]}")

    def until(self, seconds, what, body):
        """Waits until something is so."""
        end = time.monotonic() + seconds
        while True:
            self.must_run()
            found = body()
            if found:
                return found
            if time.monotonic() > end:
                raise Broken(f"not in {seconds} seconds: {what}\n{self.journal()[-1500:]}")
            time.sleep(0.1)

    def peak_mebibytes(self):
        """The most memory that the daemon has had."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM:")) / 1024

    def stop(self):
        self.must_run()
        self.process.terminate()
        try:
            status = self.process.wait(60)
        except subprocess.TimeoutExpired:
            raise Broken("the daemon does not end when it is asked to") from None
        if status != 0:
            raise Broken(f"the daemon ended with {status}:\n{self.journal()[-1500:]}")

    def snapshot(self):
        """Everything but the folders that are the daemon's to write in."""
        own = {self.root / "state", *map(self.share, self.practices)}
        found = {}
        places = [self.root]
        while places:
            for path in sorted(places.pop().iterdir()):
                if path in own:
                    continue
                facts = path.lstat()
                if stat.S_ISDIR(facts.st_mode):
                    places.append(path)
                    digest = ""
                else:
                    digest = hashlib.sha256(path.read_bytes()).hexdigest()
                found[str(path)] = (facts.st_mode, facts.st_uid, digest)
        return found

    def must_be_untouched(self):
        now = self.snapshot()
        changed = [path for path in now.keys() | self.before.keys() if now.get(path) != self.before.get(path)]
        if changed:
            raise Broken(f"written outside of the shared folders: {sorted(changed)[:5]}")

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def trial(body, installation, keep):
    """Runs a trial to its end, and takes everything away again."""
    try:
        body()
    except Broken as broken:
        installation.end()
        print(f"FAILED: {broken}", file=sys.stderr)
        if keep:
            print(f"the folder stays: {installation.root}", file=sys.stderr)
        else:
            shutil.rmtree(installation.root, ignore_errors=True)
        sys.exit(1)
    finally:
        installation.end()
    shutil.rmtree(installation.root, ignore_errors=True)
