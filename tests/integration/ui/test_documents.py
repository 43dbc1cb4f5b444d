"""The frame of every PDF fetches nothing, whatever stands in the text."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from django.template import engines
from pypdf import PdfReader

from cse_portal.ui import documents
from cse_portal.ui.documents import Copy


class Listener(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *args: object) -> None: ...


@pytest.fixture
def listener() -> Iterator[str]:
    Listener.asked.clear()
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def render(html: str, monkeypatch: pytest.MonkeyPatch) -> bytes:
    text = '{% extends "pdf/base.html" %}{% block content %}' + html + "{% endblock %}"
    template = engines["django"].from_string(text)
    monkeypatch.setattr(documents, "render_to_string", lambda name, context: template.render(context))
    copy = Copy("A title", "Priya Nair", "K7MX-4TRP-W9HC", datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
    return documents.render_pdf("any", copy=copy, context={})


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="" src="{}/a.png">',
        '<link rel="stylesheet" href="{}/a.css">',
        '<link rel="attachment" href="{}/a.txt">',
        '<style>@import "{}/a.css"; p {{ background: url({}/b.png) }}</style><p>x</p>',
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{}/a.png"/></svg>',
        '<object data="{}/a.svg">x</object>',
        '<a rel="attachment" href="{}/a.txt">x</a>',
    ],
)
def test_nothing_is_fetched_from_the_network(html: str, listener: str, monkeypatch: pytest.MonkeyPatch) -> None:
    render(html.replace("{{", "{").replace("}}", "}").replace("{}", listener), monkeypatch)
    assert Listener.asked == []


def test_no_file_of_the_machine_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Zephyrine Quillfeather")
    html = f'<link rel="attachment" href="file://{secret}"><a rel="attachment" href="file://{secret}">x</a>'
    pdf = render(html + f'<object data="file://{secret}">x</object>', monkeypatch)
    assert not PdfReader(BytesIO(pdf)).attachments
    assert b"Zephyrine" not in pdf
