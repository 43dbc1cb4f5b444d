# ruff: noqa: UP031, RUF005, S606 - even Python 2 must be able to read this file
"""Finds a Python that the lock files cover; parses on old Pythons, so that they can say so."""

import os
import sys

OLDEST = (3, 11)
NEWEST = (3, 13)


def covered(version):
    # type: (tuple[int, ...]) -> bool
    """Whether the lock files were made for this version of Python."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def sentence(version):
    # type: (tuple[int, ...]) -> str
    """What to tell a person whose Python is too old or too new."""
    return (
        "The portal needs Python %d.%d to %d.%d, and this is Python %d.%d: "
        "install one of those and run the same command again." % (OLDEST + NEWEST + tuple(version[:2]))
    )


def other_python(path):
    # type: (str) -> str | None
    """The newest covered Python on the search path, or None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for folder in path.split(os.pathsep):
            candidate = os.path.join(folder, "python3.%d" % minor)
            if os.access(candidate, os.X_OK):
                return candidate
    return None


def settle():
    # type: () -> None
    """Carry on, carry on under another Python, or end with one sentence."""
    version = tuple(sys.version_info[:2])
    if covered(version):
        return
    found = other_python(os.environ.get("PATH", ""))
    if found is None:
        sys.exit(sentence(version))
    os.execv(found, [found] + sys.argv)
