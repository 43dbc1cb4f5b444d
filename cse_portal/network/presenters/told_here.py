"""The links that were told in an episode or a meeting of a case, on its page."""

from __future__ import annotations

from cse_portal.agencies.models import User
from cse_portal.cases.models import Case
from cse_portal.network import queries
from cse_portal.network.presenters.rows import Row, rows_of


def links_told_in(person: User, case: Case, ref: str) -> list[Row]:
    return rows_of(queries.links_told_in(person, case, ref), case)
