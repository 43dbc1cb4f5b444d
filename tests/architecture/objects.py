"""Small makers of what addresses are about, and fillers that make a page long, for the tables of pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.test import Client

from cse_portal.agencies import access
from cse_portal.agencies.actions import add_person, delegate_work, give_role
from cse_portal.agencies.models import Membership, PortalSession, User
from cse_portal.agencies.roles import Role
from cse_portal.agencies.sign_in_queries import devices_of
from cse_portal.cases.actions import revoke
from cse_portal.cases.models import Case, CaseGrant, ChildSearch, EmergencyAccess, ListView
from cse_portal.core import clock, wall
from cse_portal.demo.actions import write_practice_note
from cse_portal.demo.practice import PRACTICE_FORM, NoteWords
from cse_portal.desk.actions import jobs, keep_draft, set_aside
from cse_portal.desk.actions.drafts import Page
from cse_portal.desk.models import Draft
from cse_portal.operations import retention
from cse_portal.operations.actions.disposal import draft_list
from cse_portal.operations.actions.retention import place_hold
from cse_portal.operations.models import BackupRun
from cse_portal.people.actions.invitations import Sent, invite
from cse_portal.people.actions.reviews import decide_lines, open_review, sign_review
from cse_portal.people.models import AccessReview
from cse_portal.people.reviews import Decision
from tests.architecture import (
    case_objects,
    child_objects,
    document_objects,
    entry_objects,
    looking,
    meeting_objects,
    message_objects,
    missing_objects,
    network_objects,
    notice_objects,
    office_objects,
    order_objects,
    pair_objects,
    referral_objects,
    screening_objects,
)
from tests.architecture.neighbours import colleague_of, governance_lead_near
from tests.factories import TEST, agency_of, due_item

# An address's arguments, for a thing that belongs to this person.
Maker = Callable[[User], dict[str, str]]
# Makes this many of everything that the page lists for this person.
Filler = Callable[[User, int], None]


def colour(person: User) -> dict[str, str]:
    return {"colour": "124c5c"}


def gallery_section(person: User) -> dict[str, str]:
    return {"section": "design-language"}


def gallery_form(person: User) -> dict[str, str]:
    return {"state": "errors"}


def gallery_page(person: User) -> dict[str, str]:
    return {"page": "not-found"}


def case(person: User) -> dict[str, str]:
    return {"ref": child_objects.a_case(person).ref}


def case_unseen(person: User) -> dict[str, str]:
    made = case(person)
    with wall.as_system("set up a test"):
        for grant in CaseGrant.objects.filter(content_object__ref=made["ref"]):
            revoke(grant=grant, why="test", by=TEST)
    return made


def emergency(person: User) -> dict[str, str]:
    """Opened by this person, in a case that only its oversight sees."""
    ref = case_unseen(person)["ref"]
    hat, now = Membership.objects.get(user=person), clock.now()
    with wall.as_system("set up a test"):
        there = Case.objects.select_related("child").get(ref=ref)
        opened = EmergencyAccess.objects.create(
            case=there, case_code=there.ref, child_code=there.child.ref, partnership=there.partnership,
            lead_agency=there.lead_agency, agency=hat.agency, membership=hat, opened_by=person, why="missing",
            words="…", opened_at=now, ends_at=now + timedelta(minutes=60), due_on=clock.today(),
        )  # fmt: skip
    return {"ref": opened.ref}


def cases(person: User, number: int) -> None:
    for _ in range(number):
        case(person)


def retention_period(person: User) -> dict[str, str]:
    return {"code": retention.CLASSES[0].code}


def legal_hold(person: User) -> dict[str, str]:
    hold = place_hold(scope="everything", authority="The inquiry", reason="It asks", by=governance_lead_near(person))
    return {"ref": hold.ref}


def disposal_list(person: User) -> dict[str, str]:
    long_ago = clock.now() - timedelta(days=40 * 366)
    BackupRun.objects.create(kind="base", started_at=long_ago, finished_at=long_ago, failure="The disk was full")
    drafted = draft_list(by=governance_lead_near(person))
    assert drafted is not None
    return {"ref": drafted.ref}


def password_link(person: User) -> dict[str, str]:
    return {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}


def job(person: User) -> dict[str, str]:
    with access.acting_for(person):
        return {"ref": jobs.ask_for(kind="desk.my_activity_csv", by=person).ref}


def draft(person: User) -> dict[str, str]:
    page = Page(kind=PRACTICE_FORM.code, about_ref="", token=uuid4())
    with access.acting_for(person):
        return {"ref": keep_draft(page=page, fields={"title": ["Seen at the bus station"]}, by=person).ref}


def draft_set_aside(person: User) -> dict[str, str]:
    with access.acting_for(person):
        kept = Draft.objects.get(**draft(person))
        set_aside(draft=kept, by=person)
        return {"ref": kept.ref}


def practice_note(person: User) -> dict[str, str]:
    words = NoteWords(title="Seen at the bus station", happened_on=clock.today(), worry="worried", what_happened="…")
    return {"ref": write_practice_note(agency=agency_of(person), words=words, by=person).ref}


def agency(person: User) -> dict[str, str]:
    return {"ref": agency_of(person).ref}


def piece_of_work(person: User) -> dict[str, str]:
    return {"ref": due_item(person, due_in=timedelta(days=30)).ref}


def work_of_role(person: User) -> dict[str, str]:
    """Of a role that nobody of the same role holds: they stand in for somebody who does."""
    held, here = person.memberships.get(), agency_of(person)
    role = Role.IRO if held.get_role() is Role.LADO else Role.LADO
    absent = add_person(email=f"away.{uuid4().hex}@larkmere.example", name="Amara Okonjo", by=TEST)
    post, today = give_role(user=absent, agency=here, role=role, by=TEST), clock.today()
    delegate_work(membership=post, delegate=held, starts_on=today, ends_on=today, reason="", by=absent)
    return {"ref": due_item(agency=here, role=role, due_in=timedelta(days=30), kind="service").ref}


def work(person: User, number: int) -> None:
    for index in range(number):
        due_item(person, due_in=timedelta(hours=index), task=f"Task {index}")
        due_item(agency=agency_of(person), due_in=timedelta(hours=index), task=f"Task of all {index}")


def child_search(person: User) -> dict[str, str]:
    said = {"given_names": "Maya", "family_name": "Canaryname", "born_is": "not_known"}
    with wall.as_system("set up a test"):
        return {"ref": ChildSearch.objects.create(asked_by=person, agency=agency_of(person), **said).ref}


def list_view(person: User) -> dict[str, str]:
    return {"ref": ListView.objects.create(owner=person, name=f"Late {uuid4().hex}", query="review=late").ref}


def list_views(person: User, number: int) -> None:
    for each in range(number):
        list_view(person)
        ListView.objects.create(owner=person, name=f"Removed {each}", query="", removed_at=clock.now())


def drafts(person: User, number: int) -> None:
    for _ in range(number):
        draft(person)
        draft_set_aside(person)


def downloads(person: User, number: int) -> None:
    for index in range(number):
        order = {"parameters": {"number": index}}
        with access.acting_for(person):
            jobs.ask_for(kind="desk.my_activity_csv", **order, by=person)


def practice_notes(person: User, number: int) -> None:
    for _ in range(number):
        practice_note(person)


def _keeper(near: User) -> User:
    """Somebody else who keeps that agency's people."""
    keeper = add_person(email=f"keeper.{uuid4().hex}@larkmere.example", name="Amara Okonjo", by=TEST)
    give_role(user=keeper, agency=agency_of(near), role=Role.SPOC, by=TEST)
    return keeper


def colleague(person: User) -> dict[str, str]:
    return {"ref": colleague_of(person).ref}


def oneself(person: User) -> dict[str, str]:
    return {"ref": person.ref}


def provider(person: User) -> dict[str, str]:
    return {"code": "council"}


def device(person: User) -> dict[str, str]:
    data = {"secret": "JBSWY3DPEHPK3PXP"}
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": data})
    return {"ref": devices_of(person)[0].ref}


def session(person: User) -> dict[str, str]:
    """On another device than the one that asks."""
    client = Client()
    client.force_login(person)
    return {"ref": PortalSession.objects.get(session_key=client.session.session_key).ref}


def sessions(person: User, number: int) -> None:
    for _ in range(number):
        session(person)


def devices(person: User, number: int) -> None:
    for _ in range(number):
        credential = {"name": "Key", "credential": {}}
        Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=credential)


def people_to_help(person: User, number: int) -> None:
    for _ in range(number):
        colleague_of(person)


def own_post(person: User) -> dict[str, str]:
    return {"ref": person.memberships.get().ref}


def _invite(person: User) -> Sent:
    return invite(
        agency=agency_of(person),
        name="Nell Barrow",
        email=f"invited.{uuid4().hex}@larkmere.example",
        role=Role.PRACTITIONER,
        starts_on=clock.today(),
        ends_on=None,
        by=_keeper(person),
    )


def invitation(person: User) -> dict[str, str]:
    return {"ref": _invite(person).invitation.ref}


def invitation_key(person: User) -> dict[str, str]:
    return {"key": _invite(person).key}


def delegation(person: User) -> dict[str, str]:
    made = delegate_work(
        membership=person.memberships.get(),
        delegate=colleague_of(person),
        starts_on=clock.today(),
        ends_on=clock.today(),
        reason="",
        by=person,
    )
    return {"ref": made.ref}


def _review(person: User) -> AccessReview:
    review = open_review(agency=agency_of(person), on=clock.today(), by=TEST)
    assert review is not None
    return review


def access_review(person: User) -> dict[str, str]:
    found = AccessReview.objects.filter(agency=agency_of(person)).first()
    return {"ref": (found or _review(person)).ref}


def signed_review(person: User) -> dict[str, str]:
    found = AccessReview.objects.filter(agency=agency_of(person)).first()
    if found is None:
        keeper, found = _keeper(person), _review(person)
        keep = {line.ref: Decision.KEEP for line in found.lines.all()}
        held = decide_lines(review=found, decisions=keep, version=found.version, by=keeper)
        sign_review(review=held, note="", version=held.version, by=keeper)
    return {"ref": found.ref}


def people(person: User, number: int) -> None:
    """People of every kind that the page lists, and invitations."""
    for _ in range(number):
        colleague_of(person)
        _invite(person)
        leaver, locked = colleague_of(person), colleague_of(person)
        Membership.objects.filter(pk=leaver.pk).update(ends_on=clock.today() + timedelta(days=3))
        due_item(leaver.user, due_in=timedelta(days=1))
        User.objects.filter(pk=locked.user_id).update(locked_unused_at=clock.now())


MAKERS: dict[str, Maker] = {
    **child_objects.MAKERS,
    **looking.MAKERS,
    **meeting_objects.MAKERS,
    **missing_objects.MAKERS,
    **network_objects.MAKERS,
    **screening_objects.MAKERS,
    **referral_objects.MAKERS,
    **order_objects.MAKERS,
    **notice_objects.MAKERS,
    **document_objects.MAKERS,
    **entry_objects.MAKERS,
    **message_objects.MAKERS,
    **pair_objects.MAKERS,
    **office_objects.MAKERS,
    **case_objects.MAKERS,
    "case_unseen": case_unseen,
    "access_review": access_review,
    "agency": agency,
    "case": case,
    "child_search": child_search,
    "colleague": colleague,
    "colour": colour,
    "delegation": delegation,
    "device": device,
    "disposal_list": disposal_list,
    "draft": draft,
    "work": piece_of_work,
    "work_of_role": work_of_role,
    "emergency": emergency,
    "draft_set_aside": draft_set_aside,
    "gallery_form": gallery_form,
    "gallery_page": gallery_page,
    "gallery_section": gallery_section,
    "invitation": invitation,
    "list_view": list_view,
    "invitation_key": invitation_key,
    "job": job,
    "legal_hold": legal_hold,
    "oneself": oneself,
    "own_post": own_post,
    "password_link": password_link,
    "practice_note": practice_note,
    "provider": provider,
    "retention_period": retention_period,
    "session": session,
    "signed_review": signed_review,
}
FILLERS: dict[str, Filler] = {
    **looking.FILLERS,
    **meeting_objects.FILLERS,
    **missing_objects.FILLERS,
    **network_objects.FILLERS,
    **screening_objects.FILLERS,
    **referral_objects.FILLERS,
    **order_objects.FILLERS,
    **notice_objects.FILLERS,
    **document_objects.FILLERS,
    **entry_objects.FILLERS,
    **message_objects.FILLERS,
    **pair_objects.FILLERS,
    **office_objects.FILLERS,
    "account_help": people_to_help,
    "account_sessions": sessions,
    "cases:begin_found": cases,
    "cases:list": cases,
    "cases:views": list_views,
    "demo:practice": practice_notes,
    "desk:downloads": downloads,
    "desk:drafts": drafts,
    "home": work,
    "mfa_index": devices,
    "people:agency": people,
}
