"""Reminders of the built felt: crontabs, locks, clock changes, calendars, and what must never be in them."""

import functools
import itertools
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time

import built_felt
import fake_clock

FULL = os.environ.get("FELT_FULL") == "1"
SEED = int(os.environ.get("FELT_SEED", "1"))
LINE = "A check-in could be now, if you like: felt log {}\n"
PLANTED = ("Wolfsbane", "Quicksilver", "Thistledown", "wolfsbane", "ser")

# Keeps its crontab in a file, and goes wrong as FAKE says.
CRONTAB = """#!/bin/sh
tab=$HOME/tab
case $1 in
-l)
  case $FAKE in
    fails) echo "cannot open your crontab" >&2; exit 1 ;;
    cut) head -c 20 "$tab"; exit 1 ;;
    cut-in-silence) head -c 20 "$tab"; echo "read error" >&2; exit 0 ;;
    silent) exit 1 ;;
  esac
  [ -f "$tab" ] && exec cat "$tab"
  echo "no crontab for somebody" >&2
  exit 1 ;;
-)
  case $FAKE in
    refuses) cat >/dev/null; echo "errors in crontab file" >&2; exit 1 ;;
    loses) head -c 30 >"$tab.new"; mv "$tab.new" "$tab"; exit 0 ;;
    loses-once)
      if [ ! -f "$tab.lost" ]; then : >"$tab.lost"; head -c 30 >"$tab.new"; mv "$tab.new" "$tab"; exit 0; fi ;;
  esac
  cat >"$tab.new" && mv "$tab.new" "$tab" ;;
*) echo "usage" >&2; exit 2 ;;
esac
"""

PIECES = [
    b"# a remark\n",
    b"\n",
    b"MAILTO=somebody\n",
    b"SHELL=/bin/bash\n",
    b"PATH=/opt/bin:/bin\n",
    b"5 4 * * * backup --all\n",
    b"*/5 * * * * date +\\%F >>log\n",
    b"@reboot  run \t\n",
    b"0 * * * * felt due\n",
    b"1 2 3 4 5 echo \xff\xfe \xc3\xa9\r\n",
    b"# >>> felt\n",
    b"CRON_TZ=Asia/Tokyo\n",
    b"7 7 * * 7 a%b%c\n",
]


def crontabs(count):
    """Crontabs as people have them, by chance but the same ones every time; None is no crontab at all."""
    chance = random.Random(SEED)
    yield from (None, b"", b"5 4 * * * no end of line", b"".join(PIECES), b"".join(PIECES)[:-1])
    for _ in range(count - 5):
        text = b"".join(chance.choices(PIECES, k=chance.randint(1, 20)))
        yield text[:-1] if chance.random() < 0.2 else text


@functools.cache
def calendar_readers():
    """Commands that read iCalendar and print the same JSON: of python3-icalendar and of ical.js."""
    here = pathlib.Path(__file__).resolve().parent
    candidates = [[python, "-B", str(here / "read_calendar.py")] for python in (sys.executable, "/usr/bin/python3")]
    modules = here.parent / "build/web"
    if (modules / "node_modules/ical.js").is_dir() and shutil.which("node"):
        candidates.append(["node", str(here / "web/read_calendar.mjs"), str(modules)])
    empty = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"
    return [command for command in candidates
            if subprocess.run(command, input=empty, capture_output=True, check=False).returncode == 0]


def afternoon_zone():
    """A zone where it is afternoon now, whenever that is: at night felt shows nothing."""
    ahead = 14 - time.gmtime().tm_hour
    return f"Etc/GMT{-ahead:+}" if ahead else "Etc/UTC"


class RemindTest(fake_clock.FakeClockTest):
    """With a home of its own and a crontab program that is none of the system's."""

    def setUp(self):
        super().setUp()
        (self.home / "bin").mkdir()
        self.program("crontab", CRONTAB)
        os.symlink(built_felt.BINARY, self.home / "bin" / "felt")

    def program(self, name, text):
        path = self.home / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def put_tab(self, text):
        for name in ("tab", "tab.lost"):
            (self.home / name).unlink(missing_ok=True)
        if text is not None:
            (self.home / "tab").write_bytes(text)

    def tab(self):
        path = self.home / "tab"
        return path.read_bytes() if path.exists() else None

    def remind(self, *args, fake=""):
        return self.felt("remind", *args, env={"FAKE": fake})

    def test_foreign_bytes_of_crontabs(self):
        """In, again, otherwise, and out: every byte that is not felt's stays."""
        count = 200 if FULL else 10
        for tab in crontabs(count):
            self.put_tab(tab)
            self.assertEqual(self.remind("install").returncode, 0, tab)
            with_line = self.tab()
            self.assertTrue(with_line.endswith(tab or b""))
            self.assertEqual(with_line[: len(with_line) - len(tab or b"")].count(b"\n"), 3)
            self.remind("install")
            self.assertEqual(self.tab(), with_line)
            self.assertEqual(self.remind("remove").returncode, 0)
            self.assertEqual(self.tab(), tab or b"")
        print(f"{count} crontabs, 0 foreign bytes changed")

    def test_a_crontab_program_that_goes_wrong(self):
        """Whatever goes wrong, felt stops with 15, and the crontab is as it was."""
        tab = b"".join(PIECES)
        for fake in ("fails", "cut", "cut-in-silence", "silent", "refuses", "loses-once"):
            self.put_tab(tab)
            answer = self.remind("install", fake=fake)
            self.assertEqual(answer.returncode, 15, (fake, answer.stderr))
            self.assertIn("felt: ", answer.stderr)
            self.assertEqual(self.tab(), tab, fake)

    def test_a_crontab_program_that_loses_what_it_is_given(self):
        """What it loses is kept aside, and the message says where."""
        tab = b"".join(PIECES)
        self.put_tab(tab)
        answer = self.remind("install", fake="loses")
        self.assertEqual(answer.returncode, 15)
        aside = self.home / ".local/state/felt/crontab.before"
        self.assertIn(str(aside), answer.stderr)
        self.assertEqual(aside.read_bytes(), tab)
        self.assertEqual(aside.stat().st_mode & 0o777, 0o600)

    def test_the_installed_line_runs(self):
        """The line does what it says when cron's shell runs it with cron's environment."""
        self.program("notify-send", '#!/bin/sh\necho "$@" >>"$HOME/shown"\n')
        zone = {"TZ": afternoon_zone()}
        folder = self.home / "it's 100% mine"
        folder.mkdir()
        journal = folder / "j.db"
        self.felt("--journal", str(journal), "session", "add", "2 hours ago", "--note", PLANTED[0], env=zone)
        self.felt("--journal", str(journal), "remind", "install", env=zone)
        line = self.tab().decode().splitlines()[1]
        schedule, command = line[:10], line[10:]
        self.assertEqual(schedule, "0 * * * * ")
        self.assertIn("\\%", command)
        answer = subprocess.run(
            ["/bin/sh", "-c", command.replace("\\%", "%")],
            env={"HOME": str(self.home), "PATH": f"{self.home}/bin:/usr/bin:/bin",
                 "LSAN_OPTIONS": self.env["LSAN_OPTIONS"]},
            capture_output=True, text=True, check=False)
        self.assertEqual((answer.stdout, answer.stderr), ("", ""))
        shown = (self.home / "shown").read_text()
        self.assertIn("A check-in could be now", shown)
        self.assertNotIn(PLANTED[0], shown)

    def test_units_please_systemd(self):
        """systemd itself finds nothing wrong in the units, also with strange paths."""
        analyze = shutil.which("systemd-analyze")
        if not analyze:
            self.skipTest("systemd-analyze is not installed")
        self.program("systemctl", "#!/bin/sh\nexit 1\n")
        for every in ("15m", "30m", "1h", "2h"):
            self.felt("--journal", str(self.home / "it's 100% $mine.db"), "remind", "install", "--systemd",
                      "--every", every)
            folder = self.home / ".config/systemd/user"
            units = [str(folder / name) for name in ("felt-due.service", "felt-due.timer")]
            answer = subprocess.run([analyze, "verify", *units], capture_output=True, text=True, check=False)
            complaints = [line for line in answer.stderr.splitlines() if "felt-due" in line]
            self.assertEqual(complaints, [])
            timer = (folder / "felt-due.timer").read_text()
            when = next(line[11:] for line in timer.splitlines() if line.startswith("OnCalendar="))
            subprocess.run([analyze, "calendar", when], check=True, capture_output=True)

    def test_locks_are_never_waited_for(self):
        """A writer at work stops nothing; one that shuts everybody out is exit 11 at once, and silence."""
        self.felt("session", "add", "2 hours ago")
        journal = str(self.home / ".local/share/felt/journal.db")
        other = sqlite3.connect(journal, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        self.assertEqual(self.felt("due").returncode, 0)
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        answer = self.felt("due")
        self.assertEqual((answer.returncode, answer.stdout, answer.stderr), (11, "", ""))
        self.assertEqual(self.felt("due", "--explain").stderr[:6], "felt: ")
        other.execute("ROLLBACK")
        other.close()

    def test_due_changes_nothing_in_the_journal(self):
        """Not a byte, however it is asked."""
        self.felt("session", "add", "2 hours ago")
        journal = self.home / ".local/share/felt/journal.db"
        before = journal.read_bytes()
        for words in ((), ("--explain",), ("--json",), ("--once",), ("--later", "1h"), ("--not-today",)):
            self.felt("due", *words)
        self.assertEqual(journal.read_bytes(), before)
        self.assertEqual([path.name for path in journal.parent.iterdir()], ["journal.db"])

    def test_nothing_that_was_written_is_in_a_reminder(self):
        """Words planted in every field are in no output, file or message."""
        self.program("notify-send", '#!/bin/sh\necho "$@" >>"$HOME/shown"\n')
        self.program("systemctl", "#!/bin/sh\nexit 1\n")
        self.felt("session", "add", "20 hours ago", "--with", PLANTED[0], "--kind", "ser", "--note", PLANTED[1])
        self.felt("session", "add", "in 5 days", "--with", PLANTED[0], "--note", PLANTED[1])
        self.felt("log", "evening", "--at", "12 hours ago", "--note", PLANTED[2], "--tag", PLANTED[3])
        self.felt("config", "set", "remind.daily", "00:01")
        said = ""
        for words in (("due",), ("due", "--explain"), ("due", "--json"), ("due", "--notify"), ("remind",),
                      ("remind", "--json"), ("remind", "calendar"), ("remind", "install"),
                      ("remind", "install", "--systemd"), ("due", "--later", "1h"), ("remind", "pause")):
            answer = self.felt(*words)
            said += answer.stdout + answer.stderr
        kept = [self.home / "tab", *self.home.glob(".local/state/felt/**/*.*"),
                *self.home.glob(".config/systemd/user/*.*er*"), *self.home.glob("shown")]
        said += "".join(path.read_text() for path in kept)
        self.assertGreaterEqual(len(kept), 5)
        words = set(said.replace("-", " ").replace('"', " ").split())
        for planted in PLANTED:
            self.assertNotIn(planted, words)

    def read_calendar(self, text):
        """The events by uid, as every reader that is installed understands them alike."""
        readings = []
        for reader in calendar_readers():
            answer = subprocess.run(reader, input=text.encode(), capture_output=True, check=True)
            self.assertEqual(answer.stderr, b"")
            readings.append(json.loads(answer.stdout))
        if not readings:
            self.skipTest("neither python3-icalendar nor ical.js is installed")
        for reading in readings:
            self.assertEqual(reading, readings[0])
        self.assertEqual(readings[0]["method"], "PUBLISH")
        return {event["uid"]: event for event in readings[0]["events"]}

    def test_calendars_read_it(self):
        """Readers see the same instants; a second export is the same, a changed one updates."""
        self.felt("session", "add", "2030-03-30 15:00")
        self.felt("config", "set", "remind.daily", "21:00")
        first = self.felt("remind", "calendar").stdout
        self.assertEqual(self.felt("remind", "calendar").stdout, first)
        events = self.read_calendar(first)
        self.assertEqual(len(events), 7)
        for uid, event in events.items():
            self.assertEqual((event["errors"], event["alarms"], event["sequence"]), ([], 1, 0), uid)
            self.assertEqual(event["summary"], "A check-in, if you like")
        starts = {uid.rsplit("-", 1)[1]: event["start"] for uid, event in events.items()}
        daily = starts.pop("daily@felt")
        self.assertEqual(daily[10:], "T21:00:00")
        self.assertEqual(starts, {
            "before@felt": "2030-03-27T14:00:00Z", "after@felt": "2030-03-30T14:45:00Z",
            "evening@felt": "2030-03-30T16:00:00Z", "morning@felt": "2030-03-31T06:00:00Z",
            "day3@felt": "2030-04-01T06:00:00Z", "week@felt": "2030-04-05T06:00:00Z"})

    def test_a_damaged_memory_is_made_anew(self):
        """The calendar is written all the same, and what happened is said with the file's name."""
        self.felt("session", "add", "2030-03-30 15:00")
        before = self.read_calendar(self.felt("remind", "calendar").stdout)
        memory, = self.home.glob(".local/state/felt/calendars/*.json")
        memory.write_text(memory.read_text().replace('"changed":"2', '"changed":"x'))
        answer = self.felt("remind", "calendar")
        self.assertEqual(answer.returncode, 0)
        self.assertIn(str(memory), answer.stderr)
        self.assertEqual(set(self.read_calendar(answer.stdout)), set(before))
        self.assertEqual(self.felt("remind", "calendar").stderr, "")

    def test_calendars_are_told_what_changed(self):
        """What moved and what is gone has the same UID and a higher SEQUENCE."""
        self.felt("session", "add", "2030-03-30 15:00")
        self.felt("config", "set", "remind.daily", "21:00")
        before = self.read_calendar(self.felt("remind", "calendar").stdout)
        self.felt("config", "set", "remind.daily", "22:00")
        self.felt("config", "set", "remind.phases", "evening, week")
        after = self.read_calendar(self.felt("remind", "calendar").stdout)
        self.assertEqual(set(after), set(before))
        self.assertEqual(sum(event["sequence"] for event in after.values()), 5)
        self.assertEqual(sum(event["status"] == "CANCELLED" for event in after.values()), 4)

    # --- clock changes, in the zones of this system ---

    ZONES = (("Europe/Vienna", "2026-03-29", "2026-10-25"), ("America/New_York", "2026-03-08", "2026-11-01"),
             ("Australia/Lord_Howe", "2026-10-04", "2026-04-05"), ("Africa/Casablanca", "2026-03-22", "2026-02-15"),
             ("America/St_Johns", "2026-03-08", "2026-11-01"), ("America/Havana", "2026-03-08", "2026-11-01"),
             ("America/Santiago", "2026-09-06", "2026-04-05"), ("America/Nuuk", "2026-03-29", "2026-10-25"),
             ("Antarctica/Troll", "2026-03-29", "2026-10-25"), ("Asia/Beirut", "2026-03-29", "2026-10-25"),
             ("Asia/Jerusalem", "2026-03-27", "2026-10-25"), ("Atlantic/Azores", "2026-03-29", "2026-10-25"),
             ("Australia/Adelaide", "2026-10-04", "2026-04-05"), ("Europe/Dublin", "2026-03-29", "2026-10-25"),
             ("Europe/London", "2026-03-29", "2026-10-25"), ("Pacific/Auckland", "2026-09-27", "2026-04-05"),
             ("Pacific/Chatham", "2026-09-27", "2026-04-05"), ("Africa/Cairo", "2026-04-24", "2026-10-30"),
             ("America/Los_Angeles", "2026-03-08", "2026-11-01"), ("Asia/Kathmandu", "2026-03-29", "2026-10-25"))

    def at(self, zone, when, *words):
        """Runs felt under a clock that shows this time in the zone."""
        return self.under_clock(zone, f"@{when}", *words)

    def test_windows_over_clock_changes(self):
        """On the morning of each change: due in the window, and never again once it is done."""
        zones = self.ZONES if FULL else random.Random(SEED).sample(self.ZONES, 2)
        for (zone, spring, autumn), is_first in itertools.product(zones, (True, False)):
            day = spring if is_first else autumn
            with self.subTest(zone=zone, day=day):
                shutil.rmtree(self.home / ".local", ignore_errors=True)
                before = subprocess.run(["date", "-d", f"{day} -1 day", "+%F"], capture_output=True, text=True,
                                        env={"TZ": "UTC"}, check=True).stdout.strip()
                self.at(zone, f"{before} 12:00:00", "session", "add", "today 15:00", "--minutes", "45")
                due = [self.at(zone, f"{date} {clock}", "due").stdout
                       for date, clock in ((before, "16:59:59"), (before, "17:00:00"), (day, "03:59:59"),
                                           (day, "04:00:00"), (day, "11:59:59"), (day, "12:00:00"))]
                flows = ("after", "evening", "evening", "morning", "morning", None)
                self.assertEqual(due, [LINE.format(flow) if flow else "" for flow in flows])
                self.at(zone, f"{day} 05:00:00", "log", "morning", "--note", "x")
                for clock in ("05:00:01", "08:00:00", "11:59:59"):
                    self.assertEqual(self.at(zone, f"{day} {clock}", "due").returncode, 1)
        print(f"{len(zones)} zones, {2 * len(zones)} changes")

    def test_one_reminder_a_day_over_clock_changes(self):
        """A daily time in the hour that is skipped or lived twice: one notification on each felt day."""
        self.program("notify-send", '#!/bin/sh\necho x >>"$HOME/shown"\n')
        self.felt("config", "set", "remind.daily", "02:30")
        self.felt("session", "add", "2020-01-01 12:00")
        zones = self.ZONES if FULL else random.Random(SEED).sample(self.ZONES, 1)
        for (zone, spring, autumn), is_first in itertools.product(zones, (True, False)):
            day = spring if is_first else autumn
            with self.subTest(zone=zone, day=day):
                (self.home / "shown").unlink(missing_ok=True)
                shutil.rmtree(self.home / ".local/state", ignore_errors=True)
                for clock in ("00:00:00", "01:00:00", "01:59:59", "02:00:00", "02:30:00", "03:00:00", "03:30:00",
                              "03:30:01", "03:59:59"):
                    self.at(zone, f"{day} {clock}", "due", "--notify")
                self.assertEqual((self.home / "shown").read_text(), "x\n")


if __name__ == "__main__":
    built_felt.main()
