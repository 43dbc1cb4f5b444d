"""Counting which wordings are prompted: no text, no person, only a number a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from cse_portal.core import clock
from cse_portal.core.actor import Actor
from cse_portal.desk.models import WordingCount
from cse_portal.ui.language import prompts


@transaction.atomic
def count_wording(*, texts: Iterable[str], by: Actor) -> int:
    """What was still there when the form was saved; one row a phrase and day, so that no form can be told from it."""
    found = Counter(prompt.code for text in texts for prompt in prompts(text))
    for code, number in sorted(found.items()):
        count, _ = WordingCount.objects.get_or_create(on=clock.today(), phrase=code)
        WordingCount.objects.filter(pk=count.pk).update(number=F("number") + number)
    return found.total()
