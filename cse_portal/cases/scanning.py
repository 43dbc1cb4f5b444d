"""Asks the partnership's own ClamAV whether a file holds a virus, where one is set."""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from io import BytesIO

from django.conf import settings

from cse_portal.cases.document_kinds import Scan

CONNECTS_WITHIN, ANSWERS_WITHIN = 3, 30  # seconds
BLOCK = 64 * 1024
LONGEST_ANSWER = 4096


def is_set() -> bool:
    return bool(settings.CLAMD_SOCKET or settings.CLAMD_HOST)


def scan(data: bytes) -> Scan:
    """Waiting where the scanner does not answer, or cannot say."""
    if not is_set():
        return Scan.NOT_SCANNED
    try:
        with closing(_connected()) as line:
            answer = _asked(line, data)
    except OSError:
        return Scan.WAITING
    if answer.endswith(" FOUND"):
        return Scan.INFECTED
    return Scan.CLEAN if answer == "stream: OK" else Scan.WAITING


def _connected() -> socket.socket:
    if not settings.CLAMD_SOCKET:
        return _patient(socket.create_connection(settings.CLAMD_HOST, timeout=CONNECTS_WITHIN))
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(CONNECTS_WITHIN)
    try:
        line.connect(str(settings.CLAMD_SOCKET))
    except OSError:
        line.close()
        raise
    return _patient(line)


def _patient(line: socket.socket) -> socket.socket:
    line.settimeout(ANSWERS_WITHIN)
    return line


def _asked(line: socket.socket, data: bytes) -> str:
    line.sendall(b"zINSTREAM\0")
    source = BytesIO(data)
    while block := source.read(BLOCK):
        line.sendall(struct.pack(">I", len(block)) + block)
    line.sendall(struct.pack(">I", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        answer += more
    return answer.rstrip(b"\0").decode(errors="replace").strip()
