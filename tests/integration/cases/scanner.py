"""A scanner for viruses that speaks as ClamAV does, on a socket of the test's own."""

from __future__ import annotations

import socketserver
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

VIRUS = b"X5O!P%@AP pretended"


class _Answer(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        found = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            found += self.rfile.read(size)
        server: Any = self.server
        self.wfile.write(server.says or (b"stream: Eicar FOUND\0" if VIRUS in found else b"stream: OK\0"))


@contextmanager
def answering(path: Path, says: bytes = b"") -> Iterator[None]:
    with socketserver.UnixStreamServer(str(path), _Answer) as server:
        server.says = says  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
            path.unlink()
