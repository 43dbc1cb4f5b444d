"""Which login the web and the workers use: one that could step over the wall is refused before its first statement."""

from __future__ import annotations

from typing import Any

from django.db import OperationalError

from cse_portal.core.wall import SYSTEM_ROLE

QUESTION = f"""
select session_user::text, rolsuper, rolbypassrls,
  exists (select from pg_class c where c.relnamespace = 'public'::regnamespace
    and pg_has_role(session_user, c.relowner, 'MEMBER')),
  pg_has_role(session_user, '{SYSTEM_ROLE}', 'USAGE')
from pg_roles where rolname = session_user
"""  # noqa: S608 - our own role
WORDS = (
    "is a superuser",
    "may bypass row-level security",
    "owns tables, or belongs to a role that does",
    f"holds {SYSTEM_ROLE} all the time: grant it with inherit false",
)


class MightyLogin(OperationalError):
    """Taken for a database that does not answer: no page is served by this login."""


def faults(cursor: Any) -> list[str]:
    """What is wrong with the login of this connection, whatever role it has put on; each a sentence."""
    cursor.execute(QUESTION)
    login, is_super, *others = cursor.fetchone()
    if is_super:  # everything else follows
        return [f"The database login {login} {WORDS[0]}"]
    return [f"The database login {login} {words}" for words, is_so in zip(WORDS[1:], others, strict=True) if is_so]


def refuse_mighty(connection: Any) -> None:
    with connection.cursor() as cursor:
        found = faults(cursor)
    if found:
        raise MightyLogin("; ".join(found))
