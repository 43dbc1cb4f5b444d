"""The client that measures: what it sends, and how it reads."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from house.says import Trouble

from tests.load.client import Answer, Connection, request


@contextmanager
def server(*answers: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Answers one connection in pieces, and keeps what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            wire, _ = listener.accept()
            with wire:
                for answer in answers:
                    asked.append(wire.recv(65_536))
                    for start in range(0, len(answer), 7):
                        wire.sendall(answer[start : start + 7])

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1], asked
        thread.join(10)


def test_two_answers_come_over_one_connection() -> None:
    one = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: session=abc; Path=/\r\n\r\nfirst"
    two = b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
    with server(one, two) as (port, asked), Connection(port) as connection:
        first = connection.ask(request("/one/", cookies={}))
        second = connection.ask(request("/two/", cookies=first.cookies))
    assert (first.status, first.body, first.cookies) == (200, b"first", {"session": "abc"})
    assert (second.status, second.header("location")) == (302, "/")
    assert asked[1].startswith(b"GET /two/ HTTP/1.1\r\nHost: localhost\r\n")
    assert b"Cookie: session=abc\r\n" in asked[1]


def test_a_form_is_sent_with_its_length() -> None:
    sent = request("/form/", cookies={}, posted={"name": "a b"})
    assert sent.startswith(b"POST /form/ HTTP/1.1\r\n")
    assert b"Content-Length: 8\r\n" in sent
    assert sent.endswith(b"\r\n\r\nname=a+b")


def test_a_server_that_hangs_up_is_named() -> None:
    with (
        server(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort") as (port, _),
        Connection(port) as connection,
        pytest.raises(Trouble, match="hung up"),
    ):
        connection.ask(request("/", cookies={}))


def test_a_header_that_is_absent_is_empty() -> None:
    assert Answer(200, b"HTTP/1.1 200 OK\r\nX-One: 1", b"").header("X-Two") == ""
