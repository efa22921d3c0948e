"""A check-in that is cut short, by a signal, a key, a closed terminal or a crash, keeps what it acknowledged.

FELT_FULL=1 does the full numbers and prints the figures; FELT_SEED=N repeats the choices of another run."""

import os
import pathlib
import random
import re
import shutil
import signal
import statistics
import subprocess
import time
import unittest

import built_felt
import check_in
import sealed
from check_in import IS_FULL, MORE

SEED = int(os.environ.get("FELT_SEED", "20260312"))
SIGNALS = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM, "SIGHUP": signal.SIGHUP,
           "SIGKILL": signal.SIGKILL}
ENDINGS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "Ctrl-C": 130, "Ctrl-D": 0, "closed terminal": 129}
FIGURES = []
FIRST = {}


def setUpModule():
    print(f"seed {SEED}", flush=True)


def tearDownModule():
    for line in FIGURES:
        print(line, flush=True)


def is_kept(question_type, rows, typed):
    """Whether the rows on disk are what was typed."""
    if typed == "?":
        return [row["state"] for row in rows] == ["unsure"]
    if any(row["state"] != "answered" for row in rows):
        return False
    if question_type == "scale":
        return rows[0]["number"] == float(typed)
    if question_type == "text":
        return rows[0]["text"] == typed.strip()
    if question_type in ("choice", "multi"):
        return [row["item"] for row in rows] == [typed]
    return True


class Cut(built_felt.BuiltFeltTest):
    """What the runs share: a home with one kept entry, copied afresh for each run."""

    SEALED = False

    def setUp(self):
        super().setUp()
        if self.SEALED:
            secret = self.home / "pw"
            secret.write_text(sealed.WORDS + "\n")
            secret.chmod(0o600)
            self.felt("config", "set", "passphrase_file", str(secret))
        self.chance = random.Random(SEED)
        self.questions = check_in.questions_of(self.felt)
        self.folder = self.home / "journal"
        self.journal = self.folder / "journal.db"
        self.env["FELT_JOURNAL"] = str(self.journal)
        if self.SEALED not in FIRST:
            self.make_first()
        self.seen_before = FIRST[self.SEALED]["seen"]
        self.fresh_journal()
        self.latencies = [0.02]
        self.lost = 0
        self.unheard = 0

    def make_first(self):
        """The journal each run begins with, made once: it holds one kept entry."""
        self.folder.mkdir(mode=0o700)
        ran = self.felt("log", "quick", "--set", "distress=4")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        if self.SEALED:
            self.felt("passphrase", "set", "--passphrase-file", str(self.home / "pw"), "--kdf", "light")
            sealed.make_quick(self.journal)
        FIRST[self.SEALED] = {"journal": self.journal.read_bytes(), "seen": self.seen()}

    def fresh_journal(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        shutil.rmtree(self.home / ".local/state/felt/sealed", ignore_errors=True)
        self.journal.write_bytes(FIRST[self.SEALED]["journal"])
        self.journal.chmod(0o600)

    def seen(self):
        """What listing and reporting show to other programs."""
        return [self.felt(command, "--json").stdout for command in ("list", "report")]

    def begin(self, *args):
        return check_in.CheckIn(self.terminal(*args, columns=200), self.questions)

    def new_check_in(self):
        """A random flow, half of them about an earlier hour, so that a lost clock would show."""
        flow = self.chance.choice(sorted(self.questions.flows))
        at = self.chance.choice([[], ["--at", "2 hours ago"]])
        return flow, self.begin("log", flow, *at)


class Answered:
    """What was asked and typed so far, and which of it was acknowledged by the next question."""

    def __init__(self):
        self.asked = []
        self.sure = {}
        self.pending = None

    def acknowledge(self):
        if self.pending and self.pending[1]:
            self.sure[self.pending[0]] = self.pending[1]
        self.pending = None


class Cutting(Cut):
    def answer_some(self, check, so_far):
        """Answers some questions by chance and stops at one that waits; False where none does any more."""
        for _ in range(self.chance.randint(0, 12)):
            if not self.see_next(check, so_far):
                return False
            self.answer(check, so_far)
        return self.see_next(check, so_far)

    def see_next(self, check, so_far):
        begun = time.monotonic()
        name = check.next()
        if so_far.pending:
            self.latencies.append(time.monotonic() - begun)
        so_far.acknowledge()
        so_far.asked.append(name)
        self.assertIsNotNone(name, f"felt ended early: {check.said}")
        self.assertNotEqual(name, "", f"no question in: {check.said}")
        return name != MORE

    def answer(self, check, so_far):
        name = so_far.asked[-1]
        kinds = ["", "?", "answer", "answer", "answer"] if self.questions.type_of(name) != "note" else [""]
        typed = self.chance.choice(kinds)
        typed = self.questions.any_answer(name, self.chance) if typed == "answer" else typed
        so_far.pending = (name, typed)
        check.type(typed)

    def cut(self, check, way):
        if way in SIGNALS:
            os.kill(check.child.pid, SIGNALS[way])
        elif way == "Ctrl-C":
            check.child.sendintr()
        elif way == "Ctrl-D":
            check.child.sendeof()
        else:
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, check.child.child_fd)  # the last hold on the terminal is gone
            os.close(nowhere)

    def cut_at_question(self, check, way):
        """Half of the time with a word begun; Ctrl-D ends only an empty line."""
        if way != "Ctrl-D" and self.chance.random() < 0.5:
            check.child.send("4")
        self.cut(check, way)

    def cut_in_save(self, check, so_far, way):
        """Within the time in which an answer is usually kept."""
        self.answer(check, so_far)
        time.sleep(self.chance.uniform(0, 1.2 * statistics.median(self.latencies[-20:])))
        self.cut(check, way)

    def wait_for_end(self, check, way):
        """A signal that is not heard is sent once more, and counted."""
        if way != "closed terminal" and not check.is_gone(within=2):
            self.unheard += 1
            self.cut(check, way)
            self.assertTrue(check.is_gone(within=10), f"felt goes on after {way}")
        gone = check_in.wait_until(lambda: not check.child.isalive(), 10)
        self.assertTrue(gone, f"felt goes on after {way}")
        return check_in.exit_code(check.child)

    def check_disk(self, so_far, drafts):
        """Every acknowledged answer is there, and nothing that was never typed."""
        kept = drafts[0]["answers"] if drafts else {}
        for name, typed in so_far.sure.items():
            if name not in kept or not is_kept(self.questions.type_of(name), kept[name], typed):
                self.lost += 1
                self.fail(f"{name} = {typed!r} was acknowledged, and on disk is {kept.get(name)}")
        allowed = {*so_far.sure, *([so_far.pending[0]] if so_far.pending and so_far.pending[1] else [])}
        self.assertLessEqual(set(kept), allowed)
        self.assertLessEqual(len(drafts), 1)

    def check_resume(self, so_far, draft, flow):
        """The draft goes on at the question that waited, with the clock it began with."""
        again = self.begin("log", "--resume")
        name = again.next()
        self.assertIsNotNone(name, again.said)
        waited = so_far.asked[-1]
        if draft["answers"] and so_far.pending and name != waited:  # the answer may have been kept already, and the next one waits
            order = [*self.questions.flows[flow]["ask"], MORE]
            self.assertGreater(order.index(name), order.index(waited))
        elif draft["answers"]:
            self.assertEqual(name, waited)
        again.type("x")
        self.assertTrue(again.is_gone())
        self.assertEqual(check_in.exit_code(again.child), 0)
        kept = check_in.entries_on_disk(self.journal)[-1]
        self.undate(kept)
        same = ("id", "flow", "at", "recorded", "answers")
        if draft["answers"]:
            self.assertEqual([kept[key] for key in same], [draft[key] for key in same])
            self.assertIn(kept["state"], ("kept", "stopped"))

    def undate(self, entry):
        """Takes the dates out that clock times are given only at the end."""
        for name, rows in entry["answers"].items():
            if self.questions.type_of(name) == "time":
                rows[0]["text"] = None

    def one_run(self, way, plain):
        self.fresh_journal()
        so_far = Answered()
        flow, check = self.new_check_in()
        waits = self.answer_some(check, so_far)
        if waits and way != "Ctrl-D" and self.chance.random() < 0.5:
            self.cut_in_save(check, so_far, way)
        else:
            self.cut_at_question(check, way)
        code = self.wait_for_end(check, way)
        self.check_disk(so_far, drafts := check_in.drafts_on_disk(self.journal))
        self.assertEqual(code, ENDINGS.get(way, 128 + signal.SIGKILL), check.said)
        if way not in ("SIGKILL", "closed terminal"):
            self.assertEqual(check_in.terminal_state(check.child), plain)
            self.assertIn("felt log --resume" if drafts else "nothing was kept", check.said)
        self.assertEqual(self.seen(), self.seen_before)
        if drafts:
            self.check_resume(so_far, drafts[0], flow)
        else:
            self.assertEqual(self.felt("log", "--resume").returncode, 2)
        check.child.close(force=True)

    def plain_terminal(self):
        """The settings of a pseudo-terminal nothing was done to."""
        child = self.terminal("--version", columns=200)
        child.expect(built_felt.pexpect.EOF)
        return check_in.terminal_state(child)

    def runs(self, what, number, ways):
        plain = self.plain_terminal()
        reached = 0
        for i in range(number):
            way = ways[i % len(ways)]
            with self.subTest(run=i, way=way, seed=SEED):
                self.one_run(way, plain)
                reached += 1
        FIGURES.append(f"{what} {reached} of {number}, answers lost {self.lost}, "
                       f"not heard the first time {self.unheard}")


class CutShort(Cutting):
    def test_signals_keys_and_a_closed_terminal_lose_no_answer(self):
        self.runs("signals", 300 if IS_FULL else 12, sorted(ENDINGS))

    def test_a_kill_loses_no_answer(self):
        self.runs("kills", 200 if IS_FULL else 8, ["SIGKILL"])

    def test_a_draft_goes_on_without_the_line_a_card_stood_for(self):
        check = self.begin("log", "quick")
        for typed in ("2", "1", "9"):
            check.next()
            check.type(typed)
        self.assertEqual(check.next(), "body/tension")
        self.assertEqual(self.stop_and_resume(check).next(), "body/tension")

    def stop_and_resume(self, check):
        os.kill(check.child.pid, signal.SIGTERM)
        self.assertTrue(check.is_gone())
        return self.begin("log", "--resume")

    def test_a_draft_that_goes_on_counts_its_questions(self):
        check = self.begin("log", "quick")
        check.next()
        check.type("2")
        check.next()
        again = self.stop_and_resume(check)
        for position in ("2 of 5", "3 of 5", "4 of 5"):
            again.next()
            self.assertIn(f"\n{position}\n", again.said)
            again.type("")

    def test_a_draft_among_what_is_offered_goes_on_there(self):
        check = self.begin("log", "quick")
        while (name := check.next()) != MORE:
            check.type("2" if name == "emotions/pleasantness" else "")
        check.type("1")
        self.assertEqual(check.next(), "emotions/feelings")
        check.type("calm")
        self.assertEqual(check.next(), "body/all-right-place")
        again = self.stop_and_resume(check)
        self.assertEqual(again.next(), "body/all-right-place")

    @unittest.skipUnless(IS_FULL, "FELT_FULL=1 does it often enough to meet the moment")
    def test_a_signal_among_keys_is_heard(self):
        """Right behind a key, and among many at once, as when something is pasted."""
        for i in range(120):
            self.fresh_journal()
            check = self.begin("log", "quick")
            check.next()
            check.child.send("4" * (1, 150)[i % 2])
            way = ("SIGINT", "SIGTERM", "SIGHUP")[i % 3]
            self.cut(check, way)
            self.assertTrue(check.is_gone(), f"felt goes on after {way}")
            check.child.close(force=True)

    def test_the_end_of_input_in_a_save_is_the_end_at_the_next_question(self):
        """Pressed once, or once more at the question as a person would."""
        for i in range(20):
            self.fresh_journal()
            check = self.begin("log", "quick")
            check.next()
            check.type("2")
            time.sleep(0.0005 * i)
            check.child.sendeof()
            if check.next() is not None:
                check.child.sendeof()
            self.assertTrue(check.is_gone(), "felt goes on after two Ctrl-D")
            check.child.close(force=True)

    def test_a_signal_at_the_end_leaves_an_entry_or_a_draft(self):
        """Within the last save: all answers are there, kept, or as a draft with the signal's code."""
        number, reached = (60, 0) if IS_FULL else (3, 0)
        for i in range(number):
            way = ("SIGINT", "SIGTERM", "SIGHUP")[i % 3]
            with self.subTest(run=i, way=way, seed=SEED):
                self.one_cut_at_the_end(way)
                reached += 1
        FIGURES.append(f"signals in the last save {reached} of {number}, answers lost {self.lost}, "
                       f"not heard the first time {self.unheard}")

    def one_cut_at_the_end(self, way):
        self.fresh_journal()
        so_far = Answered()
        check = self.begin("log", "quick")
        while self.see_next(check, so_far):
            self.answer(check, so_far)
        check.type("")
        time.sleep(self.chance.uniform(0, statistics.median(self.latencies[-20:])))
        self.cut(check, way)
        code = self.wait_for_end(check, way)
        entries = check_in.entries_on_disk(self.journal)[1:]
        if not so_far.sure:
            return self.assertEqual(entries, [])
        self.check_disk(so_far, entries)
        codes = (ENDINGS[way],) if entries[0]["state"] == "draft" else (0, ENDINGS[way])
        self.assertIn(code, codes, check.said)
        check.child.close(force=True)


class SealedCutShort(Cutting):
    SEALED = True

    def test_signals_keys_and_a_closed_terminal_lose_no_answer(self):
        self.runs("signals, sealed", 300 if IS_FULL else 6, sorted(ENDINGS))

    def test_a_kill_loses_no_answer(self):
        self.runs("kills, sealed", 200 if IS_FULL else 4, ["SIGKILL"])


class Waiting(Cut):
    """A question that waits, without input, stopped or resized, costs nothing and stands in nobody's way."""

    rounds = 50 if IS_FULL else 1

    def test_without_a_terminal_nothing_is_asked(self):
        reached = 0
        for i in range(2 * self.rounds):
            args = (["log", "quick"], ["log", "--resume"])[i % 2]
            with open(os.devnull, "rb") as nothing, open(self.home / "said", "wb") as said:
                child = subprocess.Popen([built_felt.BINARY, *args], stdin=nothing, stdout=said, stderr=said,
                                         start_new_session=True, cwd=self.home, env=self.env)
                _, status, used = os.wait4(child.pid, 0)
                child.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(child.returncode, 2)
            self.assertIn("--set", (self.home / "said").read_text())
            self.assertLess(used.ru_utime + used.ru_stime, 1)
            reached += 1
        self.assertEqual(self.seen(), self.seen_before)
        FIGURES.append(f"no terminal {reached} of {2 * self.rounds}")

    def test_the_end_of_input_is_the_end(self):
        reached = 0
        for i in range(self.rounds):
            with self.subTest(run=i):
                self.fresh_journal()
                self.end_input()
                reached += 1
        FIGURES.append(f"end of input {reached} of {self.rounds}")

    def end_input(self):
        check = self.begin("log", "quick")
        check.next()
        check.type("2")
        check.next()
        used = check_in.cpu_seconds(check.child.pid)
        check.child.sendeof()
        self.assertTrue(check.is_gone())
        self.assertEqual(check_in.exit_code(check.child), 0)
        self.assertLess(used, 1)
        self.another_writes()

    def another_writes(self):
        """No lock is held: somebody else's entry is kept at once."""
        ran = self.felt("log", "quick", "--set", "distress=3")
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def shell(self):
        """A shell with job control, as a person has it, without colours or history."""
        (self.home / "inputrc").write_text("set enable-bracketed-paste off\n")
        env = {**self.env, "PS1": "here$ ", "INPUTRC": str(self.home / "inputrc"), "ENV": "", "HISTFILE": "",
               "FELT": built_felt.BINARY}
        child = built_felt.pexpect.spawn("sh", ["-i"], cwd=str(self.home), env=env, dimensions=(24, 200),
                                         encoding="utf-8", timeout=20)
        self.addCleanup(child.close, force=True)
        child.expect_exact("here$ ")
        return check_in.CheckIn(child, self.questions)

    def job_of(self, shell):
        pid = shell.child.pid
        return int(pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[-1])

    def state_of(self, pid):
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]

    def idle(self, pid, seconds=0.3):
        """The processor time it uses while it has nothing to do."""
        before = check_in.cpu_seconds(pid)
        time.sleep(seconds)
        return check_in.cpu_seconds(pid) - before

    def stop_and_go_on(self, stop):
        shell = self.shell()
        shell.type('"$FELT" log quick')
        self.assertEqual(shell.next(), "emotions/pleasantness")
        shell.type("2")
        self.assertEqual(shell.next(), "emotions/energy")
        job = self.job_of(shell)
        self.assertLess(self.idle(job), 0.1)
        shell.child.send("1")
        shell.child.expect_exact("1")
        stop(shell, job)
        shell.child.expect("(?i)(stopped|suspended)")
        shell.child.expect_exact("here$ ")
        self.assertEqual(self.state_of(job), "T")
        self.another_writes()
        shell.type("stty -a")
        shell.child.expect_exact("here$ ")
        self.assertRegex(shell.child.before, r"[ ;\n]icanon\b")
        self.assertRegex(shell.child.before, r"[ ;\n]echo\b")
        shell.type("fg")
        shell.child.expect_exact("\r\n> 1")  # the line stands there again, as far as it was typed
        self.assertLess(self.idle(job), 0.1)
        shell.child.send("\r")
        self.assertEqual(shell.next(), "emotions/distress")
        self.assertLess(check_in.cpu_seconds(job), 1)
        draft = check_in.drafts_on_disk(self.journal)[0]
        self.assertEqual([rows[0]["number"] for rows in draft["answers"].values()], [2, 1])
        shell.type("x")
        shell.child.expect_exact("here$ ")
        shell.child.close(force=True)

    def test_a_stopped_job_holds_no_lock_and_goes_on(self):
        ways = [lambda shell, _: shell.child.sendcontrol("z"), lambda _, job: os.kill(job, signal.SIGTSTP)]
        reached = 0
        for i in range(2 * self.rounds):
            self.fresh_journal()
            with self.subTest(run=i):
                self.stop_and_go_on(ways[i % 2])
                reached += 1
        FIGURES.append(f"stopped jobs {reached} of {2 * self.rounds}")

    def test_a_job_in_the_background_waits_without_spinning(self):
        shell = self.shell()
        shell.type('"$FELT" log quick &')
        shell.child.expect_exact("here$ ")
        job = self.job_of(shell)
        self.assertTrue(check_in.wait_until(lambda: self.state_of(job) == "T"))
        self.assertEqual(self.idle(job), 0)
        self.another_writes()
        shell.type("fg")
        shell.child.send("\r")
        self.assertIn(shell.next(), ("emotions/pleasantness", "emotions/energy", ""))
        os.kill(job, signal.SIGTERM)
        shell.child.expect_exact("here$ ")

    def test_a_signal_to_felt_reaches_nobody_else(self):
        """A script that started felt goes on after a signal that was sent to felt alone."""
        child = built_felt.pexpect.spawn("sh", ["-c", '"$0" log quick; echo "code $?"', built_felt.BINARY],
                                         cwd=str(self.home), env=self.env, dimensions=(24, 200),
                                         encoding="utf-8", timeout=20)
        self.addCleanup(child.close, force=True)
        check = check_in.CheckIn(child, self.questions)
        check.next()
        os.kill(self.job_of(check), signal.SIGTERM)
        self.assertTrue(check.is_gone())
        self.assertIn("code 143", check.said)

    def test_a_resize_while_typing_changes_nothing(self):
        reached = 0
        for i in range(self.rounds):
            with self.subTest(run=i):
                self.fresh_journal()
                self.resize_while_typing()
                reached += 1
        FIGURES.append(f"resizes {reached} of {self.rounds}")

    def resize_while_typing(self):
        check = self.begin("log", "quick")
        check.next()
        for columns, key in ((40, "-"), (120, "2"), (21, ""), (200, "")):
            check.child.send(key)
            check.child.setwinsize(24, columns)
            time.sleep(0.02)
        self.assertLess(self.idle(check.child.pid), 0.1)
        self.another_writes()
        check.type("")
        self.assertEqual(check.next(), "emotions/energy")
        self.assertLess(check_in.cpu_seconds(check.child.pid), 1)
        draft = check_in.drafts_on_disk(self.journal)[0]
        self.assertEqual(draft["answers"]["emotions/pleasantness"][0]["number"], -2)
        check.type("x")
        self.assertTrue(check.is_gone())


if __name__ == "__main__":
    built_felt.main()
