"""Exports of a journal as they could have been written by felt, made here line by line."""

import hashlib
import json
import uuid

WORDING = {"version": "1.0.0", "language": "en", "direction": "neutral", "share": "yes"}
TEN = {"min": 0, "max": 10, "step": 1, "anchors": [{"at": 0, "label": "none"}, {"at": 10, "label": "all there is"}]}


def closed(lines):
    """The lines as text, with the last one that says how many there were and sums up their bytes."""
    text = "".join(line + "\n" for line in lines)
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).hexdigest()
    return text + json.dumps({"schema": "felt.end/1", "lines": len(lines), "blake2b-256": digest}) + "\n"


class Export:
    """Sessions, questions and entries, and the text of an export that holds them."""

    def __init__(self):
        self.questions, self.sessions, self.entries = [], [], []

    def ask(self, name, kind, wording="How is it?", **more):
        """The number of a question, to answer it by."""
        number = len(self.questions) + 1
        self.questions.append(
            {"schema": "felt.question/1", "number": number, "question": name, "type": kind, "wording": wording,
             **WORDING, **more})
        return number

    def session(self, **more):
        number = len(self.sessions) + 1
        self.sessions.append(
            {"schema": "felt.session/1", "id": number, "uuid": str(uuid.UUID(int=number)), "at":
             "2026-03-12T15:00:00+01:00", "zone": "Europe/Vienna", "kinds": [], **more})
        return number

    def entry(self, *answers, **more):
        """Answers are pairs of a question's number and the keys of its value; "?" stands for not sure."""
        number = len(self.entries) + 1
        self.entries.append(
            {"schema": "felt.entry/1", "id": number, "uuid": str(uuid.UUID(int=1000 + number)),
             "at": "2026-03-12T21:10:00+01:00", "zone": "Europe/Vienna", "felt_day": "2026-03-12",
             "recorded_at": "2026-03-12T20:10:00Z", "flow": "after", "phase": "after", "session_chosen": False,
             "state": "kept", "revision": 0, "private": False, "tags": [],
             "answers": [self.answer(asked, value) for asked, value in answers], **more})
        return number

    def answer(self, number, value):
        given = {"question": self.questions[number - 1]["question"], "asked": number}
        return {**given, "state": "unsure"} if value == "?" else {**given, "state": "answered", **value}

    def lines(self):
        parts = {"questions": self.questions, "sessions": self.sessions, "carried": [], "former": [],
                 "entries": self.entries}
        header = {"schema": "felt.export/1", **{name: len(part) for name, part in parts.items()}}
        return [json.dumps(line) for line in [header, *self.questions, *self.sessions, *self.entries]]

    def text(self):
        return closed(self.lines())
