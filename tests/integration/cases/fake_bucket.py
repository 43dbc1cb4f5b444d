"""A bucket in this process, on the loopback: keeps what is put, and notes with which headers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from cse_portal.core import clock

A_PAGE = 2


@dataclass
class FakeBucket:
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    fails_with: int = 0
    endpoint: str = ""


@contextmanager
def fake_bucket(name: str) -> Iterator[FakeBucket]:
    bucket = FakeBucket()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

        def _answer(self) -> None:
            place = urlsplit(self.path)
            key = unquote(place.path).removeprefix(f"/{name}/")
            headers = {one.lower(): value for one, value in self.headers.items()}
            data = self.rfile.read(int(headers.get("content-length", 0)))
            bucket.told.append((self.command, key, headers))
            status, found = self._done(key, data, parse_qs(place.query, keep_blank_values=True))
            self.send_response(bucket.fails_with or status)
            self.send_header("Content-Length", str(len(found)))
            self.send_header("Last-Modified", format_datetime(clock.now(), usegmt=False))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(found)

        def _done(self, key: str, data: bytes, query: dict[str, list[str]]) -> tuple[int, bytes]:
            if not key:
                return 200, _listed(bucket, query)
            if self.command == "PUT":
                bucket.files[key] = data
                return 200, b""
            if self.command == "DELETE":
                bucket.files.pop(key, None)
                return 204, b""
            return (200, bucket.files[key]) if key in bucket.files else (404, b"<Error/>")

        do_GET = do_PUT = do_HEAD = do_DELETE = _answer  # noqa: N815 - their own names

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    bucket.endpoint = f"http://127.0.0.1:{server.server_port}"
    try:
        yield bucket
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _listed(bucket: FakeBucket, query: dict[str, list[str]]) -> bytes:
    """Two at a time, so that going on is tried."""
    begins = query["prefix"][0]
    inside = [key.removeprefix(begins) for key in bucket.files if key.startswith(begins)]
    rows = sorted({one.partition("/")[0] + ("/" if "/" in one else "") for one in inside})
    start = int(query.get("continuation-token", ["0"])[0])
    page = rows[start : start + A_PAGE]
    files = "".join(f"<Contents><Key>{begins}{one}</Key></Contents>" for one in page if not one.endswith("/"))
    folders = "".join(
        f"<CommonPrefixes><Prefix>{begins}{one}</Prefix></CommonPrefixes>" for one in page if one.endswith("/")
    )
    more = start + A_PAGE
    token = f"<NextContinuationToken>{more}</NextContinuationToken>" if more < len(rows) else ""
    return f"<ListBucketResult><Prefix>{begins}</Prefix>{files}{folders}{token}</ListBucketResult>".encode()
