"""Completion in the real shells, in real terminals; and that it leaves no trace, whatever state things are in."""

import os
import pathlib
import re
import sqlite3
import subprocess
import tempfile
import time

import pexpect

import built_felt

# Each shell prints its command line at Ctrl-T, between < and >.
SET_UP = {
    "bash": r"""bind -x '"\C-t": printf "LINE<%s>\n" "$READLINE_LINE"'; bind 'set bell-style none'""",
    "zsh": r"""show_line() { zle -I; print -r -- "LINE<$BUFFER>" }; zle -N show_line; bindkey '^T' show_line""",
    "fish": r"""bind \ct 'printf "\nLINE<%s>\n" (commandline)'""",
}
COMMANDS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
LOADED = {
    "bash": 'eval "$(felt completion bash)"',
    "zsh": 'autoload -U compinit; compinit -u -D; eval "$(felt completion zsh)"',
    "fish": "felt completion fish | source",
}
TAGS = ("neck:left", "müde", "it's$HOME", "back\\slash", "x[1]", 'a;b&"c"')
ESCAPES = re.compile(r"\x1b(\[[0-9;?>=]*[a-zA-Z]|[()][A-Z0-9]|[=>]|\][^\x07]*\x07)|\r")


class Completion(built_felt.BuiltFeltTest):
    def setUp(self):
        super().setUp()
        (self.home / "bin").mkdir()
        (self.home / "bin/felt").symlink_to(built_felt.BINARY)

    def write_journal(self):
        self.felt("session", "add", "2026-03-12", "15:00", "--with", "Secretname", "--note", "secretnote")
        for hour, tag in enumerate(TAGS):
            self.felt("log", "quick", "--at", f"2026-03-12 1{hour}:00", "--set", "distress=5", "--note", "secretword",
                      "--tag", tag)

    def journal(self):
        return self.home / ".local/share/felt/journal.db"

    # --- shells ---

    def shell(self, name, columns=100):
        child = pexpect.spawn(COMMANDS[name][0], COMMANDS[name][1:], cwd=str(self.home), encoding="utf-8", timeout=20,
                              env={**self.env, "PS1": "ready$ ", "LC_ALL": "C.UTF-8"}, dimensions=(40, columns))
        self.addCleanup(child.close, force=True)
        for number, line in enumerate((LOADED[name], SET_UP[name])):
            child.sendline(f"{line}; echo done{number}''ok")
            child.expect(f"done{number}ok")
        child.shell = name
        return child

    def press(self, child, typed):
        """What the line is once these keys were pressed, and what else was shown; the line is empty afterwards."""
        child.send(typed)
        child.send("\x14")
        child.expect(r"LINE<([^\r\n]*)>\r?\n")
        line, shown = child.match.group(1), ESCAPES.sub("", child.before)
        child.send("\x15")
        return line, shown

    def check_lines(self, name, cases):
        child = self.shell(name)
        for typed, expected in cases:
            with self.subTest(shell=name, typed=typed):
                self.assertEqual(self.press(child, typed)[0], expected)

    SAME_EVERYWHERE = (
        ("felt sess\t", "felt session "),
        ("felt session ad\t", "felt session add "),
        ("felt list --lim\t", "felt list --limit "),
        ("felt --js\t", "felt --json "),
        ("felt report --format markd\t", "felt report --format markdown "),
        ("felt report --format=markd\t", "felt report --format=markdown "),
        ("felt log sl\t", "felt log sleep "),
        ("felt completion f\t", "felt completion fish "),
        ("felt config set support.sh\tbr\t", "felt config set support.show brief "),
        ("felt log --set emotions/dist\t4", "felt log --set emotions/distress=4"),
        ("felt body --hide sacr\t", "felt body --hide sacrum "),
        ("felt list --session las\t", "felt list --session last "),
        ("felt list --tag mü\t", "felt list --tag müde "),
        ("felt list --tag neck:l\t", "felt list --tag neck:left "),
    )

    def test_bash_without_bash_completion(self):
        self.write_journal()
        self.check_lines("bash", self.SAME_EVERYWHERE + (
            ("felt report --thread mov\t", r"felt report --thread movement\ and\ pain "),
            ("felt report --thread 'mov\t", "felt report --thread 'movement and pain' "),
            ('felt report --thread "mov\t', 'felt report --thread "movement and pain" '),
            ("felt report --thread=mov\t", r"felt report --thread=movement\ and\ pain "),
            ("felt list --tag it\t", r"felt list --tag it\'s\$HOME "),
            ("felt list --tag ba\t", r"felt list --tag back\\slash "),
            ("felt list --tag x\t", r"felt list --tag x\[1\] "),
            ("felt list --tag a\t", r"felt list --tag a\;b\&\"c\" "),
            ("felt list --tag 'neck:l\t", "felt list --tag 'neck:left' "),
            ("true; A=1 felt sess\t", "true; A=1 felt session "),
            (r"felt log --set emotions/feelings=relieved\ 4,\ conte" + "\t",
             r"felt log --set emotions/feelings=relieved\ 4,\ content "),
        ))

    def test_bash_takes_what_it_puts_in(self):
        self.write_journal()
        child = self.shell("bash")
        for tag in ("it", "ba", "x", "neck:l", "mü", "a"):
            with self.subTest(tag=tag):
                child.send(f"felt list --json --tag {tag}\t| grep -c flow\n")
                child.expect(r"[\r\n]1\r\n")

    def test_zsh(self):
        self.write_journal()
        self.check_lines("zsh", self.SAME_EVERYWHERE + (
            ("felt report --thread mov\t", r"felt report --thread movement\ and\ pain "),
            ("felt report --thread 'mov\t", "felt report --thread 'movement and pain' "),
            ("felt list --tag it\t", r"felt list --tag it\'s\$HOME "),
            ("felt list --tag ba\t", r"felt list --tag back\\slash "),
            ("felt list --tag x\t", r"felt list --tag x\[1\] "),
            ("felt list --tag a\t", r"felt list --tag a\;b\&\"c\" "),
        ))

    def test_fish(self):
        self.write_journal()
        self.check_lines("fish", self.SAME_EVERYWHERE + (
            ("felt report --thread mov\t", r"felt report --thread movement\ and\ pain "),
            ("felt report --thread 'mov\t", "felt report --thread 'movement and pain' "),
            ("felt list --tag it\t", r"felt list --tag it\'s\$HOME "),
            ("felt list --tag ba\t", r"felt list --tag back\\slash "),
        ))

    def test_lists_describe_and_hold_no_words_of_the_person(self):
        self.write_journal()
        for name in COMMANDS:
            with self.subTest(shell=name):
                child = self.shell(name, columns=120)
                shown = self.press(child, "felt show \t\t")[1]
                self.assertIn("Thu 12 Mar 2026 14:00, quick", shown)
                shown += self.press(child, "felt report --session \t\t")[1]
                self.assertIn("Thu 12 Mar 2026 15:00", shown)
                self.assertIn("Settings", self.press(child, "felt co\t\t")[1])
                self.assertNotRegex(shown, "(?i)secret")

    def test_the_newest_entries_come_first(self):
        self.write_journal()
        for name in COMMANDS:
            with self.subTest(shell=name):
                shown = self.press(self.shell(name, columns=50), "felt show \t" + ("\t" if name == "bash" else ""))[1]
                numbers = re.findall(r"(\d) +(?:--|\()", shown)
                if name == "bash":  # which sorts whatever it is given
                    numbers.sort(key=int, reverse=True)
                self.assertEqual(numbers[:6], list("654321"), shown)

    def test_files_are_completed_by_the_shell(self):
        (self.home / "my export.jsonl").write_text("")
        (self.home / "folder").mkdir()
        for name in COMMANDS:
            self.check_lines(name, (
                ("felt verify my\t", r"felt verify my\ export.jsonl "),
                ("felt verify fold\t", "felt verify folder/"),
                ("felt backup li\t", "felt backup list "),
                ("felt backup my\t", r"felt backup my\ export.jsonl "),
                ("felt report -o fold\t", "felt report -o folder/"),
            ))

    def test_another_journal_on_the_line_is_read(self):
        self.felt("--journal", "other one.db", "log", "quick", "--set", "distress=1", "--tag", "elsewhere")
        for name in COMMANDS:
            self.check_lines(name, (
                (r"felt --journal other\ one.db list --tag els" + "\t",
                 r"felt --journal other\ one.db list --tag elsewhere "),
                ("felt --journal ~/'other one.db' list --tag els\t",
                 "felt --journal ~/'other one.db' list --tag elsewhere "),
                ('felt --journal="$HOME/other one.db" list --tag els\t',
                 'felt --journal="$HOME/other one.db" list --tag elsewhere '),
                ("felt list --tag els\t", "felt list --tag els"),
            ))

    # --- scripts ---

    def test_the_scripts_pass_what_checks_scripts(self):
        checks = {"bash": ["shellcheck", "--shell=bash"], "zsh": ["zsh", "-n"], "fish": ["fish", "-n"]}
        for name, check in checks.items():
            with self.subTest(shell=name):
                script = self.home / f"script.{name}"
                script.write_text(self.felt("completion", name).stdout)
                ran = subprocess.run([*check, str(script)], capture_output=True, text=True, env=self.env, check=False)
                self.assertEqual((ran.returncode, ran.stdout + ran.stderr), (0, ""))

    def test_they_are_installed_where_the_shells_look(self):
        build = pathlib.Path(built_felt.BINARY).parent
        target = tempfile.mkdtemp(dir=self.home)
        subprocess.run(["cmake", "--install", str(build), "--prefix", target, "--component", "completion"], check=True,
                       capture_output=True)
        for name, place in (("bash", "bash-completion/completions/felt"), ("zsh", "zsh/site-functions/_felt"),
                            ("fish", "fish/vendor_completions.d/felt.fish")):
            self.assertEqual((pathlib.Path(target) / "share" / place).read_text(),
                             self.felt("completion", name).stdout)

    def test_zsh_finds_the_installed_script_by_itself(self):
        (self.home / "functions").mkdir()
        (self.home / "functions/_felt").write_text(self.felt("completion", "zsh").stdout)
        child = pexpect.spawn("zsh", ["-f", "-i"], cwd=str(self.home), env=self.env, encoding="utf-8", timeout=20)
        self.addCleanup(child.close, force=True)
        child.sendline("fpath=(~/functions $fpath); autoload -U compinit; compinit -u -D; " + SET_UP["zsh"] + "; echo o''k")
        child.expect("ok")
        for _ in range(2):  # the first time loads the function, the second uses it
            self.assertEqual(self.press(child, "felt sess\t")[0], "felt session ")

    # --- no trace ---

    REQUESTS = (("show", ""), ("list", "--tag", ""), ("list", "--session", ""), ("log", ""), ("log", "--set", "e"),
                ("carry", "done", ""), ("restore", ""), ("config", "set", "flows.after", ""), ("",))

    def ask(self, *words, env=None):
        ran = self.felt("completion", "words", "fish", *words, env=env)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), words)
        return [line.split("\t")[0] for line in ran.stdout.split("\n")[1:-1]]

    def snapshot(self):
        facts = {}
        for path in [self.home, *self.home.rglob("*")]:
            status = path.lstat()
            data = path.read_bytes() if path.is_file() and os.access(path, os.R_OK) else b""
            facts[str(path)] = (status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_mode, data)
        return facts

    def test_completing_changes_nothing(self):
        self.write_journal()
        self.felt("backup")
        before = self.snapshot()
        for words in self.REQUESTS:
            self.assertTrue(self.ask(*words) or words[0] == "carry", words)
        self.assertEqual(self.snapshot(), before)

    def test_completing_without_anything_makes_nothing(self):
        before = self.snapshot()
        for words in self.REQUESTS:
            self.ask(*words)
        self.assertEqual(self.snapshot(), before)

    def test_completing_opens_nothing_for_writing_and_takes_no_write_lock(self):
        self.write_journal()
        env = {**self.env, "ASAN_OPTIONS": "detect_leaks=0"}
        for words in self.REQUESTS:
            trace = self.home / "trace"
            subprocess.run(["strace", "-f", "-o", str(trace), "-e",
                            "trace=%file,fcntl,flock,pwrite64,ftruncate,fsync,fdatasync,fallocate,nanosleep,"
                            "clock_nanosleep", built_felt.BINARY, "completion", "words", "fish", *words],
                           env=env, cwd=self.home, check=True, capture_output=True)
            calls = trace.read_text().splitlines()
            self.assertTrue(any("openat" in call for call in calls))
            ours = [call for call in calls if str(self.home) in call or "journal" in call]
            for call in ours:
                self.assertNotRegex(call, r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|unlink|rename|mkdir|chmod|utime")
            for call in calls:
                self.assertNotRegex(call, r"F_WRLCK|flock\(|ftruncate|f(data)?sync|fallocate|nanosleep|pwrite64")
            trace.unlink()

    def states(self):
        """Journals and surroundings that something is wrong with, each as a function that makes it so."""
        data = self.journal().read_bytes()

        def damage(path):
            path.write_bytes(data[:4096] + b"\xff" * 8192 + data[12288:])

        def make_newer(path):
            with sqlite3.connect(path) as database:
                database.execute("PRAGMA user_version = 999")
            database.close()

        def make_fifo(path):
            path.unlink()
            os.mkfifo(path)

        def make_folder(path):
            path.unlink()
            path.mkdir()

        def seal(path):
            word = self.home / "word"
            word.write_text("a long enough passphrase")
            word.chmod(0o600)
            ran = self.felt("--journal", str(path), "--passphrase-file", str(word), "--yes", "passphrase", "set", "--kdf",
                            "light")
            self.assertEqual(ran.returncode, 0, ran.stderr)

        return {
            "none": lambda path: path.unlink(),
            "empty": lambda path: path.write_bytes(b""),
            "damaged": damage,
            "cut short": lambda path: path.write_bytes(data[:5000]),
            "no journal": lambda path: path.write_bytes(b"x" * 9000),
            "sealed": seal,
            "newer": make_newer,
            "a pipe": make_fifo,
            "a folder": make_folder,
        }

    def test_whatever_the_journal_is_like_commands_are_completed(self):
        self.write_journal()
        for state, make in self.states().items():
            with self.subTest(state=state):
                path = self.home / "state.db"
                path.write_bytes(self.journal().read_bytes())
                make(path)
                before = self.snapshot() if state != "a pipe" else None
                for words in self.REQUESTS:
                    self.ask("--journal", str(path), *words)
                self.assertIn("session", self.ask("--journal", str(path), "se"))
                self.assertIn("sleep", self.ask("--journal", str(path), "log", ""))
                if state != "damaged":  # there, what lies elsewhere still reads
                    self.assertEqual(self.ask("--journal", str(path), "show", ""), ["last"])
                    self.assertEqual(self.ask("--journal", str(path), "list", "--tag", ""), [])
                if before is not None:
                    self.assertEqual(self.snapshot(), before)
                path.rmdir() if path.is_dir() else path.unlink(missing_ok=True)

    def test_a_locked_journal_is_not_waited_for(self):
        self.write_journal()
        with sqlite3.connect(self.journal()) as writer:
            writer.execute("BEGIN EXCLUSIVE")
            begun = time.monotonic()
            self.assertEqual(self.ask("show", ""), ["last"])
            self.assertLess(time.monotonic() - begun, 4)  # a command that waits does so for five seconds
        writer.close()
        self.assertIn("6", self.ask("show", ""))

    def test_what_surrounds_the_journal_may_be_broken_too(self):
        self.write_journal()
        config = self.home / ".config/felt"
        (config / "prompts").mkdir(parents=True)
        (config / "prompts/broken.toml").write_text("felt = 1\nkind = 'pack'\n[pack\n")
        self.assertIn("sleep", self.ask("log", ""))
        self.assertIn("6", self.ask("show", ""))
        (config / "config.toml").write_text("nonsense")
        self.assertIn("sleep", self.ask("log", ""))
        self.assertEqual(self.ask("list", "--tag", ""), [])
        self.assertIn("neck:left", self.ask("--journal", str(self.journal()), "list", "--tag", ""))
        nowhere = {"HOME": "", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""}
        self.assertIn("session", self.ask("se", env=nowhere))
        self.assertEqual(self.ask("list", "--tag", "", env=nowhere), [])

    def test_what_cannot_stand_on_a_line_is_not_offered(self):
        self.write_journal()
        with sqlite3.connect(self.journal()) as database:
            database.execute("INSERT INTO tag VALUES (1, 'evil' || char(27) || '[2J'), (1, 'evil' || char(10) || 'b')")
            database.execute("INSERT INTO tag VALUES (1, 'evil' || char(8238) || 'x'), (1, 'evil-and-fine')")
        database.close()
        tags = self.ask("list", "--tag", "")
        self.assertEqual([tag for tag in tags if "evil" in tag], ["evil-and-fine"])

    def test_any_words_are_answered(self):
        for words in ((), ("--",), ("-",), ("--journal",), ("--such=", ""), ("list", "-n"), ("[a]", "{}"), ("-qyn5", ""),
                      ("log", "--set", "="), ("log", "--set", "no/such=x"), ("config", "set", "no", ""),
                      ("x" * 100000,), ("\x1b", "\n"), ("show", "99999999999999999999"), ("words",) * 50):
            with self.subTest(words=[word[:20] for word in words]):
                self.ask(*words)
        self.assertEqual(self.felt("completion", "words", "tcsh").returncode, 2)


if __name__ == "__main__":
    built_felt.main()
