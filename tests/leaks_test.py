"""What must never leave the built felt, and what it does where the disk, the memory or the journal is not as it was.

A little of each in every run, all of it with FELT_FULL=1."""

import json
import os
import pathlib
import re
import resource
import shutil
import sqlite3
import subprocess
import unittest

import built_felt
import keeping_test
import sealed
from sealed import FULL

import decode  # found by way of sealed

PLANTED = ("Yellowhammer", "Brimstone", "Sandpiper", "Hornbeam", "Kittiwake")

# How each command is called so that it does what it is for; JOURNAL is one with an entry, a session and a carried note.
CALLS = {
    "backup": (["backup"], ["backup", "list"]),
    "body": (["body"],),
    "carry": (["carry"], ["carry", "add", "more"]),
    "completion": (["completion", "bash"],),
    "config": (["config"], ["config", "set", "language", "en"]),
    "delete": (["delete", "1", "--yes"], ["delete", "1", "--forever", "--yes"]),
    "demo": (["demo", "demo.db"],),
    "doctor": (["doctor"],),
    "due": (["due"], ["due", "--notify"]),
    "edit": (["edit", "1"],),
    "export": (["export"], ["export", "--format", "fhir"], ["export", "-o", "all.jsonl"]),
    "help": (["help"], ["help", "log"]),
    "history": (["history"],),
    "import": (["import", "all.jsonl"],),
    "init": (["init"],),
    "list": (["list"],),
    "log": (["log", "quick", "--note", "more"],),
    "passphrase": (["passphrase"],),
    "prompts": (["prompts"], ["prompts", "check"]),
    "redo": (["redo"],),
    "remind": (["remind"], ["remind", "calendar"]),
    "report": (["report"], ["report", "--json"], ["report", "--format", "html"]),
    "restore": (["restore", "copy.db", "--yes"],),
    "search": (["search", "words"],),
    "session": (["session"], ["session", "add", "today 15:00"]),
    "share": (["share", "-o", "page.html", "--yes"], ["share", "list"]),
    "sheet": (["sheet"],),
    "show": (["show", "1"],),
    "support": (["support"],),
    "undo": (["undo"],),
    "verify": (["verify", "all.jsonl"],),
}

# What goes wrong in ways that a person meets.
MISTAKES = [
    ["show", "99"], ["show", "x"], ["edit", "99"], ["delete", "99"], ["delete", "1"], ["session", "delete", "99"], ["carry", "delete", "99"],
    ["session", "edit", "99", "--note", "x"], ["session", "add", "someday"], ["log", "nothing"], ["log", "quick", "--set", "x=1"],
    ["log", "quick", "--set", "distress=99"], ["log", "quick", "--at", "whenever"], ["list", "--since", "x"],
    ["list", "-n", "x"], ["search", '"'], ["report", "--thread", "x"], ["report", "--last", "x"], ["import", "nowhere"],
    ["import", "broken.jsonl"], ["import", "all.jsonl", "--format", "x"], ["verify", "broken.jsonl"], ["verify", "other.jsonl"],
    ["restore", "broken.jsonl", "--yes"], ["restore", "nowhere", "--yes"], ["backup", "no/such/folder/x.db"],
    ["backup", "all.jsonl"], ["export", "-o", "all.jsonl"], ["export", "-o", "no/such/folder/x"], ["share", "-o", "all.jsonl", "--yes"],
    ["share", "-o", "x.html"], ["share", "-o", "x.html", "--include", "x", "--yes"], ["carry", "done", "99"], ["redo"], ["undo", "99"],
    ["history", "99"], ["doctor", "--salvage", "all.jsonl"], ["config", "get", "x"], ["config", "set", "x", "y"],
    ["prompts", "check", "broken.jsonl"], ["prompts", "show", "x"], ["remind", "x"], ["due", "--later", "x"], ["body", "--since", "x"],
    ["passphrase", "change"], ["passphrase", "remove"], ["passphrase", "set"], ["demo", "all.jsonl"], ["lst"],
]


class Leaks(built_felt.BuiltFeltTest):
    def setUp(self):
        super().setUp()
        self.env["ASAN_OPTIONS"] = "detect_leaks=0:" + self.env.get("ASAN_OPTIONS", "")  # not under ptrace
        self.env["EDITOR"] = "true"

    def plant(self):
        """A journal with planted words wherever a person writes any, and files to make mistakes with."""
        note, tag, session, carried, own = PLANTED
        self.felt("session", "add", "today 10:00", "--note", session, "--with", own)
        self.felt("log", "quick", "--set", "distress=4", "--note", f"{note} words", "--tag", tag.lower())
        self.felt("log", "body", "--set", f"sensations={own} 3", "--note", note)
        self.felt("carry", "add", carried)
        self.felt("export", "-o", "all.jsonl")
        self.felt("backup", "copy.db")
        lines = (self.home / "all.jsonl").read_text()
        (self.home / "broken.jsonl").write_text(lines.replace('"entry"', "entry", 1)[:-300])
        self.felt("--journal", "other.db", "log", "quick", "--note", note)
        self.felt("--journal", "other.db", "export", "-o", "other.jsonl")

    def test_every_file_that_a_command_makes_is_private(self):
        made = 0
        for mask in (0o000, 0o022, 0o077) if FULL else (0o000,):
            self.empty_home()
            before = os.umask(mask)
            try:
                self.plant()
                ours = {self.home / "broken.jsonl"}
                for call in (call for calls in CALLS.values() for call in calls):
                    self.felt(*call)
                self.felt("passphrase", "set", "--passphrase-command", "echo one two three four", "--kdf", "light", "--yes")
                self.felt("log", "quick", "--note", "sealed", "--passphrase-command", "echo one two three four")
            finally:
                os.umask(before)
            found = [path for path in self.home.rglob("*") if path not in ours]
            for path in found:
                self.assertEqual(path.stat().st_mode & 0o077, 0, path)
            made += len(found)
        self.assertGreater(made, 15)
        print(f"{made} files and folders made by {len(CALLS)} commands: each for its owner alone", flush=True)

    def empty_home(self):
        for path in self.home.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    @unittest.skipUnless(os.geteuid() == 0, "not checked: only root can give files to others")
    def test_a_journal_of_another_or_in_a_folder_of_all_is_refused(self):
        self.felt("log", "quick", "--note", "first")
        folder, refused = self.home / ".local/share/felt", 0
        others = {"of another": lambda: self.give_away(folder), "writable by all": lambda: folder.chmod(0o777)}
        calls = (["list"], ["log", "quick", "--note", "x"], ["export", "-o", "out.jsonl"], ["session", "add", "today 10:00"],
                 ["carry", "add", "x"], ["backup"], ["edit", "1"], ["undo"], ["doctor"], ["delete", "1", "--yes"])
        for name, make in others.items():
            make()
            before = {path: path.stat() for path in [folder, *folder.rglob("*")]}
            for call in calls:
                ran = self.felt(*call)
                self.assertEqual(ran.returncode, 16, (name, call, ran.stderr))
                self.assertIn("Run", ran.stderr.splitlines()[-1], call)  # what cures it
                refused += 1
            after = {path: path.stat() for path in [folder, *folder.rglob("*")]}
            self.assertEqual({path: facts.st_uid for path, facts in after.items()},
                             {path: facts.st_uid for path, facts in before.items()})
            shutil.rmtree(folder)
            self.felt("log", "quick", "--note", "first")
        self.assertFalse((self.home / "out.jsonl").exists())
        print(f"{refused} commands on a journal of another or in a folder of all: refused, no file made", flush=True)

    def give_away(self, folder):
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, 65534, 65534)

    @unittest.skipUnless(shutil.which("strace"), "not checked: strace is not installed")
    def test_no_command_opens_the_network(self):
        commands = re.findall(r"^  felt ([a-z]+)", self.felt("help").stdout, re.MULTILINE)
        self.assertEqual(set(commands) - set(CALLS), set(), "commands that this test does not know")
        self.plant()
        calls = [call for command in sorted(set(commands)) for call in CALLS[command]]
        trace = self.home / "trace"
        for call in calls:
            ran = subprocess.run(["strace", "-f", "-qq", "-o", trace, "-e", "trace=%network", built_felt.BINARY, *call],
                                 cwd=self.home, env=self.env, capture_output=True, text=True, check=False, timeout=60)
            if "ptrace" in ran.stderr:
                self.skipTest("not checked: processes cannot be traced here")
            self.assertNotRegex(trace.read_text(), "AF_INET", call)
        print(f"{len(calls)} calls of {len(set(commands))} commands: no socket of the internet", flush=True)

    def test_no_message_about_a_mistake_has_words_of_an_entry(self):
        self.plant()
        said = 0
        for call in MISTAKES:
            for words in (call, [*call, "--json"]):
                ran = self.felt(*words)
                self.assertGreaterEqual(ran.returncode, 0, words)
                said += ran.returncode != 0
                shown = ran.stderr if call != ["delete", "1"] else ""  # that shows what it is asked to delete
                for word in PLANTED:
                    self.assertNotIn(word.lower(), shown.lower(), words)
        self.assertGreater(said, len(MISTAKES))
        print(f"{said} messages about mistakes: no word of an entry", flush=True)

    def test_without_memory_nothing_breaks(self):
        def least(kibibytes):
            return lambda: resource.setrlimit(resource.RLIMIT_AS, (kibibytes << 10,) * 2)

        def run(kibibytes, *args):
            return subprocess.run([built_felt.BINARY, *args], cwd=self.home, env=self.env, capture_output=True, text=True,
                                  check=False, timeout=60, preexec_fn=least(kibibytes))

        if run(512 << 10, "--version").returncode != 0:
            self.skipTest("not checked: sanitizers want more memory than any limit leaves")
        self.plant()
        enough = 512 << 10
        starts = next(limit for limit in range(4096, enough, 16) if run(limit, "--version").returncode == 0)
        steps = range(starts, starts + 4096, 8 if FULL else 256)
        refused = 0
        for kibibytes in steps:
            before = len(self.notes())
            codes = [run(kibibytes, *args).returncode for args in
                     (["log", "quick", "--note", "more"], ["list"], ["report", "--format", "html"], ["export"])]
            for code in codes:
                self.assertIn(code, (0, 15, 127), kibibytes)  # 127: its libraries did not fit
            self.assertEqual(len(self.notes()), before + (codes[0] == 0))
            refused += sum(code != 0 for code in codes)
        self.assertEqual(self.felt("doctor").returncode, 0)
        self.assertGreater(refused, 0)
        print(f"{len(steps)} limits of memory: {refused} commands refused, none broken", flush=True)

    def notes(self):
        with sqlite3.connect(self.home / ".local/share/felt/journal.db") as database:
            return database.execute("SELECT note FROM entry").fetchall()


class Downgraded(sealed.SealedTest):
    def test_what_takes_the_place_of_a_sealed_journal_is_not_opened(self):
        self.felt("--journal", "plain.db", "log", "quick", "--note", "plain")
        early = self.journal().read_bytes()
        self.log("second")
        forms = {"plain": (self.home / "plain.db").read_bytes(), "empty": b"", "text": b"words\n" * 100, "gone": None,
                 "an older one": early}
        calls = (["list"], ["log", "quick", "--note", "more"], ["report"], ["export"], ["undo"], ["doctor"])
        for name, content in forms.items():
            for call in calls:
                self.journal().unlink(missing_ok=True)
                if content is not None:
                    self.journal().write_bytes(content)
                    self.journal().chmod(0o600)
                ran = self.felt(*call, "--passphrase-file", self.passphrase)
                if name == "an older one":
                    self.assertIn("is older than the one that was here", ran.stderr, call)
                else:
                    self.assertEqual(ran.returncode, 17, (name, call, ran.stderr))
                    self.assertEqual(self.journal().read_bytes() if self.journal().exists() else None, content)
                if name == "an older one":  # a command may have written to it, which is then the newest
                    self.journal().write_bytes(early)
                    self.log("second")
        print(f"{len(forms) * len(calls)} journals in the place of a sealed one: refused, or told of", flush=True)


@unittest.skipUnless(os.geteuid() == 0, "not checked: only root can mount a disk")
class RawDisk(sealed.SealedTest):
    """What a sealed journal leaves on the blocks of a disk, free ones included."""

    def test_no_word_comes_to_the_disk_in_plain(self):
        sessions, lines = (50, 60_000 // 50) if FULL else (1, 200)
        for number in range(sessions):
            mark = f"Qzx{number}wvMARK"
            with self.subTest(session=number):
                self.assertEqual(self.used_disk(mark, lines).count(mark.encode()), 0)
        print(f"{sessions} disks, {sessions * lines} entries taken in besides: no word of them on any block", flush=True)

    def used_disk(self, mark, lines):
        """Every byte of a disk on which a sealed journal was used in all kinds of ways, with the mark in each text."""
        image, disk = self.home / "disk.img", self.home / "disk"
        disk.mkdir(exist_ok=True)
        image.unlink(missing_ok=True)
        subprocess.run(["truncate", "-s", "48M", image], check=True)
        made = subprocess.run([keeping_test.MKFS or "mkfs.ext4", "-q", "-F", image], capture_output=True, check=False)
        mounted = subprocess.run(["mount", "-o", "loop", image, disk], capture_output=True, check=False)
        if made.returncode != 0 or mounted.returncode != 0:
            self.skipTest("not checked: no disk can be made and mounted here")
        try:
            disk.chmod(0o700)
            self.use(disk, mark, lines)
        finally:
            subprocess.run(["umount", disk], check=True)
        return image.read_bytes()

    def use(self, disk, mark, lines):
        home, on = disk / "home", ["--passphrase-file", self.passphrase]
        home.mkdir()
        env = {**self.env, "HOME": str(home), "TMPDIR": str(disk), "EDITOR": self.editor()}
        env.pop("XDG_RUNTIME_DIR", None)

        def felt(*args, typed=""):
            ran = self.felt(*args, *on, env=env, typed=typed)
            self.assertEqual(ran.returncode, 0, (args, ran.stderr))
            return ran.stdout

        felt("session", "add", "today 10:00")
        felt("passphrase", "set", "--kdf", "light")
        sealed.make_quick(home / ".local/share/felt/journal.db")
        typed = "".join(json.dumps({"flow": "quick", "note": f"{mark} taken in {i}"}) + "\n" for i in range(lines))
        felt("log", "--answers", "-", typed=typed)
        self.interview(env, on, mark)
        felt("log", "quick", "--set", "distress=4", "--note", f"{mark} old words", "--tag", mark.lower())
        felt("edit", str(lines + 2))
        self.assertIn(mark, felt("search", mark))
        felt("list", "-n", "0", "--tag", mark.lower())
        felt("report")
        felt("carry", "add", f"{mark} to carry")
        felt("backup")
        felt("undo")
        felt("delete", "1", "--yes")
        felt("delete", "2", "--forever", "--yes")
        crashed = self.popen(*self.logging(f"{mark} of a crash"))
        crashed.kill()
        crashed.communicate()
        self.assertGreaterEqual(felt("export").count(mark), lines)

    def interview(self, env, on, mark):
        child = self.terminal("log", "aftercare", *on, env=env, columns=200)
        child.expect("\r\n> ")
        child.sendline("+")
        child.expect("note: ")
        child.sendline(f"{mark} of an interview")
        child.expect("\r\n> ")
        child.kill(9)
        child.close()

    def editor(self):
        """An editor that keeps its text in memory: a private folder in memory is where felt puts it."""
        path = self.home / "warmer"
        path.write_text("#!/bin/sh\nsed -i 's/old words/new words/' \"$1\"\n")
        path.chmod(0o755)
        return str(path)


class DeletedForGood(built_felt.BuiltFeltTest):
    def test_what_is_deleted_for_good_is_in_no_live_file_and_each_copy_that_has_it_is_named(self):
        times = 40 if FULL else 2
        for number in range(times):
            with self.subTest(round=number, sealed=bool(number % 2)):
                self.delete_for_good(f"Qzx{number}wvMARK", number % 2)
        print(f"{times} entries, sessions and notes deleted for good: in no live file, each copy that has them named", flush=True)

    def delete_for_good(self, mark, is_sealed):
        folder = self.home / mark
        folder.mkdir(mode=0o700)
        on = ["--journal", str(folder / "journal.db")]
        self.felt(*on, "log", "quick", "--note", "another")
        if is_sealed:
            secret = self.home / "pw"
            secret.write_text("one two three four\n")
            secret.chmod(0o600)
            self.felt(*on, "passphrase", "set", "--kdf", "light", "--passphrase-file", str(secret))
            sealed.make_quick(folder / "journal.db")
            on += ["--passphrase-file", str(secret)]
        self.felt(*on, "log", "quick", "--set", f"session/tell-them={mark}", "--note", mark, "--tag", mark.lower())
        self.felt(*on, "edit", "2", env={"EDITOR": "sed -i s/another/other/"})
        self.felt(*on, "session", "add", "yesterday 10:00", "--with", mark, "--note", mark)
        self.felt(*on, "session", "edit", "1", "--note", "other")
        self.felt(*on, "carry", "add", mark)
        self.felt(*on, "carry", "done", "1")
        self.felt(*on, "backup")
        [copy] = (folder / "backups").glob("*.db")
        for words in (["delete", "2"], ["session", "delete", "1"], ["carry", "delete", "1"]):
            self.felt(*on, *words, "--yes")
            ran = self.felt(*on, *words, "--forever", "--yes")
            self.assertEqual(ran.returncode, 0, ran.stderr)
            self.assertIn(copy.name, ran.stderr)
        for path in folder.glob("journal.db*"):
            content = path.read_bytes()
            if decode.MAGIC == content[:8]:
                content = decode.decode(content, b"one two three four")
            self.assertEqual(content.lower().count(mark.lower().encode()), 0, path)
        for args in (["search", mark], ["list", "-n", "0"], ["export"], ["history"], ["report"]):
            self.assertNotIn(mark, self.felt(*on, *args).stdout, args)


@unittest.skipUnless(os.geteuid() == 0, "not checked: only root can mount a disk")
class ReadOnly(built_felt.BuiltFeltTest):
    def test_a_disk_that_cannot_be_written_to_can_be_read(self):
        for is_sealed in (False, True):
            with self.subTest(sealed=is_sealed):
                self.look_and_write(is_sealed)

    def look_and_write(self, is_sealed):
        disk = pathlib.Path(self.home / f"disk-{is_sealed}")
        disk.mkdir()
        on = ["--journal", str(disk / "journal.db")]
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m,mode=700", "tmpfs", disk], capture_output=True,
                                 check=False)
        if mounted.returncode != 0:
            self.skipTest("not checked: nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], capture_output=True, check=False)
        self.felt(*on, "log", "quick", "--note", "first")
        if is_sealed:
            secret = self.home / "pw"
            secret.write_text("one two three four\n")
            secret.chmod(0o600)
            self.felt(*on, "passphrase", "set", "--kdf", "light", "--passphrase-file", str(secret))
            on += ["--passphrase-file", str(secret)]
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        before = (disk / "journal.db").read_bytes()
        for args in (["list"], ["show", "1"], ["report"], ["export"], ["search", "first"]):
            ran = self.felt(*on, *args)
            self.assertEqual(ran.returncode, 0, (args, ran.stderr))
        for args in (["log", "quick", "--note", "x"], ["session", "add", "today 10:00"], ["carry", "add", "x"],
                     ["delete", "1", "--yes"], ["undo"], ["backup"]):
            ran = self.felt(*on, *args)
            self.assertEqual(ran.returncode, 15, (args, ran.stderr))
            self.assertNotIn("in use", ran.stderr)
        self.assertEqual((disk / "journal.db").read_bytes(), before)


if __name__ == "__main__":
    built_felt.main()
