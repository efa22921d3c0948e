"""What stands on the screen of a real terminal, at three widths, without and with colour.

The screens are kept in tests/screens/, one file each. FELT_ACCEPT=1 writes them; read what you accept.
FELT_FULL=1 also walks through every flow at 40 columns."""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import unicodedata
import unittest

import built_felt
import check_in
from check_in import IS_FULL

TMUX = shutil.which("tmux")
SCREENS = pathlib.Path(__file__).resolve().parent / "screens"
ROWS = 24
FIGURES = []


def tearDownModule():
    for line in FIGURES:
        print(line, flush=True)


def width(line):
    """How many columns a line takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1
               for sign in line if not unicodedata.combining(sign))


def squeezed(text):
    """Without line breaks and margins, so that wrapped text can be found in it."""
    return " ".join(text.split())


def masked(text):
    """The time of the entry changes from run to run, and with its length where it is wrapped."""
    return re.sub(r"(saved entry \d+ · \w+ · ).*?(?=\n\$|\Z)", r"\1<time>", text, flags=re.S)


COLOURS = {"1": "bold", "2": "dim", "32": "green", "33": "yellow"}


def with_named_colours(text):
    """Escape sequences as names between ‹ and ›, which can be read and are the same for every tmux."""
    shown, wanted, parts = "", "", []
    for piece in re.split(r"(\x1b\[[0-9;]*m)", text):
        if piece.startswith("\x1b"):
            for code in piece[2:-1].split(";"):
                is_kept = code in ("39", "49") and wanted in ("bold", "dim")
                wanted = COLOURS.get(code, wanted if is_kept else "")
        elif piece.strip():
            parts.append((f"‹{wanted}›" if wanted != shown else "") + piece)
            shown = wanted
        else:
            parts.append(piece)
    return "".join(parts) + ("‹›" if shown else "")


@unittest.skipUnless(TMUX, "tmux is not installed: what stands on the screen was not looked at")
class Screens(built_felt.BuiltFeltTest):
    def tmux(self, *args, env=None):
        ran = subprocess.run([TMUX, "-u", "-L", "felt", "-f", os.devnull, *args], env=env or self.env,
                             text=True, capture_output=True, timeout=20, check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return ran.stdout

    def open_screen(self, columns, is_colour):
        """A shell on a screen of this size, in a home where felt was never used."""
        self.columns = columns
        for name in (".local", ".config"):
            shutil.rmtree(self.home / name, ignore_errors=True)
        (self.home / "bin").mkdir(exist_ok=True)
        link = self.home / "bin/felt"
        if not link.exists():
            link.symlink_to(built_felt.BINARY)
        env = {**self.env, "TMUX_TMPDIR": str(self.home), "HISTFILE": ""}
        if is_colour:
            del env["NO_COLOR"]
        self.env["TMUX_TMPDIR"] = str(self.home)
        options = ["set", "-g", "status", "off", ";", "set", "-g", "default-command",
                   "exec env PS1='$ ' ENV= sh -i"]
        window = ["new-session", "-d", "-x", str(columns), "-y", str(ROWS), "-c", str(self.home)]
        self.tmux("start-server", ";", *options, ";", *window, env=env)
        self.addCleanup(self.close_screen)
        self.wait_for("", "$")

    def close_screen(self):
        if (self.home / f"tmux-{os.getuid()}/felt").exists():
            subprocess.run([TMUX, "-L", "felt", "kill-server"], env=self.env, capture_output=True,
                           check=False)
            check_in.wait_until(lambda: not (self.home / f"tmux-{os.getuid()}/felt").exists(), 2)

    def screen(self, *options):
        return self.tmux("capture-pane", "-p", *options).rstrip("\n") + "\n"

    def wait_for(self, text, prompt):
        """Until this text is on the screen and its last line waits."""
        def waits():
            screen = self.screen("-J").rstrip()
            return screen.split("\n")[-1].strip() == prompt and squeezed(text) in squeezed(screen)

        came = check_in.wait_until(waits)
        self.assertTrue(came, f"{text!r} is not on the screen before {prompt!r}:\n{self.screen()}")

    def type(self, line):
        self.tmux("send-keys", "-l", line)
        self.tmux("send-keys", "Enter")

    def check_widths(self, name):
        """Nothing is wider than the terminal: with its own wrapping undone, each line still fits."""
        wide = [line for line in self.screen("-J").split("\n") if width(line.rstrip()) > self.columns]
        self.assertEqual(wide, [], f"{name} has lines beyond {self.columns} columns")

    def check_golden(self, name, is_colour):
        text = masked(with_named_colours(self.screen("-e")) if is_colour else self.screen())
        path = SCREENS / f"{name}-{self.columns}-{'colour' if is_colour else 'plain'}.txt"
        if os.environ.get("FELT_ACCEPT") == "1":
            SCREENS.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        diff = "".join(difflib.unified_diff(kept.splitlines(True), text.splitlines(True), path.name, "now"))
        self.assertEqual(diff, "", f"\n{diff}")
        self.seen += 1

    def look(self, name, is_colour):
        with self.subTest(screen=name, columns=self.columns, colour=is_colour):
            self.check_golden(name, is_colour)
        with self.subTest(screen=name, columns=self.columns, rule="widths"):
            self.check_widths(name)

    def test_the_very_first_words_fit_the_screen(self):
        for columns in (40, 80):
            self.open_screen(columns, False)
            self.type("felt")
            self.wait_for("everything else", "$")
            self.check_widths("home")
            self.close_screen()

    def test_the_ending_fits_a_narrow_screen(self):
        self.open_screen(40, False)
        self.type("felt log quick --set distress=2")
        self.wait_for("saved entry 1", "$")
        self.check_widths("ending")

    def test_what_is_asked_before_a_page_leaves_fits_the_screen(self):
        self.seen = 0
        for columns in (40, 80):
            self.open_screen(columns, False)
            words = "Warm hands, and more words than a narrow screen has room for."
            self.type(f"felt log quick --at 2026-03-12T21:10 --set distress=4 --set one-line='{words}'")
            self.wait_for("saved entry 1", "$")
            self.type("clear; PAGER=cat felt share -o page.csv --force")
            self.wait_for("with Enter they stay.", ">")
            self.look("share", False)
            self.type("1")
            self.wait_for("leaving: 2 answers from 1 check-in", "Write it to 'page.csv'? y/N")
            self.look("leaving", False)
            self.type("y")
            self.wait_for("share 1 in felt share list", "$")
            self.check_widths("leaving")
            self.close_screen()

    def walk(self, columns, is_colour):
        """One first evening: a hard moment, one more look at feelings, a place that is all right."""
        self.open_screen(columns, is_colour)
        self.type("felt")
        self.wait_for("everything else", "$")
        self.look("home", is_colour)
        self.type("clear; felt log quick")
        for typed, question, name in (
            ("", "Right now, how pleasant or unpleasant is it inside?", "first"),
            ("2", "And how much energy is in it?", None),
            ("1", "How stirred up or distressed are you right now?", "scale"),
            ("9", "Overall, how much tension is in your body?", "card"),
            ("6", "Any words of your own for how this is?", None),
            ("", "A number opens it, Enter ends here.", "more"),
            ("1", "Which feelings are here? Any that fit, or none.", "multi"),
            ("relief 4", "Is there a place that feels neutral or all right?", "body"),
        ):
            if name != "first":
                self.type(typed)
            self.wait_for(question, ">")
            if name:
                self.look(name, is_colour)
        self.type("belly")
        self.wait_for("saved entry 1", "$")
        self.look("ending", is_colour)

    def test_screens_are_as_they_were_and_nothing_is_too_wide(self):
        self.seen = 0
        sizes = [(columns, is_colour) for columns in (40, 80, 120) for is_colour in (False, True)]
        for columns, is_colour in sizes:
            self.walk(columns, is_colour)
            self.close_screen()
        FIGURES.append(f"screens {self.seen} of {8 * len(sizes)}")

    @unittest.skipUnless(IS_FULL, "FELT_FULL=1 walks through every flow")
    def test_every_question_is_on_the_screen_while_it_waits(self):
        """On the smallest screen; skipping all, so that every question that comes unasked is there."""
        questions = check_in.questions_of(self.felt)
        seen = 0
        for flow in questions.flows.values():
            self.open_screen(40, False)
            self.type(f"clear; felt log {flow['id']}")
            for name in flow["ask"]:
                prompt = questions.by_name[name]["prompt"]
                if name not in self.asked_when_skipping(questions, flow["id"]):
                    continue
                self.wait_for(prompt, ">" if questions.type_of(name) != "note" else "(Enter goes on)")
                with self.subTest(question=name, rule="widths"):
                    self.check_widths(name)
                self.type("")
                seen += 1
            self.close_screen()
        FIGURES.append(f"questions on a screen of 40 by {ROWS}: {seen}")

    def asked_when_skipping(self, questions, flow):
        """The questions someone sees who skips all."""
        if not hasattr(self, "asked"):
            self.asked = {}
        if flow not in self.asked:
            check = check_in.CheckIn(self.terminal("log", flow, columns=200), questions)
            self.asked[flow] = []
            while (name := check.next()) is not None:
                self.asked[flow].append(name)
                check.type("")
        return self.asked[flow]


if __name__ == "__main__":
    built_felt.main()
