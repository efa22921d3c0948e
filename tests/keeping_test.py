"""Journals survive: killed processes, failing system calls, full disks, power cuts, many writers at once.

A little of each in every run; FELT_FULL=1 does all of it and takes long. What cannot run here says so.
"""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import time
import unittest

import built_felt
import sealed

FULL = bool(os.environ.get("FELT_FULL"))
SEED = int(os.environ.get("FELT_SEED", "1"))
CALLS = "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,ftruncate,openat,close"
FAILING = "write,pwrite64,fsync,fdatasync,rename,renameat,link,linkat,unlink,openat"
ACKNOWLEDGED = "^(saved|changed|deleted|took|copied|restored)"
TESTS = pathlib.Path(__file__).resolve().parent

# Where the programs of root are is not on everybody's path.
MKFS = shutil.which("mkfs.ext4", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def some(things, few):
    """All of them, or a few that lie far apart, the last one among them."""
    things = list(things)
    if FULL or len(things) <= few:
        return things
    step = len(things) / few
    return sorted({things[int(i * step)] for i in range(few)} | {things[-1]})


class Case(built_felt.BuiltFeltTest):
    """A journal, a command that changes it, and what may stand afterwards."""

    SEALED = False

    def setUp(self):
        super().setUp()
        if self.SEALED:
            secret = self.home / "pw"
            secret.write_text("one two three four\n")
            secret.chmod(0o600)
            self.felt("config", "set", "passphrase_file", str(secret))
        self.env["ASAN_OPTIONS"] = "detect_leaks=0:" + self.env.get("ASAN_OPTIONS", "")  # not under ptrace
        self.env["VISUAL"] = ""
        self.env["EDITOR"] = "warmer"
        (self.home / "bin").mkdir()
        editor = self.home / "bin/warmer"
        editor.write_text("#!/bin/sh\nsed -i 's/old words/new words/' \"$1\"\n")
        editor.chmod(0o755)
        self.base = self.home / "base"
        self.base.mkdir(mode=0o700)
        self.run_in = self.home / "run"

    def fresh(self):
        """The same journal again, with nobody remembering a later one: each run then makes the same calls."""
        shutil.rmtree(self.home / ".local/state/felt/sealed", ignore_errors=True)
        shutil.rmtree(self.run_in, ignore_errors=True)
        shutil.copytree(self.base, self.run_in)

    def on(self, folder, *args, typed=""):
        return self.felt("--journal", str(folder / "journal.db"), *args, typed=typed)

    def begin(self, folder, note):
        """A journal with one entry; if there was a sealed one before, nobody knows of it any more."""
        shutil.rmtree(self.home / ".local/state/felt/sealed", ignore_errors=True)
        self.assertEqual(self.on(folder, "log", "quick", "--note", note).returncode, 0)
        if self.SEALED:
            ran = self.on(folder, "passphrase", "set", "--passphrase-file", str(self.home / "pw"), "--kdf", "light")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            sealed.make_quick(folder / "journal.db")

    def state(self, folder):
        """What a person would find there: notes and sessions; the journal has to be whole."""
        looked = self.on(folder, "doctor", "--json")
        self.assertIn(looked.returncode, (0, 1), looked.stderr)
        self.assertEqual(self.problems(looked), [])
        entries = json.loads(self.on(folder, "list", "-n", "0", "--json").stdout)["entries"]
        carried = json.loads(self.on(folder, "carry", "--all", "--json").stdout)["notes"]
        return sorted(e.get("note", "") for e in entries), sorted(n["text"] for n in carried)

    def problems(self, ran):
        """What doctor found, but for what a full disk or a killed process leaves beside the journal."""
        harmless = ("left behind", "little space")
        found = [problem["what"] for problem in json.loads(ran.stdout)["problems"]]
        return [what for what in found if not any(words in what for words in harmless)]

    def copies(self, folder):
        return sorted((folder / "backups").glob("*.db"))

    def check_copies(self):
        if self.SEALED:
            self.assertEqual([path for path in self.run_in.rglob("*")
                              if path.is_file() and path.read_bytes().startswith(b"SQLite format 3")], [])
        for copy in self.copies(self.run_in):
            ran = self.felt("--journal", str(copy), "doctor", "--json")
            self.assertIn(ran.returncode, (0, 1), f"{copy}: {ran.stderr}")
            self.assertEqual(self.problems(ran), [])

    def prepare(self, name):
        """Makes the journal a command starts from, and gives the command."""
        journal = self.base / "journal.db"
        if name == "migrate":
            shutil.copy(TESTS / "journals/schema-7.db", journal)
            journal.chmod(0o600)
            return ["carry", "add", "the hip"]
        self.begin(self.base, "one")
        self.assertEqual(self.on(self.base, "log", "quick", "--note", "old words").returncode, 0)
        if name == "restore":
            self.assertEqual(self.on(self.base, "backup", str(self.base / "copy.db")).returncode, 0)
            self.on(self.base, "log", "quick", "--note", "three")
        if name == "import":
            self.on(self.base, "export", "-o", str(self.base / "other.jsonl"))
            self.on(self.base, "delete", "2", "--forever", "--yes")
            lines = (self.base / "other.jsonl").read_text()
            self.felt("--journal", str(self.home / "other.db"), "log", "quick", "--note", "from elsewhere")
            self.felt("--journal", str(self.home / "other.db"), "export", "-o", str(self.base / "more.jsonl"))
            self.assertTrue(lines)
        return {
            "log": ["log", "quick", "--note", "new"],
            "edit": ["edit", "2"],
            "delete": ["delete", "1", "--yes"],
            "forever": ["delete", "1", "--forever", "--yes"],
            "undo": ["undo"],
            "backup": ["backup"],
            "restore": ["restore", str(self.run_in / "copy.db"), "--yes"],
            "import": ["import", str(self.run_in / "more.jsonl")],
        }[name]

    def strace(self, inject, calls, args):
        trace = self.home / "trace"
        command = ["strace", "-f", "-qq", "-y", "-o", str(trace), "-e", f"trace={calls}"]
        command += ["-e", inject] if inject else []
        command += [built_felt.BINARY, "--journal", str(self.run_in / "journal.db"), *args]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=self.home, env=self.env,
                             check=False)
        return ran, trace.read_text(errors="replace").splitlines()

    def call_sites(self, calls, args):
        """Each call, by its name and how many of that name felt itself made, from where it first touches the journal:
        what comes before is the same for every command."""
        self.fresh()
        ran, lines = self.strace(None, calls, args)
        if ran.returncode != 0 and "ptrace" in ran.stderr:
            self.skipTest("not checked: processes cannot be traced here")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        felts_own = lines[0].split()[0]  # an editor is a process of its own
        counts, sites, has_begun = {}, [], False
        for line in lines:
            found = re.match(r"(\d+) +(\w+)\(", line)
            if not found or found.group(1) != felts_own:
                continue
            name = found.group(2)
            counts[name] = counts.get(name, 0) + 1
            has_begun = has_begun or str(self.run_in) in line
            if has_begun:
                sites.append((name, counts[name]))
        return sites


COMMANDS = ("log", "edit", "delete", "forever", "undo", "backup", "restore", "import", "migrate")


@unittest.skipUnless(shutil.which("strace"), "not checked: strace is not installed")
class SystemCalls(Case):
    """Every call of the operating system at which a command that changes the journal can end or fail."""

    def before_and_after(self, args):
        old = self.state(self.base)
        self.fresh()
        self.assertEqual(self.on(self.run_in, *args).returncode, 0)
        return old, self.state(self.run_in)

    def sweep_kills(self, name):
        args = self.prepare(name)
        old, new = self.before_and_after(args)
        sites = some(self.call_sites(CALLS, args), 2)
        for call, number in sites:
            with self.subTest(command=name, call=call, number=number):
                self.fresh()
                ran, _ = self.strace(f"inject={call}:signal=KILL:when={number}", CALLS, args)
                self.assertNotEqual(ran.returncode, 0)
                self.assertIn(self.state(self.run_in), (old, new))
                self.check_copies()
        return len(sites)

    def sweep_failures(self, name):
        args = self.prepare(name)
        old, new = self.before_and_after(args)
        sites = self.call_sites(FAILING, args)
        forms = [(error, site, form) for error in ("EIO", "ENOSPC", "EDQUOT", "EROFS") for site in sites
                 for form in ("", "+")]
        forms = some(forms, 2)
        for error, (call, number), form in forms:
            with self.subTest(command=name, error=error, call=call, number=number, form=form):
                self.fresh()
                ran, _ = self.strace(f"inject={call}:error={error}:when={number}{form}", FAILING, args)
                state = self.state(self.run_in)
                self.assertGreaterEqual(ran.returncode, 0, ran.stderr)
                if ran.returncode == 0:
                    self.assertEqual(state, new, ran.stdout)
                else:
                    self.assertIn(state, (old, new))
                    self.assertNotRegex(ran.stdout, ACKNOWLEDGED)
                    if state != old:
                        self.assertNotIn("Nothing was changed", ran.stderr)
                self.check_copies()
        return len(forms)

    def test_killed_at_any_call_the_old_or_the_new_state_stands(self):
        reached = sum(self.each(name, self.sweep_kills) for name in self.commands())
        print(f"killed at {reached} system calls of {len(self.commands())} commands: old or new, whole", flush=True)

    def test_a_call_that_fails_is_said_and_breaks_nothing(self):
        reached = sum(self.each(name, self.sweep_failures) for name in self.commands())
        print(f"{reached} failing system calls in {len(self.commands())} commands", flush=True)

    def commands(self):
        """Sealing brings a journal to the newest schema, so that there is no sealed one to bring there yet."""
        return some(COMMANDS[:-1], 2) if self.SEALED else COMMANDS

    def each(self, name, sweep):
        shutil.rmtree(self.base)
        self.base.mkdir(mode=0o700)
        return sweep(name)


class Killed(Case):
    def test_killed_at_random_every_saved_entry_is_there(self):
        wanted, dice = (1000 if FULL else 12), random.Random(SEED)
        journal = ["--journal", str(self.base / "journal.db")]
        self.begin(self.base, "first")
        saved, began = set(), time.monotonic()
        self.on(self.base, "log", "quick", "--note", "second")
        usual = time.monotonic() - began
        for number in range(wanted):
            child = subprocess.Popen([built_felt.BINARY, *journal, "log", "quick", "--note", f"note {number}"],
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=self.env)
            time.sleep(dice.uniform(0.0, 1.5 * usual))
            child.send_signal(signal.SIGKILL)
            if child.communicate()[0].startswith("saved"):
                saved.add(f"note {number}")
        notes = set(self.state(self.base)[0])
        self.assertLessEqual(saved, notes)
        print(f"{wanted} processes killed, {len(saved)} had said saved: all there", flush=True)

    def test_many_writers_lose_nothing_and_are_never_turned_away(self):
        writers, each = 8, (250 if FULL else 3)
        self.begin(self.base, "first")

        def write(writer):
            runs = [self.on(self.base, "log", "quick", "--note", f"{writer} {i}") for i in range(each)]
            return [ran.returncode for ran in runs]

        with concurrent.futures.ThreadPoolExecutor(writers) as pool:
            codes = [code for codes in pool.map(write, range(writers)) for code in codes]
        self.assertEqual(set(codes), {0})
        self.assertEqual(len(self.state(self.base)[0]), 1 + writers * each)
        print(f"{len(codes)} entries by {writers} writers: all acknowledged, all there", flush=True)


def is_root():
    return os.geteuid() == 0


class Mounted(Case):
    """On a file system of its own; only root can mount one."""

    def mount(self, *args):
        ran = subprocess.run(["mount", *args], capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            self.skipTest(f"not checked: nothing can be mounted here ({ran.stderr.strip()})")

    def unmount(self, folder):
        subprocess.run(["umount", str(folder)], capture_output=True, check=False)

    @unittest.skipUnless(is_root(), "not checked: only root can mount a small disk")
    def test_a_full_disk_is_named_and_breaks_nothing(self):
        sizes = some(range(1000, 1800, 4), 1) if self.SEALED else some(range(320, 1200, 4), 3)
        for size in sizes:
            with self.subTest(kib=size):
                self.fill_disk(size)
        print(f"{len(sizes)} full disks: nothing lost, nothing cut short, never called locked", flush=True)

    def fill_disk(self, size):
        disk = self.home / "disk"
        disk.mkdir(exist_ok=True)
        self.mount("-t", "tmpfs", "-o", f"size={size}k,mode=700", "tmpfs", str(disk))
        try:
            self.begin(disk, "0 first")
            notes, ran = 1, None
            for number in range(1, 400):
                ran = self.on(disk, "log", "quick", "--note", f"{number} " + "x" * (20000 if self.SEALED else 4000))
                if ran.returncode != 0:
                    break
                notes += 1
            self.check_refused(ran)
            self.assertEqual(len(self.state(disk)[0]), notes)
            self.change_full_disk(disk)
        finally:
            self.unmount(disk)

    def check_refused(self, ran):
        self.assertEqual(ran.returncode, 15, ran.stderr)
        self.assertNotIn("in use", ran.stderr)
        self.assertRegex(ran.stderr, "[Nn]o space")

    def change_full_disk(self, disk):
        """Whatever a person tries there either happens or leaves every byte as it was; reading goes on."""
        with open(disk / "ballast", "wb", buffering=0) as ballast:
            with contextlib.suppress(OSError):
                while True:
                    ballast.write(b"0" * 4096)
        (self.home / "new").write_text("five six seven eight\n")
        (self.home / "new").chmod(0o600)
        change = ("change", "--new-passphrase-file", str(self.home / "new")) if self.SEALED else (
            "set", "--passphrase-file", str(self.home / "new"))
        for args in (("log", "quick", "--note", "y" * 9000), ("edit", "1"), ("delete", "1", "--yes"), ("backup",), ("undo",),
                     ("passphrase", *change, "--kdf", "light")):
            before, state = (disk / "journal.db").read_bytes(), self.state(disk)
            ran = self.on(disk, *args)
            self.assertGreaterEqual(ran.returncode, 0, args)
            if ran.returncode != 0:
                self.check_refused(ran)
                self.assertEqual((disk / "journal.db").read_bytes(), before, args)
                self.assertEqual(self.state(disk), state)
            if args[0] == "passphrase":
                self.assertNotEqual(ran.returncode, 0, "a journal was sealed anew where there is no room")

    @unittest.skipUnless(is_root(), "not checked: only root can cut the power of a disk")
    def test_what_was_said_survives_a_power_cut(self):
        cuts, lost, said = (500 if FULL else 2), 0, 0
        dice = random.Random(SEED)
        for _ in range(cuts):
            acknowledged, kept = self.cut_power(dice.uniform(0.5, 2.5))
            said += len(acknowledged)
            lost += len(acknowledged - kept)
        self.assertEqual(lost, 0)
        print(f"{cuts} power cuts: {said} entries had been saved, {lost} lost", flush=True)

    @unittest.skipUnless(is_root(), "not checked: only root can cut the power of a disk")
    def test_an_export_and_a_new_passphrase_survive_a_power_cut(self):
        cuts = 100 if FULL else 1
        for number in range(cuts):
            with self.subTest(cut=number):
                self.cut_after_export(number)
        what = "exports and new passphrases" if self.SEALED else "exports"
        print(f"{cuts} power cuts right after {what}: there, whole", flush=True)

    def cut_after_export(self, number):
        image, disk = self.image()
        try:
            self.on(disk, "log", "quick", "--note", f"note {number}")
            self.assertEqual(self.on(disk, "export", "-o", str(disk / "out.jsonl")).returncode, 0)
            expected = (disk / "out.jsonl").read_bytes()
            if self.SEALED:
                (self.home / "new").write_text("five six seven eight\n")
                (self.home / "new").chmod(0o600)
                ran = self.on(disk, "passphrase", "change", "--new-passphrase-file", str(self.home / "new"), "--kdf", "light")
                self.assertEqual(ran.returncode, 0, ran.stderr)
            snapshot = self.snapshot(image)
        finally:
            self.unmount(disk)
        self.mount("-o", "loop", str(snapshot), str(disk))
        try:
            self.assertEqual((disk / "out.jsonl").read_bytes(), expected)
            opened = [self.on(disk, "list", "--passphrase-file", str(self.home / name)).returncode
                      for name in ("pw", "new") if self.SEALED]
            self.assertEqual(opened, [12, 0] if self.SEALED else [])
        finally:
            self.unmount(disk)

    def snapshot(self, image):
        """The disk as a power cut would leave it: with what the file system has sent to it."""
        snapshot = image.with_suffix(".cut")
        self.addCleanup(snapshot.unlink, missing_ok=True)
        subprocess.run(["cp", "--sparse=always", str(image), str(snapshot)], check=True)
        return snapshot

    def image(self):
        image, disk = pathlib.Path("/dev/shm") / f"{self.home.name}.img", self.home / "disk"
        self.addCleanup(image.unlink, missing_ok=True)
        disk.mkdir(exist_ok=True)
        subprocess.run(["truncate", "-s", "24M", str(image)], check=True)
        if not MKFS:
            self.skipTest("not checked: mkfs.ext4 is not installed")
        made = subprocess.run([MKFS, "-q", "-F", str(image)], capture_output=True, text=True, check=False)
        if made.returncode != 0:
            self.skipTest("not checked: no ext4 can be made here")
        self.mount("-o", "loop", str(image), str(disk))
        disk.chmod(0o700)
        self.begin(disk, "first")
        subprocess.run(["sync", "-f", str(disk)], check=True)
        return image, disk

    def cut_power(self, seconds):
        """Writes until the power goes; gives what had been said to be saved, and what stands afterwards."""
        image, disk = self.image()
        acknowledged, ends = {"first"}, time.monotonic() + seconds
        try:
            number = 0
            while time.monotonic() < ends:
                number += 1
                if self.on(disk, "log", "quick", "--note", f"note {number}").stdout.startswith("saved"):
                    acknowledged.add(f"note {number}")
            backed_up = self.on(disk, "backup").returncode == 0
            snapshot = self.snapshot(image)
        finally:
            self.unmount(disk)
        self.mount("-o", "loop", str(snapshot), str(disk))
        try:
            kept = set(self.state(disk)[0])
            if backed_up:
                copies = self.copies(disk)
                self.assertEqual(len(copies), 1)
                shown = self.felt("--journal", str(copies[0]), "list", "-n", "0", "--json").stdout
                self.assertEqual({e["note"] for e in json.loads(shown)["entries"]}, acknowledged)
        finally:
            self.unmount(disk)
        return acknowledged, kept


class SealedSystemCalls(SystemCalls):
    SEALED = True


class SealedKilled(Killed):
    SEALED = True


class SealedMounted(Mounted):
    SEALED = True


if __name__ == "__main__":
    built_felt.main()
