"""felt.report/1 as felt writes it, held against the JSON Schema that is installed with it."""

import json
import pathlib
import re
import sys

import built_felt
import jsonschema

SOURCE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE / "web"))
from journal import Journal  # noqa: E402  (the folder has to be on the path first)

SCHEMA = json.loads((SOURCE.parent / "schemas/felt.report.1.schema.json").read_text(encoding="utf-8"))


MANUAL = (SOURCE.parent / "man/felt-json.5").read_text(encoding="utf-8")


def keys_of(document):
    """Every key of a document, however deep; the questions that are keys themselves are left out."""
    if isinstance(document, list):
        return set().union(*map(keys_of, document))
    if not isinstance(document, dict):
        return set()
    return {key for key in document if "/" not in key}.union(*map(keys_of, document.values()))


def described(schema):
    """The paths of all keys a schema describes."""
    found = set()
    for name, one in schema.get("definitions", {}).items():
        found |= {f"{name}.{key}" for key in one.get("properties", {})}
    return found | set(schema["properties"])


class ReportJson(built_felt.BuiltFeltTest):
    def report(self, *options):
        ran = self.felt("report", "--json", *options)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        report = json.loads(ran.stdout)
        jsonschema.Draft7Validator(SCHEMA).validate(report)
        return report

    def write(self, journal):
        for start in journal.sessions:
            self.felt("session", "add", start.strftime("%Y-%m-%d %H:%M"), "-q")
        ran = self.felt("log", "--answers", "-", "-q", typed="\n".join(json.dumps(one) for one in journal.entries))
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def test_the_schema_is_one(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_a_journal_of_some_months_is_valid_whatever_is_asked(self):
        self.write(Journal())
        for options in ((), ("--technical",), ("--thread", "sleep"), ("--session", "last"), ("--no-remembered",),
                        ("--since", "2026-02-01", "--until", "2026-02-20"), ("--until", "2020-01-01")):
            with self.subTest(options=options):
                self.report(*options)

    def test_hardly_anything_is_valid(self):
        self.felt("session", "add", "2026-03-10 10:00", "-q")
        self.assertEqual(self.report()["counts"]["entries"], 0)
        self.felt("log", "quick", "--set", "distress=4", "-q")
        self.report()

    def test_every_key_that_is_described_is_written(self):
        self.write(Journal())
        for day in (1, 2, 3):  # before the first session, so that there is something to compare all others with
            self.felt("log", "quick", "--at", f"2026-01-0{day} 09:00", "--set", "distress=6", "-q")
        self.felt("log", "day3", "--at", "2026-01-08 09:00", "--set", "body/softer=neck left: loose", "-q")
        report = self.report("--technical")
        written = set(report)
        for line in report["lines"]:
            written |= {f"line.{key}" for key in line}
            for name, rows in (("session", line["sessions"]), ("bin", line["around"])):
                written |= {f"{name}.{key}" for row in rows for key in row}
        described_keys = {key for key in described(SCHEMA) if key.split(".")[0] in ("line", "session", "bin") or "." not in key}
        self.assertEqual(described_keys - written - {"line.wording_changes"}, set())

    def test_every_key_stands_in_the_manual(self):
        self.write(Journal())
        self.felt("log", "quick", "--at", "2026-01-05 20:00", "--set", "distress=?", "--set", "feelings=relief 4, my own 2",
                  "--set", "body/softer=neck left back", "--set", "body/noticing=neck left back: tight 3; head front",
                  "--set", "new-pain=n", "--set", "since-going=easing", "--set", "pain-compared=1",
                  "--note", "x", "--tag", "neck", "-q")
        self.felt("log", "before", "--set", "preparation/reason=rest", "--set", "preparation/situation=rest", "-q")
        self.felt("carry", "add", "x", "-q")
        self.felt("carry", "done", "1", "-q")
        self.felt("carry", "add", "y", "-q")
        documents = [self.report("--technical")] + [
            json.loads(self.felt(*words, "--json").stdout)
            for words in (("list", "-n", "0"), ("body",), ("body", "--hide", "neck"), ("session", "list"), ("show", "last"),
                          ("search", "x"), ("carry", "--all"), ("sheet",), ("demo",))]
        words = set(re.findall(r"[a-z_]+", "\n".join(line for line in MANUAL.split("\n") if line.startswith((".Cm", ".It Cm")))))
        for document in documents:
            self.assertEqual(keys_of(document) - words, set(), document["schema"])

    def test_a_key_too_many_and_a_wrong_value_are_found(self):
        self.write(Journal(sessions=3))
        report = self.report()
        for spoil in (lambda one: one.update(more=1), lambda one: one["lines"][0].update(direction="up"),
                      lambda one: one["lines"][0]["around"].pop(), lambda one: one.pop("caveats"),
                      lambda one: one["counts"].update(entries=-1)):
            spoilt = json.loads(json.dumps(report))
            spoil(spoilt)
            with self.assertRaises(jsonschema.ValidationError):
                jsonschema.Draft7Validator(SCHEMA).validate(spoilt)


if __name__ == "__main__":
    built_felt.main()
