"""Files are swapped for symbolic links while felt writes: what they point at is never written to.

FELT_FULL=1 makes 10,000 races of it.
"""

import os
import sys
import threading

import built_felt

RACES = 10_000 if os.environ.get("FELT_FULL") else 80
KEPT = "belongs to somebody else\n"


class Swapper(threading.Thread):
    """Puts links in the place of a file, and of what stands half written beside it, until it is stopped."""

    def __init__(self, target, links, half_written):
        super().__init__(daemon=True)
        self.target, self.links, self.half_written, self.swapped = target, links, half_written, 0
        self.is_over = threading.Event()

    def put_link(self, name, link):
        aside = self.target.parent / "aside"
        try:
            os.symlink(link, aside)
            os.replace(aside, name)
            self.swapped += 1
        except OSError:
            aside.unlink(missing_ok=True)

    def swap_half_written(self):
        if not self.half_written:
            return
        for name in os.listdir(self.target.parent):
            if name.startswith(".felt-"):
                self.put_link(self.target.parent / name, self.links[0])

    def run(self):
        while not self.is_over.is_set():
            for link in self.links:
                self.put_link(self.target, link)
                self.swap_half_written()
                self.target.unlink(missing_ok=True)
                self.swap_half_written()

    def stop(self):
        self.is_over.set()
        self.join()


class Races(built_felt.BuiltFeltTest):
    LEAVING = (("export", "-o"), ("export", "--format", "csv", "-o"), ("share", "--yes", "-q", "-o"),
               ("share", "--yes", "-q", "--format", "fhir", "-o"))

    def setUp(self):
        super().setUp()
        self.assertEqual(self.felt("log", "quick", "--set", "distress=4", "--note", "words").returncode, 0)
        self.journal = self.home / ".local/share/felt/journal.db"
        self.elsewhere = self.home / "elsewhere"
        self.elsewhere.mkdir()
        self.kept = self.elsewhere / "kept"
        self.kept.write_text(KEPT, encoding="utf-8")
        self.folder = self.home / "written"
        self.folder.mkdir(mode=0o700)
        self.target = self.folder / "page.csv"
        # To a file, to nothing yet, to the journal, and to itself.
        self.links = [self.kept, self.elsewhere / "new", self.journal, self.target]

    def assert_untouched(self, ran):
        self.assertIn(ran.returncode, (0, 2, 15), ran.stderr)
        self.assertEqual(self.kept.read_text(encoding="utf-8"), KEPT)
        self.assertEqual(os.listdir(self.elsewhere), ["kept"])

    def race(self, commands, races, half_written):
        swapper = Swapper(self.target, self.links, half_written)
        swapper.start()
        written = 0
        try:
            for race in range(races):
                ran = self.felt(*commands[race % len(commands)], str(self.target))
                self.assert_untouched(ran)
                written += ran.returncode == 0
        finally:
            swapper.stop()
        ran = self.felt("doctor")
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        print(f"{races} races, {swapper.swapped} links, {written} files written, 0 escapes", file=sys.stderr)
        self.assertGreater(swapper.swapped, races)

    def test_no_link_put_in_the_way_of_what_leaves_is_followed(self):
        self.race(self.LEAVING, RACES * 3 // 4, half_written=True)

    def test_no_link_put_in_the_way_of_a_backup_is_followed(self):
        self.race([("backup",)], RACES // 4, half_written=False)

    def test_a_link_that_stands_there_is_refused_and_with_force_its_target_is_replaced(self):
        for command in self.LEAVING:
            for link in self.links[:2]:
                self.target.unlink(missing_ok=True)
                self.target.symlink_to(link)
                ran = self.felt(*command, str(self.target))
                self.assertEqual(ran.returncode, 2, ran.stderr)
                self.assertIn("exists already", ran.stderr)
                self.assert_untouched(ran)
        self.target.unlink()
        self.target.symlink_to(self.kept)
        self.assertEqual(self.felt("export", "--force", "-o", str(self.target)).returncode, 0)
        self.assertTrue(self.target.is_symlink())
        self.assertNotEqual(self.kept.read_text(encoding="utf-8"), KEPT)


if __name__ == "__main__":
    built_felt.main()
