"""What felt's commands cost beside the sqlite3 shell doing the same rows, as a Markdown table. Not a test.

python3 -B tests/bench/speed.py PATH-OF-FELT [--sizes 1000,10000,100000] [--rounds N]

Both run in turns, a few times, and what counts is the median of the paired ratios: absolute times say nothing about
another machine. In brackets is the middle half of the ratios. Where they are installed, valgrind counts instructions and GNU
time says the most memory. Needs the sqlite3 shell; the journals are made with `felt demo`, so each run has the same ones."""

import argparse
import os
import pathlib
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

# What the rows of the table are held against: the ratio there must be at most, and the one that is aimed at.
WANTED = {"version": (1.5, 1.1), "due": (2, 1.3), "log": (2, 1.2), "list": (1.5, 1.1), "show": (1.5, 1.1),
          "search rare": (1.5, 1.1), "search common": (1.5, 1.1), "report": (1, 0.5), "export": (1, 0.5),
          "last 90d": (1.15, 1)}

LAST_TEN = """SELECT e.*, q.name, a.* FROM (SELECT * FROM entry WHERE state <> 'draft' ORDER BY about_at DESC, id DESC LIMIT 10) e
LEFT JOIN answer a ON a.entry_id = e.id LEFT JOIN question q ON q.id = a.question_id;"""
ONE = """SELECT e.*, q.*, a.* FROM entry e LEFT JOIN answer a ON a.entry_id = e.id
LEFT JOIN question q ON q.id = a.question_id WHERE e.id = {id};"""
WORD = """SELECT e.id, e.about_at, e.flow, s.words FROM search s JOIN entry e ON e.id = s.rowid
WHERE search MATCH '{word}' ORDER BY s.rowid DESC LIMIT 20;"""
AGGREGATES = """SELECT q.name, count(a.number), min(a.number), avg(a.number), max(a.number) FROM answer a
JOIN question q ON q.id = a.question_id JOIN entry e ON e.id = a.entry_id
WHERE q.type = 'scale' AND e.state <> 'draft' AND a.number IS NOT NULL GROUP BY q.name;
SELECT q.name, avg(CASE WHEN e.about_at <= s.starts_at THEN a.number END),
avg(CASE WHEN e.about_at > s.starts_at THEN a.number END)
FROM answer a JOIN question q ON q.id = a.question_id JOIN entry e ON e.id = a.entry_id JOIN session s ON s.id = e.session_id
WHERE q.type = 'scale' AND a.number IS NOT NULL
AND abs(unixepoch(e.about_at) - unixepoch(s.starts_at)) <= 259200 GROUP BY q.name;"""
OBJECTS = """SELECT json_object('uuid', e.uuid, 'about', e.about_at, 'offset_min', e.offset_min, 'zone', e.zone, 'felt_day',
e.felt_day, 'recorded', e.recorded_at, 'session', e.session_id, 'phase', e.phase, 'flow', e.flow, 'note', e.note, 'private',
e.private, 'state', e.state, 'checksum', e.checksum, 'answers', json((SELECT json_group_array(json_object('question',
a.question_id, 'word', a.word_id, 'side', a.side, 'aspect', a.aspect, 'of', a.of_item, 'number', a.number, 'text', a.text,
'state', a.state)) FROM answer a WHERE a.entry_id = e.id)), 'tags', json((SELECT json_group_array(name) FROM tag t
WHERE t.entry_id = e.id))) FROM entry e ORDER BY e.id;"""
INSERT = """PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON; BEGIN IMMEDIATE;
INSERT INTO entry(uuid, about_at, offset_min, zone, felt_day, recorded_at, session_id, phase, flow, note, state, checksum)
SELECT lower(hex(randomblob(16))), about_at, offset_min, zone, felt_day, recorded_at, session_id, phase, flow, note, state,
checksum FROM entry WHERE id = {id};
INSERT INTO answer(entry_id, place, item, question_id, number, state) SELECT last_insert_rowid(), place, item, question_id,
number, state FROM answer WHERE entry_id = {id};
INSERT INTO search(rowid, words) SELECT max(id), 'warm and slow' FROM entry; COMMIT;"""


def spent(command, **more):
    """Seconds of the wall clock."""
    began = time.perf_counter()
    ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **more)
    seconds = time.perf_counter() - began
    if ran.returncode not in (0, 1):
        sys.exit(f"{command}: {ran.stderr.decode(errors='replace')}")
    return seconds


def memory_of(command, **more):
    """MiB; nothing without GNU time. What a child of this program took cannot be told from what this program did."""
    if not os.access("/usr/bin/time", os.X_OK):
        return None
    ran = subprocess.run(["/usr/bin/time", "-f", "%M", *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                         text=True, check=False, **more)
    return int(ran.stderr.split()[-1]) / 1024


def instructions(command, **more):
    """Millions that valgrind counts; nothing where it is not installed."""
    if not shutil.which("valgrind"):
        return None
    ran = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], capture_output=True,
                         text=True, check=False, **more)
    found = re.search(r"Collected : (\d+)", ran.stderr)
    return int(found.group(1)) / 1e6 if found else None


class Journal:
    """A journal of so many entries, with a copy that is written to and one of its last 90 days."""

    def __init__(self, felt, folder, size, more):
        self.felt, self.path = felt, folder / f"{size}.db"
        subprocess.run([felt, "demo", "--entries", str(size), "--until", "2026-03-12 18:00", str(self.path)], check=True,
                       capture_output=True, **more)
        with sqlite3.connect(self.path) as database:
            self.middle, self.last = database.execute("SELECT max(id) / 2, max(id) FROM entry").fetchone()
        self.written = folder / f"{size}-written.db"
        shutil.copy(self.path, self.written)
        self.short = folder / f"{size}-90d.db"
        shutil.copy(self.path, self.short)
        database = sqlite3.connect(self.short, isolation_level=None)
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM entry WHERE about_at < '2025-12-12T00:00:00Z'")
        database.execute("DELETE FROM search WHERE rowid NOT IN (SELECT id FROM entry)")
        database.execute("VACUUM")
        database.close()

    def ours(self, *words, journal=None):
        return [self.felt, "--journal", str(journal or self.path), *words]

    def theirs(self, sql, journal=None):
        return ["sqlite3", str(journal or self.path), sql]

    def rows(self):
        """Name, felt's command, the command beside it."""
        note = ["log", "quick", "--set", "distress=4", "--set", "tension=3", "--note", "warm and slow"]
        last_days = ["report", "--since", "2025-12-12"]  # of the journal, whenever this is run
        return [
            ("version", [self.felt, "--version"], ["sqlite3", "--version"]),
            ("due", self.ours("due"), ["sqlite3", "--version"]),
            ("log", self.ours(*note, journal=self.written), self.theirs(INSERT.format(id=self.last), self.written)),
            ("list", self.ours("list", "-n", "10"), self.theirs(LAST_TEN)),
            ("show", self.ours("show", str(self.middle)), self.theirs(ONE.format(id=self.middle))),
            ("search rare", self.ours("search", "nowhere"), self.theirs(WORD.format(word="nowhere"))),
            ("search common", self.ours("search", "the"), self.theirs(WORD.format(word="the"))),
            ("report", self.ours("report"), self.theirs(AGGREGATES)),
            ("last 90d", self.ours(*last_days), self.ours(*last_days, journal=self.short)),
            ("export", self.ours("export"), self.theirs(OBJECTS)),
        ]


def rounds_for(name, command, wanted, more):
    """As many as fit into some seconds, an odd number of them."""
    seconds = max(spent(command, **more), 0.002)
    return max(5, min(wanted, int(10 / seconds))) | 1


def cell(ratios):
    low, middle, high = statistics.quantiles(ratios, n=4)
    return f"{middle:.2f} ({low:.2f}–{high:.2f})"


def listed(figures):
    return " / ".join("–" if figure is None else f"{figure:.1f}" for figure in figures)


def main():
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("felt")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=101)
    wish = parser.parse_args()
    sizes = [int(size) for size in wish.sizes.split(",")]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="felt-speed.") as name:
        folder = pathlib.Path(name)
        more = {"env": {"HOME": name, "PATH": "/usr/bin:/bin", "TZ": "Europe/Vienna", "LANG": "C.UTF-8"}, "cwd": name}
        table, memory, counted = {}, {}, {}
        for size in sizes:
            journal = Journal(os.path.abspath(wish.felt), folder, size, more)
            for row, ours, theirs in journal.rows():
                rounds = rounds_for(row, ours, wish.rounds, more)
                table.setdefault(row, []).append(cell([spent(ours, **more) / spent(theirs, **more) for _ in range(rounds)]))
                memory.setdefault(row, []).append(memory_of(ours, **more))
                counted.setdefault(row, []).append(instructions(ours, **more))
    heads = [f"{size:,}" for size in sizes]
    print(f"| | {' | '.join(heads)} | must | goal | MiB | million instructions |")
    print("|---|" + "---|" * (len(sizes) + 4))
    for row, cells in table.items():
        must, goal = WANTED[row]
        print(f"| {row} | {' | '.join(cells)} | {must} | {goal} | {listed(memory[row])} | {listed(counted[row])} |")


if __name__ == "__main__":
    main()
