"""GOV.UK Notify on this machine: takes what it is sent, once it has read the key’s seal, and answers as it is told."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"portal-test-{SERVICE}-{SECRET}"
EMAILS, TEXTS = "f33517ff-2a88-4f6e-b855-c550268ce08a", "4afc3daf-1da4-46a7-a5d1-d4e4d4e1a3c5"


class _Answer(BaseHTTPRequestHandler):
    server: NotifyStub

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fault = self.server.fault(told)
        if not self.is_sealed():
            self.say(403, {"errors": [{"error": "AuthError", "message": "Invalid token"}]})
        elif fault:
            self.say(fault, {"errors": [{"error": "BadRequestError", "message": self.server.words}]})
        else:
            self.server.taken.append({**told, "path": self.path, "status": "created"})
            if self.server.hangs_up:
                self.server.hangs_up = False
                return  # it has it, and the sender will never know
            self.say(201, {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": told["reference"]})

    def do_GET(self) -> None:
        self.server.asked += 1
        if not self.is_sealed() or self.server.is_away:
            self.say(503 if self.server.is_away else 403, {})
            return
        reference = parse_qs(urlsplit(self.path).query)["reference"][0]
        found = [one for one in self.server.taken if one["reference"] == reference]
        self.say(200, {"notifications": found})

    def is_sealed(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        said = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        return said["iss"] == SERVICE and isinstance(said["iat"], int)

    def say(self, status: int, words: dict[str, Any]) -> None:
        data = json.dumps(words).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


class NotifyStub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.taken: list[dict[str, Any]] = []
        self.faults: list[int] = []  # what the next ones are answered with
        self.words = "Something is wrong"
        self.hangs_up = self.is_away = False
        self.asked = 0

    def __enter__(self) -> NotifyStub:
        threading.Thread(target=self.serve_forever, daemon=True, kwargs={"poll_interval": 0.01}).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def fault(self, told: Any) -> int:
        return self.faults.pop(0) if self.faults else 0

    def set_status(self, status: str) -> None:
        for one in self.taken:
            one["status"] = status
