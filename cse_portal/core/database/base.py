"""Postgres, with one habit more: the first statement of each transaction says who acts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from cse_portal.core import wall
from cse_portal.core.database import login


class DatabaseWrapper(base.DatabaseWrapper):
    def set_autocommit(self, autocommit: bool, force_begin_transaction_with_broken_autocommit: bool = False) -> None:
        super().set_autocommit(autocommit, force_begin_transaction_with_broken_autocommit)
        if not autocommit and not wall.current().is_nobody:
            wall.state(self)

    def init_connection_state(self) -> None:
        super().init_connection_state()
        if settings.PLAIN_DATABASE_LOGIN and not wall.is_owner(self):
            login.refuse_mighty(self.connection)

    def get_connection_params(self) -> dict[str, Any]:
        """The login puts on the role that owns nothing, unless the connection is the owner's own."""
        params: dict[str, Any] = super().get_connection_params()
        if wall.is_owner(self):
            return params
        given = params.get("options", "")
        return {**params, "options": f"{given} -c role={wall.APP_ROLE}".strip()}
