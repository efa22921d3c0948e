"""The built felt with a sealed journal in its home."""

import json
import os
import pathlib
import subprocess
import sys

import built_felt

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "seal"))

import encode  # noqa: E402  (the folder has to be on the path first)

FULL = bool(os.environ.get("FELT_FULL"))
WORDS = "one two three four"


def make_quick(journal, words=WORDS):
    """The sealed journal opens with the same passphrase, checked in milliseconds: for tests that open it often."""
    journal.write_bytes(encode.at_least_cost(journal.read_bytes(), words.encode()))


class SealedTest(built_felt.BuiltFeltTest):
    """A test case whose journal has one entry and the passphrase WORDS, which is in the file self.passphrase."""

    def setUp(self):
        super().setUp()
        self.passphrase = self.secret("pw", WORDS)
        self.felt("log", "quick", "--set", "distress=4", "--note", "MARK the first")
        sealed = self.felt("passphrase", "set", "--passphrase-file", self.passphrase, "--kdf", "light")
        self.assertEqual(sealed.returncode, 0, sealed.stderr)
        make_quick(self.journal())

    def secret(self, name, words):
        path = self.home / name
        path.write_text(words + "\n", encoding="utf-8")
        path.chmod(0o600)
        return str(path)

    def journal(self):
        return self.home / ".local/share/felt/journal.db"

    def notes(self, passphrase=None):
        listed = self.felt("list", "-n", "0", "--json", "--passphrase-file", passphrase or self.passphrase)
        self.assertEqual(listed.returncode, 0, listed.stderr)
        return [entry.get("note", "") for entry in json.loads(listed.stdout)["entries"]]

    def logging(self, note):
        return ["log", "quick", "--set", "distress=3", "--note", note, "--passphrase-file", self.passphrase]

    def log(self, note):
        return self.felt(*self.logging(note))

    def popen(self, *args, **more):
        return subprocess.Popen(
            [built_felt.BINARY, *args], cwd=self.home, env=self.env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)

    def leakless(self):
        """LeakSanitizer cannot look on while strace does."""
        return {**self.env, "ASAN_OPTIONS": "detect_leaks=0"}
