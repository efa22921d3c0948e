"""A guided check-in as the person sees it who types: what is asked, and what can be answered."""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import tempfile
import termios
import time

import pexpect

import sealed

import decode  # found by way of sealed

IS_FULL = os.environ.get("FELT_FULL", "") == "1"

# A line to be typed stands behind one of these, at the beginning of a line.
PROMPT = re.compile(r"\r\n(> |\(Enter goes on\) |note: |y or n > )")
MORE = "more"  # what stands for the name of a question where more is offered

# Clock times of one night have to fit each other.
NIGHT = {"sleep/to-bed": "22:30", "sleep/turned-in": "23:00", "sleep/sleep-ended": "6:50",
         "sleep/left-bed": "7:00"}


class Questions:
    """All questions felt knows, found by name or by the prompt on the screen."""

    def __init__(self, felt):
        flows = json.loads(felt("prompts", "flows", "--json").stdout)["flows"]
        self.flows = {flow["id"]: flow for flow in flows}
        self.packs = [pack["id"] for pack in json.loads(felt("prompts", "list", "--json").stdout)["packs"]]
        self.by_name = {}
        for pack in self.packs:
            for question in json.loads(felt("prompts", "show", pack, "--json").stdout)["questions"]:
                self.by_name[question["question"]] = question
        self.by_prompt = {question["prompt"]: name for name, question in self.by_name.items()}

    def type_of(self, name):
        return self.by_name[name]["type"]

    def named_in(self, said):
        """The name of the question asked last in what was said; MORE where more is offered."""
        for line in reversed(said.replace("\r", "").split("\n")):
            if line in self.by_prompt:
                return self.by_prompt[line]
            if line.startswith(("There is more", "Anything else? A number")):
                return MORE
            for prompt, name in self.by_prompt.items():
                if "{" in prompt and line.startswith(prompt.split("{")[0]):
                    return name
        return ""

    def words(self, name):
        """The ids a choice or a multi takes, as far as felt names them."""
        listed = self.by_name[name]["accepts"].split(": ", 1)[1].split(";")[0].rstrip(".")
        return [word for word in listed.split(", ") if word != "…"]

    def scale(self, name):
        """The two ends of a scale."""
        ends = re.match(r"It takes (-?\d+)(?: \([^)]*\))? to (-?\d+)", self.by_name[name]["accepts"])
        low, high = ends.groups()
        return int(low), int(high)

    def shortest(self, name):
        """The fewest keys that are an answer."""
        kind = self.type_of(name)
        if kind == "scale":
            low, high = self.scale(name)
            return "0" if low <= 0 <= high else str(low)
        if kind == "duration":
            return "20" if "from 1 min" not in self.by_name[name]["accepts"] else "9"
        fixed = {"choice": "1", "multi": "1", "body": "jaw", "count": "1", "yesno": "n", "text": "k",
                 "note": ""}
        return NIGHT.get(name, "6pm") if kind == "time" else fixed[kind]

    def any_answer(self, name, chance):
        """One of the answers it takes, by chance."""
        kind = self.type_of(name)
        if kind == "scale":
            return str(chance.randint(*self.scale(name)))
        if kind == "choice":
            return chance.choice(self.words(name))
        if kind == "multi":
            return chance.choice(self.words(name))
        if kind == "body":
            return chance.choice(["neck left", "belly", "jaw; belly", "knee right; jaw"])
        if kind == "text":
            return chance.choice(["a line", "é, 肩, quiet", "warm hands, slow breath " * 20])
        if kind == "yesno":
            return chance.choice("yn")
        return self.shortest(name)


_known = {}


def questions_of(felt, packs=""):
    """The questions, read once for all tests that have the same packs."""
    if packs not in _known:
        _known[packs] = Questions(felt)
    return _known[packs]


class CheckIn:
    """One guided check-in in a pseudo-terminal wide enough that no question is wrapped."""

    def __init__(self, child, questions):
        self.child = child
        self.child.delaybeforesend = None
        self.questions = questions
        self.said = ""

    def next(self, timeout=20):
        """Waits for a line to be typed. The name of the question it is for, or None at the end of felt."""
        found = self.child.expect([PROMPT, pexpect.EOF], timeout=timeout)
        self.said = self.child.before.replace("\r\n", "\n")
        return None if found == 1 else self.questions.named_in(self.child.before)

    def type(self, line):
        self.child.send(line + "\r")

    def is_gone(self, within=20):
        """Whether felt ends in this time."""
        try:
            self.child.expect(pexpect.EOF, timeout=within)
        except pexpect.TIMEOUT:
            return False
        self.said += self.child.before.replace("\r\n", "\n")
        return True


def exit_code(child):
    """The exit code of a child that is ending, 128 + N for signal N."""
    if child.isalive():
        child.wait()
    return child.exitstatus if child.exitstatus is not None else 128 + child.signalstatus


def terminal_state(child):
    """The settings of its pseudo-terminal, which outlive felt as long as we hold the other end."""
    return termios.tcgetattr(child.child_fd)


def cpu_seconds(pid):
    """The processor time a running process has used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_until(is_so, seconds=20):
    """Whether it came about in this time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.01)
    return False


def entries_on_disk(journal):
    """Every entry with its answers as SQLite itself reads them, from a copy of all files, so that nothing is
    mended before felt sees it."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="felt-copy."))
    try:
        for path in journal.parent.glob(journal.name + "*"):
            shutil.copy(path, folder)
        copy = folder / journal.name
        if copy.read_bytes().startswith(decode.MAGIC):
            copy.write_bytes(decode.decode(copy.read_bytes(), sealed.WORDS.encode()))
        with sqlite3.connect(copy) as database:
            return entries_in(database)
    finally:
        shutil.rmtree(folder)


def entries_in(database):
    """Entries as dictionaries: id, state, flow, at, recorded, note, and answers by question."""
    database.row_factory = sqlite3.Row
    if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = 'entry'").fetchone():
        return []
    entries = [dict(row) for row in database.execute(
        "SELECT id, state, flow, about_at AS at, recorded_at AS recorded, note FROM entry ORDER BY id")]
    for entry in entries:
        rows = database.execute(
            "SELECT question.name, answer.number, answer.text, answer.state, word.item FROM answer "
            "JOIN question ON question.id = question_id LEFT JOIN word ON word.id = word_id "
            "WHERE entry_id = ? ORDER BY place, answer.item", (entry["id"],))
        entry["answers"] = {}
        for row in rows:
            entry["answers"].setdefault(row["name"], []).append(dict(row))
    return entries


def drafts_on_disk(journal):
    if not journal.exists():
        return []
    return [entry for entry in entries_on_disk(journal) if entry["state"] == "draft"]
