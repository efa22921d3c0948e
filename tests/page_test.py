"""The HTML page in a real browser, and what hostile words become in it.

The browser's driver and its rules are installed by ./bootstrap test into build/web; without them the tests that look
at the page are passed over. FELT_SCREENSHOTS=FOLDER keeps what was seen.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import built_felt
import html5lib

SOURCE = pathlib.Path(__file__).resolve().parent
MODULES = SOURCE.parent / "build/web"
sys.path.insert(0, str(SOURCE / "web"))
from journal import Journal  # noqa: E402  (the folder has to be on the path first)

HOSTILE = [
    "<script>document.title='run'</script>", "<img src=x onerror=alert(1)>", "</title></style></svg><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>", "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "<!-- -->", "]]>",
    "<iframe src=https://example.invalid></iframe>", "<link rel=stylesheet href=//example.invalid/x.css>", "&lt;script&gt;",
    "<style>@import url(//example.invalid)</style>", "javascript:alert(1)", "<base href=//example.invalid>",
    "<meta http-equiv=refresh content='0;url=//example.invalid'>", "<math><mi xlink:href=javascript:alert(1)>", "\x1b[31m\x07",
    "\u202eevil\u2066", "<form action=//example.invalid><button>", "<svg/onload=alert(1)>", "\x00".replace("\x00", "\x01"),
]
REMOTE = re.compile(r"^\s*(https?:|//|javascript:|data:text)", re.I)


def elements(page):
    """Every element of a page as a browser would see it."""
    tree = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)
    return [one for one in tree.iter() if isinstance(one.tag, str)]


class Pages(built_felt.BuiltFeltTest):
    def write(self, journal):
        for start in journal.sessions:
            self.felt("session", "add", start.strftime("%Y-%m-%d %H:%M"), "-q")
        ran = self.felt("log", "--answers", "-", "-q", typed="\n".join(json.dumps(one) for one in journal.entries))
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def page(self, *options):
        ran = self.felt("report", "--format", "html", *options)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        return ran.stdout

    def assert_inert(self, page):
        for one in elements(page):
            name = one.tag.rsplit("}", 1)[-1]
            self.assertNotIn(name, ("script", "iframe", "object", "embed", "link", "base", "form", "img", "a", "image"))
            for attribute, value in one.attrib.items():
                self.assertFalse(str(attribute).lower().startswith("on"), attribute)
                self.assertFalse(REMOTE.search(value), value)
        self.assertEqual([one for one in page if ord(one) < 32 and one != "\n"], [])
        self.assertFalse(re.search("[\u202a-\u202e\u2066-\u2069]", page))

    def test_ten_thousand_hostile_notes_are_inert(self):
        lines = []
        for number in range(10_000):
            nasty = HOSTILE[number % len(HOSTILE)] + HOSTILE[number // len(HOSTILE) % len(HOSTILE)]
            lines.append(json.dumps({
                "flow": "quick", "at": f"2025-0{1 + number % 9}-{1 + number % 28:02d}T12:00:00+01:00", "note": nasty,
                "answers": [{"question": "session/tell-them", "text": f"{nasty} {number}"},
                            {"question": "emotions/distress", "value": number % 11}]}))
        self.felt("session", "add", "2026-03-10 10:00", "--with", HOSTILE[0], "-q")
        ran = self.felt("log", "--answers", "-", "-q", typed="\n".join(lines))
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        page = self.page()
        self.assertGreater(page.count("&lt;script&gt;"), 400)
        self.assert_inert(page)

    def test_a_few_hostile_entries_are_inert_as_they_are(self):
        for nasty in HOSTILE[:2]:
            self.felt("log", "quick", "--set", "distress=4", "--note", nasty, "--set", f"session/tell-them={nasty}", "-q")
        for thread in ((), ("--thread", "feelings"), ("--technical",)):
            self.assert_inert(self.page(*thread))

    def test_the_policy_comes_first_and_is_strict(self):
        self.felt("log", "quick", "--set", "distress=4", "-q")
        head = re.search(r"<head>\s*(<[^>]*>)", self.page()).group(1)
        self.assertRegex(head, r"^<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
                               r"style-src &#39;sha256-[A-Za-z0-9+/]{43}=&#39;; img-src data:; base-uri &#39;none&#39;; "
                               r"form-action &#39;none&#39;\">$")

    def look(self, *options):
        if not (MODULES / "node_modules").is_dir():
            self.skipTest("./bootstrap test installs what looks at pages")
        file = self.home / "page.html"
        file.write_text(self.page(*options), encoding="utf-8")
        shots = pathlib.Path(os.environ.get("FELT_SCREENSHOTS", self.home / "shots")) / self.id().rsplit(".", 1)[-1]
        shots.mkdir(parents=True, exist_ok=True)
        ran = subprocess.run(["node", str(SOURCE / "web/look.mjs"), str(MODULES), str(file), str(shots)],
                             capture_output=True, text=True, timeout=240, check=False,
                             env={**os.environ, "HOME": str(self.home)})
        self.assertEqual(ran.returncode, 0, ran.stderr)
        return json.loads(ran.stdout), shots

    def assert_looks_well(self, seen):
        for view in seen["views"]:
            with self.subTest(width=view["width"], scheme=view["scheme"]):
                self.assertEqual(view["messages"], [])
                self.assertEqual(view["requests"], [])
                self.assertEqual(view["axe"], [])
                self.assertLessEqual(view["across"], view["width"])
        self.assertEqual(seen["html"], [])
        self.assertEqual(seen["printed"]["splittable"], 0)

    def assert_refuses_code(self, injected):
        self.assertNotEqual(injected["title"], "run")
        self.assertNotEqual(injected["display"], "none")
        self.assertGreaterEqual(injected["refused"], 4)

    def sheets(self, shots):
        """The text of each printed sheet."""
        ran = subprocess.run(["pdftotext", "-layout", str(shots / "page.pdf"), "-"], capture_output=True, text=True,
                             check=True)
        return ran.stdout.split("\f")[:-1]

    def test_three_months_in_a_browser_and_on_paper(self):
        self.write(Journal())
        seen, shots = self.look()
        self.assert_looks_well(seen)
        self.assert_refuses_code(seen["injected"])
        sheets = self.sheets(shots)
        self.assertLessEqual(len(sheets), 2)
        above = [len(re.findall(r"\b10 (the most|as much|as strong|completely)", sheet)) for sheet in sheets]
        below = [len(re.findall(r"\b0 (none|no pain|not easy)", sheet)) for sheet in sheets]
        self.assertEqual(above, below)  # what stands above and below a picture is on one sheet
        self.assertEqual(sum(above), 8)

    def test_one_thread_in_a_browser(self):
        self.write(Journal(sessions=4))
        seen, _ = self.look("--thread", "feelings", "--technical")
        self.assert_looks_well(seen)

    def test_hardly_anything_in_a_browser(self):
        self.felt("log", "quick", "--set", "distress=4", "--note", "w" * 5000, "-q")
        seen, shots = self.look()
        self.assert_looks_well(seen)
        self.assertEqual(len(self.sheets(shots)), 1)

    def test_a_page_is_opened_from_a_private_file(self):
        self.felt("log", "quick", "--set", "distress=4", "-q")
        program = self.home / "bin/xdg-open"
        program.parent.mkdir()
        program.write_text('#!/bin/sh\nstat -c "%a %n" "$1"; stat -c %a "$(dirname "$1")"; head -c 15 "$1"\n')
        program.chmod(0o755)
        ran = self.felt("report", "--open", env={"XDG_RUNTIME_DIR": "", "TMPDIR": str(self.home)})
        self.assertEqual(ran.returncode, 0, ran.stderr)
        mode, folder_mode, beginning = ran.stdout.splitlines()[:3]
        self.assertRegex(mode, r"^600 /.*/felt-[^/]*/felt-report\.html$")
        self.assertEqual((folder_mode, beginning), ("700", "<!DOCTYPE html>"))
        page = pathlib.Path(mode.split(" ", 1)[1])
        self.assertTrue(page.is_file())
        shutil.rmtree(page.parent)


if __name__ == "__main__":
    built_felt.main()
