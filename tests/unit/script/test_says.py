"""What tools print becomes one sentence."""

from __future__ import annotations

import errno

import pytest
from house import says


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("error: could not write: No space left on device (os error 28)", says.DISK_FULL),
        ("npm error code ENOSPC", says.DISK_FULL),
        ("initdb: error: could not look up effective user ID 12345: user does not exist", says.NO_ENTRY_FOR_USER),
        ("PermissionError: [Errno 13] Permission denied: '/x'", says.NOT_WRITABLE),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", says.WRONG_HASH),
        ("npm error code EINTEGRITY", says.WRONG_HASH),
        (
            "npm error network request to https://registry.example failed, reason: getaddrinfo EAI_AGAIN",
            says.NO_NETWORK,
        ),
        ("error sending request for url: dns error: failed to lookup address information", says.NO_NETWORK),
        ("ERROR: No matching distribution found for uv==1.0", says.NO_NETWORK),
        ("TypeError: unsupported operand", None),
    ],
)
def test_known_output_has_one_meaning(output: str, sentence: str | None) -> None:
    assert says.meaning(output) == sentence


def test_unknown_output_keeps_the_last_lines_of_the_tool() -> None:
    said = str(says.trouble("Sass", "\n".join(f"line {number}" for number in range(20))))
    assert said.startswith("Sass did not finish.")
    assert "line 19" in said
    assert "line 11" not in said


@pytest.mark.parametrize(
    ("raised", "printed"),
    [
        (says.Trouble("Port 1 is taken."), "Port 1 is taken."),
        (OSError(errno.ENOSPC, "No space left on device"), says.DISK_FULL),
        (PermissionError(errno.EACCES, "Permission denied", "/data"), says.unwritable("/data")),
        (OSError(errno.EROFS, "Read-only file system", "/data"), says.unwritable("/data")),
    ],
)
def test_known_trouble_is_one_sentence_and_exit_code_1(
    raised: Exception, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    @says.plainly
    def command(arguments: list[str]) -> int:
        raise raised

    assert command([]) == 1
    assert capsys.readouterr().err == f"{printed}\n"


def test_unknown_trouble_is_not_hidden() -> None:
    @says.plainly
    def command(arguments: list[str]) -> int:
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        command([])
