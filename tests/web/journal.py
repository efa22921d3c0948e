"""An invented journal of some weeks, the same in every run: sessions, and check-ins around each."""

import datetime
import random

BEFORE = ["fear", "sadness", "worry", "anger", "loneliness", "overwhelm"]
AFTER = ["relief", "calm", "tenderness", "hope", "gratitude", "joy"]
PLACES_BEFORE = [("neck", "left", "tight"), ("shoulder", "both", "heavy"), ("lower-back", None, "aching"),
                 ("jaw", None, "clenched"), ("belly", None, "fluttering")]
PLACES_AFTER = [("neck", "left", "warm"), ("shoulder", "right", "tingling"), ("sacrum", None, "warm"),
                ("chest", None, "light"), ("foot", "both", "warm")]


class Journal:
    def __init__(self, sessions=7, seed=7, days_between=13):
        self.dice = random.Random(seed)
        first = datetime.datetime(2026, 1, 5, 16, 0)
        self.sessions = [first + datetime.timedelta(days=number * days_between) for number in range(sessions)]
        self.entries = []
        for number, start in enumerate(self.sessions):
            self.around(number, start)

    def around(self, number, start):
        level = 7 - 0.35 * number
        hours = datetime.timedelta(hours=1)
        self.add("quick", start - 51 * hours, level, [self.rated("posture/standing", 4)])
        self.add("before", start - 2 * hours, level + 0.6,
                 [self.words(BEFORE), self.rated("body/settled", 3), self.rated("posture/standing", 4),
                  self.rated("wellbeing/overall", 4 + 0.2 * number), self.places(PLACES_BEFORE)])
        after = [self.words(AFTER), self.rated("body/settled", 7), self.rated("session/let-go", 6),
                 self.rated("posture/standing", 5.5), self.places(PLACES_AFTER)]
        if number in (2, 5):
            after.append({"question": "session/tell-them", "text": f"Session {number + 1}: the left shoulder."})
        self.add("after", start + 2 * hours, level - 2.8, after)
        for day in (1, 2, 3):
            morning = start.replace(hour=8) + datetime.timedelta(days=day)
            self.add("morning", morning, level - 2.2 + 0.5 * day, self.night())
        self.add("week", start + 144 * hours, level - 0.4, [self.rated("wellbeing/overall", 5 + 0.2 * number)])

    def add(self, flow, at, level, answers):
        everywhere = [self.rated("emotions/distress", level), self.rated("body/tension", level + 0.5),
                      self.rated("pain-movement/pain-now", level - 2),
                      self.rated("emotions/pleasantness", (5 - level) / 1.8, -3, 3),
                      self.rated("emotions/energy", 0.3 if level < 5 else -0.5, -3, 3)]
        self.entries.append({"flow": flow, "at": at.strftime("%Y-%m-%dT%H:%M:00+01:00"),
                             "answers": everywhere + answers})

    def rated(self, question, middle, low=0, high=10):
        return {"question": question, "value": max(low, min(high, round(middle + self.dice.gauss(0, 0.8))))}

    def words(self, pool):
        return {"question": "emotions/feelings",
                "picks": [{"id": word, "n": self.dice.randint(2, 5)} for word in self.dice.sample(pool, 3)]}

    def places(self, pool):
        return {"question": "body/noticing", "places": [
            {"region": region, **({"side": side} if side else {}), "qualities": [quality],
             "n": self.dice.randint(2, 5)} for region, side, quality in self.dice.sample(pool, 3)]}

    def night(self):
        clock = lambda hour, low, high: f"{hour}:{self.dice.randint(low, high):02d}"
        return [self.rated("sleep/quality", 4, 1, 5),
                {"question": "sleep/to-bed", "time": clock(22, 30, 59)},
                {"question": "sleep/turned-in", "time": clock(23, 0, 20)},
                {"question": "sleep/sleep-came", "minutes": self.dice.randint(10, 40)},
                {"question": "sleep/wakings", "value": self.dice.randint(0, 2)},
                {"question": "sleep/awake-total", "minutes": self.dice.randint(5, 45)},
                {"question": "sleep/sleep-ended", "time": clock("06", 10, 59)},
                {"question": "sleep/left-bed", "time": clock("07", 0, 30)}]
