"""Everything an editor may do to a text it was given: what was written is taken, or kept where felt says."""

import os
import pathlib
import shutil
import signal
import sqlite3
import time
import unittest

import built_felt
import editors

FULL = bool(os.environ.get("FELT_FULL"))
MARK = "Words of mine."

# What an editor does with the file $1, with $MARK for what a person writes, and what felt owes then:
#   same     nothing changed, exit 0, no file left
#   taken    the words are where they belong, exit 0, no file left
#   kept     nothing changed, an error, and the words in a file that the error names
#   refused  nothing changed, an error, and no file left: there were no words
SCRIPTS = {
    "changes nothing": ("exit 0", "same"),
    "writes the same again": ('cp "$1" copy && cat copy > "$1"', "same"),
    "puts the same in its place": ('cp "$1" copy && mv copy "$1"', "same"),
    "empties it": (': > "$1"', "same"),
    "adds words": ('echo "$MARK" >> "$1"', "taken"),
    "saves by renaming": ('cp "$1" copy && echo "$MARK" >> copy && mv copy "$1"', "taken"),
    "leaves no line break at the end": ('printf "%s" "$MARK" >> "$1"', "taken"),
    "adds 20 MB": ('echo "$MARK" >> "$1"; head -c 20000000 /dev/zero | tr "\\0" a >> "$1"', "kept"),
    "adds what is not UTF-8": ('echo "$MARK" >> "$1"; printf "\\377\\376\\n" >> "$1"', "kept"),
    "adds a NUL byte": ('echo "$MARK" >> "$1"; printf "\\000\\n" >> "$1"', "kept"),
    "ends with 1": ("exit 1", "refused"),
    "adds words and ends with 1": ('echo "$MARK" >> "$1"; exit 1', "kept"),
    "is killed": ("kill -KILL $$", "refused"),
    "adds words and is killed": ('echo "$MARK" >> "$1"; kill -KILL $$', "kept"),
    "removes it": ('rm "$1"', "refused"),
    "leaves it beside and is hung up": ('echo "$MARK" > "$1.save"; kill -HUP $$', "kept"),
}


class EditorCases(editors.EditorTest):
    reached = 0
    asked = 0

    @classmethod
    def tearDownClass(cls):
        print(f"\n{cls.__name__}: {cls.reached} of {cls.asked} as promised")

    def setUp(self):
        super().setUp()
        self.mark = MARK

    def forget_left(self):
        for path in self.run_folder.iterdir():
            shutil.rmtree(path)

    def notes(self):
        journal = self.home / ".local/share/felt/journal.db"
        if not journal.exists():
            return []
        with sqlite3.connect(journal) as database:
            found = [row[0] for row in database.execute("SELECT note FROM entry ORDER BY id")]
        database.close()
        return found

    def owed(self, what, before, after, code, said):
        """Checks one case."""
        left = self.left()
        if what == "taken":
            self.assertEqual((code, left), (0, []), said)
            self.assertIn(self.mark, after)
            return
        self.assertEqual(after, before, said)
        if what == "kept":
            self.assertIn(code, (3, 15), said)
            holding = [path for path in left if self.mark in path.read_text(errors="replace")]
            self.assertTrue(any(str(path) in said or str(path.parent) in said for path in holding), said)
        else:
            self.assertEqual((code, left), (0 if what == "same" else 15, []), said)


class ScriptedEditors(EditorCases):
    def play(self, arguments, state, sign=""):
        """Plays every script, each with words of its own, so that none is taken for those of another."""
        for name, (script, what) in SCRIPTS.items():
            with self.subTest(editor=name):
                type(self).asked += 1
                self.mark = f"Words of an editor that {name}."
                self.env["MARK"] = sign + self.mark
                self.editor(script)
                before = state()
                ran = self.felt(*arguments)
                self.owed(what, before, state(), ran.returncode, ran.stderr)
                self.forget_left()
                type(self).reached += 1

    def test_an_entry(self):
        self.felt("log", "quick", "--set", "distress=4", "--note", "Slept a little.")
        self.play(("edit", "1"), lambda: "\n".join(self.notes()))

    def test_a_note(self):
        self.play(("log", "quick", "--editor"), lambda: "\n".join(self.notes()))

    def test_the_configuration(self):
        self.felt("config", "set", "language", "nl")
        path = self.home / ".config/felt/config.toml"
        self.play(("config", "edit"), path.read_text, sign="# ")


class RealEditors(EditorCases):
    """The editors people have, in a real terminal. What is typed is what a person would type."""

    def typed(self, program, keys, what, after=None):
        if not shutil.which(program):
            self.skipTest(f"not checked: {program} is not installed")
        for number in range(6 if FULL else 1):
            with self.subTest(run=number):
                self.type_once(program, keys, what, after)
                shutil.rmtree(self.home / ".local")
                self.forget_left()

    def type_once(self, program, keys, what, after):
        type(self).asked += 1
        self.felt("log", "quick", "--set", "distress=4", "--note", "Slept a little.")
        before = "\n".join(self.notes())
        child = self.terminal("edit", "1", env={"EDITOR": program}, columns=200, rows=60)
        child.expect("felt-entry-1.txt")
        child.expect("Slept a little")
        time.sleep(0.3)
        child.send(keys)
        if after:
            child.expect(MARK)
            time.sleep(0.3)
            after(child)
        said, code = self.end(child)
        self.owed(what, before, "\n".join(self.notes()), code, said.replace("\n", ""))
        strays = [path for path in self.home.rglob("*")
                  if path.is_file() and MARK in path.read_text(errors="replace")
                  and self.run_folder not in path.parents and path.name != "journal.db"]
        self.assertEqual(strays, [])
        type(self).reached += 1

    def signal_editor(self, number):
        """A signal for the editor alone."""
        def send(child):
            for folder in pathlib.Path("/proc").glob("[0-9]*"):
                try:
                    words = (folder / "cmdline").read_bytes()
                    if b"felt-entry-1.txt" in words and str(self.run_folder).encode() in words:
                        os.kill(int(folder.name), number)
                except (FileNotFoundError, ProcessLookupError):
                    pass
        return send

    def test_vim_saves(self):
        self.typed("vim", f"Go{MARK}\x1b:wq\r", "taken")

    def test_vim_saves_by_renaming(self):
        self.typed("vim", f":set backupcopy=no writebackup\rGo{MARK}\x1b:wq\r", "taken")

    def test_vim_leaves_unsaved(self):
        self.typed("vim", f"Go{MARK}\x1b:q!\r", "same")

    def test_vim_refuses(self):
        self.typed("vim", ":cq\r", "refused")

    def test_vim_saves_and_refuses(self):
        self.typed("vim", f"Go{MARK}\x1b:w\r:cq\r", "kept")

    def test_vim_is_killed(self):
        self.typed("vim", f"Go{MARK}\x1b:w\r", "kept", self.signal_editor(signal.SIGKILL))

    def test_nano_saves(self):
        self.typed("nano", f"\x1b/\r{MARK}\x0f\r\x18", "taken")

    def test_nano_leaves_unsaved(self):
        self.typed("nano", f"\x1b/\r{MARK}\x18n", "same")

    def test_nano_is_hung_up(self):
        self.typed("nano", f"\x1b/\r{MARK}", "kept", self.signal_editor(signal.SIGHUP))

    def test_nano_is_killed_after_saving(self):
        self.typed("nano", f"\x1b/\r{MARK}\x0f\r", "kept", self.signal_editor(signal.SIGKILL))


if __name__ == "__main__":
    built_felt.main()
