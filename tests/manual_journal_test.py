"""A journal and an export read by felt-journal(5) alone: SQLite, JSON and the manual, no felt."""

import json
import pathlib
import re
import sqlite3

import built_felt

MANUAL = pathlib.Path(__file__).resolve().parent.parent / "man/felt-journal.5"


def page():
    text = MANUAL.read_text(encoding="utf-8")
    for written, meant in ((r"\-", "-"), (r"\(dq", '"'), (r"\(aq", "'"), (r"\&", ""), (r"\e", "\\")):
        text = text.replace(written, meant)
    return text


def names_in(section):
    """What stands as `.It Cm a , b` in a section."""
    rows = re.findall(r"^\.It Cm (.*)$", section, re.M)
    return {name for row in rows for name in row.split(" , ")}


def section(kind, name):
    found = re.search(rf"^\.{kind} {re.escape(name)}\n(.*?)(?=^\.S[sh] |\Z)", page(), re.S | re.M)
    return found.group(1) if found else ""


ANSWERS = [
    "emotions/distress=6",
    'emotions/feelings=relief 4, "like rain" 2',
    "body/noticing=neck left back: tight 3, warm; belly",
    "sleep/to-bed=23:10",
    "sleep/sleep-came=1h20",
    "sleep/wakings=2",
    "body/changing=y",
    "body/tension=?",
    "emotions/own-words=A little slower, please.",
]


class ManualJournal(built_felt.BuiltFeltTest):
    def setUp(self):
        super().setUp()
        self.path = self.home / ".local/share/felt/journal.db"
        ran = self.felt("session", "add", "yesterday 15:00", "--minutes", "45", "--with", "A.", "--note", "Quiet.")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        given = [word for answer in ANSWERS for word in ("--set", answer)]
        ran = self.felt("log", "quick", *given, "--note", "Warm hands.", "--tag", "neck")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        ran = self.felt("share", "-o", "page.txt", "--for", "A.", "--yes", "-q")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.sql = sqlite3.connect(self.path)
        self.addCleanup(self.sql.close)

    def test_every_table_and_column_is_in_the_manual_and_no_other(self):
        tables = {
            name for (name,) in self.sql.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        } - {"sqlite_sequence"}
        described = set(re.findall(r"^\.Ss (\w+)$", page().split(".Sh JSON LINES")[0], re.M))
        described |= set(re.findall(r"search_\w+", page()))
        self.assertEqual(tables, described)
        for table in tables:
            if table.startswith("search"):
                continue
            columns = {row[1] for row in self.sql.execute(f"PRAGMA table_info({table})")}
            self.assertEqual(columns, names_in(section("Ss", table)), table)

    def test_the_schema_has_the_number_of_the_manual(self):
        version = self.sql.execute("PRAGMA user_version").fetchone()[0]
        self.assertIn(f"number of the schema, {version} on this page", page().replace("\n", " "))
        self.assertEqual(self.sql.execute("PRAGMA application_id").fetchone()[0], 0x46454C54)

    def test_every_query_of_the_manual_finds_something(self):
        queries = re.findall(r"^\.Bd -literal -offset indent\n(SELECT.*?)^\.Ed$", page(), re.S | re.M)
        self.assertGreaterEqual(len(queries), 4)
        for query in queries:
            self.assertTrue(self.sql.execute(query).fetchall(), query)

    def test_every_key_of_an_export_is_in_the_manual(self):
        seen = {}
        for line in self.felt("export").stdout.splitlines():
            entry = json.loads(line)
            keys = seen.setdefault(entry["schema"], set())
            keys |= set(entry) - {"schema"}
            for answer in entry.get("answers", []):
                keys |= set(answer)
        self.assertEqual(
            set(seen), {"felt.export/1", "felt.question/1", "felt.session/1", "felt.shared/1", "felt.entry/1", "felt.end/1"}
        )
        for schema, keys in seen.items():
            self.assertLessEqual(keys, names_in(section("Ss", schema)), schema)

    def test_every_column_of_the_table_is_in_the_manual(self):
        header = self.felt("export", "--format", "csv").stdout.splitlines()[0]
        self.assertEqual(set(header.split(",")), names_in(section("Sh", "CSV")))


if __name__ == "__main__":
    built_felt.main()
