"""Every key at every type of question, only Enters through everything, and a disk that is full.

FELT_FULL=1 also prints how many keystrokes each check-in takes."""

import json
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import unittest

import built_felt
import check_in
import manual_pack_test
from check_in import IS_FULL, MORE

FIGURES = []
CLEAR = "\x15"  # Ctrl-U empties the line


def tearDownModule():
    for line in FIGURES:
        print(line, flush=True)


class Keys(built_felt.BuiltFeltTest):
    def setUp(self):
        super().setUp()
        self.journal = self.home / "journal/journal.db"
        self.journal.parent.mkdir(mode=0o700)
        self.env["FELT_JOURNAL"] = str(self.journal)

    packs = ""  # of one's own, that are there besides the built-in ones

    def begin(self, *args):
        self.questions = check_in.questions_of(self.felt, self.packs)
        return check_in.CheckIn(self.terminal(*args, columns=200, rows=60), self.questions)

    def last_entry(self):
        return json.loads(self.felt("show", "last", "--json").stdout)

    def answers(self):
        return {answer["question"].split("/")[1]: answer for answer in self.last_entry()["answers"]}


class Enters(Keys):
    """Someone who only ever presses Enter is led to the end, and nothing is made up for them."""

    def names(self):
        """All flows and packs; the quick form takes every second pack."""
        self.questions = check_in.questions_of(self.felt)
        return [*self.questions.flows, *(self.questions.packs if IS_FULL else self.questions.packs[::2])]

    def test_only_enters_lead_to_the_end_and_keep_nothing(self):
        names = self.names()
        for name in names:
            with self.subTest(name=name):
                check = self.begin("log", name)
                while check.next() is not None:
                    check.type("")
                self.assertEqual(check_in.exit_code(check.child), 0, check.said)
                self.assertIn("nothing was kept", check.said)
                self.assertEqual(json.loads(self.felt("list", "--json").stdout)["entries"], [])
                self.assertEqual(check_in.entries_on_disk(self.journal), [])
        FIGURES.append(f"only Enters: {len(names)} check-ins, nothing kept")


class Typing(Keys):
    """The example pack of felt-prompts(5), which has a question of every type."""

    packs = "feet-first"

    def setUp(self):
        super().setUp()
        (self.home / "feet-first.toml").write_text(manual_pack_test.examples()[0], encoding="utf-8")
        self.assertEqual(self.felt("prompts", "add", "feet-first.toml").returncode, 0)
        # Its evening questions are asked as well where the moment is in no phase.
        self.check = self.begin("log", "feet-first")

    def at(self, question):
        """Waits for this question and checks that it is the one."""
        self.assertEqual(self.check.next(), f"your-practice.feet-first/{question}")

    def go_to(self, question, answers):
        """Answers what stands before a question; what is not named is skipped."""
        name = self.check.next()
        while name != f"your-practice.feet-first/{question}":
            self.assertIsNotNone(name)
            self.check.type(answers.get(name.split("/")[1], ""))
            name = self.check.next()

    def refused(self, typed, why):
        """A wrong answer is explained and asked again, and stands in the line to be changed."""
        self.check.type(CLEAR + typed)
        self.assertEqual(self.check.next(), "")
        self.assertRegex(self.check.said, why)
        self.check.child.expect_exact(typed)

    def stay(self, typed, said):
        self.check.type(CLEAR + typed)
        self.check.next()
        self.assertRegex(self.check.said, said)

    def end(self, child=None):
        self.check.type(CLEAR + "x")
        self.assertTrue(self.check.is_gone())
        self.assertEqual(check_in.exit_code(self.check.child), 0, self.check.said)
        return self.answers()

    def note(self, text):
        self.check.type(CLEAR + "+")
        self.check.next()
        self.check.type(text)
        self.check.next()
        self.assertIn("Noted.", self.check.said)

    def test_keys_at_a_line_to_read(self):
        self.at("hello")
        for key in ("b", "+", ""):
            self.check.type(key)
            self.check.next()
            if key == "b":
                self.assertIn("This is the first question.", self.check.said)
            if key == "+":
                self.check.type("seen at the start")
                self.check.next()
        self.assertIn("How warm are your feet", self.check.said)
        self.end()
        self.assertEqual(self.last_entry()["note"], "seen at the start")

    def test_keys_at_a_scale(self):
        self.go_to("warmth", {})
        self.refused("9", "9 is outside 1 to 5")
        self.refused("2.5", "between two steps")
        self.refused("lukewarm", "not a number")
        self.note("a note from the scale")
        self.check.child.send(CLEAR + "in b\t")
        self.check.child.expect_exact("etween")  # only what is new is drawn
        self.check.type("")
        self.at("weight")
        self.check.type("b")
        self.at("warmth")
        self.check.child.expect_exact("3")
        self.check.type(CLEAR + "?")
        self.at("weight")
        self.check.type("b")
        self.at("warmth")
        self.check.type(CLEAR + "4")
        self.at("weight")
        self.assertEqual(self.end()["warmth"]["value"], 4)
        self.assertEqual(self.last_entry()["note"], "a note from the scale")

    def test_keys_at_a_choice(self):
        self.go_to("weight", {"warmth": "4"})
        self.refused("upside down", "no word 'upside down'")
        self.refused("9", "9")
        self.stay("*", "5 even, or no telling")
        self.check.child.send(CLEAR + "towards the f\t")
        self.check.child.expect_exact("ront")
        self.check.type("")
        for typed, shown in (("2", "back"), ("more on the l", "left"), ("all over", "even"), ("?", None)):
            self.at("noticing")
            if shown == "back":
                self.check.type("b")
                self.at("weight")
                self.check.child.expect_exact("front")
            else:
                self.check.type("b")
                self.at("weight")
            self.check.type(CLEAR + typed)
        self.at("noticing")
        self.assertEqual(self.end()["weight"]["state"], "unsure")

    def test_keys_at_a_multi_and_a_body_question(self):
        self.go_to("noticing", {"warmth": "4", "weight": "even"})
        self.stay("*", "warm")
        self.refused("warm 9", "9 is outside 1 to 5")
        self.refused("warm, warm", "twice")
        self.check.type(CLEAR + 'warm 3, "like sand" 2, 2')
        self.at("elsewhere")
        self.stay("*", "(?s)Places: .*Sides: .*Words: ")
        self.refused("wing", "no region 'wing'")
        self.check.child.send(CLEAR + "kn\t")
        self.check.child.expect_exact("knee")
        self.check.child.send(" l\t")
        self.check.child.expect_exact("eft")
        self.check.type(": warm; belly")
        self.at("walked")
        answers = self.end()
        self.assertEqual([place["region"] for place in answers["elsewhere"]["places"]], ["knee", "belly"])
        self.assertEqual(answers["noticing"]["other"], [{"text": "like sand", "n": 2}])
        self.assertEqual(len(answers["noticing"]["picks"]), 2)

    def test_keys_at_yes_or_no_a_length_a_count_and_a_time(self):
        self.go_to("walked", {})
        self.refused("perhaps", "neither yes nor no")
        self.check.child.send(CLEAR + "ye\t")
        self.check.child.expect_exact("s")
        self.check.type("")
        self.at("walk-length")
        self.refused("9 h", "outside 1 min to 8 h")
        self.refused("long", "not a length of time")
        self.check.type(CLEAR + "1h20")
        self.at("pauses")
        self.refused("51", "51 is outside 0 to 50")
        self.refused("-1", "-1")
        self.check.type(CLEAR + "2")
        self.at("back-in-the-day")
        self.refused("25:00", "not a time of day")
        self.check.type(CLEAR + "noon")
        self.at("way-home")
        self.check.type("?")
        self.at("small-thing")
        answers = self.end()
        self.assertEqual((answers["walked"]["value"], answers["walk-length"]["minutes"]), (True, 80))
        self.assertEqual((answers["pauses"]["value"], answers["way-home"]["state"]), (2, "unsure"))
        self.assertIn("12:00", json.dumps(answers["back-in-the-day"]))

    def test_a_bare_n_answers_no(self):
        self.go_to("walked", {})
        self.check.type("n")
        self.assertNotIn("walk-length", self.check.next())
        self.assertIs(self.end()["walked"]["value"], False)

    def test_keys_at_a_text(self):
        self.go_to("small-thing", {})
        self.note("beside the text")
        self.check.type("*")  # there are no words to show here: it is a text of one sign
        self.at("small-thing-ease")
        self.check.type("b")
        self.at("small-thing")
        self.check.child.expect_exact("*")
        self.check.type(CLEAR + "bé, 肩")
        self.at("small-thing-ease")
        self.assertIn("come back to bé, 肩", self.check.said)
        self.check.type("b")
        self.at("small-thing")
        self.check.type("b")  # behind what was kept it is the key, too
        self.assertNotIn("small-thing", self.check.next())
        self.check.type("")
        self.at("small-thing")
        self.check.type("?")  # this one can end a sentence
        self.at("small-thing-ease")
        self.assertIn("come back to bé, 肩?", self.check.said)
        self.check.type("b")
        self.at("small-thing")
        self.check.child.expect_exact("肩?")
        self.check.type(CLEAR)  # an empty line takes the answer out
        self.assertEqual(self.check.next(), "your-practice.feet-first/under-you")
        self.check.type("1")
        self.assertTrue(self.check.is_gone())
        self.assertEqual(list(self.answers()), ["under-you"])

    def test_going_back_over_a_condition_drops_its_follow_ups_and_says_so(self):
        self.go_to("way-home", {"walked": "y", "walk-length": "20", "pauses": "2", "back-in-the-day": "noon"})
        self.assertEqual(len(self.on_disk()), 4)
        for question in ("back-in-the-day", "pauses", "walk-length", "walked"):
            self.check.type(CLEAR + "b")
            self.at(question)
        self.check.type(CLEAR + "n")
        self.at("back-in-the-day")
        self.assertIn("Left out now, as it no longer follows: About how long did you walk?", self.check.said)
        self.assertIn("Left out now, as it no longer follows: How many times did you stop", self.check.said)
        self.assertEqual(self.on_disk(), {"walked", "back-in-the-day"})
        self.assertEqual(set(self.end()), {"walked", "back-in-the-day"})

    def test_b_goes_back_twice_in_a_row(self):
        self.go_to("weight", {"warmth": "4"})
        self.check.type("2")
        self.at("noticing")
        self.check.type("b")
        self.at("weight")
        self.check.type("b")
        self.at("warmth")

    def test_x_stops_after_a_wrong_answer(self):
        self.go_to("warmth", {})
        self.check.type("9")
        self.check.next()
        self.check.type("x")
        self.assertTrue(self.check.is_gone())

    def test_a_key_behind_a_wrong_word_is_the_key(self):
        self.go_to("noticing", {"warmth": "4", "weight": "even"})
        self.refused("wrongly", "no word 'wrongly'")
        self.check.type("b")
        self.at("weight")
        self.check.type("")
        self.at("noticing")
        self.refused("wrongly", "no word 'wrongly'")
        self.check.type("?")
        self.at("walked")
        self.refused("wing", "'wing' is neither yes nor no")
        self.check.type(" x")
        self.assertTrue(self.check.is_gone())
        self.assertEqual(self.answers()["noticing"]["state"], "unsure")

    def on_disk(self):
        draft = check_in.drafts_on_disk(self.journal)[0]
        return {name.split("/")[1] for name in draft["answers"]}

    def test_what_is_typed_ahead_is_taken_in_order(self):
        self.at("hello")
        self.check.child.send("\r4\reven\r\rn\r")
        self.go_to("way-home", {})
        answers = self.end()
        self.assertEqual((answers["warmth"]["value"], answers["weight"]["pick"]), (4, "even"))
        self.assertIs(answers["walked"]["value"], False)


class Pasting(Keys):
    """Several lines that are pasted are one answer, and the terminal is told to mark pastes no longer than that."""

    ON, OFF = "\x1b[?2004h", "\x1b[?2004l"

    def at_words(self):
        check = self.begin("log", "quick")
        while check.next() != "emotions/own-words":
            check.type("")
        return check

    def text_kept(self, check):
        check.type("")
        self.assertEqual(check.next(), MORE)
        check.type("x")
        self.assertTrue(check.is_gone())
        return self.answers()["own-words"]["text"]

    def test_pasted_lines_are_lines_of_one_text(self):
        check = self.at_words()
        check.child.expect_exact(self.ON)
        check.child.send("\x1b[200~first line\rb\rthird é\r\x1b[201~")
        check.child.expect_exact("first line⏎b⏎third é")
        self.assertEqual(self.text_kept(check), "first line\nb\nthird é")

    def test_a_key_behind_an_old_text_of_several_lines_is_the_key(self):
        check = self.at_words()
        check.type("\x1b[200~one\rtwo\x1b[201~")
        self.assertEqual(check.next(), MORE)
        check.type("b")
        self.assertEqual(check.next(), "emotions/own-words")
        check.child.expect_exact("one⏎two")
        check.type("b")
        self.assertEqual(check.next(), "body/tension")

    def test_pasted_lines_are_lines_of_a_note(self):
        check = self.at_words()
        check.type("+")
        check.next()
        check.type("\x1b[200~first line\rx\x1b[201~")
        check.next()
        check.type("x")
        self.assertTrue(check.is_gone())
        self.assertEqual(self.last_entry()["note"], "first line\nx")

    def test_pasted_lines_are_one_line_where_an_answer_is(self):
        check = self.at_words()
        check.type("")
        self.assertEqual(check.next(), MORE)
        check.type("1")
        self.assertEqual(check.next(), "emotions/feelings")
        check.type("\x1b[200~calm,\rmoved\x1b[201~")
        self.assertEqual(check.next(), "body/all-right-place")
        check.type("x")
        self.assertTrue(check.is_gone())
        self.assertEqual(len(self.answers()["feelings"]["picks"]), 2)

    def test_lines_that_come_at_once_are_one_text_where_the_terminal_marks_nothing(self):
        self.env["TERM"] = "dumb"
        check = self.at_words()
        check.child.send("first line\rb\rthird")
        check.child.expect_exact("third")
        said = check.child.before
        self.assertEqual(self.text_kept(check), "first line\nb\nthird")
        self.assertNotIn("\x1b[?2004", said + check.said)

    def test_on_every_way_out_pastes_are_marked_no_more(self):
        ways = {"Ctrl-C": lambda child: child.sendintr(), "Ctrl-D": lambda child: child.sendeof(),
                "x": lambda child: child.send("x\r"), "SIGTERM": lambda child: os.kill(child.pid, signal.SIGTERM)}
        for name, leave in ways.items():
            with self.subTest(way=name):
                check = self.at_words()
                check.child.expect_exact(self.ON)
                leave(check.child)
                self.assertTrue(check.is_gone())
                said = check.child.before
                self.assertGreater(said.rfind(self.OFF), said.rfind(self.ON))


class FullDisk(Keys):
    """What was acknowledged stays, and felt says that the rest could not be kept."""

    def answer_until_it_fails(self, check, make_full):
        """Answers all; from the third question on there is no space. What was acknowledged is returned."""
        sure, number = {}, 0
        while (name := check.next()) != "":
            self.assertNotIn(name, (MORE, None), "nothing failed")
            if number == 3:
                make_full()
            is_text = self.questions.type_of(name) == "text"
            typed = "long words " * 300 if is_text else self.questions.shortest(name)
            sure[name] = typed
            number += 1
            check.type(typed)
        sure.pop(list(sure)[-1])
        return [name for name, typed in sure.items() if typed]

    def check_kept(self, check, sure):
        self.assertRegex(check.said, "(no space left|could not)")
        self.assertIn("Enter tries once more", check.said)
        check.child.sendintr()
        self.assertTrue(check.is_gone())
        plain = check_in.terminal_state(check.child)
        self.assertEqual(check_in.exit_code(check.child), 130, check.said)
        self.assertIn("What you gave before is kept. felt log --resume goes on with it.", check.said)
        self.assertTrue(plain[3] & check_in.termios.ECHO and plain[3] & check_in.termios.ICANON)
        self.assertEqual(list(check_in.drafts_on_disk(self.journal)[0]["answers"]), sure)
        self.assertEqual(self.felt("list", "--json").returncode, 0)

    def check_goes_on(self, sure):
        again = self.begin("log", "--resume")
        self.assertNotIn(again.next(), sure)
        again.type("x")
        self.assertTrue(again.is_gone())
        self.assertEqual([answer["question"] for answer in self.last_entry()["answers"]], sure)

    def test_a_limit_on_the_size_of_files(self):
        check = self.begin("log", "full")

        def make_full():
            size = self.journal.stat().st_size
            resource.prlimit(check.child.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        sure = self.answer_until_it_fails(check, make_full)
        self.check_kept(check, sure)
        self.check_goes_on(sure)

    def test_what_could_not_be_kept_is_kept_with_the_next_enter(self):
        check = self.begin("log", "full")

        def limit(size):
            resource.prlimit(check.child.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

        sure = self.answer_until_it_fails(check, lambda: limit(self.journal.stat().st_size))
        limit(resource.RLIM_INFINITY)
        check.type("")
        self.assertNotIn(check.next(), ("", None))
        check.child.sendintr()
        self.assertTrue(check.is_gone())
        kept = list(check_in.drafts_on_disk(self.journal)[0]["answers"])
        self.assertEqual((kept[:-1], len(kept)), (sure, len(sure) + 1))

    def test_a_file_system_without_space(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="felt-small."))
        self.addCleanup(folder.rmdir)
        mount = ["mount", "-t", "tmpfs", "-o", "size=400k,mode=700", "felt-test", str(folder)]
        mounted = subprocess.run(mount, capture_output=True, check=False)
        if mounted.returncode != 0:
            self.skipTest("a file system can be mounted by root alone")
        self.addCleanup(subprocess.run, ["umount", str(folder)], check=True)
        self.journal = folder / "journal.db"
        self.env["FELT_JOURNAL"] = str(self.journal)
        check = self.begin("log", "full")
        sure = self.answer_until_it_fails(check, lambda: self.fill(folder / "other"))
        self.check_kept(check, sure)
        (folder / "other").unlink()
        self.check_goes_on(sure)

    def fill(self, path):
        """Takes all the space that is left."""
        with open(path, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"x" * 4096)
            except OSError:
                pass


class Keystrokes(Keys):
    """How many keys a check-in costs, from the Enter behind `felt log` to what is saved."""

    def walk(self, flow, answer):
        """Questions asked and keys pressed until felt ends, the Enter at what else is offered among them."""
        check = self.begin("log", flow)
        asked, keys = 0, 0
        while (name := check.next()) is not None:
            typed = answer(name) if name != MORE else ""
            asked += name != MORE and self.questions.type_of(name) != "note"
            keys += len(typed) + 1
            check.type(typed)
        self.assertEqual(check_in.exit_code(check.child), 0, check.said)
        return asked, keys, check.said

    def test_keys_from_the_command_to_saved(self):
        self.questions = check_in.questions_of(self.felt)
        rows = []
        for flow in self.questions.flows if IS_FULL else ["quick"]:
            asked, keys, said = self.walk(flow, self.questions.shortest)
            self.assertIn("saved entry", said)
            _, enters, _ = self.walk(flow, lambda name: "")
            command = len(f"felt log {flow}") + 1
            rows.append(f"{flow:8} {asked:9} {keys:5} {enters:12} {command:8}")
        FIGURES.append("\n".join(["flow     questions  keys  only Enters  command", *rows]))
        self.assertLessEqual(int(rows[0].split()[2]), 2 * 5 + 1)


if __name__ == "__main__":
    built_felt.main()
