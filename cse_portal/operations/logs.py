"""Logs as lines in which only named, harmless fields can appear.

Nothing is searched for and blacked out: a field that is not in the table below, or whose value has
not the shape the table asks for, is left out. Messages of other people's code are shown only as the
literal that stands in their source, never with anything filled in; exceptions only as their kind and
the places in the code they passed, never with their message or the values of variables.
"""

from __future__ import annotations

import ast
import json
import logging
import re
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

from cse_portal.core.references import ALPHABET
from cse_portal.core.request_id import current_request_id

Shape = Callable[[Any], bool]
MOST_FRAMES = 25
TOLD_BY_OUR_OWN_LINES = ("celery.worker.strategy", "celery.app.trace", "celery.beat")
LEFT_OUT = "(message left out)"


def _text(pattern: str) -> Shape:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _number(value: Any) -> bool:
    return isinstance(value, int | float)


_reference = _text(rf"[{ALPHABET}]{{4}}(-[{ALPHABET}]{{4}}){{2}}")
_dotted = _text(r"[A-Za-z_][\w.:-]{0,99}")

# Every field that can ever stand in a log line, and what its value must look like.
FIELDS: dict[str, Shape] = {
    "request_id": _text(r"[0-9a-f-]{32,36}"),
    "view": _dotted,
    "method": _text(r"GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|OTHER"),
    "status": _number,
    "duration_ms": _number,
    "queries": _number,
    "user": _reference,
    "job": _reference,
    "kind": _dotted,
    "task": _dotted,
    "outcome": _text(r"done|failed"),
    "attempt": _number,
    "count": _number,
    "part": _text(r"[a-z]{1,20}"),
}
_own_event = _text(r"[a-z][a-z_]*(\.[a-z_]+)*")


def logging_settings(*, level: str, style: str) -> dict[str, Any]:
    """For dictConfig: everything goes to standard error, through the one formatter."""
    passing = {"handlers": [], "propagate": True}
    silent = {"handlers": ["nowhere"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"harmless": {"()": HarmlessFormatter, "style": style}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "harmless"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {**passing, "level": level},
            "django.server": silent,  # the development server's own line holds the path; ours does not
            "gunicorn.error": passing,
            "gunicorn.access": silent,
            **{name: {**passing, "level": "WARNING"} for name in ("fontTools", *TOLD_BY_OUR_OWN_LINES)},
            "weasyprint": {**passing, "level": "ERROR"},
        },
    }


class HarmlessFormatter(logging.Formatter):
    """One line for one record; it never raises, since logging would print the record itself."""

    def __init__(self, *, style: str) -> None:
        super().__init__()
        self._write = as_json if style == "json" else as_line
        logging.raiseExceptions = False
        logging.captureWarnings(True)
        _configure_structlog()

    def format(self, record: logging.LogRecord) -> str:
        return self._write(harmless(record))


def harmless(record: logging.LogRecord) -> dict[str, Any]:
    """What may be said about a record."""
    own = record.msg if isinstance(record.msg, dict) else {}
    line: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name if _dotted(record.name) else "",
        "event": _event(record, own),
    }
    fields = {"request_id": current_request_id(), **own}
    line |= {name: value for name, value in fields.items() if name in FIELDS and FIELDS[name](value)}
    if line["event"] == LEFT_OUT:
        line["where"] = f"{record.module}:{record.funcName}:{record.lineno}"
    if record.exc_info and record.exc_info[0]:
        line |= _error(record.exc_info[0], record.exc_info[2])
    return line


def _event(record: logging.LogRecord, own: dict[str, Any]) -> str:
    if own:
        event = own.get("event")
        return str(event) if _own_event(event) else LEFT_OUT
    message = str(record.msg).strip()
    return message if message in _literals(record.pathname) else LEFT_OUT


@lru_cache(maxsize=256)
def _literals(path: str) -> frozenset[str]:
    """Every whole string that stands in a source file. What was put together at run time is not among them."""
    try:
        tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return frozenset()
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    return frozenset(
        node.value.strip()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces
    )


def _error(kind: type[BaseException], passed: TracebackType | None) -> dict[str, Any]:
    frames = [
        f"{frame.f_globals.get('__name__', '?')}:{frame.f_code.co_name}:{line}"
        for frame, line in traceback.walk_tb(passed)
    ]
    return {"error": f"{kind.__module__}.{kind.__qualname__}", "frames": frames[-MOST_FRAMES:]}


def as_json(line: dict[str, Any]) -> str:
    return json.dumps(line)


def as_line(line: dict[str, Any]) -> str:
    rest = dict(line)
    head = f"{rest.pop('at')[11:23]} {rest.pop('level'):<8} {rest.pop('logger')}: {rest.pop('event')}"
    frames = "".join(f"\n    {frame}" for frame in rest.pop("frames", []))
    return " ".join([head, *(f"{name}={value}" for name, value in rest.items())]) + frames


def _configure_structlog() -> None:
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _to_record],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _to_record(logger: Any, name: str, event: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """The fields travel in the record, to be judged where they are written."""
    exc_info = event.pop("exc_info", None)
    return (dict(event),), {"exc_info": exc_info}
