"""A sealed journal in the built felt: the prompt, and what stays secret."""

import contextlib
import os
import pathlib
import re
import signal
import sqlite3
import stat
import subprocess
import time

import pexpect

import built_felt
import sealed
from sealed import WORDS

import decode  # found by way of sealed


class Sealed(sealed.SealedTest):
    # --- the prompt ---

    def test_the_passphrase_is_typed_without_being_seen(self):
        child = self.terminal("list")
        child.expect_exact("Passphrase: ")
        child.sendline("one two")
        child.expect_exact("That does not open the journal.")
        child.expect_exact("Passphrase: ")
        child.sendline(WORDS)
        shown, code = self.end(child)
        self.assertEqual(code, 0)
        self.assertIn("MARK the first", shown)
        self.assertNotIn("one two", shown)

    def test_ctrl_c_at_the_prompt_puts_the_terminal_back(self):
        child = self.terminal("list")
        child.expect_exact("Passphrase: ")
        self.assertTrue(self.waits_silently(child))
        child.sendintr()
        _, code = self.end(child)
        self.assertEqual(code, 130)

    def waits_silently(self, child):
        for _ in range(100):
            if not child.getecho():
                return True
            time.sleep(0.05)
        return False

    def test_three_wrong_ones_end_it(self):
        child = self.terminal("list")
        for _ in range(3):
            child.expect_exact("Passphrase: ")
            child.sendline("wrong")
        shown, code = self.end(child)
        self.assertEqual(code, 12)
        self.assertIn("the passphrase does not open the journal", shown)

    def test_a_note_can_come_through_a_pipe_while_the_passphrase_is_typed(self):
        line = f"echo piped words | {built_felt.BINARY} log quick --note -"
        child = pexpect.spawn("/bin/sh", ["-c", line], cwd=str(self.home), env=self.env, encoding="utf-8", timeout=20)
        self.addCleanup(child.close, force=True)
        child.expect_exact("Passphrase: ")
        child.sendline(WORDS)
        _, code = self.end(child)
        self.assertEqual(code, 0)
        self.assertIn("piped words", self.notes())

    def test_answers_of_an_interview_survive_its_end(self):
        child = self.terminal("log", "quick", "--passphrase-file", self.passphrase)
        child.expect("\r\n> ")
        child.sendline("2")
        child.expect_exact("2 of 5")
        child.kill(signal.SIGKILL)
        child.close()
        image = decode.decode(self.journal().read_bytes(), WORDS.encode())
        self.assertIn("draft", self.states(image))

    def states(self, image):
        plain = self.home / "image.db"
        plain.write_bytes(image)
        with contextlib.closing(sqlite3.connect(plain)) as database:
            states = [row[0] for row in database.execute("SELECT state FROM entry")]
        plain.unlink()
        return states

    # --- what stays secret ---

    def test_a_wrong_passphrase_changes_nothing(self):
        before = (self.journal().read_bytes(), self.journal().stat())
        wrong = self.secret("wrong", "one two three")
        for args in (["list"], ["log", "quick", "--set", "distress=3"], ["passphrase", "remove"], ["session", "add", "today"]):
            self.assertEqual(self.felt(*args, "--passphrase-file", wrong).returncode, 12)
        after = self.journal().stat()
        self.assertEqual(before[0], self.journal().read_bytes())
        self.assertEqual([getattr(before[1], name) for name in ("st_ino", "st_mtime_ns", "st_ctime_ns")],
                         [getattr(after, name) for name in ("st_ino", "st_mtime_ns", "st_ctime_ns")])

    def test_no_file_has_a_plain_word_in_it(self):
        self.log("MARK the second")
        self.felt("search", "MARK", "--passphrase-file", self.passphrase)
        self.felt("report", "--passphrase-file", self.passphrase)
        self.assertEqual(len(self.notes()), 2)
        for path in self.home.rglob("*"):
            if path.is_file() and path.name != "pw":
                self.assertNotIn(b"MARK", path.read_bytes(), path)

    def test_nothing_is_opened_for_writing_but_the_journal_and_what_lies_beside_it(self):
        trace = self.home / "trace"
        subprocess.run(["strace", "-f", "-qq", "-o", trace, "-e", "trace=openat,open,creat", built_felt.BINARY,
                        *self.logging("MARK traced")], cwd=self.home, env=self.leakless(), check=True, capture_output=True)
        folder = str(self.journal().parent)
        allowed = re.compile(
            re.escape(folder) + r"|journal\.db\.saving-|/dev/|/proc/|" + re.escape(str(self.home / ".local/state/felt"))
            + r"|\.felt-[0-9a-f]+\.tmp")
        writing = [line for line in trace.read_text().splitlines() if re.search(r"O_WRONLY|O_RDWR|O_CREAT", line)]
        self.assertTrue(writing)
        for line in writing:
            self.assertRegex(re.search(r'"([^"]*)"', line)[1], allowed, line)

    def test_the_passphrase_is_never_an_argument_or_a_variable(self):
        child = self.popen("log", "quick", "--note", "x", "--passphrase-command", f"cat {self.passphrase}")
        seen = b""
        while child.poll() is None:
            for part in ("cmdline", "environ"):
                try:
                    seen += pathlib.Path(f"/proc/{child.pid}/{part}").read_bytes()
                except OSError:
                    continue
        self.assertEqual(child.returncode, 0, child.communicate()[1])
        self.assertIn(b"--passphrase-command", seen)
        self.assertNotIn(WORDS.encode(), seen)

    def test_no_core_is_dumped(self):
        reader, writer = os.pipe()  # felt waits for a note that never comes
        child = subprocess.Popen(
            ["sh", "-c", f"ulimit -c unlimited; exec {built_felt.BINARY} passphrase change --passphrase-file {self.passphrase} --new-passphrase-fd 0"],
            cwd=self.home, env=self.env, stdin=reader, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            time.sleep(0.5)
            for _ in range(200):
                limits = pathlib.Path(f"/proc/{child.pid}/limits").read_text()
                if re.search(r"Max core file size\s+0\s+0", limits):
                    break
                time.sleep(0.05)
            self.assertRegex(limits, r"Max core file size\s+0\s+0")
        finally:
            child.kill()
            child.communicate()
            os.close(reader)
            os.close(writer)

    def test_the_decoder_opens_what_felt_sealed(self):
        image = decode.decode(self.journal().read_bytes(), WORDS.encode())
        self.assertTrue(image.startswith(b"SQLite format 3\0"))
        self.assertIn(b"MARK the first", image)

    def test_files_are_private_whatever_the_umask(self):
        before = os.umask(0)
        try:
            self.log("second")
        finally:
            os.umask(before)
        for path in (self.home / ".local").rglob("*"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o700 if path.is_dir() else 0o600, path)


if __name__ == "__main__":
    built_felt.main()
