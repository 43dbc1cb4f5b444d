"""A mail server on this machine that keeps what it took, and now and then hangs up before it says so."""

from __future__ import annotations

import email
import socketserver
import threading
from email import policy
from email.message import EmailMessage
from random import Random


class _Session(socketserver.StreamRequestHandler):
    server: MailStub

    def handle(self) -> None:
        self.say("220 stub")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self.say("354 go on")
                if not self.take():
                    return
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")

    def take(self) -> bool:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.keep(b"".join(lines))
        if self.server.hangs_up():
            return False  # it has the letter, and the sender will never know
        self.say("250 taken")
        return True

    def say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class MailStub(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, random: Random, hangs_up_one_in: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken: list[EmailMessage] = []
        self._random, self._one_in, self._lock = random, hangs_up_one_in, threading.Lock()

    def __enter__(self) -> MailStub:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}?tls=no"

    def keep(self, data: bytes) -> None:
        with self._lock:
            self.taken.append(email.message_from_bytes(data, policy=policy.default))  # type: ignore[arg-type]

    def hangs_up(self) -> bool:
        with self._lock:
            return bool(self._one_in) and self._random.randrange(self._one_in) == 0

    def distinct(self) -> dict[str, EmailMessage]:
        """As a mail server that knows a letter again by its number keeps them."""
        with self._lock:
            return {str(one["Message-ID"]): one for one in self.taken}
