"""What leaves with felt share, and what never does: every byte of every format is searched."""

import contextlib
import csv
import io
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import unittest
import zlib

import built_felt

PAGES = ("html", "markdown", "text", "json", "csv", "fhir")
ENGINES = {"chromium": ("chromium",), "weasyprint": ("weasyprint",)}


def inflated(pdf):
    """The bytes of a PDF, and those of its streams as they were before they were packed."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S)
    unpacked = []
    for stream in streams:
        try:
            unpacked.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            pass
    return pdf + b"\n".join(unpacked)


class Sharing(built_felt.BuiltFeltTest):
    def quietly(self, *args, typed="", env=None):
        ran = self.felt(*args, "-q", typed=typed, env=env)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), args)
        return ran

    def share(self, *args, env=None):
        return self.quietly("share", "--yes", *args, env=env)

    def only(self, *programs):
        """A PATH on which there is nothing but these programs."""
        folder = self.home / ("only-" + "-".join(programs or ("none",)))
        folder.mkdir(exist_ok=True)
        for program in programs:
            link = folder / program
            if not link.is_symlink():
                link.symlink_to(shutil.which(program))
        return {"PATH": str(folder)}


class Marked(Sharing):
    """A thousand answers with a mark in them that must stay, among others whose mark must leave."""

    def setUp(self):
        super().setUp()
        self.staying, self.leaving, lines = [], [], []
        for number in range(250):
            lines.append(json.dumps(self.entry(number)))
        self.quietly("session", "add", "2026-03-12 15:00", "--with", self.mark("stay"), "--note", self.mark("stay"))
        self.quietly("carry", "add", self.mark("stay"))
        self.quietly("log", "--answers", "-", typed="\n".join(lines))

    def mark(self, kind):
        marks = self.staying if kind == "stay" else self.leaving
        marks.append(f"zq{kind}{len(marks):04}z")
        return marks[-1]

    def own_word(self, question, picks=()):
        """An own word, which stays, beside words of the list, which may leave."""
        return {"question": question, "picks": list(picks), "other": [{"text": self.mark("stay")}]}

    def text(self, question, kind):
        return {"question": question, "text": self.mark(kind)}

    def entry(self, number):
        at = f"2026-03-{1 + number % 28:02}T{8 + number // 28:02}:00:00+01:00"
        entry = {"flow": "quick", "at": at, "tags": ["x" + self.mark("stay")]}
        if number % 5 == 0:
            entry["private"] = True
            entry["note"] = self.mark("stay")
            entry["answers"] = [self.own_word("emotions/feelings"), self.text("session/tell-them", "stay"),
                                {"question": "emotions/distress", "value": 10}]
            return entry
        entry["answers"] = [
            self.own_word("emotions/feelings", [{"id": "relief"}]),
            self.text("session/tell-them", "leave"),
            self.text("session/memory-note", "stay"),
            self.text("session/one-line", "stay"),
            self.own_word("pain-movement/movements" if number % 2 else "aftercare/since"),
            {"question": "emotions/distress", "value": number % 9},
            {"question": "body/noticing", "places": [{"region": "jaw", "qualities": ["tight"], "n": 5},
                                                     {"region": "belly", "qualities": ["warm"], "n": 1}]},
        ]
        if number % 3 == 0:
            entry["note"] = self.mark("stay")
        return entry

    CHOICES = ("--hide", "jaw", "--leave-out", "aftercare", "--leave-out", "pain-movement")

    def assert_nothing_stays_behind(self, name, data):
        found = [mark for mark in self.staying if mark.encode() in data]
        self.assertEqual(found, [], name)
        self.assertNotRegex(data.decode("latin-1"), r"zqstay|\bjaw\b|Europe/Vienna", name)

    def test_a_thousand_marked_answers_stay_in_every_format(self):
        self.assertGreaterEqual(len(self.staying), 1000)
        for page in PAGES:
            ran = self.share("-o", f"page.{page}", "--format", page, *self.CHOICES)
            self.assert_nothing_stays_behind(page, (self.home / f"page.{page}").read_bytes() + ran.stdout.encode())
        for page in ("csv", "fhir"):
            whole = (self.home / f"page.{page}").read_text(encoding="utf-8")
            self.assertEqual([mark for mark in self.leaving if mark not in whole], [])
        table = (self.home / "page.csv").read_text(encoding="utf-8")
        self.assertEqual(table.count("distress"), 200)

    def test_what_is_shown_before_holds_no_more(self):
        for page in PAGES:
            ran = self.felt("share", "--yes", "-o", f"shown.{page}", "--format", page, *self.CHOICES)
            self.assertEqual(ran.returncode, 0)
            self.assert_nothing_stays_behind(page, ran.stderr.encode())
            self.assertIn("leaving: 800 answers from 200 check-ins · staying: 750 answers, 117 notes, 1 session note, "
                          "200 own words, 200 places, 1 carried note", ran.stderr)

    def test_a_pdf_holds_no_more(self):
        for engine, programs in ENGINES.items():
            with self.subTest(engine=engine):
                if not shutil.which(programs[0]):
                    self.skipTest(f"{engine} is not there")
                self.share("-o", f"{engine}.pdf", *self.CHOICES, env=self.only(*programs, "sh", "env"))
                pdf = (self.home / f"{engine}.pdf").read_bytes()
                words = subprocess.run(["pdftotext", self.home / f"{engine}.pdf", "-"], capture_output=True, check=True)
                self.assert_nothing_stays_behind(engine, inflated(pdf) + words.stdout)

    def test_what_is_named_leaves_and_the_rest_still_stays(self):
        ran = self.share("-o", "-", "--format", "csv", *self.CHOICES, "--include", "session/one-line", "--include", "note:4")
        rows = list(csv.DictReader(io.StringIO(ran.stdout)))
        self.assertEqual(sum(row["prompt_id"] == "session/one-line" for row in rows), 200)
        self.assertEqual([row["entry_id"] for row in rows if row["prompt_id"] == "note"], ["4"])
        self.assertEqual([row for row in rows if row["prompt_id"] == "session/memory-note" or row["region"] == "jaw"], [])
        self.assertEqual(sum(row["region"] == "belly" for row in rows), 200)


class Counted(Sharing):
    """One mark of each kind in each of three check-ins: as many are said to leave as are found in the file."""

    REGIONS = ("jaw", "belly", "neck")
    NAMED = ("session/one-line", "emotions/feelings", "notes")

    def setUp(self):
        super().setUp()
        self.quietly("session", "add", "2026-03-12 15:00", "--with", "zqwith", "--note", "zqsession")
        self.quietly("carry", "add", "zqcarried")
        self.quietly("log", "--answers", "-", typed="\n".join(
            json.dumps(self.entry(number, region)) for number, region in enumerate(self.REGIONS)))

    def entry(self, number, region):
        return {"flow": "quick", "at": f"2026-03-{11 + number}T16:00:00+01:00", "tags": [f"zqtag{number}"], "note": f"zqnote{number}",
                "answers": [{"question": "emotions/distress", "value": 3 + number},
                            {"question": "session/one-line", "text": f"zqtext{number}"},
                            {"question": "emotions/feelings", "picks": [{"id": "relief"}], "other": [{"text": f"zqown{number}"}]},
                            {"question": "body/noticing", "places": [{"region": region}]}]}

    def shared(self, page, named):
        """What is said to have left and stayed, and the file."""
        words = [word for name in named for word in ("--include", name)]
        ran = self.share("-o", f"page.{page}", "--format", page, "--force", "--json", *words)
        return json.loads(ran.stdout), (self.home / f"page.{page}").read_text(encoding="utf-8")

    def named_in(self, page):
        if page == "fhir":
            return (*self.NAMED, "session-notes", "with")
        return self.NAMED if page == "csv" else (*self.NAMED, "carried")

    @staticmethod
    def marks(kind, text):
        return len(set(re.findall(rf"zq{kind}\d*", text)))

    def test_what_is_said_to_leave_is_in_the_file(self):
        for page in PAGES:
            with self.subTest(page=page):
                said, text = self.shared(page, self.named_in(page))
                self.assertEqual(said["leaving"]["carried"], self.marks("carried", text))
                self.assertEqual(said["leaving"]["notes"], self.marks("note", text) + self.marks("session", text))
                self.assertEqual(said["questions"]["session/one-line"], self.marks("text", text))
                self.assertEqual(said["questions"]["emotions/feelings"], self.marks("own", text))
                self.assertEqual(said["questions"]["body/noticing"],
                                 sum(bool(re.search(rf"\b{region}\b", text)) for region in self.REGIONS))
                self.assertEqual(self.marks("with", text), page == "fhir")
                self.assertEqual(self.marks("tag", text), 0)
                self.assertEqual((said["leaving"]["answers"], said["staying"]["answers"]), (12, 0))

    def test_what_is_not_named_is_said_to_stay_and_is_not_in_the_file(self):
        for page in PAGES:
            with self.subTest(page=page):
                said, text = self.shared(page, ())
                self.assertEqual(re.findall(r"zq\w+", text), [])
                self.assertEqual(said["leaving"], {"entries": 3, "answers": 9, "notes": 0, "carried": 0})
                self.assertEqual(said["staying"], {"answers": 3, "notes": 4})

    def test_what_has_no_place_in_a_format_is_refused(self):
        for page in PAGES:
            for name in {"carried", "session-notes", "with"} - set(self.named_in(page)):
                with self.subTest(page=page, name=name):
                    ran = self.felt("share", "--yes", "-o", f"page.{page}", "--format", page, "--include", name)
                    self.assertEqual(ran.returncode, 2, ran.stderr)
                    self.assertIn(f"{page} has no place for", ran.stderr)
                    self.assertFalse((self.home / f"page.{page}").exists())


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://example.invalid\")", "＝1+1", "=cmd|' /C calc'!A0",
            "'=1", " =1", "1;=2", "a\n=b"]


class Table(Sharing):
    def test_no_formula_is_alive_and_numbers_stay_numbers(self):
        for number, formula in enumerate(FORMULAS):
            answers = [{"question": "session/tell-them", "text": formula}, {"question": "emotions/energy", "value": -2}]
            self.quietly("log", "quick", "--answers", "-", typed=json.dumps(
                {"at": f"2026-03-01T{10 + number}:00:00+01:00", "answers": answers, "note": formula}))
        self.share("-o", "table.csv", "--include", "notes")
        with open(self.home / "table.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 3 * len(FORMULAS))
        for row in rows:
            for column, cell in row.items():
                if column in ("value_num", "scale_min", "scale_max") and cell:
                    self.assertRegex(cell, r"^-?\d+(\.\d+)?$")
                else:
                    self.assertNotRegex(cell, r"^[=+\-@\t\r\n＝＋－＠]", column)
        self.assertEqual(sum(row["value_num"] == "-2" for row in rows), len(FORMULAS))


class Paper(Sharing):
    """Three invented months as PDF; FELT_SCREENSHOTS=FOLDER keeps what was seen."""

    def print_with(self, engine):
        if not shutil.which(engine):
            self.skipTest(f"{engine} is not there")
        self.quietly("demo", "demo.db")
        before = set(self.left_folders())
        self.share("--journal", "demo.db", "-o", "page.pdf", env=self.only(engine, "sh", "env"))
        self.assertEqual(set(self.left_folders()) - before, set())
        pdf = self.home / "page.pdf"
        self.assertEqual(pdf.stat().st_mode & 0o777, 0o600)
        if "FELT_SCREENSHOTS" in os.environ:
            shots = pathlib.Path(os.environ["FELT_SCREENSHOTS"])
            subprocess.run(["pdftoppm", "-r", "100", "-png", pdf, shots / engine], check=True)
        return pdf

    def left_folders(self):
        return [one for folder in ("/dev/shm", "/tmp") for one in pathlib.Path(folder).glob("felt-??????")
                if (one / "page.html").exists()]

    def said_by(self, *command):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def assert_prints_well(self, engine, most_pages):
        pdf = self.print_with(engine)
        pages = int(re.search(r"Pages:\s+(\d+)", self.said_by("pdfinfo", pdf)).group(1))
        self.assertLessEqual(pages, most_pages)
        fonts = self.said_by("pdffonts", pdf).splitlines()[2:]
        self.assertGreater(len(fonts), 0)
        for font in fonts:
            self.assertRegex(font, r"\s+yes (yes|no)\s+(yes|no)\s+\d+\s+\d+$")
        words = " ".join(self.said_by("pdftotext", "-layout", pdf, "-").split())
        for words_of_the_page in ("What I want to bring up", "Before and after the sessions", "from 5.9 to 3.5, easier",
                                  "it does not diagnose", "Written by the client"):
            self.assertIn(words_of_the_page, words)

    def test_chromium_prints_three_months(self):
        self.assert_prints_well("chromium", 3)

    def test_weasyprint_prints_three_months(self):
        self.assert_prints_well("weasyprint", 5)


class Engine(Sharing):
    """Programs in the place of an engine."""

    def setUp(self):
        super().setUp()
        self.quietly("log", "quick", "--set", "distress=4")

    def engine(self, name, text):
        program = self.home / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text("#!/bin/sh\n" + text, encoding="utf-8")
        program.chmod(0o755)

    def shares(self):
        return json.loads(self.felt("share", "list", "--json").stdout)["shares"]

    def assert_no_pdf(self, ran, message):
        self.assertEqual(ran.returncode, 15, ran.stderr)
        self.assertIn(message, ran.stderr)
        self.assertEqual(list(self.home.glob("*.pdf")), [])
        self.assertEqual(self.shares(), [])

    def test_without_an_engine_there_is_a_hint_and_nothing_is_asked(self):
        ran = self.felt("share", "--yes", "-o", "page.pdf", env=self.only())
        self.assert_no_pdf(ran, "there is no program here that makes a PDF (chromium, weasyprint)")
        self.assertNotIn("leaving", ran.stderr)

    def test_an_engine_that_fails_or_makes_nothing_is_told_of(self):
        self.engine("chromium", "echo 'no paper' >&2; exit 4\n")
        self.assert_no_pdf(self.felt("share", "--yes", "-o", "page.pdf"), "made no PDF: no paper")
        self.engine("chromium", "exit 0\n")
        self.assert_no_pdf(self.felt("share", "--yes", "-o", "page.pdf"), "made no PDF: it did not say why")

    def test_an_engine_sees_one_folder_and_nothing_else(self):
        self.engine("chromium", f"""env > {self.home}/seen
for word; do case $word in --print-to-pdf=*) pdf=${{word#*=}};; --user-data-dir=*) folder=${{word#*=}};; esac; done
stat -c '%a' "${{folder%/*}}" "${{folder%/*}}/page.html" >> {self.home}/seen
printf '%%PDF-made' > "$pdf"
""")
        self.share("-o", "page.pdf", env={"SECRET": "word", "http_proxy": "http://example.invalid"})
        self.assertEqual((self.home / "page.pdf").read_bytes(), b"%PDF-made")
        seen = (self.home / "seen").read_text(encoding="utf-8")
        self.assertNotIn("SECRET", seen)
        self.assertNotIn("http_proxy", seen)
        self.assertNotIn(f"HOME={self.home}\n", seen)
        self.assertEqual(seen.splitlines()[-2:], ["700", "600"])
        folder = re.search(r"^HOME=(.*)$", seen, re.M).group(1)
        self.assertFalse(pathlib.Path(folder).exists())

    def ended_by(self, number):
        self.engine("chromium", f"echo $HOME > {self.home}/folder\ntouch {self.home}/ready\nexec sleep 50\n")
        child = subprocess.Popen([built_felt.BINARY, "share", "--yes", "-q", "-o", "page.pdf"], cwd=self.home, env=self.env)
        while not (self.home / "ready").exists():
            time.sleep(0.02)
        child.send_signal(number)
        self.assertEqual(child.wait(timeout=30), 128 + number)
        self.assertFalse(pathlib.Path((self.home / "folder").read_text(encoding="utf-8").strip()).exists())
        self.assertEqual(list(self.home.glob("*.pdf")), [])
        self.assertEqual(self.shares(), [])
        (self.home / "ready").unlink()

    def test_a_signal_leaves_no_folder_and_no_file(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number):
                self.ended_by(number)


class Disk(Sharing):
    def setUp(self):
        super().setUp()
        for hour in range(10, 22):
            self.quietly("log", "quick", "--at", f"2026-03-01 {hour}:00", "--set", "distress=4", "--note", "w" * 2000)

    def shares(self):
        return json.loads(self.felt("share", "list", "--json").stdout)["shares"]

    def test_a_full_disk_leaves_no_half_file_and_no_record(self):
        command = f"ulimit -f 4; exec '{built_felt.BINARY}' share --yes -q -o page.txt --include notes"
        ran = subprocess.run(["sh", "-c", command], cwd=self.home, env=self.env, capture_output=True, text=True, check=False)
        self.assertEqual(ran.returncode, 15, ran.stderr)
        self.assertIn("the file would be larger than allowed", ran.stderr)
        self.assertEqual([one.name for one in self.home.iterdir() if one.name.endswith((".txt", ".tmp"))], [])
        self.assertEqual(self.shares(), [])

    def test_a_full_device_on_standard_output_is_told_and_not_recorded(self):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run([built_felt.BINARY, "share", "--yes", "-q", "-o", "-", "--format", "csv"], cwd=self.home,
                                 env=self.env, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        self.assertEqual(ran.returncode, 15, ran.stderr)
        self.assertEqual(self.shares(), [])

    def test_a_closed_pipe_is_a_quiet_end(self):
        read, write = os.pipe()
        os.close(read)
        ran = subprocess.run([built_felt.BINARY, "share", "--yes", "-q", "-o", "-", "--format", "text"], cwd=self.home,
                             env=self.env, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
        os.close(write)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertEqual(self.shares(), [])

    def test_a_journal_changed_meanwhile_lets_nothing_out(self):
        child = self.terminal("share", "-o", "page.txt", env={"PAGER": ""})
        child.expect(r"y/N ")
        self.quietly("log", "quick", "--set", "distress=9")
        child.sendline("y")
        said, code = self.end(child)
        self.assertIn("changed from another window", said)
        self.assertEqual(code, 15)
        self.assertFalse((self.home / "page.txt").exists())

    def test_a_page_is_read_in_the_pager(self):
        pager = self.home / "bin/pager"
        pager.parent.mkdir()
        pager.write_text(f"#!/bin/sh\ncat > {self.home}/read\n", encoding="utf-8")
        pager.chmod(0o755)
        child = self.terminal("share", "-o", "page.txt", env={"PAGER": "pager"})
        child.expect(r"y/N ")
        child.sendline("y")
        self.assertEqual(self.end(child)[1], 0)
        self.assertEqual((self.home / "read").read_text(encoding="utf-8"),
                         (self.home / "page.txt").read_text(encoding="utf-8"))

    def test_a_page_that_the_pager_did_not_show_stands_on_the_terminal(self):
        pager = self.home / "bin/broken"
        pager.parent.mkdir()
        for text in ("#!/bin/sh\nexit 1\n", "#!/nowhere/sh\n"):
            pager.write_text(text, encoding="utf-8")
            pager.chmod(0o755)
            child = self.terminal("share", "-o", "page.txt", env={"PAGER": str(pager)})
            child.expect("The page stands here instead.")
            child.expect("Looking back")
            child.expect(r"y/N ")
            child.sendline("n")
            self.end(child)
            self.assertFalse((self.home / "page.txt").exists())


SAMPLES = pathlib.Path(__file__).resolve().parent / "journals"


class OtherJournals(Sharing):
    """Journals that are not as this felt would leave them: older, newer, locked, damaged."""

    def setUp(self):
        super().setUp()
        self.journal = self.home / "journal.db"

    def sample(self, schema):
        shutil.copyfile(SAMPLES / f"schema-{schema}.db", self.journal)
        self.journal.chmod(0o600)

    def on(self, *args):
        return self.felt("--journal", "journal.db", *args)

    def shared(self):
        return json.loads(self.on("share", "list", "--json").stdout)["shares"]

    def assert_refused(self, code, message):
        for args in (("share", "list"), ("share", "--yes", "-o", "page.csv", "--for", "A."),
                     ("share", "--yes", "-o", "page.html")):
            ran = self.on(*args)
            self.assertEqual((ran.returncode, ran.stdout), (code, ""), ran.stderr)
            self.assertIn(message, ran.stderr)
        self.assertEqual([one.name for one in self.home.iterdir() if "page" in one.name or "tmp" in one.name], [])

    def test_one_of_an_older_schema_is_read_as_it_is_and_brought_up_to_date_to_keep_the_record(self):
        pages = set()
        for schema in range(1, 8):
            with self.subTest(schema=schema):
                self.sample(schema)
                before = self.journal.read_bytes()
                listed = self.on("share", "list")
                self.assertEqual((listed.returncode, listed.stdout), (0, ""), listed.stderr)
                self.assertEqual(self.journal.read_bytes(), before)
                ran = self.on("share", "--yes", "-q", "-o", "page.csv", "--for", "A.", "--force")
                self.assertEqual((ran.returncode, ran.stderr), (0, ""))
                pages.add((self.home / "page.csv").read_bytes())
                kept = self.shared()
                self.assertEqual([(one["for"], one["format"], one["leaving"]["entries"]) for one in kept], [("A.", "csv", 2)])
        self.assertEqual(len(pages), 1)

    def test_one_of_a_newer_felt_lets_nothing_out(self):
        self.sample(7)
        with contextlib.closing(sqlite3.connect(self.journal)) as sql:
            sql.execute("PRAGMA user_version = 99")
        before = self.journal.read_bytes()
        self.assert_refused(14, "was written by a newer felt")
        self.assertEqual(self.journal.read_bytes(), before)

    def test_a_damaged_one_lets_nothing_out(self):
        self.sample(7)
        whole = self.journal.read_bytes()
        for name, damaged in {"beginning": bytes(100) + whole[100:], "schema": whole[:100] + b"\xff" * 3996 + whole[4096:],
                              "half": whole[:len(whole) // 2]}.items():
            with self.subTest(name):
                self.journal.write_bytes(damaged)
                self.assert_refused(13, "journal.db' is ")
                self.assertEqual(self.journal.read_bytes(), damaged)

    def test_one_that_nobody_else_may_read_now_lets_nothing_out(self):
        self.sample(7)
        with contextlib.closing(sqlite3.connect(self.journal, isolation_level=None)) as sql:
            sql.execute("BEGIN EXCLUSIVE")
            self.assert_refused(11, "journal.db' is ")

    def test_a_page_that_is_out_while_its_record_cannot_be_kept_is_told(self):
        self.quietly("--journal", "journal.db", "log", "quick", "--set", "distress=4")
        with contextlib.closing(sqlite3.connect(self.journal, isolation_level=None)) as sql:
            sql.execute("BEGIN IMMEDIATE")
            ran = self.on("share", "--yes", "-q", "-o", "page.csv")
            self.assertEqual(self.shared(), [])
        self.assertEqual(ran.returncode, 11, ran.stderr)
        self.assertIn("; the page is out on '", ran.stderr)
        self.assertIn("It is not in the list of what was shared.", ran.stderr)
        self.assertIn("emotions/distress", (self.home / "page.csv").read_text(encoding="utf-8"))


if __name__ == "__main__":
    built_felt.main()
