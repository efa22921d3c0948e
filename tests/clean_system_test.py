"""felt in a Debian that has nothing but the minimum: installed from its .deb, used, upgraded and removed; and built
there from a fresh clone. Both need root and Debian's packages, take minutes, and are done with FELT_FULL=1 alone.

The minimum is made with debootstrap once and kept in the folder clean-system of the build."""

import contextlib
import hashlib
import os
import pathlib
import platform
import shutil
import subprocess
import tempfile
import time
import unittest

import pexpect

import built_felt
from packages import build_folder, is_release_build, package, run

SOURCE = pathlib.Path(__file__).resolve().parent.parent
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
PROXIES = {name: os.environ[name] for name in ("http_proxy", "https_proxy", "no_proxy") if name in os.environ}


def why_not():
    """What keeps these tests from running here, or nothing."""
    if os.environ.get("FELT_FULL") != "1":
        return "FELT_FULL=1 tries felt in a clean system"
    if os.geteuid() != 0:
        return "not checked: only root can make a system"
    if not shutil.which("debootstrap") or platform.freedesktop_os_release().get("ID") != "debian":
        return "not checked: this is not Debian, or debootstrap is not installed"
    if not mirrors():
        return "not checked: apt knows no place to take packages from"
    return ""


def mirrors():
    """Where this machine's apt takes Debian from: lines of a sources.list, the release itself first."""
    said = run("apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)", "Created-By: Packages", "Origin: Debian")
    codename = platform.freedesktop_os_release()["VERSION_CODENAME"]
    lines = sorted({line for line in said.splitlines() if line.split()[1].startswith(codename)}, key=len)
    return [f"deb {line} main" for line in lines]


class System:
    """A Debian in a folder, minbase and up to date."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        run("tar", "--extract", "--preserve-permissions", "--numeric-owner", "--file", self.minimum(), "-C", self.root)
        self.root.chmod(0o755)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        run("mount", "-t", "proc", "proc", self.root / "proc")
        self.inside("apt-get", "update")
        self.inside("apt-get", "upgrade", "-y")

    def minimum(self):
        """The archive of a system that was just made; made now if this is the first time."""
        archive = build_folder() / "clean-system" / f"{platform.freedesktop_os_release()['VERSION_CODENAME']}.tar"
        if not archive.exists():
            archive.parent.mkdir(exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="felt-minimum.") as made:
                self.bootstrap(pathlib.Path(made))
                run("tar", "--create", "--numeric-owner", "--file", f"{archive}.new", "-C", made, ".")
            os.rename(f"{archive}.new", archive)
        return archive

    def bootstrap(self, folder):
        site, codename = mirrors()[0].split()[1:3]
        run("debootstrap", "--variant=minbase", codename, folder, site)
        (folder / "etc/apt/sources.list").write_text("\n".join(mirrors()) + "\n")
        # No service of it is to start: it would run beside this machine's.
        policy = folder / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        run("chroot", folder, "apt-get", "clean")

    def close(self):
        run("umount", self.root / "proc")

    def command(self, *words, user="root"):
        """The command as it is called from outside."""
        home = "/root" if user == "root" else f"/home/{user}"
        env = {"HOME": home, "PATH": PATH, "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "TERM": "xterm",
               "NO_COLOR": "1", "TZ": "Europe/Vienna", **PROXIES}
        settings = [f"{name}={value}" for name, value in env.items()]
        outside = ["chroot", f"--userspec={user}", str(self.root)]
        return [*outside, "env", "-i", f"--chdir={home}", *settings, *map(str, words)]

    def inside(self, *words, user="root", **options):
        return run(*self.command(*words, user=user), **options)

    def packages(self):
        return set(self.inside("dpkg-query", "--show", "--showformat", "${Package}\\n").split())

    def files_called(self, word):
        """Where it is in the name of a file, outside homes."""
        found = self.inside("find", "/", "-xdev", "-path", "/home", "-prune", "-o", "-name", f"*{word}*", "-print")
        return set(found.splitlines())


@contextlib.contextmanager
def clean_system():
    with tempfile.TemporaryDirectory(prefix="felt-system.") as folder:
        system = System(folder)
        try:
            yield system
        finally:
            system.close()


@unittest.skipIf(why_not(), why_not())
class CleanSystem(unittest.TestCase):
    def setUp(self):
        if not is_release_build():
            self.skipTest("packages are made of the release build")
        folder = tempfile.TemporaryDirectory(prefix="felt-packages.")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        open_system = clean_system()
        self.system = open_system.__enter__()
        self.addCleanup(open_system.__exit__, None, None, None)

    # --- packages ---

    def next_version(self, deb):
        """The same package with a higher version."""
        unpacked = self.folder / "unpacked"
        run("dpkg-deb", "--raw-extract", deb, unpacked)
        control = unpacked / "DEBIAN/control"
        version = run("dpkg-deb", "--field", deb, "Version").strip()
        control.write_text(control.read_text().replace(f"Version: {version}\n", "Version: 999.0-1\n"))
        run("dpkg-deb", "--build", "--root-owner-group", unpacked, self.folder / "next.deb")
        return self.folder / "next.deb"

    def install(self, deb):
        shutil.copy(deb, self.system.root / "srv/felt.deb")
        said = self.system.inside("apt-get", "install", "-y", "/srv/felt.deb")
        (self.system.root / "srv/felt.deb").unlink()
        return said

    # --- the person ---

    def felt(self, *words, **options):
        return self.system.inside("felt", *words, user="person", **options)

    def kept(self):
        """Every byte the person has: what lies in the home, and the crontab."""
        paths = [*(self.system.root / "home/person").rglob("*"), self.system.root / "var/spool/cron/crontabs/person"]
        return {str(path): (path.stat().st_mode, path.stat().st_uid, hashlib.sha256(path.read_bytes()).hexdigest())
                for path in paths if path.is_file()}

    def first_check_in(self):
        """On a terminal, question by question; returns what stood there."""
        command = self.system.command("felt", "log", "quick", user="person")
        child = pexpect.spawn(command[0], command[1:], encoding="utf-8", timeout=20, dimensions=(40, 80))
        said = ""
        for typed in ("2", "-1", "3", "4", "lighter, and tired"):
            child.expect("\r\n> ")
            said += child.before + child.after
            child.sendline(typed)
        child.expect("Enter ends here")
        said += child.before + child.after
        child.sendline("")
        child.expect(pexpect.EOF)
        child.close()
        self.assertEqual(child.exitstatus, 0)
        return (said + child.before).replace("\r\n", "\n")

    def cron_asks(self):
        """What cron's own line of felt said, once cron itself has run it; the minute has to turn for that."""
        answer = self.system.root / "home/person/due"
        cron = subprocess.Popen(self.system.command("cron", "-f"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 130
            while not (answer.exists() and answer.read_text().endswith("over\n")) and time.monotonic() < end:
                time.sleep(1)
        finally:
            cron.terminate()
            cron.wait()
        return answer.read_text()

    # --- the story ---

    def test_installed_used_upgraded_removed(self):
        deb = next(path for path in package(self.folder / "made") if path.suffix == ".deb")
        before = self.system.packages()
        start = time.monotonic()
        self.install(deb)
        print(f"installed in {time.monotonic() - start:.1f} s")
        self.assertEqual(self.system.packages() - before, {"felt"})
        self.system.inside("apt-get", "install", "-y", "--no-install-recommends", "cron")
        self.system.inside("useradd", "--create-home", "person")

        self.use()
        kept = self.kept()
        self.assertTrue(any(path.endswith("journal.db") for path in kept))
        for change in (self.upgrade, self.remove, self.install_again, self.purge, self.install_again):
            change(deb)
            self.assertEqual(self.kept(), kept)
        print(f"{len(kept)} files of the person as they were, through upgrade, removal and purge")

    def use(self):
        print(self.felt("session", "add", "3 hours ago", "--with", "Anna", "--minutes", "45"))
        print(self.first_check_in())
        print(self.felt("log", "after", "--set", "distress=2", "--note", "Warm feet."))
        print(self.felt("report"))
        self.felt("report", "--format", "html", "-o", "page.html")
        page = (self.system.root / "home/person/page.html").read_text()
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertIn("</html>", page)
        self.remind()

    def remind(self):
        own = "* * * * * felt due --explain > due 2>&1; echo over >> due\n"
        self.system.inside("crontab", "-", user="person", input=own)
        print(self.felt("remind", "install", "--yes"))
        tab = self.system.inside("crontab", "-l", user="person")
        print(tab)
        self.assertIn(own, tab)
        self.assertIn("/usr/bin/felt due --notify", tab)
        said = self.cron_asks()
        print(said)
        self.assertIn("check-in", said)

    def upgrade(self, deb):
        self.install(self.next_version(deb))
        self.assertIn("999.0-1", self.system.inside("dpkg-query", "--show", "felt"))
        self.assertIn("Warm feet.", self.felt("show", "2"))

    def remove(self, _):
        self.system.inside("apt-get", "remove", "-y", "felt")

    def install_again(self, deb):
        self.install(deb)
        self.assertIn("Warm feet.", self.felt("show", "2"))
        self.felt("doctor")

    def purge(self, _):
        self.system.inside("apt-get", "purge", "-y", "felt")
        left = self.system.files_called("felt")
        self.assertEqual({path for path in left if not path.startswith("/var/log/")}, set())

    def test_the_archive_runs_there_with_nothing_installed(self):
        archive = next(path for path in package(self.folder / "made") if path.name.endswith(".tar.gz"))
        self.system.inside("useradd", "--create-home", "person")
        run("tar", "--extract", "--file", archive, "-C", self.system.root / "home/person")
        felt = f"./{archive.name[: -len('.tar.gz')]}/bin/felt"
        said = self.system.inside(felt, "log", "quick", "--set", "distress=3", user="person")
        self.assertIn("saved entry 1", said)

    # --- from the source ---

    @unittest.skipUnless((SOURCE / ".git").exists(), "not checked: this is no clone")
    def test_a_fresh_clone_builds_where_there_is_only_git(self):
        self.system.inside("apt-get", "install", "-y", "--no-install-recommends", "git")
        run("git", "clone", "--quiet", "--bare", SOURCE, self.system.root / "srv/felt.git")
        self.system.inside("git", "clone", "--quiet", "/srv/felt.git", "/root/felt")
        start = time.monotonic()
        said = self.system.inside("/root/felt/bootstrap", "try", stdin=subprocess.DEVNULL)
        self.assertIn("saved entry", said)
        print(f"./bootstrap try: {(time.monotonic() - start) / 60:.1f} minutes")
        said = self.system.inside("/root/felt/bootstrap", "package")
        print(said[said.index("Packages:") :])
        made = self.system.root / "root/felt/build/package"
        for path in sorted(made.iterdir()):
            print(hashlib.sha256(path.read_bytes()).hexdigest(), path.name)
        self.assertEqual({path.suffix for path in made.iterdir()}, {".deb", ".gz"})


if __name__ == "__main__":
    built_felt.main()
