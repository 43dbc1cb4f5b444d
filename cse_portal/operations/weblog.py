"""What gunicorn writes: its lines go through the portal's filter, its figures into one folder."""

from __future__ import annotations

import logging.config
import os
import shutil
import tempfile
from typing import Any

from gunicorn.glogging import Logger

from cse_portal.env import read_environment
from cse_portal.operations.logs import logging_settings

MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"
# Several processes answer requests; each writes its figures here and /metrics adds them up.
_made_here = "" if os.environ.get(MULTIPROCESS) else tempfile.mkdtemp(prefix="cse-metrics-")
if _made_here:
    os.environ[MULTIPROCESS] = _made_here


def remove_figures() -> None:
    """What this server's processes counted is of no use once they have ended."""
    if _made_here:
        shutil.rmtree(_made_here, ignore_errors=True)


class HarmlessLog(Logger):
    """Gunicorn's own messages name the address of a request that failed: only their template is written."""

    def setup(self, cfg: Any) -> None:
        self.loglevel = self.LOG_LEVELS.get(cfg.loglevel.lower(), logging.INFO)
        env = read_environment()
        logging.config.dictConfig(logging_settings(level=env["LOG_LEVEL"], style=env["LOG_FORMAT"]))
        self.error_log.setLevel(self.loglevel)

    def reopen_files(self) -> None:
        """There are none: lines go to standard error."""

    def close_on_exec(self) -> None:
        """Nothing to close."""

    def critical(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.critical(msg, *args, **{"stacklevel": 2} | kwargs)

    def error(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.error(msg, *args, **{"stacklevel": 2} | kwargs)

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.warning(msg, *args, **{"stacklevel": 2} | kwargs)

    def info(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.info(msg, *args, **{"stacklevel": 2} | kwargs)

    def debug(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.debug(msg, *args, **{"stacklevel": 2} | kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        self.error_log.exception(msg, *args, **{"stacklevel": 2} | kwargs)
