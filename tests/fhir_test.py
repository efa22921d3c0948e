"""FHIR bundles of the built felt, judged by two validators, FHIRPath and rules of our own.

The judges are installed by ./bootstrap test into build/fhir; without them the bundles are passed over.
"""

import json
import pathlib
import subprocess
import unittest

import built_felt
from exports import TEN, Export

SOURCE = pathlib.Path(__file__).resolve().parent
MODULES = SOURCE.parent / "build/fhir"
ODD = ["plain", "e\u0301 é 🙂 \U0010fffd", "\x1b[31m\x01\x7f\x85", "\u202eevil\u2066\ufeff", "a\r\nb\tc\rd", " \u2028 x",
       "</div>&lt;\"'\\", "肩こり", "  spaces  "]
BLANK = [" ", "\u3000\t", "\n"]
STRONG = {"min": 1, "max": 5, "step": 1, "anchors": [{"at": 1, "label": "a trace"}]}


def of(bundle, kind):
    """The resources of a kind."""
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


def every_kind():
    """A journal of every kind of question and state, with odd words wherever words can be."""
    export = Export()
    distress = export.ask("emotions/distress", "scale", scale=TEN, direction="lower-better")
    pain = export.ask("pain-movement/pain-now", "scale", scale=TEN, direction="lower-better", wording="How much pain?")
    tenths = export.ask("own.pack/tenths", "scale", scale={"min": -2, "max": 2, "step": 0.1, "anchors": []})
    choice = export.ask("session/pace", "choice")
    words = export.ask("emotions/feelings", "multi", scale=STRONG)
    bare = export.ask("emotions/bare", "multi")
    body = export.ask("body/noticing", "body", scale=STRONG)
    count = export.ask("tests/count", "count")
    yesno = export.ask("tests/yesno", "yesno")
    text = export.ask("tests/text", "text", wording=ODD[2])
    again = export.ask("tests/text", "text", wording="In other words?", version="1.0.0")
    german = export.ask("tests/text", "text", wording="Und sonst?", language="de")
    odd = export.ask("tests/odd", "text", wording=" ", version="first | second", language="none at all")
    night = {name: export.ask(f"sleep/{name}", "count" if name == "wakings" else "duration" if name in (
        "sleep-came", "awake-total") else "time") for name in (
            "to-bed", "turned-in", "sleep-came", "wakings", "awake-total", "sleep-ended", "left-bed")}
    past = export.session(minutes=50, kinds=["ser", "odd \x1b kind"], **{"with": ODD[1], "note": ODD[4]})
    export.session(at="2100-01-01T10:00:00+15:30", note=BLANK[1], **{"with": " "})
    export.entry((distress, {"value": 4}), (pain, {"value": 3}), (tenths, {"value": -1.3}), session=past)
    export.entry((choice, {"pick": "right", "label": "just right"}), state="stopped", session=past)
    export.entry((choice, {"other": [{"text": ODD[3]}]}), (yesno, {"value": False}), (count, {"value": 0}))
    export.entry((words, {"picks": [{"id": "fear", "label": "afraid", "n": 3}, {"id": "moved", "label": " "}],
                          "other": [{"text": ODD[5], "n": 5}, {"text": " "}]}),
                 (bare, {"picks": [{"id": "odd id", "label": "odd"}], "other": []}), private=True, state="draft")
    export.entry((body, {"places": [
        {"region": "neck", "label": "neck", "side": "left", "aspect": "back", "qualities": ["tight"],
         "quality_labels": ["tight"], "n": 3},
        {"region": "odd one", "label": ODD[2], "side": "both", "qualities": ["odd one", "x y"],
         "quality_labels": ["o", " "], "n": 1},
        {"region": "spine", "label": "", "qualities": [], "quality_labels": []}]}))
    export.entry((night["to-bed"], {"time": "22:40", "date": "2026-03-11"}), (night["turned-in"], {"time": "23:10"}),
                 (night["sleep-came"], {"minutes": 20}), (night["wakings"], {"value": 2}),
                 (night["awake-total"], {"minutes": 35}), (night["sleep-ended"], {"time": "06:25"}),
                 (night["left-bed"], {"time": "06:50"}), at="2026-03-29T08:00:00+02:00", felt_day="2026-03-29")
    export.entry(*[(one, "?") for one in (distress, choice, words, body, count, yesno, text)],
                 (night["to-bed"], "?"))
    for place, note in enumerate(ODD + BLANK):
        export.entry((text, {"text": note}), note=note, tags=sorted({note, "b"}), at=f"2026-03-1{place % 9}T00:00:00-23:30")
    export.entry((again, {"text": "x"}), (odd, {"text": "y"}))
    export.entry((german, {"text": "z"}), note="Über den Wolken")
    export.entry((text, {"text": BLANK[0]}))
    export.entry()
    export.entry(note="copied", revision=1, copy_of={"uuid": export.entries[0]["uuid"], "revision": 0})
    return export


class FhirTest(built_felt.BuiltFeltTest):
    def bundle(self, name, export=None):
        """The bundle of a journal that holds an export; written to a file, too."""
        if export:
            ran = self.felt("--journal", f"{name}.db", "import", "-", "--quiet", typed=export.text())
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        ran = self.felt("--journal", f"{name}.db", "export", "--format", "fhir", "-o", f"{name}.json", "-q")
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        return json.loads((self.home / f"{name}.json").read_text(encoding="utf-8"))

    def judge(self, *what):
        if not (MODULES / "node_modules").is_dir():
            self.skipTest("./bootstrap test installs what judges bundles")
        ran = subprocess.run(["node", str(SOURCE / "fhir/check.mjs"), str(MODULES), *map(str, what)],
                             capture_output=True, text=True, timeout=240, check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return json.loads(ran.stdout)

    def test_the_judges_catch_what_each_of_them_is_there_for(self):
        said = self.judge("--judges")
        self.assertEqual([len(said[part]) for part in ("good", "mutants", "bundles")], [6, 18, 12])
        for part in said.values():
            for one in part:
                self.assertEqual(one["caught"], one["expected"], one["name"])

    def test_nothing_is_found_in_any_bundle(self):
        names = ["every", "alone", "sessions", "nothing", "demo"]
        every = self.bundle("every", every_kind())
        self.assertEqual(len(every["entry"]), len({one["fullUrl"] for one in every["entry"]}))
        alone, sessions = Export(), Export()
        alone.entry((alone.ask("emotions/distress", "scale", scale=TEN), {"value": 4}))
        sessions.session()
        self.bundle("alone", alone)
        self.bundle("sessions", sessions)
        self.assertEqual(len(self.bundle("nothing", Export())["entry"]), 1)
        self.assertEqual(self.felt("demo", "demo.db", "-q").returncode, 0)
        self.bundle("demo")
        files = [self.home / f"{name}.json" for name in names]
        self.assertEqual(self.judge(*files), {str(file): [] for file in files})

    def test_nothing_is_found_in_what_is_shared_and_nothing_that_stays_is_in_it(self):
        export = every_kind()
        stays = export.ask("tests/never", "text", share="no")
        asks = export.ask("tests/perhaps", "text", share="ask")
        text = export.ask("tests/left-out", "text")
        words = export.ask("emotions/feelings", "multi", scale=STRONG, wording="Which ones?")
        mark = {"text": "zqstay"}
        export.entry((stays, mark), (asks, mark), (text, mark), note="zqstay", tags=["zqstay"])
        export.entry((text, mark), (words, {"picks": [], "other": [{"text": "zqstay", "n": 2}]}), private=True)
        export.entry((asks, {"text": "zqnamed"}))
        self.bundle("shared", export)
        journal = ("--journal", "shared.db", "share", "--yes", "-q", "--format", "fhir")
        most = ("--include", "tests/perhaps", "--leave-out", f"entry:{len(export.entries) - 2}",
                "--include", "notes", "--include", "session-notes", "--include", "with",
                "--leave-out", f"note:{len(export.entries) - 2}")
        least = ("--hide", "neck", "--leave-out", "emotions", "--leave-out", "tests", "--leave-out", "sleep")
        files = []
        for name, choices in {"usual": ("--leave-out", "tests/left-out"), "most": most, "least": least}.items():
            files.append(self.home / f"{name}.json")
            ran = self.felt(*journal, "-o", files[-1].name, *choices)
            self.assertEqual((ran.returncode, ran.stderr), (0, ""))
            whole = files[-1].read_text(encoding="utf-8")
            self.assertNotIn("zqstay", whole, name)
            self.assertEqual("zqnamed" in whole, name == "most")
            bundle = json.loads(whole)
            private = {f"urn:uuid:{one['uuid']}" for one in export.entries if one["private"]}
            self.assertFalse(private & {one["identifier"]["value"] for one in of(bundle, "QuestionnaireResponse")})
            regions = [one.get("bodySite", {}).get("text", "") for one in of(bundle, "Observation")]
            self.assertEqual("neck, your left, back" in regions, name != "least")
        self.assertEqual(self.judge(*files), {str(file): [] for file in files})

    def test_the_same_journal_makes_the_same_bytes(self):
        export = every_kind()
        for name in ("a", "b"):
            self.bundle(name, export)
        self.assertEqual((self.home / "a.json").read_bytes(), (self.home / "b.json").read_bytes())

    def test_each_check_in_is_there_once_for_each_pack_it_answered(self):
        export = every_kind()
        bundle = self.bundle("every", export)
        responses = of(bundle, "QuestionnaireResponse")
        self.assertEqual({one["identifier"]["value"] for one in responses},
                         {f"urn:uuid:{one['uuid']}" for one in export.entries})
        self.assertEqual(len({(one["identifier"]["value"], one["questionnaire"]) for one in responses}), len(responses))
        states = {one["uuid"]: {"kept": "completed", "stopped": "stopped", "draft": "in-progress"}[one["state"]]
                  for one in export.entries}
        for one in responses:
            self.assertEqual(one["status"], states[one["identifier"]["value"][9:]])
            self.assertEqual("security" in one["meta"], one["status"] == "in-progress")

    def test_what_was_skipped_leaves_nothing_and_what_was_unsure_says_so(self):
        export = every_kind()
        responses = of(self.bundle("every", export), "QuestionnaireResponse")
        unsure = [one for one in responses if one["identifier"]["value"][9:] == export.entries[6]["uuid"]]
        items = [item for one in unsure for item in one["item"]]
        self.assertEqual(len(items), 8)
        for item in items:
            self.assertEqual(item["extension"], [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                                                  "valueCode": "asked-unknown"}])
            self.assertFalse({"answer", "item"} & item.keys())
        first = [one for one in responses if one["identifier"]["value"][9:] == export.entries[0]["uuid"]]
        self.assertEqual([item["linkId"] for one in first for item in one["item"]], ["distress", "pain-now", "tenths"])

    def test_observations_are_what_was_rated_and_the_time_asleep(self):
        found = of(self.bundle("every", every_kind()), "Observation")
        seen = sorted((one["code"]["coding"][0]["code"], one.get("bodySite", {}).get("text", ""),
                       one["valueQuantity"]["value"], one["valueQuantity"]["code"]) for one in found)
        self.assertEqual(seen, [
            ("72514-3", "", 3, "{score}"), ("93832-4", "", 380, "min"),
            ("body/noticing", "\\x1b[31m\\x01\\x7f\\x85, both", 1, "{score}"),
            ("body/noticing", "neck, your left, back", 3, "{score}"), ("emotions/distress", "", 4, "{score}")])
        codes = {one["code"] for each in found for one in each["code"]["coding"] if one["system"] == "http://loinc.org"}
        self.assertEqual(codes, {"72514-3", "93832-4"})

    def test_sessions_are_done_or_still_to_come_and_joined_to_their_check_ins(self):
        bundle = self.bundle("every", every_kind())
        past, to_come = of(bundle, "Procedure")
        self.assertEqual((past["status"], to_come["status"]), ("completed", "preparation"))
        self.assertEqual(past["performedPeriod"],
                         {"start": "2026-03-12T15:00:00+01:00", "end": "2026-03-12T15:50:00+01:00"})
        self.assertEqual(to_come["performedPeriod"], {"start": "2099-12-31T18:30:00Z"})
        self.assertEqual(past["code"]["text"], "Bodywork session (client-logged): ser, odd \\x1b kind")
        self.assertFalse({"note", "performer"} & to_come.keys())
        parts = [one for one in of(bundle, "QuestionnaireResponse") if "partOf" in one]
        self.assertGreaterEqual(len(parts), 4)
        for one in parts:
            self.assertEqual(one["partOf"], [{"reference": f"urn:uuid:{past['id']}"}])

    def test_words_asked_differently_under_one_version_are_items_of_their_own(self):
        asked = of(self.bundle("every", every_kind()), "Questionnaire")
        english = [one for one in asked if one["title"] == "felt: tests" and one.get("language") == "en"]
        self.assertEqual([item["linkId"] for one in english for item in one["item"]], ["yesno", "count", "text", "text.2"])
        self.assertEqual(len([one for one in asked if one["title"] == "felt: tests"]), 3)


if __name__ == "__main__":
    built_felt.main()
