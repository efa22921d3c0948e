"""One journal, written to under clocks that jump and in zones around the world: nothing is lost, no day moves.

A few of the clocks in every run; FELT_FULL=1 takes all of them."""

import datetime
import json
import zoneinfo

import built_felt
import fake_clock
from keeping_test import FULL, some

ZONES = ["Europe/Vienna", "America/New_York", "Pacific/Kiritimati", "Etc/GMT+12", "Etc/GMT-14", "Australia/Lord_Howe",
         "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns", "Africa/Casablanca", "Pacific/Apia", "Asia/Tehran",
         "America/Sao_Paulo", "UTC", "Antarctica/Troll", "Atlantic/Azores", "Europe/Dublin", "Asia/Kolkata",
         "Pacific/Auckland", "Africa/Cairo"]
CLOCKS = {
    "the first day of 1970": 43_200, "a leap day": 951_825_600, "before a night loses an hour": 1_774_745_999,
    "when it has lost it": 1_774_746_000, "the first pass of an hour": 1_792_888_200, "the second pass": 1_792_891_800,
    "a year earlier": 1_761_355_800, "an hour earlier": 1_761_352_200, "the last second of 32 bits": 2**31 - 1,
    "a second more": 2**31 + 1,
}


class Clocks(fake_clock.FakeClockTest):
    def under(self, zone, clock, *words):
        return self.under_clock(zone, f"@{clock}", *words, form="%s")

    def test_entries_of_any_clock_and_zone_stay_where_they_were_lived(self):
        combinations = some([(zone, name) for zone in ZONES for name in CLOCKS], 10)
        expected = []
        for number, (zone, name) in enumerate(combinations):
            ran = self.under(zone, CLOCKS[name], "log", "quick", "--set", "distress=4", "--note", str(number), "--json")
            self.assertEqual(ran.returncode, 0, (zone, name, ran.stderr))
            expected.append(self.lived(zone, CLOCKS[name], number, json.loads(ran.stdout)))
        for zone, clock in (("Pacific/Kiritimati", 2**31 + 500), ("Etc/GMT+12", 50_000), ("Europe/Vienna", 1_774_746_000)):
            ran = self.under(zone, clock, "list", "-n", "0", "--json")
            entries = sorted(json.loads(ran.stdout)["entries"], key=lambda entry: entry["id"])
            found = [{key: entry[key] for key in ("id", "note", "at", "zone", "felt_day")} for entry in entries]
            self.assertEqual(found, expected)
        self.assertIn(self.felt("doctor").returncode, (0, 1))
        print(f"{len(combinations)} clocks and zones, read under 3 others: none lost, no day moved", flush=True)

    def lived(self, zone, clock, number, entry):
        """What the entry has to be, by another program's knowledge of zones."""
        local = datetime.datetime.fromtimestamp(clock, zoneinfo.ZoneInfo(zone))
        day = local.date() - datetime.timedelta(days=local.hour < 4)
        self.assertEqual(entry["felt_day"], day.isoformat(), (zone, clock))
        at = datetime.datetime.fromisoformat(entry["at"])
        self.assertEqual((at.timestamp(), at.utcoffset()), (clock, local.utcoffset()), (zone, clock))
        self.assertEqual(entry["id"], number + 1)
        return {"id": number + 1, "note": str(number), "at": entry["at"], "zone": entry["zone"], "felt_day": day.isoformat()}


if __name__ == "__main__":
    built_felt.main()
