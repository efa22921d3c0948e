"""That felt help has the system's man show the pages, on a terminal and in a pipe, and leaves nothing behind."""

import pathlib
import shutil
import subprocess
import unittest

import built_felt

PAGES = pathlib.Path(__file__).resolve().parent.parent / "man"


@unittest.skipUnless(shutil.which("man"), "there is no man here")
class Help(built_felt.BuiltFeltTest):
    def setUp(self):
        super().setUp()
        self.run_folder = self.home / "run"
        self.run_folder.mkdir(mode=0o700)
        self.env["XDG_RUNTIME_DIR"] = str(self.run_folder)

    def tearDown(self):
        self.assertEqual(list(self.run_folder.iterdir()), [])

    def test_every_page_can_be_read_in_a_pipe(self):
        for page in PAGES.glob("*.[1-9]"):
            name, _, section = page.name.removeprefix("felt-").rpartition(".")
            ran = self.felt("help", name if section == "1" else f"{name}.{section}")
            self.assertEqual((ran.returncode, ran.stderr), (0, ""), page.name)
            self.assertTrue(ran.stdout.startswith(f"{page.stem.upper()}({section})"), ran.stdout[:80])
            self.assertIn("\nSEE ALSO\n", ran.stdout)
            self.assertNotIn("\b", ran.stdout)

    def test_the_page_says_what_the_short_help_says(self):
        page, short = (self.felt(*words).stdout for words in (("help", "redo"), ("redo", "--help")))
        self.assertIn("felt redo [N]", page)
        self.assertIn("Usage: felt redo", short)

    def test_plain_pages_are_ascii(self):
        self.assertFalse(self.felt("help", "log").stdout.isascii())
        self.assertTrue(self.felt("help", "log", "--plain").stdout.isascii())

    def test_on_a_terminal_it_opens_in_the_pager_and_q_closes_it(self):
        child = self.terminal("help", "log", env={"PAGER": "less", "MANPAGER": "less"})
        child.expect("SYNOPSIS")
        folders = list(self.run_folder.iterdir())
        self.assertEqual([folder.stat().st_mode & 0o777 for folder in folders], [0o700])
        child.send("q")
        _, code = self.end(child)
        self.assertEqual(code, 0)

    def test_ctrl_c_is_the_pagers_affair(self):
        child = self.terminal("help", "log", env={"PAGER": "less", "MANPAGER": "less"})
        child.expect("SYNOPSIS")
        child.send("G")  # then the page is laid out to its end, and only the pager is left
        child.expect_exact("(END)")
        child.sendintr()
        child.send("q")
        said, code = self.end(child)
        self.assertEqual(code, 0, said)
        self.assertNotIn("felt:", said)

    def test_a_pipe_that_closes_early_is_a_quiet_end(self):
        ran = subprocess.run(["sh", "-c", '"$0" help report | head -n 1', built_felt.BINARY], cwd=self.home,
                             env=self.env, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertIn("FELT-REPORT(1)", ran.stdout)


if __name__ == "__main__":
    built_felt.main()
