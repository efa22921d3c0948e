"""The packages that cpack makes of the release build: what is in them, and that it is the same wherever it is made.

FELT_FULL=1 also builds felt twice from nothing, in two folders, and compares the packages byte for byte."""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import time
import unittest

import built_felt
from packages import build_folder, is_release_build, package, run, umask

SOURCE = pathlib.Path(__file__).resolve().parent.parent
FULL = os.environ.get("FELT_FULL") == "1"


def digests(packages):
    """The SHA-256 of each file by its name."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in packages}


def is_machine_code(line, texts):
    """Whether lintian found a misspelt word in felt that stands in none of its texts: bytes that look like letters."""
    found = re.search(r"spelling-error-in-binary (\S+) .*\[usr/bin/felt\]", line)
    word = found and re.compile(rf"\b{re.escape(found[1])}\b")
    return bool(found) and all(text.strip() == found[1] for text in texts if word.search(text))


# --- what has to be there ---


def manuals():
    return {f"share/man/man{page.name[-1]}/{page.name}" for page in (SOURCE / "man").glob("*.[1-9]")}


def installed_files():
    """What `cmake --install` lays down under its prefix. A manual or schema that is added is expected by itself."""
    return {
        "bin/felt",
        "share/bash-completion/completions/felt",
        "share/fish/vendor_completions.d/felt.fish",
        "share/zsh/site-functions/_felt",
        "share/doc/felt/README.md",
        "share/doc/felt/SECURITY.md",
        "share/doc/felt/CHANGELOG.md",
        "share/doc/felt/copyright",
        *(f"share/felt/schemas/{schema.name}" for schema in (SOURCE / "schemas").iterdir()),
        *(f"share/doc/felt/docs/{picture.name}" for picture in (SOURCE / "docs").iterdir()),
        *manuals(),
    }


def debian_files():
    """The same, where Debian wants it."""
    moved = {
        "share/zsh/site-functions/_felt": "share/zsh/vendor-completions/_felt",
        "share/doc/felt/CHANGELOG.md": "share/doc/felt/changelog.gz",
        **{page: page + ".gz" for page in manuals()},
    }
    own = {"share/doc/felt/changelog.Debian.gz", "share/lintian/overrides/felt"}
    return {"usr/" + moved.get(path, path) for path in installed_files()} | {"usr/" + path for path in own}


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not is_release_build():
            raise unittest.SkipTest("packages are made of the release build")
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="felt-packages."))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.made = package(cls.folder / "made")
        cls.archive = next(path for path in cls.made if path.name.endswith(".tar.gz"))
        cls.deb = next((path for path in cls.made if path.suffix == ".deb"), None)

    def need_deb(self):
        if not self.deb:
            self.skipTest("there is no dpkg here to make a .deb with")
        return self.deb

    def members(self, archive):
        with tarfile.open(archive) as opened:
            return opened.getmembers()

    def check_modes(self, members):
        """Owned by root, to be read by all and written by nobody else, run only where it is a program."""
        for member in members:
            is_program = member.isdir() or member.name.endswith("bin/felt")
            self.assertEqual((member.mode, member.uid, member.gid), (0o755 if is_program else 0o644, 0, 0), member.name)
        self.assertEqual(len({member.mtime for member in members}), 1)

    def data_of_the_deb(self):
        tar = self.folder / "data.tar"
        with tar.open("wb") as file:
            subprocess.run(["dpkg-deb", "--fsys-tarfile", self.need_deb()], stdout=file, check=True)
        return self.members(tar)

    def field(self, name):
        return run("dpkg-deb", "--field", self.need_deb(), name).strip()

    # --- files ---

    def test_the_archive_holds_what_is_installed(self):
        members = self.members(self.archive)
        top = self.archive.name[: -len(".tar.gz")]
        self.assertEqual({m.name for m in members if not m.isdir()}, {f"{top}/{path}" for path in installed_files()})
        self.check_modes(members)
        self.assertEqual([m.name for m in members], sorted(m.name for m in members))

    def test_installing_lays_down_the_same_files_below_a_folder(self):
        prefix = self.folder / "prefix"
        run("cmake", "--install", build_folder(), "--prefix", prefix)
        files = {str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file()}
        self.assertEqual(files, installed_files())

    def test_the_deb_holds_them_where_debian_wants_them(self):
        members = self.data_of_the_deb()
        self.assertEqual({m.name[2:] for m in members if not m.isdir()}, debian_files())
        self.check_modes(members)

    # --- the .deb ---

    def test_the_deb_says_what_it_needs_and_runs_nothing_of_its_own(self):
        self.assertEqual(self.field("Package"), "felt")
        self.assertRegex(self.field("Depends"), r"^libc6 \(>= [\d.]+\)(, libgcc-s1 \([^)]*\))?$")
        self.assertIn("weasyprint | chromium", self.field("Suggests"))
        version = run(built_felt.BINARY, "--version").split()[1]
        self.assertEqual(self.field("Version"), version + "-1")
        control = self.folder / "control"
        run("dpkg-deb", "--control", self.need_deb(), control)
        self.assertEqual({path.name for path in control.iterdir()}, {"control", "md5sums"})

    def test_the_deb_tells_its_own_changes_and_those_of_felt(self):
        unpacked = self.folder / "unpacked"
        run("dpkg-deb", "--extract", self.need_deb(), unpacked)
        doc = unpacked / "usr/share/doc/felt"
        own = self.folder / "changelog.Debian"
        own.write_text(run("gzip", "-dc", doc / "changelog.Debian.gz"))
        self.assertEqual(run("dpkg-parsechangelog", "-l", own, "-S", "Version").strip(), self.field("Version"))
        self.assertEqual(run("gzip", "-dc", doc / "changelog.gz"), (SOURCE / "CHANGELOG.md").read_text())

    def test_lintian_has_nothing_to_say(self):
        if not shutil.which("lintian"):
            self.skipTest("lintian is not installed")
        said = run("lintian", "--pedantic", "--display-info", "--display-experimental", "--tag-display-limit", "0",
                   self.need_deb())
        texts = run("strings", "-n", "3", built_felt.BINARY).splitlines()
        texts += [path.read_text() for folder in ("src", "prompts") for path in (SOURCE / folder).rglob("*.[cht]*")]
        self.assertEqual([line for line in said.splitlines() if not is_machine_code(line, texts)], [])

    def test_a_misspelt_word_in_a_text_is_not_taken_for_machine_code(self):
        tag = "I: felt: spelling-error-in-binary wTH with [usr/bin/felt]"
        self.assertTrue(is_machine_code(tag, ["\twTH", "zXtFwTH)", "saved wth care"]))
        self.assertFalse(is_machine_code(tag, ["wTH", "saved wTH care"]))
        self.assertFalse(is_machine_code(tag, ["wTH", 'label = "wTH"']))
        self.assertFalse(is_machine_code("W: felt: no-manual-page [usr/bin/felt]", ["felt"]))

    def test_every_override_of_lintian_has_its_reason(self):
        lines = (SOURCE / "packaging/lintian-overrides").read_text().splitlines()
        self.assertTrue(lines[0].startswith("# "))
        for line in lines:
            self.assertRegex(line, r"^(# .{10,}|felt: [a-z-]+ .+)$")

    # --- anywhere ---

    def test_the_archive_runs_wherever_it_is_unpacked(self):
        with tarfile.open(self.archive) as opened:
            opened.extractall(self.folder / "here")
        felt = next((self.folder / "here").glob("*/bin/felt"))
        env = {"HOME": str(self.folder / "home"), "PATH": "/nowhere"}
        (self.folder / "home").mkdir()
        self.assertIn("saved entry 1", run(felt, "log", "quick", "--set", "distress=3", env=env))
        moved = self.folder / "there, with spaces"
        (self.folder / "here").rename(moved)
        felt = next(moved.glob("*/bin/felt"))
        self.assertIn("distress 3", run(felt, "list", env=env))
        completion = next(moved.glob("*/share/bash-completion/completions/felt")).read_text()
        self.assertEqual(completion, run(felt, "completion", "bash", env=env))

    def test_the_program_does_not_say_where_it_was_built(self):
        program = pathlib.Path(built_felt.BINARY).read_bytes()
        for folder in {SOURCE, build_folder()}:
            self.assertNotIn(str(folder).encode(), program)

    def test_packaging_again_gives_the_same_bytes(self):
        """In another place, at another time, in another zone."""
        env = {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"}
        later = ("faketime", "2031-05-06 07:08:09") if shutil.which("faketime") else ()
        again = package(self.folder / "another place", env, later)
        self.assertEqual(digests(again), digests(self.made))

    # --- licences ---

    def copyright(self):
        return (SOURCE / "packaging/copyright").read_text()

    def test_the_copyright_file_says_what_the_licences_of_the_source_say(self):
        def words(text):
            return " ".join(re.findall(r"\w+", text.replace("©", "(c)").replace("®", "(R)")))

        here = words(self.copyright())
        licence = (SOURCE / "LICENSE").read_text().split("\n\n---")[0]
        self.assertIn(words(licence[licence.index("Permission") :]), here)
        notice = (SOURCE / "NOTICE").read_text()
        self.assertIn(words(notice[notice.index("This material") :]), here)
        self.assertIn("SNOMED International does not endorse", here)
        self.assertIn("CC0 1.0 Universal", self.copyright())

    def test_the_copyright_file_names_each_library_inside(self):
        """What bootstrap installs to build felt, but tools, and whatever else the linker is given."""
        tools = {"g++", "cmake", "ninja-build", "pkg-config"}
        named = set(run(SOURCE / "bootstrap", "packages", "build").split()) - tools
        link = run("ninja", "-C", build_folder(), "-t", "commands", "felt").splitlines()[-1]
        if not shutil.which("dpkg"):
            self.skipTest("there is no dpkg here to ask where libraries are from")
        for archive in re.findall(r" (/\S+\.a)\b", link):
            if not archive.startswith(str(build_folder())):
                named.add(re.split("[:,]", run("dpkg", "--search", archive))[0])
        missing = {name for name in named if f"({name})" not in self.copyright()}
        self.assertEqual(missing, set())


@unittest.skipUnless(FULL, "FELT_FULL=1 builds felt twice from nothing")
@unittest.skipUnless((SOURCE / ".git").exists(), "not checked: this is no clone")
class TwoBuilds(unittest.TestCase):
    def build(self, source, folder):
        """Packages of a fresh clone in this folder, nothing of which was compiled before."""
        run("git", "clone", "--quiet", source, folder)
        start = time.monotonic()
        run(folder / "bootstrap", "package", "--no-install", env={**os.environ, "CCACHE_DISABLE": "1"})
        minutes = (time.monotonic() - start) / 60
        made = digests((folder / "build/package").iterdir())
        made["felt"] = hashlib.sha256((folder / "build/release/felt").read_bytes()).hexdigest()
        print(f"built in {folder} in {minutes:.1f} minutes")
        return made

    def test_two_builds_give_the_same_bytes(self):
        with tempfile.TemporaryDirectory(prefix="felt-builds.") as folder:
            once = pathlib.Path(folder) / "felt"
            first = self.build(SOURCE, once)
            with umask(0o077):  # of the first clone, whatever is committed meanwhile
                second = self.build(once, pathlib.Path(folder) / "a much longer way to" / "the same felt")
        for name, digest in sorted(first.items()):
            print(f"{digest}  {name}")
        self.assertEqual(first, second)


if __name__ == "__main__":
    built_felt.main()
