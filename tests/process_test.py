"""What a process shows: zones and clock changes, locales, streams that close, modes, a full disk."""

import json
import os
import stat
import subprocess

import built_felt

# Two entries on either side of each change of the European clocks, by their instants.
LIVED = [
    ("2026-03-29T01:30:00+01:00", "2026-03-28"),
    ("2026-03-29T03:30:00+02:00", "2026-03-28"),
    ("2026-03-29T04:00:00+02:00", "2026-03-29"),
    ("2025-10-26T02:30:00+02:00", "2025-10-25"),
    ("2025-10-26T02:30:00+01:00", "2025-10-25"),
    ("2025-10-26T04:00:00+01:00", "2025-10-26"),
]


class Process(built_felt.BuiltFeltTest):
    def journal(self):
        return self.home / ".local/share/felt/journal.db"

    def entries(self, env=None):
        return json.loads(self.felt("list", "-n", "0", "--json", env=env).stdout)["entries"]

    def test_entries_and_felt_days_are_the_same_in_every_zone_and_locale(self):
        for at, _ in LIVED:
            self.felt("log", "quick", "--at", at, "--set", "distress=4")
        days = {entry["at"]: entry["felt_day"] for entry in self.entries()}
        self.assertEqual(days, dict(LIVED))
        for zone in ("UTC", "America/New_York", "Pacific/Kiritimati"):
            for locale in ("C", "C.UTF-8", "tr_TR.UTF-8"):
                self.assertEqual(self.entries({"TZ": zone, "LC_ALL": locale}), self.entries())

    def test_a_clock_time_lived_twice_or_skipped_is_kept_in_its_own_day(self):
        for at, kept in (("2025-10-26 02:30", "2025-10-26T02:30:00+02:00"),
                         ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00")):
            ran = self.felt("log", "quick", "--at", at, "--set", "distress=4", "--json")
            self.assertEqual(json.loads(ran.stdout)["at"], kept)

    def test_files_are_private_whatever_the_umask(self):
        before = os.umask(0)
        try:
            self.felt("log", "quick", "--set", "distress=4")
        finally:
            os.umask(before)
        self.assertEqual(stat.S_IMODE(self.journal().stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.journal().parent.stat().st_mode), 0o700)
        self.assertEqual([path.name for path in self.journal().parent.iterdir()], ["journal.db"])

    def test_a_configuration_that_is_a_link_stays_one_and_is_private(self):
        config = self.home / ".config/felt/config.toml"
        config.parent.mkdir(parents=True)
        config.symlink_to("../../dotfiles.toml")
        for language in ("nl", "de"):  # the target is made, then changed
            ran = self.felt("config", "set", "language", language)
            self.assertEqual((ran.returncode, ran.stdout), (0, ""))
        self.assertTrue(config.is_symlink())
        target = self.home / "dotfiles.toml"
        self.assertEqual(target.read_text(), 'language = "de"\n')
        self.assertEqual(stat.S_IMODE(target.stat().st_mode), 0o600)

    def shell(self, line):
        return subprocess.run(["sh", "-c", line], cwd=self.home, env={**self.env, "FELT": built_felt.BINARY},
                              capture_output=True, text=True, timeout=60, check=False)

    def test_a_closed_pipe_is_a_quiet_end_and_a_full_device_is_not(self):
        self.felt("log", "quick", "--set", "distress=4", "--note", "a line")
        self.assertEqual(self.shell('"$FELT" list | true; "$FELT" list | head -n 1').stderr, "")
        full = self.shell('"$FELT" list > /dev/full')
        self.assertEqual(full.returncode, 15)
        self.assertIn("could not be written", full.stderr)
        kept = len(self.entries())
        full = self.shell('"$FELT" log quick --set distress=4 > /dev/full')
        self.assertEqual((full.returncode, full.stderr),
                         (15, "felt: the output could not be written: No space left on device\n"
                              "Whatever was changed stands; only the output is missing.\n"))
        self.assertEqual(len(self.entries()), kept + 1)

    def test_no_command_fails_loudly_where_nobody_reads_nor_quietly_where_nothing_can_be_written(self):
        self.felt("session", "add", "today 00:10")
        self.felt("log", "quick", "--set", "distress=4", "--note", "a line")
        calls = ["list", "list --json", "show 1", "search line", "report", "report --json", "report --format html", "body",
                 "export", "export --format csv", "export --format fhir", "history", "session list", "sheet", "config",
                 "prompts", "help"]
        kept = self.entries()
        for call in calls:
            for closing in ("| head -c 1", "| true", ">&-"):
                ran = self.shell(f'"$FELT" {call} {closing} > /dev/null' if closing[0] == "|" else f'"$FELT" {call} {closing}')
                self.assertIn(ran.returncode, (0, 15) if closing == ">&-" else (0,), (call, closing, ran.stderr))
                self.assertEqual(ran.stderr if ran.returncode == 0 else "", "", (call, closing))
            full = self.shell(f'"$FELT" {call} > /dev/full')
            self.assertEqual(full.returncode, 15, (call, full.stderr))
            self.assertIn("could not be written", full.stderr)
        self.assertEqual(self.entries(), kept)
        print(f"{4 * len(calls)} commands into closed and full streams: quiet, or told", flush=True)

    def test_closed_streams_do_not_reach_the_journal(self):
        self.shell('"$FELT" log quick --set distress=4 >&- 2>&- <&-')
        self.assertEqual(len(self.entries()), 1)

    def test_a_journal_that_cannot_grow_says_so_and_stays_as_it_was(self):
        self.felt("log", "quick", "--set", "distress=4")
        before = self.journal().read_bytes()
        ran = self.shell('ulimit -f 64; head -c 60000 /dev/zero | tr "\\0" a | "$FELT" log quick --note -')
        self.assertEqual(ran.returncode, 15, ran.stderr)
        self.assertNotIn("saved", ran.stdout)
        self.assertEqual(len(self.entries()), 1)
        self.assertEqual(self.journal().read_bytes(), before)

    def test_notes_that_cannot_be_kept_are_refused_whole(self):
        for note in (b"x" * 1_000_000, b"bad \xff bytes", b"a NUL \x00 inside"):
            ran = subprocess.run([built_felt.BINARY, "log", "quick", "--note", "-"], input=note, env=self.env,
                                 cwd=self.home, capture_output=True, timeout=60, check=False)
            self.assertEqual(ran.returncode, 3, ran.stderr)
        self.assertFalse(self.journal().exists())

    def test_eight_writers_at_once_lose_nothing(self):
        self.felt("log", "quick", "--set", "distress=4")
        line = " & ".join(f'(for i in 1 2 3 4 5; do "$FELT" log quick --note "{n} $i" || echo lost; done)'
                          for n in range(8))
        ran = self.shell(line + " & wait")
        self.assertNotIn("lost", ran.stdout)
        self.assertEqual(len(self.entries()), 41)


class HostileFiles(built_felt.BuiltFeltTest):
    def check(self, path):
        """Checks a prompt file on a stack of 1 MiB and returns its exit code; a signal or waiting would fail here."""
        ran = subprocess.run(
            ["sh", "-c", 'ulimit -s 1024; exec "$0" "$@"', built_felt.BINARY, "prompts", "check", str(path)],
            capture_output=True,
            text=True,
            timeout=20,
            cwd=self.home,
            env=self.env,
            check=False,
        )
        self.assertGreaterEqual(ran.returncode, 0, ran.stderr)
        return ran.returncode, ran.stdout + ran.stderr

    def test_what_is_no_small_file_is_refused_without_reading_it(self):
        folder, fifo, huge = (self.home / name for name in ("folder", "fifo", "huge.toml"))
        folder.mkdir()
        os.mkfifo(fifo)
        with open(huge, "wb") as file:
            file.truncate(1 << 30)
        self.assertEqual(self.check(folder), (2, f"felt: '{folder}' is a folder, not a file\n"))
        self.assertEqual(self.check(fifo)[0], 2)
        code, said = self.check(huge)
        self.assertEqual(code, 1)
        self.assertIn("huge.toml: error: the file is over 128 KiB", said)

    def test_bombs_are_refused_on_a_small_stack(self):
        for text in (
            "a" + ".a" * 400_000 + " = 1\n",
            "a = " + "[" * 300 + "]" * 300 + "\n",
            "".join(f"k{i} = 1\n" for i in range(300_000)),
            'a = "' + "x" * 65_536 + '"\n',
            "[[[[prop\n",
        ):
            file = self.home / "bomb.toml"
            file.write_text(text[:130_000], encoding="utf-8")
            self.assertEqual(self.check(file)[0], 1, text[:20])
            file.write_text(text, encoding="utf-8")
            self.assertEqual(self.check(file)[0], 1, text[:20])


if __name__ == "__main__":
    built_felt.main()
