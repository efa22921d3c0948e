"""A sealed journal in the built felt: the prompt, and what stays secret."""

import contextlib
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time

import pexpect

import built_felt
import sealed
from sealed import FULL, WORDS

import decode  # found by way of sealed


SEED = int(os.environ.get("FELT_SEED", "1"))
IS_SANITIZED = b"__asan_init" in pathlib.Path(sys.argv[1]).read_bytes()
SLOWER = 20 if IS_SANITIZED else 1
PASSES_AT, MEMORY_AT = 49, 53
BOMBS = [(PASSES_AT, 0xFFFFFFFF), (PASSES_AT, 1 << 31), (PASSES_AT, 17), (PASSES_AT, 0), (MEMORY_AT, 0xFFFFFFFF),
         (MEMORY_AT, 2097153), (MEMORY_AT, 0)]


def summed(header):
    """The header with the sum that belongs to it."""
    return header[:-16] + decode.blake2b(header[:-16], 16)


def hostile(header, at, number):
    return summed(header[:at] + number.to_bytes(4, "little") + header[at + 4 :])


def mutated(header, chance):
    """One to four bytes changed, half of the time with the sum mended; never another cost that is allowed, which would be
    worked on as it has to be."""
    changed = bytearray(header)
    for _ in range(chance.randint(1, 4)):
        at = chance.choice([place for place in range(len(header) - 16) if not PASSES_AT <= place < MEMORY_AT + 4])
        changed[at] ^= chance.randint(1, 255)
    if chance.random() < 0.2:
        changed[PASSES_AT : MEMORY_AT + 4] = bytes([0, 0, chance.randint(1, 255), 0, 0, 0, 0, chance.randint(1, 255)])
    return summed(bytes(changed)) if chance.random() < 0.5 else bytes(changed)


def wrong_passphrases(count):
    """None of them WORDS, many nearly."""
    chance, right = random.Random(SEED), WORDS.encode()
    tried = [b"", b"\n", b"x" * 1_000_000, right + b"\n\n", right + b" ", b" " + right, right.upper(), right[:-1], right + b"\0",
             right + b"\r\n", right.replace(b" ", b"  "), right.decode().encode("utf-16")]
    while len(tried) < count:
        near = bytearray(right)
        near[chance.randrange(len(near))] ^= 1 << chance.randrange(7)
        tried.append(bytes(near) if chance.random() < 0.5 and b"\n" not in near[-1:] else chance.randbytes(chance.randrange(1, 60)))
    return tried


def little_memory():
    resource.setrlimit(resource.RLIMIT_AS, (64 << 20,) * 2)


def unlimited_cores():
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)


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

    def test_ctrl_c_while_a_program_is_asked_for_the_passphrase_ends_it(self):
        child = self.terminal("list", "--passphrase-command", "sh -c 'echo asking > /dev/tty; exec sleep 30'")
        child.expect_exact("asking")
        child.sendintr()
        said, code = self.end(child)
        self.assertIn("stopped", said)
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

    def check_in_with_another_passphrase(self):
        """A check-in that waits for the passphrase another window chose meanwhile."""
        child = self.terminal("log", "quick", columns=100)
        child.expect_exact("Passphrase: ")
        child.sendline(WORDS)
        child.expect("\r\n> ")
        new = self.secret("new", "five six seven eight")
        changed = self.felt("passphrase", "change", "--passphrase-file", self.passphrase, "--new-passphrase-file", new,
                            "--kdf", "light")
        self.assertEqual(changed.returncode, 0, changed.stderr)
        child.sendline("2")
        child.expect_exact("The passphrase was changed from another window.")
        child.expect_exact("Passphrase: ")
        self.assertTrue(self.waits_silently(child))
        return child

    def test_a_passphrase_that_another_window_changed_is_asked_for_until_the_answer_is_kept(self):
        child = self.check_in_with_another_passphrase()
        child.sendline("wrong")
        child.expect_exact("That does not open the journal.")
        child.expect_exact("Passphrase: ")
        self.assertTrue(self.waits_silently(child))
        child.sendline("wrong")
        child.expect_exact("the passphrase does not open the journal")
        child.expect_exact("\r\n> ")
        child.expect_exact("2")
        child.send("\r")
        child.expect_exact("Passphrase: ")
        self.assertTrue(self.waits_silently(child))
        child.sendline("five six seven eight")
        child.expect_exact("2 of 5")
        child.expect("\r\n> ")
        child.sendline("x")
        self.assertEqual(self.end(child)[1], 0)
        self.assertEqual(len(self.notes(str(self.home / "new"))), 2)

    def test_ctrl_c_at_a_passphrase_in_a_check_in_ends_it(self):
        child = self.check_in_with_another_passphrase()
        child.sendintr()
        said, code = self.end(child)
        self.assertIn("Nothing was kept.", said)
        self.assertEqual(code, 130)

    def states(self, image):
        plain = self.home / "image.db"
        plain.write_bytes(image)
        with contextlib.closing(sqlite3.connect(plain)) as database:
            states = [row[0] for row in database.execute("SELECT state FROM entry")]
        plain.unlink()
        return states

    # --- what stays secret ---

    def test_a_wrong_passphrase_changes_nothing(self):
        before, tried = self.stood(), wrong_passphrases(1000 if FULL else 12)
        calls = (["list"], ["log", "quick", "--set", "distress=3"], ["passphrase", "remove"], ["session", "add", "today"])
        for number, words in enumerate(tried):
            secret = self.home / "wrong"
            secret.write_bytes(words)
            secret.chmod(0o600)
            ran = self.felt(*calls[number % len(calls)], "--passphrase-file", str(secret))
            self.assertEqual(ran.returncode, 12, (words[:80], ran.stderr))
            self.assertNotIn("damaged", ran.stderr)
            self.assertEqual(self.stood(), before, words[:80])
        print(f"{len(tried)} wrong passphrases: each refused, nothing changed", flush=True)

    def stood(self):
        """Every file of the journal's folder with its bytes and times."""
        found = {}
        for path in [self.journal().parent, *self.journal().parent.rglob("*")]:
            facts = path.stat()
            found[path] = (facts.st_ino, facts.st_mtime_ns, facts.st_ctime_ns, path.is_file() and path.read_bytes())
        return found

    def test_a_header_that_asks_for_anything_is_answered_at_once(self):
        whole, chance, times = self.journal().read_bytes(), random.Random(SEED), 10_000 if FULL else 40
        head = len(decode.Header(whole).bytes)
        slowest = refused = 0
        bombs = [hostile(whole[:head], *change) for change in BOMBS]
        for number in range(times):
            header = bombs[number] if number < len(bombs) else mutated(whole[:head], chance)
            self.journal().write_bytes(header + whole[head:])
            code, seconds = self.measured("list", "--passphrase-file", self.passphrase)
            self.assertIn(code, (12, 13, 14, 17), number)
            refused, slowest = refused + 1, max(slowest, seconds)
        print(f"{refused} headers refused in 64 MiB, the slowest in {slowest:.3f} s of the processor", flush=True)
        self.assertLess(slowest, 0.1 * SLOWER)

    def measured(self, *args):
        """The exit code and the processor's seconds of a felt that has little memory."""
        child = self.popen(*args, preexec_fn=None if IS_SANITIZED else little_memory)
        for stream in (child.stdout, child.stderr):
            stream.read()
            stream.close()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return child.returncode, used.ru_utime + used.ru_stime

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

    def test_what_a_program_says_is_written_to_no_file(self):
        trace = self.home / "trace"
        subprocess.run(["strace", "-qq", "-y", "-o", trace, "-e", "trace=openat,open,creat,memfd_create", built_felt.BINARY,
                        "list", "--passphrase-command", f"cat {self.passphrase}"], cwd=self.home, env=self.leakless(),
                       check=True, capture_output=True)
        lines = trace.read_text().splitlines()
        self.assertEqual(len([line for line in lines if line.startswith("memfd_create(")]), 3, lines)
        self.assertEqual([line for line in lines if "O_TMPFILE" in line or '"/tmp' in line and "O_CREAT" in line], [])

    def test_the_passphrase_is_never_an_argument_a_variable_or_in_a_file(self):
        ways = [["--passphrase-command", f"cat {self.passphrase}"], ["--passphrase-file", self.passphrase], []]
        calls = [["log", "quick", "--note", "x"], ["list"], ["export", "-o", "out.jsonl", "--force"], ["report"], ["doctor"]]
        times = 200 if FULL else 6
        for number in range(times):
            way = ways[number % len(ways)]
            seen = self.seen_while_it_runs([*calls[number % len(calls)], *way])
            self.assertIn(calls[number % len(calls)][0].encode(), seen)
            self.assertNotIn(WORDS.encode(), seen)
        kept = [path for path in self.home.rglob("*") if path.is_file() and str(path) != self.passphrase]
        for path in kept:
            self.assertNotIn(WORDS.encode(), path.read_bytes(), path)
        print(f"{times} runs by {len(ways)} ways and {len(kept)} files: the passphrase is in none", flush=True)

    def seen_while_it_runs(self, args):
        """What others can read of felt and of what it starts: arguments and variables, of every execve, too."""
        trace = self.home.parent / f"{self.home.name}.trace"
        self.addCleanup(trace.unlink, missing_ok=True)
        ours, theirs = os.pipe()
        os.write(theirs, WORDS.encode() + b"\n")
        os.close(theirs)
        named = [] if any("--passphrase" in word for word in args) else ["--passphrase-fd", str(ours)]
        child = self.popen_traced(trace, [*args, *named], ours)
        os.close(ours)
        seen = b""
        while child.poll() is None:
            for folder in pathlib.Path("/proc").glob("[0-9]*"):
                with contextlib.suppress(OSError):
                    if (folder / "cwd").readlink() == self.home:
                        seen += (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        self.assertEqual(child.returncode, 0, child.communicate()[1])
        child.communicate()
        return seen + trace.read_bytes()

    def popen_traced(self, trace, args, descriptor):
        command = ["strace", "-f", "-qq", "-v", "-s", "100000", "-e", "trace=execve", "-o", str(trace), built_felt.BINARY]
        return subprocess.Popen([*command, *args], cwd=self.home, env=self.leakless(), pass_fds=(descriptor,),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def test_no_core_is_dumped(self):
        """Ended at any call after the passphrase is known. What comes before knows no secret, and shows that a core would be
        dumped here."""
        env = {**self.leakless(), "ASAN_OPTIONS": "detect_leaks=0:handle_segv=0:disable_coredump=0"}
        self.assertIn("core dumped", self.ended_at(["--version"], "write", 1, env))
        args = self.logging("not kept")
        counts = self.counted(args, env)
        known = next(number for number, ((call, _), line) in enumerate(counts)
                     if call == "openat" and self.passphrase in line)
        points = counts[known + 1 :: max(1, (len(counts) - known) // (20 if FULL else 4))]
        for (call, number), _ in points:
            ended = self.ended_at(args, call, number, env)
            self.assertIn("killed by SIGSEGV", ended, (call, number))
            self.assertNotIn("core dumped", ended, (call, number))
        print(f"ended at {len(points)} calls: no core", flush=True)
        self.assertEqual([path for path in self.home.rglob("core*") if "MARK" in path.read_text(errors="replace")], [])

    def counted(self, args, env):
        """Each call with how many of its name there were, and strace's line."""
        self.ended_at(args, None, 0, env)
        counts, found = {}, []
        for line in (self.home / "trace").read_text(errors="replace").splitlines():
            name = re.match(r"\d+ +(\w+)\(", line)
            if name and name[1] != "exit_group":
                counts[name[1]] = counts.get(name[1], 0) + 1
                found.append(((name[1], counts[name[1]]), line))
        return found

    def ended_at(self, args, call, number, env):
        """Ends felt with SIGSEGV there; what strace tells of the end."""
        inject = ["-e", f"inject={call}:signal=SEGV:when={number}"] if call else []
        subprocess.run(["strace", "-f", "-qq", "-o", "trace", *inject, built_felt.BINARY, *args], cwd=self.home, env=env,
                       check=False, capture_output=True, preexec_fn=unlimited_cores)
        return (self.home / "trace").read_text(errors="replace").splitlines()[-1]

    def test_the_decoder_opens_what_felt_sealed(self):
        image = decode.decode(self.journal().read_bytes(), WORDS.encode())
        self.assertTrue(image.startswith(b"SQLite format 3\0"))
        self.assertIn(b"MARK the first", image)

    def test_the_recovery_key_is_shown_where_what_reminders_know_cannot_be_kept(self):
        journal = self.home / "another.db"
        self.assertEqual(self.felt("--journal", journal, "log", "quick", "--note", "warm").returncode, 0)
        shutil.rmtree(self.home / ".local/state/felt/sealed")
        (self.home / ".local/state/felt/sealed").write_text("in the way", encoding="utf-8")
        sealed_now = self.felt("--journal", journal, "passphrase", "set", "--passphrase-file", self.passphrase,
                               "--kdf", "light", "--recovery-key")
        self.assertEqual(sealed_now.returncode, 0, sealed_now.stderr)
        key = self.secret("key", sealed_now.stdout.strip())
        listed = self.felt("--journal", journal, "list", "--passphrase-file", key)
        self.assertIn("warm", listed.stdout, listed.stderr)

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
