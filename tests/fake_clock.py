"""The built felt under a clock that shows what a test wants."""

import functools
import glob
import subprocess

import built_felt


@functools.cache
def starts_under(library, options):
    """Whether the binary says its version within ten seconds while the library is loaded before it."""
    try:
        return subprocess.run([built_felt.BINARY, "--version"], capture_output=True, check=False, timeout=10,
                              env={"LD_PRELOAD": library, "ASAN_OPTIONS": options}).returncode == 0
    except subprocess.TimeoutExpired:
        return False


class FakeClockTest(built_felt.BuiltFeltTest):
    def under_clock(self, zone, clock, *words, form=None):
        """Runs felt in the zone, with a clock as faketime understands it; form is how the clock is written."""
        library = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
        if not library:
            self.skipTest("not checked: faketime is not installed")
        options = ":".join(filter(None, (self.env.get("ASAN_OPTIONS"), "verify_asan_link_order=0")))
        if not starts_under(library[0], options):
            self.skipTest("this binary does not start under faketime: clang's AddressSanitizer waits for it for ever")
        written = {"FAKETIME_FMT": form} if form else {}
        return self.felt(*words, env={"TZ": zone, "LD_PRELOAD": library[0], "FAKETIME": clock, "ASAN_OPTIONS": options,
                                      "FAKETIME_DONT_FAKE_MONOTONIC": "1", **written})
