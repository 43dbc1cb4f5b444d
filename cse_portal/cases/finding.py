"""What the search box finds of children and cases: only what the person sees, by the grants that let them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from cse_portal.agencies.find import MOST_OF_A_KIND, Found
from cse_portal.agencies.models import User
from cse_portal.cases.models import Case, Child
from cse_portal.cases.names import asked_for
from cse_portal.cases.resembling import NONE, Likeness, Match, likeness
from cse_portal.core.references import tidy

MOST_OF_A_ROUND = 100


@dataclass(frozen=True)
class Candidate:
    """A case that the person sees, and how like its child's names are to what was typed."""

    case: int
    likeness: Likeness


def find_cases(user: User, words: str) -> list[Found]:
    """By the reference, or by the child’s names as one may have heard or misspelt them, the likeliest first."""
    likely = {one.case: one.likeness for one in candidates(words)[:MOST_OF_A_KIND]}
    wanted = Case.objects.visible_to(user).filter(Q(pk__in=likely) | Q(ref=tidy(words)))
    cases = sorted(
        wanted.select_related("child", "lead_agency"),
        key=lambda case: (-likely.get(case.pk, NONE).score, case.rank, case.pk),
    )
    return [_found(case, likely.get(case.pk, NONE)) for case in cases[:MOST_OF_A_KIND]]


def candidates(words: str) -> list[Candidate]:
    """One question, whatever there is; the database answers of cases that this person sees, and no others."""
    with connection.cursor() as cursor:
        rounds = json.dumps(asked_for(words))
        cursor.execute("select * from portal.find_cases(%s::jsonb, %s)", [rounds, MOST_OF_A_ROUND])
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    ranked = [Candidate(case, likeness(words, _names(*names))) for case, names in rows.items()]
    enough = [one for one in ranked if one.likeness.is_enough]
    return sorted(enough, key=lambda one: (-one.likeness.score, one.case))


def _names(given: str, family: str, known_as: str) -> list[str]:
    return Child(given_names=given, family_name=family, known_as=known_as).names


def _found(case: Case, likeness: Likeness) -> Found:
    place = reverse("cases:record", kwargs={"ref": case.ref})
    how = ", ".join(match for match in likeness.matches if match is not Match.SAME)
    about = f"case {case.ref}, led by {case.lead_agency}"
    return Found("Child", case.child.name, place, f"{about} ({how})" if how else about)
