"""felt with editors, as processes: a real vim in a real terminal, and everything that can go wrong around one."""

import json
import os
import shutil
import signal
import sqlite3
import stat
import time
import unittest

import built_felt
import editors

VIM = shutil.which("vim")


class Editors(editors.EditorTest):
    def journal(self):
        return self.home / ".local/share/felt/journal.db"

    def keep_one(self):
        self.felt("log", "quick", "--set", "distress=4", "--note", "Slept a little.")

    def entry(self):
        return json.loads(self.felt("show", "1", "--json").stdout)

    def wait_until(self, is_so):
        for _ in range(200):
            if is_so():
                return
            time.sleep(0.05)
        self.fail("it did not come about")

    def other_files(self):
        """Everything in the home but what felt keeps."""
        known = (self.journal().parent, self.home / "bin")
        return [path for path in self.home.rglob("*") if path.is_file() and path.parent not in known]

    @unittest.skipUnless(VIM, "vim is not installed")
    def test_vim_changes_an_entry_and_leaves_nothing_behind(self):
        (self.home / ".vimrc").write_text(
            "set nocompatible swapfile backup writebackup undofile modeline viminfo='100\n"
            "set backupdir=~ directory=~ undodir=~ updatecount=10\n")
        self.keep_one()
        child = self.terminal("edit", "1", env={"EDITOR": "vim"})
        child.expect("felt-entry-1.txt")
        child.send(":%s/distress = 4/distress = 5/\r")
        child.send("Go" + "Warm hands.\x1b")
        child.send(":preserve\r\r:w\r:wq\r")
        said, code = self.end(child)
        self.assertIn("changed entry 1", said)
        self.assertEqual(code, 0)
        self.assertEqual(self.entry()["answers"][0]["value"], 5)
        self.assertEqual(self.entry()["note"], "Slept a little.\nWarm hands.")
        self.assertEqual(self.left(), [])
        self.assertEqual(self.other_files(), [self.home / ".vimrc"])

    @unittest.skipUnless(VIM, "vim is not installed")
    def test_vim_reads_no_modeline_of_a_note(self):
        (self.home / ".vimrc").write_text("set nocompatible modeline modelines=5\n")
        self.felt("log", "quick", "--note", "x\nvim: set textwidth=7 :")
        child = self.terminal("edit", "1", env={"EDITOR": "vim"})
        child.expect("felt-entry-1.txt")
        child.send(":call writefile([&textwidth, &modeline, &swapfile, &undofile, &backup], 'found.txt')\r:q\r")
        said, _ = self.end(child)
        self.assertIn("Nothing was changed.", said)
        self.assertEqual((self.home / "found.txt").read_text().split(), ["0"] * 5)

    @unittest.skipUnless(VIM, "vim is not installed")
    def test_a_mistake_in_vim_opens_it_again_with_a_mark(self):
        self.keep_one()
        child = self.terminal("edit", "1", env={"EDITOR": "vim"})
        child.expect("felt-entry-1.txt")
        child.send(":%s/distress = 4/distress = 44/\r:wq\r")
        child.expect("44 is outside 0 to 10")
        child.send(":%s/distress = 44/distress = 8/\r:wq\r")
        said, code = self.end(child)
        self.assertIn("changed entry 1", said)
        self.assertEqual((code, self.entry()["answers"][0]["value"]), (0, 8))
        self.assertEqual(self.left(), [])

    @unittest.skipUnless(VIM, "vim is not installed")
    def test_control_c_in_the_editor_does_not_end_felt(self):
        child = self.terminal("log", "quick", "--editor", env={"EDITOR": "vim"})
        child.expect("felt-note.txt")
        child.expect("note:")
        child.send("GoWarm hands.")
        child.expect("Warm hands.")
        child.sendintr()
        child.send("\x1b:wq\r")
        said, code = self.end(child)
        self.assertIn("saved entry 1", said)
        self.assertEqual((code, self.entry()["note"].strip()), (0, "Warm hands."))

    def test_an_interrupt_while_an_editor_runs_is_the_editors_own(self):
        self.editor('trap "exit 0" INT; echo "Words." >> "$1"; echo ready; while :; do sleep 0.1; done')
        child = self.terminal("log", "quick", "--editor")
        child.expect("ready")
        child.sendintr()
        said, code = self.end(child)
        self.assertIn("saved entry 1", said)
        self.assertEqual((code, self.left()), (0, []))

    def test_an_editor_ended_by_a_signal_leaves_the_words_and_names_their_file(self):
        self.keep_one()
        for number in (signal.SIGKILL, signal.SIGHUP, signal.SIGTERM):
            with self.subTest(number=number):
                self.editor(f'echo "More words." >> "$1"; kill -{int(number)} $$')
                ran = self.felt("edit", "1")
                self.assertEqual(ran.returncode, 15)
                [kept] = self.left()
                self.assertIn(str(kept), ran.stderr)
                self.assertTrue(kept.read_text().endswith("Slept a little.\nMore words.\n"))
                self.assertEqual(stat.S_IMODE(kept.stat().st_mode), 0o600)
                self.assertEqual(stat.S_IMODE(kept.parent.stat().st_mode), 0o700)
                self.assertEqual(self.entry()["note"], "Slept a little.")
                shutil.rmtree(kept.parent)

    def test_felt_ended_while_an_editor_runs_ends_the_editor_and_keeps_the_words(self):
        self.keep_one()
        for number, code_expected in ((signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with self.subTest(number=number):
                self.editor('trap "exit 0" TERM HUP; echo "More words." >> "$1"; echo ready; '
                            'while :; do sleep 0.1; done')
                child = self.terminal("edit", "1")
                child.expect("ready")
                os.kill(child.pid, number)
                said, code = self.end(child)
                self.assertEqual(code, code_expected)
                [kept] = self.left()
                self.assertIn(kept.name, said.replace("\n", ""))
                self.assertEqual(self.entry()["note"], "Slept a little.")
                shutil.rmtree(kept.parent)

    def test_felt_ended_while_nothing_was_written_leaves_nothing(self):
        self.keep_one()
        self.editor('trap "exit 0" TERM; echo ready; while :; do sleep 0.1; done')
        child = self.terminal("edit", "1")
        child.expect("ready")
        os.kill(child.pid, signal.SIGTERM)
        _, code = self.end(child)
        self.assertEqual((code, self.left()), (143, []))
        self.assertEqual(list(self.run_folder.iterdir()), [])

    def test_a_closed_terminal_leaves_the_words(self):
        self.keep_one()
        self.editor('echo "More words." >> "$1"; echo ready; while :; do sleep 0.1; done')
        child = self.terminal("edit", "1")
        child.expect("ready")
        child.close(force=False)
        self.wait_until(lambda: not child.isalive())
        [kept] = self.left()
        self.assertIn("More words.", kept.read_text())

    def test_a_change_in_another_window_meanwhile_keeps_both_texts(self):
        self.keep_one()
        other = self.home / "bin/other"
        self.editor(f'EDITOR={other} {built_felt.BINARY} edit 1; echo "Words from here." >> "$1"')
        other.write_text('#!/bin/sh\necho "Words from there." >> "$1"\n')
        other.chmod(0o755)
        ran = self.felt("edit", "1")
        self.assertEqual(ran.returncode, 15)
        self.assertIn("changed from another window", ran.stderr)
        [kept] = self.left()
        self.assertIn("Words from here.", kept.read_text())
        self.assertEqual(self.entry()["note"], "Slept a little.\nWords from there.")

    def test_a_locked_journal_keeps_the_words(self):
        self.keep_one()
        self.editor('echo "More words." >> "$1"; touch opened; while test ! -e locked; do sleep 0.1; done')
        database = sqlite3.connect(self.journal(), isolation_level=None)
        self.addCleanup(database.close)
        child = self.terminal("edit", "1")
        self.wait_until((self.home / "opened").exists)
        database.execute("BEGIN EXCLUSIVE")
        (self.home / "locked").touch()
        said, code = self.end(child)
        database.execute("ROLLBACK")
        self.assertEqual(code, 11)
        [kept] = self.left()
        self.assertIn("felt-entry-1.txt", said)
        self.assertIn("More words.", kept.read_text())

    def test_an_unchanged_text_leaves_every_byte_of_the_journal(self):
        self.keep_one()
        before = self.journal().read_bytes()
        for script in ("exit 0", 'touch "$1"', 'cp "$1" copy && mv copy "$1"', ': > "$1"',
                       r'''sed -i 's/$/\r/' "$1"''', 'printf "\\357\\273\\277" | cat - "$1" > copy && mv copy "$1"'):
            with self.subTest(script=script):
                self.editor(script)
                ran = self.felt("edit", "1")
                self.assertEqual((ran.returncode, ran.stdout), (0, ""))
                self.assertRegex(ran.stderr, r"Nothing was changed\.\n$")
                self.assertEqual(self.journal().read_bytes(), before)
                self.assertEqual(self.left(), [])

    def test_what_an_editor_saved_beside_the_text_when_it_was_ended_is_kept(self):
        self.keep_one()
        self.editor('echo "Words of mine." > "$1.save"; kill -HUP $$')
        ran = self.felt("edit", "1")
        self.assertEqual(ran.returncode, 15)
        [folder] = self.run_folder.iterdir()
        self.assertIn(f"'{folder}'", ran.stderr)
        self.assertIn("Words of mine.", (folder / "felt-entry-1.txt.save").read_text())

    def test_words_in_a_folder_that_took_the_place_of_the_text_are_kept(self):
        self.keep_one()
        self.editor('rm "$1"; mkdir "$1"; echo "Words." > "$1/below"')
        ran = self.felt("edit", "1")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("is a folder", ran.stderr)
        self.assertEqual([kept.name for kept in self.left()], ["below"])

    def test_no_standard_input_is_needed(self):
        self.keep_one()
        self.editor('echo "More words." >> "$1"')
        self.assertEqual(self.felt("edit", "1").returncode, 0)
        self.assertEqual(self.entry()["note"], "Slept a little.\nMore words.")


if __name__ == "__main__":
    built_felt.main()
