"""Texts of every kind into felt, under any locale: taken as they are, or refused; never changed in silence.

Some in every run; FELT_FULL=1 takes ten thousand."""

import json
import random
import subprocess

import built_felt
from keeping_test import FULL, SEED

LOCALES = ("C", "C.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", "de_AT.ISO-8859-1", "nonsense")
PIECES = [b"plain words", "é".encode(), "e\u0301".encode(), "\u202eright to left".encode(), "肩".encode(), "🙂".encode(),
          b"\r\n", b"\n", b"\r", b"\t", b"\x00", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80",
          b"\xef\xbb\xbf", b"\x1b[31m", b"\x7f", "\u2028".encode(), "\ufffd".encode(), "I\u0307 ıİ".encode(), b"\xc3", b" ",
          b'"', b"\\u0000", b"= 1", b"%s%n", b"{}", "\U0010ffff".encode(), b"x" * 300]


def is_text(content):
    """Whether a person can have typed it: UTF-8 without a NUL."""
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


class Texts(built_felt.BuiltFeltTest):
    def test_a_text_is_kept_as_it_is_or_refused(self):
        times, chance, kept = 10_000 if FULL else 60, random.Random(SEED), 0
        for number in range(times):
            content = b"".join(chance.choice(PIECES) for _ in range(chance.randint(1, 6)))
            kept += self.give(number, content, chance.choice(LOCALES))
        self.assertGreater(kept, times // 10)
        self.assertEqual(len(self.entries("-n", "0")), kept)
        self.assertEqual(self.felt("doctor").returncode, 0)
        print(f"{times} texts: {kept} kept as they are, {times - kept} refused", flush=True)

    def give(self, number, content, locale):
        """Whether it was kept: as an argument, through a pipe, or as JSON."""
        ways = (self.as_argument, self.through_a_pipe, self.as_json)
        way = ways[number % len(ways)]
        if way == self.as_argument and b"\0" in content:
            way = self.through_a_pipe
        ran = way(content, {**self.env, "LC_ALL": locale})
        self.assertIn(ran.returncode, (0, 2, 3), (content, ran.stderr))
        if ran.returncode != 0:
            self.assertTrue(not is_text(content) or not content.decode().strip(), (content, ran.stderr))
            return False
        [entry] = self.entries("-n", "1")
        self.assertTrue(is_text(content), content)
        expected = content.decode().rstrip("\r\n") if content.decode().strip() else ""  # white space alone is no note
        self.assertEqual(entry.get("note", "").rstrip("\r\n"), expected, way)
        return True

    def run_with(self, args, env, content=b""):
        return subprocess.run([built_felt.BINARY, "log", "quick", "--set", "distress=4", *args], input=content,
                              capture_output=True, timeout=60, cwd=self.home, env=env, check=False)

    def as_argument(self, content, env):
        return self.run_with(["--note", content], env)

    def through_a_pipe(self, content, env):
        return self.run_with(["--note", "-"], env, content)

    def as_json(self, content, env):
        """Bytes that JSON has to escape are; the others stand there as they are."""
        escaped = b"".join(b"\\u%04x" % byte if byte < 32 or byte in b'"\\' else bytes([byte]) for byte in content)
        return subprocess.run([built_felt.BINARY, "log", "--answers", "-"], capture_output=True, timeout=60, cwd=self.home,
                              input=b'{"flow":"quick","note":"' + escaped + b'"}\n', env=env, check=False)

    def entries(self, *args):
        return json.loads(self.felt("list", "--json", *args).stdout)["entries"]


if __name__ == "__main__":
    built_felt.main()
