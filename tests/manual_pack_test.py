"""A pack and a flow written from felt-prompts(5) alone, asked from start to end in a real terminal."""

import json
import pathlib
import re

import built_felt

MANUAL = pathlib.Path(__file__).resolve().parent.parent / "man/felt-prompts.5"


def examples():
    """The prompt files that stand in the manual, as they would be typed from it."""
    page = MANUAL.read_text(encoding="utf-8")
    for written, meant in ((r"\-", "-"), (r"\(dq", '"'), (r"\(aq", "'"), (r"\&", ""), (r"\e", "\\")):
        page = page.replace(written, meant)
    blocks = re.findall(r"^\.Bd -literal\n(.*?)^\.Ed$", page, re.S | re.M)
    return [block for block in blocks if block.startswith("felt = 1\n")]


class ManualPack(built_felt.BuiltFeltTest):
    def setUp(self):
        super().setUp()
        for name, text in zip(("feet-first.toml", "landing.toml"), examples()):
            (self.home / name).write_text(text, encoding="utf-8")
            ran = self.felt("prompts", "add", name)
            self.assertEqual(ran.returncode, 0, ran.stderr)

    def walk(self, child, steps):
        for question, typed in steps:
            child.expect_exact(question)
            child.expect("(> |goes on\\) )")
            child.sendline(typed)

    def test_a_question_of_every_type_is_asked_and_kept(self):
        child = self.terminal("log", "feet-first")
        self.walk(
            child,
            [
                ("A few small questions", ""),
                ("How warm are your feet", "4"),
                ("most of your weight", "even"),
                ("notice in your feet", 'warm 3, "like sand" 2'),
                ("something like it anywhere else", "knee left: warm; belly: soft"),
                ("walked a little", "y"),
                ("how long did you walk", "20m"),
                ("stop to look around", "2"),
                ("back in your day", "?"),
                ("for the way home", "y"),
                ("small thing helps", "the blue chair"),
                ("come back to the blue chair", "7"),
                ("holding you up", "chair"),
            ],
        )
        said, code = self.end(child)
        self.assertEqual(code, 0, said)
        self.assertIn("saved entry 1", said)
        entry = json.loads(self.felt("show", "1", "--json").stdout)
        answers = {a["question"].split("/")[1]: a for a in entry["answers"]}
        self.assertEqual(
            sorted(answers),
            sorted(
                "warmth weight noticing elsewhere walked walk-length pauses back-in-the-day way-home small-thing "
                "small-thing-ease under-you".split()
            ),
        )
        self.assertEqual(answers["warmth"]["value"], 4)
        self.assertEqual(answers["weight"]["pick"], "even")
        self.assertEqual(answers["noticing"]["other"], [{"text": "like sand", "n": 2}])
        self.assertEqual([p["region"] for p in answers["elsewhere"]["places"]], ["knee", "belly"])
        self.assertEqual(answers["walk-length"]["minutes"], 20)
        self.assertEqual(answers["back-in-the-day"]["state"], "unsure")
        self.assertEqual(answers["small-thing"]["text"], "the blue chair")

    def test_conditions_that_do_not_hold_ask_nothing(self):
        child = self.terminal("log", "feet-first")
        self.walk(
            child,
            [
                ("A few small questions", ""),
                ("How warm are your feet", ""),
                ("most of your weight", ""),
                ("notice in your feet", ""),
                ("walked a little", "n"),
                ("back in your day", ""),
                ("for the way home", ""),
                ("small thing helps", ""),
                ("holding you up", "floor"),
            ],
        )
        said, code = self.end(child)
        self.assertEqual(code, 0, said)
        self.assertNotIn("anywhere else", said)
        self.assertNotIn("stop to look around", said)

    def test_the_flow_asks_the_pack_beside_built_in_questions(self):
        child = self.terminal("log", "landing")
        self.walk(
            child,
            [
                ("A few small questions", ""),
                ("How stirred up", "2"),
                ("How warm are your feet", "5"),
                ("most of your weight", "even"),
                ("walked a little", "n"),
                ("for the way home", "y"),
                ("holding you up", "floor"),
                ("There is more", "1"),
                ("notice in your feet", "warm"),
                ("something like it anywhere else", ""),
                ("Anything else", ""),
                ("neutral or all right", "belly"),
            ],
        )
        said, code = self.end(child)
        self.assertEqual(code, 0, said)
        self.assertIn("The rest can wait", said)
        entry = json.loads(self.felt("show", "1", "--json").stdout)
        self.assertEqual((entry["flow"], entry["phase"]), ("your-practice.landing", "after"))


if __name__ == "__main__":
    built_felt.main()
