"""Copies of a journal: that each can be put back, whatever happens; and journals of every earlier schema.

A little of each in every run; FELT_FULL=1 does all of it."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest

import built_felt
import keeping_test as keeping
from keeping_test import CALLS, FULL, SEED, TESTS, some


class Copies(keeping.Case):
    def kept(self, journal, *more):
        ran = self.felt("--journal", str(journal), "export", *more)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stdout

    def check_whole(self, journal):
        self.assertEqual(self.problems(self.felt("--journal", str(journal), "doctor", "--json")), [])

    # --- each copy can be put back ---

    def test_every_copy_that_was_acknowledged_can_be_put_back(self):
        times, dice = (1000 if FULL else 4) // (2 if self.SEALED else 1), random.Random(SEED)
        self.begin(self.base, "one")
        restored = self.home / "restored"
        for number in range(times):
            self.on(self.base, *self.change(number, dice))
            copy = self.home / f"copy-{number}.db"
            self.assertEqual(self.on(self.base, "backup", str(copy)).returncode, 0)
            expected = self.kept(self.base / "journal.db")
            shutil.rmtree(restored, ignore_errors=True)
            shutil.rmtree(self.home / ".local/state/felt/sealed", ignore_errors=True)
            ran = self.felt("--journal", str(restored / "journal.db"), "restore", str(copy), "--yes")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertEqual(self.kept(restored / "journal.db"), expected)
            self.check_whole(restored / "journal.db")
            copy.unlink()
        print(f"{times} copies: each put back, with every entry", flush=True)

    def change(self, number, dice):
        return dice.choice([["log", "quick", "--note", f"note {number} é 肩"], ["log", "quick", "--set", "distress=4"],
                            ["undo"], ["carry", "add", f"carried {number}"], ["session", "add", f"{number % 20 + 1} days ago"],
                            ["edit", "1"], ["log", "body", "--set", "noticing=neck left: tight 3"]])

    # --- putting one back, over anything, and stopped anywhere ---

    def test_putting_a_copy_back_loses_neither_the_copy_nor_what_was_there(self):
        times, dice = 100 if FULL else 4, random.Random(SEED)
        self.begin(self.base, "one")
        self.on(self.base, "log", "quick", "--note", "two")
        self.on(self.base, "backup", str(self.base / "copy.db"))
        expected = self.state(self.base)
        self.on(self.base, "log", "quick", "--note", "three")
        for number in range(times):
            with self.subTest(drill=number):
                self.fresh()
                there = self.spoil(("good", "damaged", "missing")[number % 3], dice)
                self.drill(there, dice if number % 2 else None, expected)
        print(f"{times} copies put back, half of them stopped half-way first: nothing lost", flush=True)

    def spoil(self, how, dice):
        """Makes the journal of self.run_in so; its bytes."""
        journal = self.run_in / "journal.db"
        content = bytearray(journal.read_bytes())
        if how == "damaged":
            for _ in range(40):
                content[dice.randrange(300, len(content))] ^= 0x55
            journal.write_bytes(content)
        if how == "missing":
            journal.unlink()
            content = None
        return content

    def drill(self, there, dice, expected):
        copy = self.run_in / "copy.db"
        before, args = copy.read_bytes(), ["restore", str(copy), "--yes"]
        if dice:
            child = subprocess.Popen([built_felt.BINARY, "--journal", str(self.run_in / "journal.db"), *args], env=self.env,
                                     cwd=self.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0, 0.04))
            child.send_signal(signal.SIGKILL)
            child.wait()
        shutil.rmtree(self.home / ".local/state/felt/sealed", ignore_errors=True)
        ran = self.on(self.run_in, *args)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(copy.read_bytes(), before)
        self.assertEqual(self.state(self.run_in), expected)
        if there is not None:
            self.assertIn(bytes(there), [path.read_bytes() for path in (self.run_in / "backups").iterdir()])

    # --- earlier and later schemas ---

    @unittest.skipUnless(shutil.which("strace"), "not checked: strace is not installed")
    def test_every_earlier_schema_is_brought_here_with_a_copy_or_stays(self):
        if self.SEALED:
            self.skipTest("not checked: sealing a journal brings it to the newest schema first")
        count = 0
        journals = some(sorted((TESTS / "journals").glob("schema-*.db"), key=lambda path: int(path.stem[7:])), 1)
        for journal in journals:
            with self.subTest(journal=journal.name):
                count += self.bring_here(journal)
        print(f"journals of {len(journals)} earlier schemas, stopped at {count} calls on the way: old or new, copied first",
              flush=True)

    def bring_here(self, journal):
        shutil.copy(journal, self.base / "journal.db")
        (self.base / "journal.db").chmod(0o600)
        old, args = self.state(self.base), ["carry", "add", "the hip"]
        self.fresh()
        self.assertEqual(self.on(self.run_in, *args).returncode, 0)
        new = self.state(self.run_in)
        sites = some(self.call_sites(CALLS, args), 3)
        for call, number in sites:
            with self.subTest(call=call, number=number):
                self.fresh()
                self.strace(f"inject={call}:signal=KILL:when={number}", CALLS, args)
                self.assertIn(self.state(self.run_in), (old, new))
                if self.schema(self.run_in / "journal.db") != self.schema(journal):
                    copies = [copy for copy in self.copies(self.run_in) if self.schema(copy) == self.schema(journal)]
                    self.assertEqual(len(copies), 1)
                    self.check_copies()
        return len(sites)

    def schema(self, path):
        with sqlite3.connect(path) as database:
            found = database.execute("PRAGMA user_version").fetchone()[0]
        database.close()
        return found

    def test_a_journal_of_a_newer_felt_is_refused_and_not_touched(self):
        if self.SEALED:
            self.skipTest("not checked: what is newer in a sealed file is its header, see unit/seal")
        self.begin(self.base, "one")
        journal = self.base / "journal.db"
        with sqlite3.connect(journal) as database:
            database.execute("PRAGMA user_version = 1000")
        database.close()
        before, facts = journal.read_bytes(), journal.stat()
        calls = (["list"], ["log", "quick", "--note", "x"], ["export"], ["undo"], ["backup"], ["doctor"], ["edit", "1"],
                 ["passphrase", "set", "--passphrase-file", str(self.home / "pw")], ["import", "x.jsonl"])
        (self.home / "x.jsonl").write_text('{"schema":"felt.export/1"}\n')
        for args in calls:
            self.assertEqual(self.on(self.base, *args).returncode, 14, args)
        self.assertEqual(journal.read_bytes(), before)
        self.assertEqual(journal.stat().st_mtime_ns, facts.st_mtime_ns)


class SealedCopies(Copies):
    SEALED = True


if __name__ == "__main__":
    built_felt.main()
