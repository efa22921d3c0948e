"""A sealed journal of the built felt that is killed at any moment, written to by several, or let down by the disk."""

import collections
import os
import random
import re
import subprocess
import sys
import time

import built_felt
import sealed
from sealed import FULL

import decode  # found by way of sealed

CALLS = "write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,ftruncate,openat,close"
NO_LINKS = ("-e", "inject=linkat:error=EPERM")  # as on FAT


class SealedCrash(sealed.SealedTest):
    def test_writers_at_once_lose_nothing(self):
        writers, each = (8, 25) if FULL else (4, 4)
        script = ("for i in $(seq %d); do '%s' log quick --note \"w$1-$i\" --passphrase-file pw -q || exit $?; done"
                  % (each, built_felt.BINARY))
        running = [subprocess.Popen(["sh", "-c", script, "sh", str(number)], cwd=self.home, env=self.env,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
                   for number in range(writers)]
        for child in running:
            said = child.communicate(timeout=280)[1]
            self.assertEqual(child.returncode, 0, said)
        expected = {f"w{number}-{i + 1}" for number in range(writers) for i in range(each)}
        self.assertLessEqual(expected, set(self.notes()))
        self.assertEqual(len(self.notes()), 1 + writers * each)

    def test_a_kill_at_any_moment_leaves_the_old_or_the_new_journal(self):
        times = 200 if FULL else 8
        chance = random.Random(int(os.environ.get("FELT_SEED", "1")))
        said, began = 0, time.monotonic()
        self.log("not killed")
        usual = time.monotonic() - began
        for number in range(times):
            child = self.popen(*self.logging(f"k{number}"))
            time.sleep(chance.uniform(0.2, 1.5) * usual)
            child.kill()
            saved = "saved entry" in child.communicate()[0]
            notes = self.notes()
            self.assertTrue(not saved or f"k{number}" in notes)
            said += saved
        print(f"{times} kills, {said} after it was said to be saved: none lost", file=sys.stderr)

    def calls_of(self, args, more=()):
        """How often each system call is made."""
        ran = subprocess.run(["strace", "-f", "-qq", "-e", f"trace={CALLS}", *more, "-o", "/dev/stdout", built_felt.BINARY, *args],
                             cwd=self.home, env=self.leakless(), check=True, capture_output=True, text=True)
        return collections.Counter(re.findall(rf"^\d+ +({CALLS.replace(',', '|')})\(", ran.stdout, re.MULTILINE))

    def points(self, args, more=()):
        """Every call, as its name and which one it is; otherwise those that a save hangs on, and a few more."""
        counts = self.calls_of(args, more)
        everything = [(name, number) for name, count in counts.items() for number in range(1, count + 1)]
        if FULL:
            return everything
        some = [point for point in everything if point[0] in ("fsync", "linkat", "renameat")]
        return some + [("write", counts["write"] // 3), ("openat", counts["openat"] - 4)]

    def inject(self, point, what, args, more=()):
        return subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace=linkat,{point[0]}", *more, "-e",
                               f"inject={point[0]}:{what}:when={point[1]}", built_felt.BINARY, *args],
                              cwd=self.home, env=self.leakless(), check=False, capture_output=True, text=True)

    def test_a_kill_at_every_call_of_a_save_leaves_the_old_or_the_new_journal(self):
        points = self.points(self.logging("counted"))
        kept, killed = len(self.notes()), 0
        for point in points:
            killed += self.inject(point, "signal=KILL", self.logging(f"at {point}")).returncode != 0
            notes = self.notes()
            self.assertIn(len(notes), (kept, kept + 1))
            kept = len(notes)
        self.assertGreater(killed, len(points) // 2)
        print(f"{killed} kills at {len(points)} calls of a save: old or new each time", file=sys.stderr)
        self.assertEqual(self.log("and on it goes").returncode, 0)
        self.assertEqual([path.name for path in self.journal().parent.glob("*.saving-*")], [])

    def test_a_kill_at_every_call_of_a_change_leaves_just_one_passphrase(self):
        old, new = self.passphrase, self.secret("new", "five six seven eight")
        change = ["passphrase", "change", "--kdf", "light", "--passphrase-file", old, "--new-passphrase-file", new]
        back = ["passphrase", "change", "--kdf", "light", "--passphrase-file", new, "--new-passphrase-file", old]
        points = self.points(change)
        self.assertEqual(self.felt(*back).returncode, 0)
        for point in points:
            self.inject(point, "signal=KILL", change)
            opened = [self.felt("list", "--passphrase-file", one).returncode for one in (old, new)]
            self.assertEqual(sorted(opened), [0, 12], point)
            if opened[0] == 12:
                self.assertEqual(self.felt(*back).returncode, 0)
        self.assertEqual(self.notes(), ["MARK the first"])

    def test_a_change_that_fails_says_which_passphrase_opens(self):
        old, new = self.passphrase, self.secret("new", "five six seven eight")
        change = ["passphrase", "change", "--kdf", "light", "--passphrase-file", old, "--new-passphrase-file", new]
        back = ["passphrase", "change", "--kdf", "light", "--passphrase-file", new, "--new-passphrase-file", old]
        stood = 0
        for more in ((), NO_LINKS):
            points = [point for point in self.points(change, more) if point[0] in ("fsync", "renameat")]
            self.assertEqual(self.felt(*back).returncode, 0)
            for point in points:
                ran = self.inject(point, "error=ENOSPC", change, more)
                opened = [self.felt("list", "--passphrase-file", one).returncode for one in (old, new)]
                self.assertEqual(sorted(opened), [0, 12], point)
                if opened[0] == 12:
                    if ran.returncode != 0:
                        self.assertIn("is saved, but", ran.stderr, point)
                        stood += 1
                    self.assertEqual(self.felt(*back).returncode, 0)
                else:
                    self.assertNotEqual(ran.returncode, 0, point)
                    self.assertNotIn("is saved", ran.stderr, point)
        self.assertGreaterEqual(stood, 4)  # the folder and PATH.prev, with links and without
        self.assertEqual(self.notes(), ["MARK the first"])

    def test_a_kill_at_every_call_of_sealing_leaves_a_journal_that_opens(self):
        remove = ["passphrase", "remove", "--passphrase-file", self.passphrase]
        seal = ["passphrase", "set", "--passphrase-file", self.passphrase, "--kdf", "light"]
        self.assertEqual(self.felt(*remove).returncode, 0)
        points = self.points(seal)
        self.assertEqual(self.felt(*remove).returncode, 0)
        for point in points:
            self.inject(point, "signal=KILL", seal)
            is_sealed = self.journal().read_bytes().startswith(decode.MAGIC)
            self.assertEqual(self.notes(), ["MARK the first"])
            if is_sealed:
                self.assertEqual(self.felt(*remove).returncode, 0)

    def test_a_call_that_fails_is_said_and_nothing_is_lost(self):
        refused = 0
        # Sanitizers write, too, and never end where they may not.
        points = [point for point in self.points(self.logging("counted")) if point[0] != "write"]
        for number, point in enumerate(points):
            for error in ("EIO", "ENOSPC") if FULL else ("EIO", "ENOSPC")[number % 2 :][:1]:
                note, kept = f"{error} at {point}", self.notes()
                ran = self.inject(point, f"error={error}", self.logging(note))
                notes = self.notes()
                self.assertLessEqual(set(kept), set(notes), note)
                if ran.returncode == 0:
                    self.assertIn(note, notes)
                else:
                    self.assertNotIn("saved entry", ran.stdout, note)
                refused += ran.returncode == 15
        self.assertGreater(refused, 0)


if __name__ == "__main__":
    built_felt.main()
