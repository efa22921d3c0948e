"""Exports, imports and comparisons of the built felt: in pipes that close, on full disks, with enormous input."""

import csv
import datetime
import hashlib
import io
import json
import os
import pathlib
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import unittest
import uuid

import built_felt
from exports import TEN, Export, closed

ENTRIES = 300
ODD = ["=1+1", "+x", "-y", "@z", "\tt", "＝1", "plain", 'a "quote", and\nmore', "e\u0301 é 🙂", "\x1b[31m\u202e"]
HEADER = b'{"schema":"felt.export/1","questions":0,"sessions":0,"carried":0,"former":0,"entries":0}\n'


def hostile_exports():
    """Lines whose checksum is right, and the number of the line that is wrong."""

    def lines(change=None, **more):
        export = Export()
        asked = export.ask("emotions/distress", "scale", scale=TEN)
        export.session()
        export.entry((asked, {"value": 4}), **more)
        if change:
            change(export)
        return export.lines()

    def reordered(*order):
        return [lines(session=1)[place] for place in order]

    def question(**more):
        return lambda export: export.questions[0].update(more)

    def answer(**more):
        return lambda export: export.entries[0]["answers"][0].update(more)

    return {
        "the entry before its session": (reordered(0, 1, 3, 2), 3),
        "the entry before its question": (reordered(0, 2, 3, 1), 3),
        "the question twice": (reordered(0, 1, 1, 2, 3), 3),
        "the header twice": (reordered(0, 0, 1, 2, 3), 2),
        "no header": (reordered(1, 2, 3), 1),
        "a line less": (reordered(0, 1, 2), 4),
        "a line of nothing": ([*lines(), ""], 5),
        "no session of that number": (lines(session=2), 4),
        "a number that is none": (lines(id=0), 4),
        "a number too large": (lines(id=10**15), 4),
        "a uuid that is none": (lines(uuid="../../etc"), 4),
        "a day that is none": (lines(felt_day="2026-02-30"), 4),
        "a time that is none": (lines(at="2026-03-12"), 4),
        "a year too far": (lines(at="+12026-03-12T00:00:00Z"), 4),
        "a state that is none": (lines(state="gone"), 4),
        "a flow that is a path": (lines(flow="../x"), 4),
        "a tag that is a number": (lines(tags=[1]), 4),
        "a text too long": (lines(note="x" * 70_000), 4),
        "a key too many": (lines(mood="fine"), 4),
        "a NUL": (lines(note="a\0b"), 4),
        "half a surrogate": (lines(note="\ud800"), 4),
        "a value off its scale": (lines(answer(value=11)), 4),
        "a value that is a text": (lines(answer(value="4")), 4),
        "a value without end": ([*lines()[:3], lines()[3].replace('"value": 4', '"value": 1e999')], 4),
        "levels without end": ([*lines()[:3], "[" * 100_000], 4),
        "a question of a type that is none": (lines(question(type="riddle")), 2),
        "a question with another number": (lines(question(number=7)), 2),
        "a name that is none": (lines(question(question="DROP TABLE")), 2),
    }


ROWS = 1_000_000 if os.environ.get("FELT_FULL") else 3_000


def long_export(count):
    """The header, the one question and a function that makes the line of an entry, as bytes."""
    sample = Export()
    sample.entry((sample.ask("emotions/distress", "scale", scale=TEN), {"value": 0}))
    header, asked, line = (json.loads(text) for text in sample.lines())
    header["entries"] = count

    def entry(number):
        at = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(minutes=3 * number)
        line.update(id=number, uuid=str(uuid.UUID(int=number)), at=at.isoformat())
        line["answers"][0]["value"] = number % 11
        return (json.dumps(line, separators=(",", ":")) + "\n").encode()

    return (json.dumps(header) + "\n").encode(), (json.dumps(asked) + "\n").encode(), entry


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

    def test_whatever_a_cell_begins_with_it_is_guarded_and_comes_back(self):
        count, chance = 10_000 if os.environ.get("FELT_FULL") else 300, random.Random(1)
        begins = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'", '"', ",", ";", " =", "", "%", "|", "\ufeff="]
        texts = [chance.choice(begins) + chance.choice(["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("x")', "words", "é 肩", "a,b\nc"])
                 + f" {number}" for number in range(count)]
        lines = (json.dumps({"flow": "quick", "note": text}) for text in texts)
        self.assertEqual(self.felt("log", "--answers", "-", "-q", typed="\n".join(lines) + "\n").returncode, 0)
        rows = list(csv.DictReader(io.StringIO(self.ok("export", "--format", "csv"), newline="")))
        found = set()
        for row in rows:
            cell = row["value_text"]
            self.assertFalse(cell.startswith(tuple("=+-@\t\r\n＝＋－＠")), cell)
            found.add(cell[1:] if "value_text" in row["guarded"] else cell)
        plain = {text for text in texts if text[0] not in "\r\ufeff"}  # those are written in signs one can see
        self.assertEqual(plain - found, set())
        print(f"{count} cells: none is a formula, each comes back as it was", flush=True)

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
        def endless(beginning, chunk):
            def feed(pipe):
                pipe.write(beginning)
                while True:
                    pipe.write(chunk)

            return feed

        for name, feed in {
            "nothing": endless(b"", b"\0" * 65536),
            "lines": endless(HEADER, b'{"schema":"felt.former/1","uuid":"x"}\n' * 1000),
            "one line": endless(HEADER, b"x" * 65536),
            "jrnl": endless(b'{"entries":[', b"[1,1],\n" * 9000),
            "daylio": endless(b"full_date,time,mood\n", b"2026-02-14,21:05,rad\n" * 3000),
        }.items():
            with self.subTest(name):
                code, said, memory = self.imported_from(feed)
                self.assertEqual(code, 3, said)
                self.assertLess(memory, self.most_memory())
        self.assertFalse(self.journal.parent.exists())

    def most_memory(self):
        sanitized = b"__asan_init" in pathlib.Path(built_felt.BINARY).read_bytes()
        return 512 * 1024 * 1024 * (3 if sanitized else 1)

    def test_a_file_beyond_the_limit_is_refused_at_once(self):
        with open(self.home / "huge.jsonl", "wb") as huge:
            huge.write(HEADER)
            huge.truncate(1 << 30)
        began = time.monotonic()
        for command in ("import", "verify"):
            ran = self.felt(command, "huge.jsonl")
            self.assertEqual((ran.returncode, ran.stdout), (3, ""))
            self.assertIn("huge.jsonl' holds more than 512 MiB", ran.stderr)
        self.assertLess(time.monotonic() - began, 5)
        self.assertFalse(self.journal.parent.exists())

    def test_a_million_rows_of_another_program_are_refused_with_the_limit(self):
        def feed(pipe):
            pipe.write(b"full_date,time,mood\n")
            for _ in range(1000):
                pipe.write(b"2026-02-14,21:05,rad\n" * 1000)

        code, said, memory = self.imported_from(feed)
        self.assertEqual((code, said.splitlines()[0]), (3, "felt: standard input holds more than 16 MiB"))
        self.assertLess(memory, self.most_memory())
        self.assertFalse(self.journal.parent.exists())

    def test_a_million_entries_are_taken_in_within_little_memory(self):
        begin, body, entry = long_export(ROWS)

        def feed(pipe):
            digest = hashlib.blake2b(begin + body, digest_size=32)
            pipe.write(begin + body)
            for first in range(1, ROWS + 1, 1000):
                lines = b"".join(entry(number) for number in range(first, min(first + 1000, ROWS + 1)))
                digest.update(lines)
                pipe.write(lines)
            end = {"schema": "felt.end/1", "lines": ROWS + 2, "blake2b-256": digest.hexdigest()}
            pipe.write((json.dumps(end) + "\n").encode())

        code, said, memory = self.imported_from(feed)
        self.assertEqual(code, 0, said)
        self.assertLess(memory, self.most_memory())
        newest = json.loads(self.ok("list", "-n", "1", "--json"))["entries"][0]
        self.assertEqual((newest["id"], newest["answers"][0]["value"]), (ROWS, ROWS % 11))
        print(f"{ROWS} entries taken in within {memory // 2**20} MiB", file=sys.stderr)

    def test_hostile_exports_are_refused_with_their_line_and_leave_nothing(self):
        for name, (lines, place) in hostile_exports().items():
            with self.subTest(name):
                ran = self.felt("import", "-", typed=closed(lines))
                self.assertEqual((ran.returncode, ran.stdout), (3, ""))
                self.assertRegex(ran.stderr, rf"^felt: standard input:{place}:\d+: ")
                self.assertFalse(self.journal.parent.exists())

    def test_long_work_says_how_far_it_is_on_a_terminal_and_killed_leaves_no_journal(self):
        export = Export()
        for number in range(10_000):
            export.entry(note=f"note {number}")
        (self.home / "long.jsonl").write_text(export.text(), encoding="utf-8")
        child = self.terminal("import", "long.jsonl")
        child.timeout = 120
        child.expect(r"\rimporting 1000 of 10000 entries")
        child.kill(signal.SIGKILL)
        child.wait()
        self.assertEqual(self.felt("list").returncode, 10)
        ran = self.felt("import", "long.jsonl")
        self.assertEqual(ran.returncode, 11)
        self.assertIn("journal.db.making' is being made, or was left when felt was stopped", ran.stderr)

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
