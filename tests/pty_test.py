"""What only a real process in a real terminal can show."""

import json
import os
import signal
import sqlite3

import pexpect

import built_felt


class Terminal(built_felt.BuiltFeltTest):
    def journal(self):
        return self.home / ".local/share/felt/journal.db"

    def answers_on_disk(self):
        """Question and number of every answer, read by SQLite itself."""
        with sqlite3.connect(self.journal()) as database:
            rows = database.execute(
                "SELECT question.name, answer.number FROM answer JOIN question ON question.id = question_id "
                "ORDER BY entry_id, place, item"
            )
            return rows.fetchall()

    def begin(self, *args, **options):
        """Starts a check-in and waits for its first question."""
        child = self.terminal("log", "quick", *args, **options)
        child.expect("how pleasant or unpleasant")
        child.expect("> ")
        return child

    def answer(self, child, typed, then):
        child.sendline(typed)
        child.expect(then)
        child.expect("> ")

    def test_version_in_a_terminal(self):
        said, code = self.end(self.terminal("--version"))
        self.assertRegex(said, r"^felt \d+\.\d+\.\d+")
        self.assertEqual(code, 0)

    def test_version_in_a_pipe(self):
        ran = self.felt("--version")
        self.assertRegex(ran.stdout, r"^felt \d+\.\d+\.\d+")
        self.assertEqual((ran.stderr, ran.returncode), ("", 0))

    def test_a_check_in_from_start_to_end(self):
        child = self.begin()
        self.answer(child, "2", "how much energy")
        self.answer(child, "?", "How stirred up")
        self.answer(child, "3", "how much tension")
        self.answer(child, "4", "Any words of your own")
        child.sendline("é, quiet")
        child.expect("There is more")
        child.expect("> ")
        child.sendline("")
        said, code = self.end(child)
        self.assertIn("saved entry 1", said)
        self.assertEqual(code, 0)
        entry = json.loads(self.felt("show", "1", "--json").stdout)
        self.assertEqual([a.get("value", a.get("text", a["state"])) for a in entry["answers"]],
                         [2, "unsure", 3, 4, "é, quiet"])

    def test_typed_accents_are_kept_under_the_c_locale(self):
        child = self.begin(env={"LC_ALL": "C", "LANG": "C"})
        child.sendline("+")
        child.expect("note: ")
        child.sendline("müde, 肩")
        child.expect("Noted")
        child.sendline("x")
        self.end(child)
        entry = json.loads(self.felt("show", "1", "--json", env={"LC_ALL": "C"}).stdout)
        self.assertEqual(entry["note"], "müde, 肩")

    def test_tab_completes_words_and_lists_what_fits(self):
        child = self.terminal("log", "emotions", "--plain", columns=100, rows=60)
        child.expect("how pleasant or unpleasant")
        for _ in range(2):
            child.expect("> ")
            child.sendline("")
        child.expect("Which feelings are here")
        child.expect("How strong")
        child.expect("> ")
        child.send("reli\t")
        child.expect("eved")  # only what is new is drawn
        child.send(" 4, con\t")
        child.expect("confident, connected, content, confused")
        child.expect("> relieved 4, con")
        child.send("nec\t")
        child.expect("ted")
        child.send("\r")
        child.expect("Does any feeling have a place")
        child.expect("> ")
        child.sendline("x")
        said, code = self.end(child)
        self.assertEqual(code, 0, said)
        entry = json.loads(self.felt("show", "1", "--json").stdout)
        self.assertEqual(entry["answers"][0]["picks"], [{"id": "relief", "n": 4}, {"id": "connection"}])

    def test_going_back_shows_the_old_answer_in_the_line(self):
        child = self.begin()
        self.answer(child, "2", "how much energy")
        child.sendline("b")
        child.expect("how pleasant or unpleasant")
        child.expect("> 2")
        child.sendline("\x7f-1")  # Backspace, then another answer
        child.expect("how much energy")
        child.sendline("x")
        self.end(child)
        self.assertEqual(self.answers_on_disk(), [("emotions/pleasantness", -1.0)])

    def test_each_answer_is_on_disk_before_the_next_question(self):
        child = self.begin()
        self.answer(child, "2", "how much energy")
        self.assertEqual(self.answers_on_disk(), [("emotions/pleasantness", 2.0)])
        self.answer(child, "1", "How stirred up")
        self.assertEqual(len(self.answers_on_disk()), 2)

    def test_what_ends_early_stays_as_a_draft_and_goes_on(self):
        for number, code_expected in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with self.subTest(number=number):
                child = self.begin()
                self.answer(child, "2", "how much energy")
                if number == signal.SIGINT:
                    child.sendintr()
                else:
                    os.kill(child.pid, number)
                said, code = self.end(child)
                self.assertEqual(code, code_expected)
                self.assertIn("felt log --resume", said)
                resumed = self.terminal("log", "--resume")
                resumed.expect("how much energy")
                resumed.expect("> ")
                resumed.sendline("x")
                said, code = self.end(resumed)
                self.assertEqual(code, 0)
                self.assertIn("saved entry", said)

    def test_a_killed_check_in_keeps_what_was_answered(self):
        child = self.begin()
        self.answer(child, "2", "how much energy")
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        self.assertEqual(self.answers_on_disk(), [("emotions/pleasantness", 2.0)])
        resumed = self.terminal("log", "--resume")
        resumed.expect("how much energy")

    def test_the_end_of_input_leaves_a_draft(self):
        child = self.begin()
        self.answer(child, "2", "how much energy")
        child.sendeof()
        said, code = self.end(child)
        self.assertEqual(code, 0)
        self.assertIn("felt log --resume", said)

    def begin_setup(self):
        """Starts felt init and goes on to its second question."""
        child = self.terminal("init")
        child.expect("Where is your journal kept")
        child.expect("> ")
        self.answer(child, "", "Is there a language")
        return child

    def test_setting_up_shows_what_is_there_in_the_line(self):
        self.felt("config", "set", "language", "nl")
        child = self.begin_setup()
        child.expect("nl")
        self.answer(child, "\x7f\x7fpt", "a time of day")
        self.answer(child, "", "a practitioner")
        self.answer(child, "", "someone you could reach")
        self.answer(child, "", "listening lines")
        child.sendline("")
        said, code = self.end(child)
        self.assertEqual(code, 0)
        self.assertIn("config.toml", said)
        self.assertEqual(self.felt("config", "get", "language").stdout, "pt\n")

    def test_setting_up_writes_nothing_where_it_is_stopped(self):
        for stop, code_expected in (("\x03", 130), ("\x04", 0)):
            with self.subTest(stop=stop):
                child = self.begin_setup()
                self.answer(child, "nl", "a time of day")
                child.send(stop)
                said, code = self.end(child)
                self.assertEqual(code, code_expected)
                self.assertIn("Nothing was written", said)
                self.assertFalse((self.home / ".config").exists())

    def test_a_draft_without_its_place_goes_on_behind_the_last_answer(self):
        child = self.begin()
        self.answer(child, "2", "how much energy")
        self.answer(child, "1", "How stirred up")
        child.kill(signal.SIGKILL)
        child.expect(pexpect.EOF)
        with sqlite3.connect(self.journal()) as database:
            database.execute("UPDATE entry SET passed = 'quick/gone'")
        child = self.terminal("log", "--resume")
        child.expect("3 of 5")
        child.expect("> ")
        child.sendline("x")
        self.assertEqual(self.end(child)[1], 0)

    def test_two_check_ins_at_once_both_survive(self):
        first, second = self.begin(), self.begin()
        self.answer(first, "2", "how much energy")
        self.answer(second, "-2", "how much energy")
        self.answer(first, "1", "How stirred up")
        self.answer(second, "-1", "How stirred up")
        for child in (first, second):
            child.kill(signal.SIGKILL)
            child.expect(pexpect.EOF)
        names = ("emotions/pleasantness", "emotions/energy")
        self.assertEqual(self.answers_on_disk(), [*zip(names, (2, 1)), *zip(names, (-2, -1))])
        self.assertIn("2 check-ins are open", self.felt().stdout)
        for expected in ("saved entry 2", "saved entry 1"):
            child = self.terminal("log", "--resume")
            child.expect("How stirred up")
            child.expect("> ")
            child.sendline("x")
            said, code = self.end(child)
            self.assertEqual(code, 0)
            self.assertIn(expected, said)

    def test_no_terminal_and_no_answers_names_the_flags(self):
        ran = self.felt("log")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("--set", ran.stderr)
        self.assertFalse(self.journal().exists())


if __name__ == "__main__":
    built_felt.main()
