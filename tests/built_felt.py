"""The built felt, started for real: in a pipe or in a pseudo-terminal, each test in a home of its own."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import pexpect

BINARY = ""
SUPPRESSIONS = pathlib.Path(__file__).resolve().parent / "lsan.supp"


class BuiltFeltTest(unittest.TestCase):
    """A test case with a fresh home, self.home, and nothing of the real environment but the way to programs."""

    def setUp(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="felt-built."))
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)
        self.env = {
            "HOME": str(self.home),
            "PATH": f"{self.home}/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TZ": "Europe/Vienna",
            "TERM": "xterm",
            "NO_COLOR": "1",
        }
        # Sanitizers may be asked to write elsewhere or to fail on other things.
        self.env["LSAN_OPTIONS"] = f"suppressions={SUPPRESSIONS}:print_suppressions=0"
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = ":".join(filter(None, (self.env.get(name), os.environ[name])))

    def felt(self, *args, typed="", env=None):
        """Runs felt with its streams in pipes; the answer has returncode, stdout and stderr."""
        return subprocess.run(
            [BINARY, *args],
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            cwd=self.home,
            env={**self.env, **(env or {})},
            check=False,
        )

    def terminal(self, *args, env=None, columns=80, rows=24):
        """Starts felt in a pseudo-terminal and returns the pexpect child."""
        child = pexpect.spawn(
            BINARY,
            list(args),
            cwd=str(self.home),
            env={**self.env, **(env or {})},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=20,
        )
        self.addCleanup(child.close, force=True)
        return child

    def end(self, child):
        """Waits for the child to go, and returns what it still said and its exit code (128 + N for signal N)."""
        child.expect(pexpect.EOF)
        child.close()
        code = child.exitstatus if child.exitstatus is not None else 128 + child.signalstatus
        return child.before.replace("\r\n", "\n"), code


def main():
    """Runs the tests of the calling file against the program named first on the command line."""
    global BINARY
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(f"usage: {sys.argv[0]} PATH-OF-FELT [TEST…]")
    BINARY = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
