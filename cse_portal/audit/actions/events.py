"""Writing the audit trail: called inside every other action's transaction, so that neither stays without the other."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from cse_portal.audit import refusals
from cse_portal.audit.inserting import Line, insert
from cse_portal.audit.models.events import Sort
from cse_portal.core.acting import Acting, Hat, acting
from cse_portal.core.actor import Actor, Stranger, System
from cse_portal.core.request_id import current_request_id

NO_HAT = Hat(id=0, ref="", role="", agency_ref="", agency="", words="")
Detail = dict[str, Any]


def record(
    kind: str,
    *,
    about: Any = None,
    case: Any = None,
    child: Any = None,
    detail: Detail | None = None,
    reason: str = "",
    by: Actor | Stranger,
) -> None:
    """Something was done, past tense ("referral.triaged"); no names or free text about a child go into detail.

    `case` and `child` are records or their references; unsaid, they are what `about` says in `case_ref`, `child_ref`.
    """
    insert(connection, _line(Sort.CHANGE, kind, about, case, child, detail, reason, by))


def record_look(
    kind: str,
    *,
    about: Any = None,
    case: Any = None,
    child: Any = None,
    detail: Detail | None = None,
    reason: str = "",
    by: Actor | Stranger,
) -> None:
    """A page, search, print or export: in the transaction of the page, so that there is no page without it."""
    insert(connection, _line(Sort.LOOK, kind, about, case, child, detail, reason, by))


def record_refusal(
    kind: str,
    *,
    about: Any = None,
    case: Any = None,
    child: Any = None,
    detail: Detail | None = None,
    reason: str = "",
    by: Actor | Stranger,
) -> None:
    """Survives the rollback that follows it: see `audit.refusals`."""
    refusals.keep(_line(Sort.REFUSAL, kind, about, case, child, detail, reason, by))


def _line(
    sort: Sort, kind: str, about: Any, case: Any, child: Any, detail: Detail | None, reason: str, by: Actor | Stranger
) -> Line:
    now = acting()
    return {
        "sort": sort.value,
        "kind": kind,
        **_who(by, now),
        "object_kind": about._meta.label_lower if about is not None else "",
        "object_ref": _ref(about),
        "case_ref": _ref(case) or _ref(getattr(about, "case_ref", "")),
        "child_ref": _ref(child) or _ref(getattr(about, "child_ref", "")),
        "detail": json.dumps(detail or {}, cls=DjangoJSONEncoder),
        "reason": reason,
        "request_id": current_request_id(),
        "ip": now.ip or None,
        "session_ref": now.session_hash,
    }


def _who(by: Actor | Stranger, now: Acting) -> Line:
    """A person's post counts only if it is that person who acts: a job may write for another."""
    nobody = {"actor_id": None, "actor_ref": "", "purpose": "", **_post(NO_HAT)}
    if isinstance(by, System):
        return {**nobody, "actor_kind": "system", "purpose": by.purpose}
    if isinstance(by, Stranger):
        return {**nobody, "actor_kind": "stranger"}
    hat = now.hat if now.person_id == by.pk else None
    person = {"actor_kind": "person", "actor_id": by.pk, "actor_ref": getattr(by, "ref", "")}
    return {**nobody, **person, **_post(hat or NO_HAT)}


def _post(hat: Hat) -> Line:
    return {
        "hat_ref": hat.ref,
        "hat_role": hat.role,
        "hat_agency_ref": hat.agency_ref,
        "hat_agency": hat.agency,
    }


def _ref(what: Any) -> str:
    if what is None or isinstance(what, str):
        return what or ""
    return str(getattr(what, "ref", "") or what.pk)
