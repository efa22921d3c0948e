"""Exports, imports and comparisons of the built felt: in pipes that close, on full disks, with enormous input."""

import csv
import hashlib
import io
import json
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import threading
import unittest

import built_felt

ENTRIES = 300
ODD = ["=1+1", "+x", "-y", "@z", "\tt", "＝1", "plain", 'a "quote", and\nmore', "e\u0301 é 🙂", "\x1b[31m\u202e"]


class ExportTest(built_felt.BuiltFeltTest):
    def setUp(self):
        super().setUp()
        self.journal = self.home / ".local/share/felt/journal.db"

    def keep_entries(self, count=ENTRIES):
        lines = [
            json.dumps(
                {
                    "at": f"2026-02-{i % 27 + 1:02}T12:00:00+01:00",
                    "flow": "quick",
                    "answers": [{"question": "emotions/distress", "value": i % 11}],
                    "note": f"{ODD[i % len(ODD)]} {i}",
                }
            )
            for i in range(count)
        ]
        ran = self.felt("log", "--answers", "-", "--quiet", typed="\n".join(lines) + "\n")
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def ok(self, *args, **more):
        ran = self.felt(*args, **more)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stdout

    def test_an_equal_journal_is_made_and_proved(self):
        self.keep_entries()
        self.ok("export", "-o", "a.jsonl")
        self.ok("--journal", "other.db", "import", "a.jsonl")
        self.ok("--journal", "other.db", "export", "-o", "b.jsonl")
        self.assertEqual((self.home / "a.jsonl").read_bytes(), (self.home / "b.jsonl").read_bytes())
        self.ok("--journal", "other.db", "verify", "a.jsonl")

    def test_files_are_for_their_owner_alone_whatever_the_umask(self):
        self.keep_entries(3)
        for mask in (0o000, 0o022, 0o077):
            before = os.umask(mask)
            try:
                for form in ("jsonl", "csv"):
                    self.ok("export", "--format", form, "-o", f"{form}-{mask}")
                    self.assertEqual((self.home / f"{form}-{mask}").stat().st_mode & 0o777, 0o600)
            finally:
                os.umask(before)

    def test_a_pipe_that_closes_ends_it_quietly(self):
        self.keep_entries()
        for form in ("jsonl", "csv"):
            with subprocess.Popen(
                [built_felt.BINARY, "export", "--format", form],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self.env,
                cwd=self.home,
            ) as child:
                child.stdout.readline()
                child.stdout.close()
                self.assertEqual(child.stderr.read(), b"")
                self.assertEqual(child.wait(timeout=30), 0)

    def test_a_full_disk_leaves_no_half_file(self):
        self.keep_entries()
        with open("/dev/full", "w", encoding="utf-8") as full:
            ran = subprocess.run(
                [built_felt.BINARY, "export"], stdout=full, stderr=subprocess.PIPE, env=self.env, check=False
            )
        self.assertEqual(ran.returncode, 15)

        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        ran = subprocess.run(
            [built_felt.BINARY, "export", "-o", "a.jsonl"],
            capture_output=True,
            env=self.env,
            cwd=self.home,
            preexec_fn=small_files,
            check=False,
        )
        self.assertEqual(ran.returncode, 15, ran.stderr)
        self.assertEqual([file.name for file in self.home.iterdir() if file.name != ".local"], [])

    def test_a_table_has_no_formula_and_loses_no_words(self):
        self.keep_entries(len(ODD))
        text = self.ok("export", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        notes = [row for row in rows if row["prompt_id"] == "note"]
        self.assertEqual(len(notes), len(ODD))
        for row in rows:
            for column, cell in row.items():
                is_number = column.startswith(("value_num", "scale_", "lag_"))
                self.assertTrue(is_number or not cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), cell)
            if row["prompt_id"] == "emotions/distress":
                self.assertEqual(float(row["value_num"]), int(row["value_num"]))
        for row in notes:
            kept = row["value_text"][1:] if "value_text" in row["guarded"] else row["value_text"]
            i = int(kept.split()[-1])
            self.assertEqual(kept, f"{ODD[i]} {i}".replace("\x1b", r"\x1b").replace("\u202e", r"\u202e"))

    def imported_from(self, feed, extra=()):
        """Imports what feed writes into a pipe; the answer, and the most memory it took in bytes."""
        ours, theirs = os.pipe()
        child = subprocess.Popen(
            [built_felt.BINARY, "import", "-", *extra],
            stdin=ours,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.env,
            cwd=self.home,
        )
        os.close(ours)

        def write():
            try:
                with os.fdopen(theirs, "wb", buffering=0) as pipe:
                    feed(pipe)
            except BrokenPipeError:
                pass

        writer = threading.Thread(target=write)
        writer.start()
        said = child.stderr.read().decode()
        child.stdout.close()
        child.stderr.close()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        writer.join(timeout=30)
        return child.returncode, said, used.ru_maxrss * 1024

    def test_a_pipe_that_never_ends_is_refused_in_little_memory(self):
        header = b'{"schema":"felt.export/1","questions":0,"sessions":0,"former":0,"entries":0}\n'

        def endless(beginning, chunk):
            def feed(pipe):
                pipe.write(beginning)
                while True:
                    pipe.write(chunk)

            return feed

        for name, feed in {
            "nothing": endless(b"", b"\0" * 65536),
            "one line": endless(header, b"x" * 65536),
            "jrnl": endless(b'{"entries":[', b"[1,1],\n" * 9000),
            "daylio": endless(b"full_date,time,mood\n", b"2026-02-14,21:05,rad\n" * 3000),
        }.items():
            with self.subTest(name):
                code, said, memory = self.imported_from(feed)
                self.assertEqual(code, 3, said)
                self.assertLess(memory, 512 * 1024 * 1024 * (3 if "asan" in self.sanitizer() else 1))
        self.assertEqual(self.felt("list").returncode, 0 if self.journal.exists() else 10)

    def sanitizer(self):
        return "asan" if b"__asan_init" in pathlib.Path(built_felt.BINARY).read_bytes() else ""

    def test_import_is_all_or_nothing_when_it_is_killed(self):
        self.keep_entries(3)
        before = self.ok("export")
        self.ok("--journal", "other.db", "log", "quick", "--note", "x")

        def feed(pipe):
            lines = self.ok("--journal", "other.db", "export").encode()
            pipe.write(lines[:-100])
            pipe.flush()
            threading.Event().wait(1)
            os.kill(int(pid[0]), signal.SIGKILL)

        pid = []
        ours, theirs = os.pipe()
        with subprocess.Popen(
            [built_felt.BINARY, "import", "-"], stdin=ours, env=self.env, cwd=self.home, stderr=subprocess.DEVNULL
        ) as child:
            pid.append(child.pid)
            with os.fdopen(theirs, "wb", buffering=0) as pipe:
                feed(pipe)
            child.wait(timeout=30)
            os.close(ours)
        self.assertEqual(self.ok("export"), before)

    def test_a_locked_journal_can_be_exported_and_says_so_when_not_taken_into(self):
        self.keep_entries(2)
        text = self.ok("export")
        (self.home / "a.jsonl").write_text(text, encoding="utf-8")
        writer = sqlite3.connect(self.journal, isolation_level=None)
        self.addCleanup(writer.close)
        writer.execute("BEGIN IMMEDIATE")
        self.assertEqual(self.ok("export"), text)
        ran = self.felt("import", "a.jsonl")
        self.assertEqual(ran.returncode, 11, ran.stderr)

    def test_the_checksum_is_that_of_b2sum(self):
        self.keep_entries(2)
        lines = self.ok("export").encode().splitlines(keepends=True)
        end = json.loads(lines[-1])
        body = b"".join(lines[:-1])
        self.assertEqual(end["blake2b-256"], hashlib.blake2b(body, digest_size=32).hexdigest())
        self.assertEqual(end["lines"], len(lines) - 1)


if __name__ == "__main__":
    built_felt.main()
