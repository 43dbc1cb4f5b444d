"""The clear sentences: what went wrong and what to do next, without a traceback."""

import errno
import functools
import sys
from collections.abc import Callable
from pathlib import Path

DISK_FULL = "The disk is full: free some space, then run the same command again."
NO_NETWORK = (
    "The packages could not be fetched: check the network, or the package index that pip is set to "
    "use, then run the same command again."
)
NO_ENTRY_FOR_USER = (
    "Postgres needs this user to have a name: add a line for its number to /etc/passwd, or run as another user."
)

NOT_WRITABLE = "This user may not write to the folder of the portal: run as its owner, or make a copy of your own."
WRONG_HASH = (
    "A package is not the one that the lock file names, so it was not installed: fetch the repository "
    "again, and check the package index that pip is set to use."
)

# What tools print, and what it means to the person who ran the command. The first match wins.
MEANINGS = (
    (
        DISK_FULL,
        (
            "No space left on device",
            "ENOSPC",
            "Disk quota exceeded",
            "EDQUOT",
            "os error 28",
        ),
    ),
    (NO_ENTRY_FOR_USER, ("could not look up effective user ID",)),
    (
        NOT_WRITABLE,
        (
            "Read-only file system",
            "EROFS",
            "Permission denied",
            "EACCES",
            "os error 13",
            "os error 30",
        ),
    ),
    (
        WRONG_HASH,
        (
            "HASHES FROM THE REQUIREMENTS FILE",
            "Hash mismatch",
            "hash mismatch",
            "EINTEGRITY",
        ),
    ),
    (
        NO_NETWORK,
        (
            *(
                "Connection refused",
                "ECONNREFUSED",
                "ENOTFOUND",
                "EAI_AGAIN",
                "ETIMEDOUT",
                "ECONNRESET",
            ),
            *(
                "unreachable",
                "Temporary failure",
                "Name or service not known",
                "dns error",
                "Could not connect",
            ),
            *(
                "error sending request",
                "ailed to fetch",
                "Max retries",
                "No matching distribution",
                "timed out",
            ),
        ),
    ),
)

ERRNO_MEANINGS = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
}
UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR}


class Trouble(Exception):
    """Something a person can put right; its text is the one sentence they read."""


def meaning(output: str) -> str | None:
    """The sentence for what a tool printed, if it is something we know."""
    return next(
        (sentence for sentence, signs in MEANINGS if any(sign in output for sign in signs)),
        None,
    )


def trouble(what: str, output: str) -> Trouble:
    """A known meaning in one sentence; otherwise what failed and the tool's own last lines."""
    known = meaning(output)
    if known:
        return Trouble(known)
    last = "\n".join(line for line in output.strip().splitlines()[-8:])
    return Trouble(f"{what} did not finish. Its last lines were:\n{last}" if last else f"{what} did not finish.")


def unwritable(folder: str | Path) -> str:
    """The sentence for a folder that this user may not write to."""
    return f"This user may not write to {folder}: run as its owner, or name another folder."


def from_os_error(error: OSError) -> str | None:
    """The sentence for an error of the operating system, if it is something we know."""
    if error.errno in ERRNO_MEANINGS:
        return ERRNO_MEANINGS[error.errno]
    if error.errno in UNWRITABLE:
        return unwritable(error.filename or "this folder")
    return None


def note(text: str) -> None:
    """One line of progress."""
    print(text, flush=True)


def plainly(command: Callable[[list[str]], int]) -> Callable[[list[str]], int]:
    """Run a command so that known trouble ends in one sentence and exit code 1."""

    @functools.wraps(command)
    def run(arguments: list[str]) -> int:
        try:
            return command(arguments)
        except Trouble as trouble:
            print(trouble, file=sys.stderr)
        except KeyboardInterrupt:
            return 130
        except OSError as error:
            sentence = from_os_error(error)
            if sentence is None:
                raise
            print(sentence, file=sys.stderr)
        return 1

    return run
