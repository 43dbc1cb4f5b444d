"""A log line holds only named fields of a known shape, whoever writes it and whatever they put in."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from cse_portal.operations.logs import FIELDS, LEFT_OUT, HarmlessFormatter, harmless

CHILD = "Zephyrine Quillfeather"
JSON = HarmlessFormatter(style="json")
LINES = HarmlessFormatter(style="lines")
ALWAYS = {"at", "level", "logger", "event", "where", "error", "frames"}


def record(message: Any, *args: Any, exc_info: Any = None) -> logging.LogRecord:
    made = logging.LogRecord("some.logger", logging.ERROR, __file__, 30, message, args, exc_info, "function")
    made.request = CHILD
    return made


def written(message: Any, *args: Any, exc_info: Any = None) -> dict[str, Any]:
    one = record(message, *args, exc_info=exc_info)
    assert CHILD not in LINES.format(one)
    assert CHILD not in JSON.format(one)
    return json.loads(JSON.format(one))


def test_another_librarys_message_is_its_template_only() -> None:
    assert written("Internal Server Error: %s", f"/find/?q={CHILD}")["event"] == "Internal Server Error: %s"


def test_a_message_put_together_before_is_left_out_and_its_place_named() -> None:
    line = written(f"Bad thing about {CHILD}")
    assert line["event"] == LEFT_OUT
    assert line["where"] == "test_logs:function:30"


def test_a_piece_of_an_f_string_is_no_message_either() -> None:
    assert written(CHILD[:9])["event"] == LEFT_OUT
    assert written(f"Bad thing about {''}")["event"] == LEFT_OUT


def test_an_exception_is_its_kind_and_its_way_through_the_code() -> None:
    def raises(name: str) -> None:
        raise ValueError(f"{name} cannot be saved")

    try:
        raises(CHILD)
    except ValueError:
        line = written("Saving failed for %s", CHILD, exc_info=sys.exc_info())
    assert line["error"] == "builtins.ValueError"
    assert [frame.split(":")[1] for frame in line["frames"]] == [
        "test_an_exception_is_its_kind_and_its_way_through_the_code",
        "raises",
    ]


def test_our_own_fields_are_written() -> None:
    line = written({"event": "request", "view": "desk:job", "status": 200, "method": "GET", "user": "K7MX-4TRP-W9HC"})
    assert (line["event"], line["view"], line["status"], line["user"]) == (
        "request",
        "desk:job",
        200,
        "K7MX-4TRP-W9HC",
    )


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_field_of_another_shape_is_left_out(field: str) -> None:
    assert field not in written({"event": "request", field: CHILD})


def test_an_unknown_field_and_an_odd_event_are_left_out() -> None:
    line = written({"event": f"saved {CHILD}", "child": CHILD, "path": f"/{CHILD}"})
    assert line["event"] == LEFT_OUT
    assert "child" not in line
    assert "path" not in line


@given(st.dictionaries(st.text(max_size=12) | st.sampled_from(sorted(FIELDS)), st.text() | st.integers() | st.none()))
def test_no_other_field_ever_appears(fields: dict[str, Any]) -> None:
    line = harmless(record({"event": "request", **fields}))
    assert set(line) <= ALWAYS | set(FIELDS)
    json.loads(JSON.format(record({"event": "request", **fields})))


@given(st.text(min_size=30))
def test_odd_messages_never_raise(text: str) -> None:
    assert harmless(record(text, text, text))["event"] == LEFT_OUT


def test_structlog_goes_the_same_way(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"):
        structlog.get_logger("portal.test").info("request", view="home", child=CHILD)
    line = harmless(caplog.records[-1])
    assert line["view"] == "home"
    assert CHILD not in JSON.format(caplog.records[-1])
