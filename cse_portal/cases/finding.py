"""What the search box finds of cases."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from cse_portal.agencies.find import MOST_OF_A_KIND, Found
from cse_portal.agencies.models import User
from cse_portal.cases.keys import Typed, asked_for, read
from cse_portal.cases.models import Case, Child
from cse_portal.cases.resembling import NONE, Likeness, Match, likeness
from cse_portal.core.references import tidy
from cse_portal.ui.dates import in_words

ENOUGH, MOST_OF_A_ROUND = 20, 200
ASKED = "select * from portal.find_cases(%s::jsonb, %s, %s)"


@dataclass(frozen=True)
class Candidate:
    """A case that the person sees, and how like its child is to what was typed."""

    case: int
    likeness: Likeness


def find_cases(user: User, words: str) -> list[Found]:
    """By the reference, or by the child’s names and date of birth as one may have heard them, the likeliest first."""
    likely = {one.case: one.likeness for one in candidates(words)[:MOST_OF_A_KIND]}
    wanted = Case.objects.visible_to(user).filter(Q(pk__in=likely) | Q(ref=tidy(words)))
    cases = sorted(
        wanted.select_related("child", "lead_agency"),
        key=lambda case: (-likely.get(case.pk, NONE).score, case.rank, case.pk),
    )
    return [_found(case, likely.get(case.pk, NONE)) for case in cases[:MOST_OF_A_KIND]]


def candidates(words: str) -> list[Candidate]:
    return candidates_for(read(words))


def candidates_for(typed: Typed) -> list[Candidate]:
    """One question, whatever there is; the database answers of cases that this person sees, and no others."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [json.dumps(asked_for(typed)), ENOUGH, MOST_OF_A_ROUND])
        columns = [column.name for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
    ranked = [Candidate(row.pop("case_id"), likeness(typed, _child(row).known)) for row in rows]
    enough = [one for one in ranked if one.likeness.is_enough]
    return sorted(enough, key=lambda one: (-one.likeness.score, one.case))


def _child(row: dict[str, str]) -> Child:
    return Child(ref=row.pop("child_ref"), **row)


def _found(case: Case, likeness: Likeness) -> Found:
    place = reverse("cases:record", kwargs={"ref": case.ref})
    matched = ", ".join(match for match in likeness.matches if match is not Match.SAME)
    born = f"born {in_words(case.child.born_on)}, " if case.child.born_on else ""
    about = f"{born}case {case.ref}, led by {case.lead_agency}"
    return Found("Child", case.child.name, place, about, matched=matched)
