"""The time from Enter to the next question, seen from outside through a pseudo-terminal. Not a test.

python3 -B tests/bench/latency.py PATH-OF-FELT [N]

The same is measured with cat, which shows what the terminal and this program cost by themselves."""

import os
import pathlib
import pty
import re
import select
import shutil
import signal
import statistics
import sys
import tempfile
import time

PROMPT = re.compile(rb"\r\n(> |\(Enter goes on\) )")
ENOUGH = 10  # seconds


def start(args, env):
    """A program in a pseudo-terminal of its own: its process and our end."""
    process, terminal = pty.fork()
    if process == 0:
        os.execvpe(args[0], args, env)
    return process, terminal


def read_until(terminal, pattern):
    """What is said until this pattern, and when it came; None for the time at the end of the program."""
    said = b""
    while True:
        if not select.select([terminal], [], [], ENOUGH)[0]:
            sys.exit(f"nothing came after {said[-300:]!r}")
        try:
            said += os.read(terminal, 65536)
        except OSError:
            return said, None
        if pattern.search(said):
            return said, time.perf_counter()


def answer_for(said):
    """Any answer that fits what was asked, judged by the help below the question."""
    text = said.decode("utf-8", "replace")
    for words, answer in (("(Enter goes on)", ""), ("opens it", "1"), ("Words or numbers", "1, 2"),
                          ("For example: neck", "belly; jaw"), ("y or n", "n"), ("23:40", "23:00"),
                          ("1h20", "20"), ("A number.", "1"), ("1  ", "1"), (" · ", "1")):
        if words in text:
            return answer
    return "a few words of my own"


def check_in(felt, env, times, number):
    """Answers one whole `felt log full`, with all that is offered behind it."""
    process, terminal = start([felt, "log", "full"], env)
    said, came = read_until(terminal, PROMPT)
    while came is not None and len(times) < number:
        answer = answer_for(said)
        begun = time.perf_counter()
        os.write(terminal, answer.encode() + b"\r")
        said, came = read_until(terminal, PROMPT)
        if came is not None and answer:
            times.append(came - begun)
    os.close(terminal)
    os.waitpid(process, 0)


def measure_felt(felt, number):
    home = pathlib.Path(tempfile.mkdtemp(prefix="felt-latency."))
    env = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm", "TZ": "UTC"}
    times = []
    try:
        while len(times) < number:
            check_in(felt, env, times, number)
            shutil.rmtree(home / ".local")
    finally:
        shutil.rmtree(home)
    return times


def measure_cat(number):
    """From Enter to the line that cat says again behind the terminal's own echo."""
    process, terminal = start(["cat"], dict(os.environ))
    times = []
    for i in range(number):
        line = b"line %d" % i
        begun = time.perf_counter()
        os.write(terminal, line + b"\r")
        _, came = read_until(terminal, re.compile(line + rb"\r\n(.|\n|\r)*" + line + rb"\r\n"))
        times.append(came - begun)
    os.kill(process, signal.SIGTERM)
    os.close(terminal)
    os.waitpid(process, 0)
    return times


def figures(name, times):
    ordered = sorted(1000 * t for t in times)
    p90 = ordered[int(0.9 * (len(ordered) - 1))]
    return (f"{name:5} n={len(ordered)}  median {statistics.median(ordered):.2f} ms  p90 {p90:.2f} ms  "
            f"max {ordered[-1]:.2f} ms")


def main():
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} PATH-OF-FELT [N]")
    number = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    print(figures("felt", measure_felt(os.path.abspath(sys.argv[1]), number)), flush=True)
    print(figures("cat", measure_cat(number)), flush=True)


if __name__ == "__main__":
    main()
