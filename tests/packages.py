"""Makes the packages of the build whose felt is tested."""

import contextlib
import os
import pathlib
import shutil
import subprocess

import built_felt


def run(*command, **options):
    """What the command says, once it has gone well."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def build_folder():
    return pathlib.Path(built_felt.BINARY).parent


def is_release_build():
    cache = build_folder() / "CMakeCache.txt"
    return cache.exists() and "CMAKE_BUILD_TYPE:STRING=Release" in cache.read_text()


@contextlib.contextmanager
def umask(mask):
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def package(into, env=None, prefix=()):
    """Makes the packages, and returns them; they are all that lies in the folder then. `prefix` is to run cpack."""
    cpack = ("cpack", "--config", build_folder() / "CPackConfig.cmake", "-B", into)
    with umask(0o022):
        run(*prefix, *cpack, env={**os.environ, **(env or {})})
    shutil.rmtree(into / "_CPack_Packages")
    return sorted(into.iterdir())
