"""Messages in the demo: sent, answered and read through the portal’s own actions, then dated back."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.db import transaction

from cse_portal.agencies import access
from cse_portal.agencies.models import Agency, User
from cse_portal.audit.actions import record
from cse_portal.cases.actions import Begun, Written, begin_thread, note_messages_read, reply
from cse_portal.cases.models import Case, CaseMessage, Entry, Receipt, Thread
from cse_portal.core import clock, wall
from cse_portal.core.actor import System
from cse_portal.demo import talks as story
from cse_portal.demo.cast import AGENCIES, CAST
from cse_portal.demo.talks import Line, Talk

People = dict[str, User]


@transaction.atomic
def load_talks(*, size: int, random: Random, on: date, by: System) -> int:
    """In the case that `load_casework` led so far."""
    given, family = story.CHILD
    people = {member.key: User.objects.get(email=member.email) for member in CAST}
    with wall.as_system(by.purpose):
        case = Case.objects.select_related("child", "lead_agency").get(
            child__given_names=given, child__family_name=family
        )
    for talk in story.TALKS:
        thread: Thread | None = None
        for line in talk.lines:
            message = _say(case, talk, thread, line, people)
            thread = message.thread
            _read(message, line, people, by)
    record("demo.talks_loaded", about=case.lead_agency, by=by)
    return sum(len(talk.lines) for talk in story.TALKS)


def _say(case: Case, talk: Talk, thread: Thread | None, line: Line, people: People) -> CaseMessage:
    writer = people[line.by]
    written = Written(
        line.words,
        frozenset(people[key].ref for key in line.tells),
        frozenset(Agency.objects.get(name=AGENCIES[key]).ref for key in line.asks),
        line.is_significant,
    )
    with access.acting_for(writer):
        if thread is not None:
            return reply(thread=thread, written=written, by=writer)
        named = [Agency.objects.get(name=AGENCIES[key]) for key in talk.named]
        return begin_thread(case=case, begun=Begun(talk.subject, talk.handling, named), first=written, by=writer)


def _read(message: CaseMessage, line: Line, people: People, by: System) -> None:
    """Half an hour later by the first, and so on."""
    sent_at = clock.now() - timedelta(hours=line.hours_ago)
    for place, key in enumerate(line.read_by, 1):
        with access.acting_for(people[key]):
            note_messages_read(messages=[message], by=people[key])
        with wall.as_system(by.purpose):
            read = Receipt.objects.filter(message=message, person=people[key])
            read.update(read_at=sent_at + timedelta(minutes=35 * place))
    with wall.as_system(by.purpose):
        CaseMessage.objects.filter(pk=message.pk).update(sent_at=sent_at)
        Thread.objects.filter(pk=message.thread_id).update(last_at=sent_at)
        told = Entry.objects.filter(kind="message", source_ref=message.ref)
        told.update(happened_on=sent_at.date(), happened_at=sent_at.time().replace(microsecond=0))
