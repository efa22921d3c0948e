"""Journals, plain and sealed, when a sync fails, the disk lies, a limit is met, or what cleans up after a crash crashes.

A little of each in every run; FELT_FULL=1 does all of it. What cannot run here says so.
"""

import fcntl
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import unittest

import built_felt
import keeping_test as keeping
from keeping_test import CALLS, FULL, SEED, some

ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EROFS")
SYNCS = "fsync,fdatasync"


def injected(trace):
    """The call that was made to fail, as strace writes it with the paths of its files, and what came after it."""
    for number, line in enumerate(trace):
        if "(INJECTED)" in line:
            return line, trace[number + 1 :]
    return "", []


def path_in(line):
    found = re.search(r"\(\d+<([^>]*)>", line)
    return pathlib.Path(found.group(1)) if found else None


@unittest.skipUnless(shutil.which("strace"), "not checked: strace is not installed")
class Faults(keeping.Case):
    COMMANDS = ("log", "edit", "delete", "forever", "undo", "backup", "restore", "import")

    def begin_anew(self):
        shutil.rmtree(self.base)
        self.base.mkdir(mode=0o700)

    def old_and_new(self, args):
        old = self.state(self.base)
        self.fresh()
        self.assertEqual(self.on(self.run_in, *args).returncode, 0)
        return old, self.state(self.run_in)

    def each_command(self, names, check):
        """How many cases of how many commands were checked."""
        count = 0
        for name in names:
            self.begin_anew()
            args = self.prepare(name)
            with self.subTest(command=name):
                count += check(name, args, *self.old_and_new(args))
        return count

    # --- a sync that fails ---

    def test_a_sync_that_fails_is_told_and_not_tried_again(self):
        self.folders = 0
        names = self.COMMANDS if FULL else self.COMMANDS[:2]
        count = self.each_command(names, self.fail_syncs)
        print(f"{count} failed syncs, {self.folders} of them of a folder: told, none acknowledged, none tried again",
              flush=True)

    def fail_syncs(self, name, args, old, new):
        sites = [(error, site) for error in ERRORS for site in self.call_sites(SYNCS, args)]
        for error, (call, number) in some(sites, 3):
            with self.subTest(error=error, call=call, number=number):
                self.fresh()
                ran, trace = self.strace(f"inject={call}:error={error}:when={number}", SYNCS, args)
                self.check_failed_sync(name, ran, trace, old, new)
        return len(some(sites, 3))

    def check_failed_sync(self, name, ran, trace, old, new):
        line, later = injected(trace)
        path = path_in(line)
        state = self.state(self.run_in)
        if self.home / ".local/state/felt" in (path, *path.parents):  # what reminders know: as well as can be
            self.assertEqual((ran.returncode, state), (0, new), line)
            return
        if path.is_dir() and ran.returncode == 0:
            self.assertNotEqual(later, [])  # SQLite passes over a folder only where nothing has changed yet
            self.assertEqual(state, new)
            return
        self.folders += path.is_dir()
        self.assertEqual(ran.returncode, 15, line)
        self.assertNotRegex(ran.stdout, keeping.ACKNOWLEDGED)
        self.assertIn(state, (old, new) if path.is_dir() else (old,))
        if state != old:
            self.assertNotIn("Nothing was changed", ran.stderr)
            self.assertIn("power loss", ran.stderr)
        if path.name != "journal.db" or self.SEALED:  # SQLite puts back what it has written, and syncs that
            self.assertEqual([more for more in later if path_in(more) == path and path.is_file()], [], name)

    # --- a disk that lies ---

    def test_a_write_that_was_not_done_is_found_by_reading_back(self):
        names = self.COMMANDS if self.SEALED else ("backup", "restore")
        count = self.each_command(some(names, 1), self.lie)
        print(f"{count} writes a disk lied about: each found, nothing acknowledged", flush=True)
        if not self.SEALED:
            print("not checked: such a lie to SQLite, which reads nothing back; doctor finds what it leaves", flush=True)

    def lie(self, name, args, old, new):
        """The disk says it has written 1000 bytes, and has written none; or more than it was given."""
        sites = some(self.large_writes(args), 1)
        # AddressSanitizer itself looks whether so much could have been written, and ends the process.
        if b"__asan_init" not in pathlib.Path(built_felt.BINARY).read_bytes():
            for call, number in sites[:1]:
                self.claim_too_much(call, number, args, old)
        for call, number in sites:
            with self.subTest(call=call, number=number):
                self.fresh()
                ran, trace = self.strace(f"inject={call}:retval=1000:when={number}", "write,pwrite64", args)
                self.assertNotEqual(injected(trace)[0], "")
                state = self.state(self.run_in)
                if ran.returncode == 0:  # what was lied about was of no consequence
                    self.assertEqual(state, new)
                else:
                    self.assertIn(ran.returncode, (13, 15), ran.stderr)
                    self.assertNotRegex(ran.stdout, keeping.ACKNOWLEDGED)
                    self.assertEqual(state, old, (ran.stderr, injected(trace)[0]))
                self.check_copies()
        return len(sites)

    def claim_too_much(self, call, number, args, old):
        self.fresh()
        ran, _ = self.strace(f"inject={call}:retval=2000000000:when={number}", "write,pwrite64", args)
        self.assertIn(ran.returncode, (13, 15), ran.stderr)
        self.assertNotRegex(ran.stdout, keeping.ACKNOWLEDGED)
        self.assertEqual(self.state(self.run_in), old, ran.stderr)

    def large_writes(self, args):
        """Those of more than 1000 bytes into a file of this journal's."""
        sites = self.call_sites("write,pwrite64", args)
        self.fresh()
        _, trace = self.strace(None, "write,pwrite64", args)
        counts, large = {}, set()
        for line in trace:
            found = re.match(r"\d+ +(\w+)\(.*= (\d+)$", line)
            if found:
                counts[found.group(1)] = counts.get(found.group(1), 0) + 1
                if int(found.group(2)) > 1000 and str(self.run_in) in line:
                    large.add((found.group(1), counts[found.group(1)]))
        return [site for site in sites if site in large]

    # --- what cleans up after a crash crashes ---

    def test_a_crash_while_a_crash_is_cleaned_up_leaves_a_whole_journal(self):
        first, second = ["log", "quick", "--note", "the first"], ["log", "quick", "--note", "the second"]
        self.begin(self.base, "one")
        old, new = self.old_and_new(first)
        states = [old, new, self.with_note(old, "the second"), self.with_note(new, "the second")]
        origin, crashes, count = self.base, self.crashes(first), 0
        for number, crash in enumerate(some(crashes, 1)):
            self.base = crash
            for args in (second, ["list"]):
                sites = some(self.call_sites(CALLS, args), 1)
                for call, place in sites:
                    with self.subTest(crash=number, args=args[0], call=call, number=place):
                        self.fresh()
                        self.strace(f"inject={call}:signal=KILL:when={place}", CALLS, args)
                        self.assertIn(self.state(self.run_in), states)
                        self.assertEqual(self.on(self.run_in, "log", "quick", "--note", "and on").returncode, 0)
                count += len(sites)
        self.base = origin
        print(f"{count} crashes of the first start after one of {len(crashes)} different crashes: whole each time",
              flush=True)

    def with_note(self, state, note):
        return sorted([*state[0], note]), state[1]

    def crashes(self, args):
        """The different things that a kill at any call leaves: by the names, sizes and beginnings of the files."""
        found = {}
        for call, place in some(self.call_sites(CALLS, args), 8):
            self.fresh()
            self.strace(f"inject={call}:signal=KILL:when={place}", CALLS, args)
            files = sorted((re.sub(r"[0-9a-f]{32}$", "", path.name), path.stat().st_size, any(path.read_bytes()[:8]))
                           for path in self.run_in.iterdir() if path.is_file())
            if str(files) not in found:
                found[str(files)] = self.home / f"crash-{len(found)}"
                shutil.copytree(self.run_in, found[str(files)])
        self.assertGreater(len(found), 2)
        return list(found.values())


    # --- a file that may not grow ---

    def test_a_file_that_may_not_grow_further_ends_no_process_and_keeps_the_old_state(self):
        refused, limits = 0, 20 if FULL else 1
        for name, args in self.growing().items():
            old, new = self.old_and_new(args)
            most = max(path.stat().st_size for path in self.run_in.rglob("*") if path.is_file())
            for number in range(limits):
                limit = 512 + most * number // limits
                with self.subTest(command=name, limit=limit):
                    refused += self.run_limited(limit, args, old, new)
        self.assertGreaterEqual(refused, limits)
        print(f"{refused} times a file may not grow: said, and nothing changed", flush=True)

    def growing(self):
        """Commands that write much."""
        self.begin(self.base, "one")
        self.felt("--journal", str(self.home / "other.db"), "log", "quick", "-q", "--answers", "-",
                  typed="".join(f'{{"flow":"quick","note":"{"w" * 600} {i}"}}\n' for i in range(200)))
        self.felt("--journal", str(self.home / "other.db"), "export", "-o", str(self.base / "big.jsonl"))
        return {"import": ["import", str(self.run_in / "big.jsonl")], "log": ["log", "quick", "--note", "x" * 60000],
                "backup": ["backup"]}

    def run_limited(self, limit, args, old, new):
        """Whether it was refused. What a process may not write beyond a limit ends it unless it says otherwise."""
        self.fresh()
        ran = subprocess.run([built_felt.BINARY, "--journal", str(self.run_in / "journal.db"), *args], env=self.env,
                             cwd=self.home, capture_output=True, text=True, check=False, timeout=60,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
        self.assertIn(ran.returncode, (0, 15), (limit, ran.stderr))
        if ran.returncode == 15:
            self.assertNotRegex(ran.stdout, keeping.ACKNOWLEDGED)
        self.assertEqual(self.state(self.run_in), old if ran.returncode == 15 else new)
        self.check_copies()
        return ran.returncode == 15

    # --- what lies beside a journal ---

    FOREIGN = ("notes.txt", "journal.db.bak", "journal.db.saving", "journal.db.saving-account", "journal.db.saving-0123.txt",
               "journal.db.saving-" + "g" * 32, "other.db.saving-" + "0" * 32, ".felt-mine.tmp.txt", "journal (1).db",
               "journal.sync-conflict-20260312-211000-ABCDEFG.db", "prev", "backups/mine.db", "journal.db.saving-folder/x",
               "journal.dbx", "journal.db~", ".journal.db.swp")

    def test_what_others_put_beside_a_journal_is_never_touched(self):
        dice, layouts, removed = random.Random(SEED), 50 if FULL else 2, 0
        self.begin(self.base, "one")
        for number in range(layouts):
            with self.subTest(layout=number):
                removed += self.lay_out(dice)
        if self.SEALED:
            self.assertGreater(removed, 0)
        print(f"{layouts} folders: {removed} leftovers of felt removed, no other file touched", flush=True)

    def lay_out(self, dice):
        """A folder with some files of others, and with what a save that was cut short leaves, whose number is returned."""
        self.fresh()
        foreign = {self.run_in / name: os.urandom(dice.randrange(200)) for name in self.FOREIGN if dice.random() < 0.6}
        if not self.SEALED:
            foreign[self.run_in / "journal.db.prev"] = b"of somebody else's"
        dead = [self.run_in / f"journal.db.saving-{dice.getrandbits(128):032x}" for _ in range(dice.randrange(3))]
        for path in [*foreign, *dead]:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            path.write_bytes(foreign.get(path, b"half a save"))
        commands = [["list"], ["log", "quick", "--note", "new"], ["doctor"], ["backup"], ["edit", "1"], ["undo"],
                    ["delete", "1", "--yes"], ["report"]]
        dice.shuffle(commands)
        for args in commands:
            self.on(self.run_in, *args)
        for path, content in foreign.items():
            self.assertTrue(path.exists(), path)
            self.assertEqual(path.read_bytes(), content, path)
        left = [path for path in dead if path.exists()]
        self.assertEqual(left, [] if self.SEALED else dead)
        return len(dead) - len(left)


class SealedFaults(Faults):
    SEALED = True

    def test_whatever_cannot_be_read_no_copy_is_plain(self):
        self.each_command(("backup", "restore"), self.fail_reading)

    def fail_reading(self, _, args, old, new):
        sites = self.call_sites("openat,read", args)
        sites = sites if FULL else [site for site in sites if site[0] == "openat"][::2]
        for call, number in sites:
            with self.subTest(call=call, number=number):
                self.fresh()
                self.strace(f"inject={call}:error=EIO:when={number}", "openat,read", args)
                self.check_copies()
                self.assertIn(self.state(self.run_in), (old, new))
        return len(sites)

    def test_a_copy_that_is_in_its_place_is_not_called_unchanged(self):
        self.each_command(("restore",), self.fail_opening_from)

    def fail_opening_from(self, _, args, old, new):
        sites = [site for site in self.call_sites("openat", args) if site[0] == "openat"][-12:]
        put = 0
        for call, number in sites:
            with self.subTest(call=call, number=number):
                self.fresh()
                ran, _ = self.strace(f"inject={call}:error=EIO:when={number}+", "openat", args)
                state = self.state(self.run_in)
                self.assertIn(state, (old, new))
                if state == new:
                    put += 1
                    self.assertNotIn("Nothing was changed", ran.stderr)
        self.assertGreater(put, 0)
        return len(sites)

    def test_leftovers_are_removed_under_the_lock_alone(self):
        self.begin(self.base, "one")
        dead = self.base / ("journal.db.saving-" + "0" * 32)
        dead.write_bytes(b"half a save")
        with open(self.base / "journal.db.lock", "a", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertEqual(self.on(self.base, "log", "quick", "--note", "new").returncode, 11)
            self.assertEqual(self.on(self.base, "list").returncode, 0)
            self.assertTrue(dead.exists())
        self.assertEqual(self.on(self.base, "log", "quick", "--note", "new").returncode, 0)
        self.assertFalse(dead.exists())


if __name__ == "__main__":
    built_felt.main()
