"""Two of felt at once on one journal, plain and sealed: interviews, editors, readers, a holder that is stopped or killed,
a lock or a journal that another program puts in the place of the first.

A little of each in every run; FELT_FULL=1 does all of it.
"""

import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import threading
import time
import unittest

import built_felt
import check_in
import keeping_test as keeping
from keeping_test import FULL

ORDERS = sorted(set(itertools.permutations("AABB")))  # who takes the next step: the first opens, the second saves


def wait_until(is_so, seconds=20):
    assert check_in.wait_until(is_so, seconds), "it did not come about"


class Together(keeping.Case):
    def setUp(self):
        super().setUp()
        self.env["FELT_JOURNAL"] = str(self.base / "journal.db")

    def start(self, note="first"):
        shutil.rmtree(self.base)
        self.base.mkdir(mode=0o700)
        self.begin(self.base, note)

    def notes(self, journal=None):
        ran = self.felt("list", "-n", "0", "--json", *(("--journal", str(journal)) if journal else ()))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return [entry.get("note", "") for entry in json.loads(ran.stdout)["entries"]]

    # --- two interviews, two editors ---

    def test_two_interviews_in_any_order_are_both_kept(self):
        for order in ORDERS:
            with self.subTest(order="".join(order)):
                self.interview_in(order)
        print(f"{len(ORDERS)} orders of two interviews: both kept", flush=True)

    def interview_in(self, order):
        self.start()
        questions, open_ones = check_in.questions_of(self.felt), {}
        for who in order:
            if who not in open_ones:
                open_ones[who] = check_in.CheckIn(self.terminal("log", "quick", columns=200), questions)
                open_ones[who].next()
                continue
            open_ones[who].type({"A": "-2", "B": "3"}[who])
            open_ones[who].next()
            open_ones[who].type("x")
            self.assertTrue(open_ones[who].is_gone())
            self.assertEqual(check_in.exit_code(open_ones[who].child), 0)
        entries = json.loads(self.felt("list", "-n", "0", "--json").stdout)["entries"]
        given = sorted(answer["value"] for entry in entries for answer in entry["answers"])
        self.assertEqual((len(entries), given), (3, [-2, 3]))

    # --- two windows of one check-in ---

    def draft(self):
        """A check-in that is open, with one answer."""
        check = self.check_in("log", "quick")
        check.next()
        check.type("2")
        check.next()
        check.child.sendeof()
        self.assertTrue(check.is_gone())

    def check_in(self, *args):
        return check_in.CheckIn(self.terminal(*args, columns=200), check_in.questions_of(self.felt))

    def go_to(self, check, question):
        while (name := check.next()) != question:
            self.assertIsNotNone(name, check.said)
            check.type("")

    def two_windows(self, question):
        self.start()
        self.draft()
        windows = [self.check_in("log", "--resume") for _ in range(2)]
        for window in windows:
            self.go_to(window, question)
        return windows

    def finish(self, check):
        check.type("")
        self.assertTrue(check.is_gone())
        self.assertEqual(check_in.exit_code(check.child), 0, check.said)

    def last_texts(self):
        entry = json.loads(self.felt("show", "last", "--json").stdout)
        return [answer["text"] for answer in entry["answers"] if "text" in answer], entry.get("note", "")

    def test_words_of_two_windows_of_one_check_in_are_both_seen(self):
        here, there = self.two_windows("emotions/own-words")
        here.type("words of here")
        self.assertEqual(here.next(), check_in.MORE)
        there.type("words of there")
        self.assertEqual(there.next(), "")
        self.assertIn("goes on in another window, too. The answer there:\n  words of here\n", there.said)
        there.child.expect_exact("words of there")
        there.type(", words of here")
        self.assertEqual(there.next(), check_in.MORE)
        self.finish(there)
        self.assertEqual(self.last_texts()[0], ["words of there, words of here"])

    def test_an_empty_line_leaves_the_answer_of_another_window(self):
        here, there = self.two_windows("emotions/own-words")
        here.type("words of here")
        here.next()
        there.type("words of there")
        there.next()
        there.type("\x15")
        self.assertEqual(there.next(), check_in.MORE)
        self.finish(there)
        self.assertEqual(self.last_texts()[0], ["words of here"])

    def test_notes_of_two_windows_of_one_check_in_are_both_kept(self):
        windows = self.two_windows("emotions/own-words")
        for number, window in enumerate(windows):
            window.type("+")
            window.next()
            window.type(f"note {number}")
            window.next()
        windows[0].type("x")
        self.assertTrue(windows[0].is_gone())
        self.assertEqual(self.last_texts()[1], "note 0\nnote 1")

    def test_a_check_in_that_another_window_finished_goes_on_in_a_new_one(self):
        here, there = self.two_windows("emotions/own-words")
        here.type("x")
        self.assertTrue(here.is_gone())
        there.type("words of there")
        self.assertEqual(there.next(), check_in.MORE)
        self.assertIn("This check-in was finished from another window, as entry 2. What comes now", there.said)
        self.finish(there)
        entries = json.loads(self.felt("list", "-n", "0", "--json").stdout)["entries"]
        self.assertEqual([len(entry["answers"]) for entry in entries], [0, 1, 1])
        self.assertEqual(self.last_texts()[0], ["words of there"])

    def test_a_check_in_that_another_window_finished_is_not_said_to_be_open(self):
        here, there = self.two_windows("emotions/own-words")
        here.type("x")
        self.assertTrue(here.is_gone())
        there.child.sendintr()
        self.assertTrue(there.is_gone())
        self.assertIn("What you gave is kept as entry 2.", there.said)
        self.assertEqual(check_in.exit_code(there.child), 130)

    def test_a_check_in_that_another_window_threw_away_goes_on_with_what_was_given(self):
        here, there = self.two_windows("emotions/own-words")
        here.child.sendeof()
        self.assertTrue(here.is_gone())
        self.assertEqual(self.felt("log", "--discard").returncode, 0)
        there.type("words of there")
        self.assertEqual(there.next(), check_in.MORE)
        self.assertIn("thrown away from another window. It goes on here, as a new one.", there.said)
        self.finish(there)
        entry = json.loads(self.felt("show", "last", "--json").stdout)
        self.assertEqual([answer.get("value", answer.get("text")) for answer in entry["answers"]],
                         [2, "words of there"])

    def test_two_editors_of_one_entry_in_any_order_lose_no_words(self):
        for order in ORDERS:
            with self.subTest(order="".join(order)):
                self.edit_in(order)
        print(f"{len(ORDERS)} orders of two editors: both texts kept", flush=True)

    def edit_in(self, order):
        self.start()
        folder = self.home / "steps"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        editor = self.home / "bin/waiting"
        editor.write_text(f'#!/bin/sh\necho "words of $WHO" >> "$1"\ntouch {folder}/opened-$WHO\n'
                          f'while test ! -e {folder}/go-$WHO; do sleep 0.02; done\n')
        editor.chmod(0o755)
        editing, said = {}, ""
        for who in order:
            if who not in editing:
                editing[who] = subprocess.Popen([built_felt.BINARY, "edit", "1"], cwd=self.home, stdin=subprocess.DEVNULL,
                                                env={**self.env, "EDITOR": str(editor), "WHO": who}, text=True,
                                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                wait_until((folder / f"opened-{who}").exists)
                continue
            (folder / f"go-{who}").touch()
            said += editing[who].communicate(timeout=30)[1]
        codes = sorted(child.returncode for child in editing.values())
        is_apart = order[0] == order[1]
        self.assertEqual(codes, [0, 0] if is_apart else [0, 15], said)
        kept = [pathlib.Path(name) for name in re.findall(r"kept in '([^']*)'", said)]
        words = "\n".join([*self.notes(), *(path.read_text() for path in kept)])
        self.assertIn("words of A", words)
        self.assertIn("words of B", words)
        self.assertEqual(len(kept), 0 if is_apart else 1)
        for path in kept:
            shutil.rmtree(path.parent)

    # --- reading and copying while another writes ---

    def test_copies_and_lists_made_while_another_writes_are_whole(self):
        wanted, made, seconds = (150 if FULL else 4), 0, (30 if FULL else 1)
        self.start("0")
        acknowledged, stop = [0], threading.Event()

        def write():
            while not stop.is_set():
                number = acknowledged[0] + 1
                if self.felt("log", "quick", "--note", str(number)).returncode == 0:
                    acknowledged[0] = number

        writer, ends = threading.Thread(target=write), time.monotonic() + seconds
        writer.start()
        try:
            while made < wanted or time.monotonic() < ends:
                self.copy_and_list(made, acknowledged)
                made += 1
        finally:
            stop.set()
            writer.join()
        print(f"{made} copies while {acknowledged[0]} entries were written: each whole, and the beginning of them", flush=True)

    def copy_and_list(self, number, acknowledged):
        before = acknowledged[0]
        listed = sorted(int(note) for note in self.notes())
        self.assertEqual(listed, list(range(len(listed))))
        copy = self.home / f"copy-{number}.db"
        ran = self.felt("backup", str(copy))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        copied = sorted(int(note) for note in self.notes(copy))
        self.assertEqual(copied, list(range(len(copied))))
        self.assertGreater(min(len(copied), len(listed)), before)
        copy.unlink()

    # --- a holder that stops or is killed ---

    @unittest.skipUnless(shutil.which("strace"), "not checked: strace is not installed")
    def test_the_lock_of_a_killed_holder_is_free_at_once(self):
        times, stopped = (100 if FULL else 2), (3 if FULL else 1)
        self.start()
        for number in range(times):
            holder, child = self.stopped_holder()
            if number < stopped:
                self.check_locked(child)
            os.kill(child, signal.SIGKILL)
            holder.wait(timeout=20)
            began = time.monotonic()
            self.assertEqual(self.felt("log", "quick", "--note", f"after {number}").returncode, 0)
            self.assertLess(time.monotonic() - began, 4)
        found = self.notes()
        self.assertEqual([f"after {number}" in found for number in range(times)], [True] * times)
        print(f"{times} holders killed, {stopped} of them stopped before: no lock outlived them", flush=True)

    def stopped_holder(self):
        """A felt that stopped while it was saving, with its process's number."""
        trace = self.home / "trace"
        trace.unlink(missing_ok=True)
        calls = "fsync,fdatasync"
        holder = subprocess.Popen(["strace", "-f", "-qq", "-o", str(trace), "-e", f"trace={calls}", "-e",
                                   f"inject={calls}:signal=STOP:when=1", built_felt.BINARY, "log", "quick", "--note",
                                   "of the holder"], cwd=self.home, env=self.env, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.addCleanup(holder.stderr.close)
        wait_until(lambda: trace.exists() and "stopped by SIGSTOP" in trace.read_text())
        return holder, int(trace.read_text().split()[0])

    @unittest.skipUnless(shutil.which("strace"), "not checked: strace is not installed")
    def test_an_answer_waits_in_the_line_while_the_journal_is_in_use(self):
        self.start()
        check = self.check_in("log", "quick")
        check.next()
        holder, child = self.stopped_holder()
        check.type("2")
        self.assertEqual(check.next(), "")
        self.assertIn(f"is in use by another felt (process {child})", check.said)
        self.assertIn("Enter tries once more", check.said)
        os.kill(child, signal.SIGKILL)
        holder.wait(timeout=20)
        check.type("")
        self.assertEqual(check.next(), "emotions/energy")
        check.type("x")
        self.assertTrue(check.is_gone())
        entry = json.loads(self.felt("show", "last", "--json").stdout)
        self.assertEqual([answer["value"] for answer in entry["answers"]], [2])

    def check_locked(self, child):
        began = time.monotonic()
        ran = self.felt("log", "quick", "--note", "in vain")
        self.assertEqual(ran.returncode, 11, ran.stderr)
        self.assertGreater(time.monotonic() - began, 4)
        self.assertLess(time.monotonic() - began, 12)
        self.assertIn(f"is in use by another felt (process {child})", ran.stderr)
        if self.SEALED:
            self.assertEqual(self.felt("list").returncode, 0)


class SealedTogether(Together):
    SEALED = True

    # --- a lock file or a journal that another program replaces ---

    def test_what_is_locked_is_the_lock_file_and_its_loss_loses_no_entry(self):
        self.start()
        _, trace = self.traced_lock()
        self.assertRegex(trace, r"flock\(\d+<[^>]*/journal\.db\.lock>, LOCK_EX")
        writers, each = 4, (250 if FULL else 4)
        saved, stop = set(), threading.Event()

        def write(writer):
            for number in range(each):
                while self.felt("log", "quick", "--note", f"{writer} {number}").returncode != 0:
                    pass  # told that somebody else wrote: nothing was saved, so once more
                saved.add(f"{writer} {number}")

        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
        for thread in threads:
            thread.start()
        removed = self.remove_locks(threads, stop)
        found = self.notes()
        self.assertEqual(len(saved), writers * each)
        self.assertEqual(sorted(saved - set(found)), [])
        self.assertEqual(len(found), len(set(found)))
        print(f"{len(saved)} entries saved while the lock file was removed {removed} times: all there", flush=True)

    def traced_lock(self):
        self.run_in = self.base
        return self.home / "trace", "\n".join(self.strace(None, "flock", ["log", "quick", "--note", "traced"])[1])

    def remove_locks(self, threads, stop):
        removed = 0
        while any(thread.is_alive() for thread in threads):
            stop.wait(0.01)
            try:
                (self.base / "journal.db.lock").unlink()
                removed += 1
            except FileNotFoundError:
                pass
        return removed

    def test_a_copy_put_in_the_place_of_the_journal_during_an_interview_is_joined(self):
        rounds = 200 if FULL else 3
        for number in range(rounds):
            with self.subTest(round=number):
                self.exchange_during_interview()
        print(f"{rounds} journals exchanged during an interview: both kept", flush=True)

    def exchange_during_interview(self):
        self.start()
        journal, other = self.base / "journal.db", self.base / "other.db"
        shutil.copy(journal, other)
        check = check_in.CheckIn(self.terminal("log", "quick", columns=200), check_in.questions_of(self.felt))
        check.next()
        ran = self.felt("--journal", str(other), "log", "quick", "--note", "from elsewhere")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        os.rename(other, journal)
        check.type("2")
        check.next()
        check.type("x")
        self.assertTrue(check.is_gone())
        self.assertEqual(check_in.exit_code(check.child), 0, check.said)
        entries = json.loads(self.felt("list", "-n", "0", "--json").stdout)["entries"]
        self.assertIn("from elsewhere", [entry.get("note") for entry in entries])
        self.assertEqual([answer["value"] for entry in entries for answer in entry["answers"]], [2])


if __name__ == "__main__":
    built_felt.main()
