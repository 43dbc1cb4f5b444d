"""Whatever says something about a person or a case has a history that triggers keep, or a reason why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection, models
from house.docs.fields import classes_of_all_fields

from cse_portal.audit.models.history import histories
from cse_portal.core.classification import Classes, Privacy
from tests.plugins.wall import the_owner

TRAIL = "is append-only and sealed itself"
PASSING = "passes: what it becomes is kept elsewhere, and its coming and going is in the audit trail"
DATED = "is numbered, and stays as it was published; each draft’s coming and going is in the audit trail"
ONCE = "is written once, and says itself who did it, and when"
SIGN_IN = "holds what somebody signs in with, of which no copies are kept; each change is in the audit trail"

# "app.model": why its changes are not kept.
WITHOUT_HISTORY: dict[str, str] = {
    "audit.auditevent": TRAIL,
    "audit.auditseal": TRAIL,
    "audit.audithead": "is moved on by the database's own sealing only",
    "audit.auditcheck": TRAIL,
    "account.emailaddress": "repeats the address of its person, whose history is kept",
    "account.emailconfirmation": SIGN_IN,
    "mfa.authenticator": SIGN_IN,
    "agencies.externalidentity": SIGN_IN,
    "agencies.failedsignins": SIGN_IN,
    "agencies.portalsession": SIGN_IN,
    "people.accessreview": "is signed once, and stays as it was signed by a trigger of its own",
    "people.reviewline": "belongs to its review, and stays as it was signed",
    "agencies.settingchange": "is itself the history of the settings",
    "cases.childsearch": "is written once, and says once to which record it led, each with an event that says by whom",
    "cases.listview": "is a person’s own note of what to look for, kept and removed with an event each",
    "cases.emergencyaccess": "is opened, ended and reviewed once each, each with an event that says by whom",
    "cases.documentversion": "is written once; that it was scanned is added once, with an event",
    "cases.minutes": ONCE,
    **dict.fromkeys(("cases.attendanceimport", "cases.followup", "cases.interviewstep"), ONCE),
    "cases.receipt": "is written once, and says once when it was read; the look itself is in the audit trail",
    "cases.learnt": "is written once, and struck through once, each with an event that says by whom",
    **dict.fromkeys(("network.ladonotice", "network.orderstep"), ONCE),
    "cases.mergestep": "is written by a merge and undone once, each with an event that says by whom",
    "cases.stagestep": ONCE,
    "cases.statedreason": ONCE,
    **dict.fromkeys(("referrals.checkanswer", "referrals.consultation", "referrals.ratingsaid"), ONCE),
    **dict.fromkeys(("screening.documentlink", "screening.editioninforce", "screening.reviewsaid"), ONCE),
    "trail.alarm": "is raised and closed once, each with an event that says by whom",
    "trail.canary": "is planted and retired once, each with an event that says by whom",
    "trail.finding": ONCE,
    "trail.trailsearch": ONCE,
    "trail.week": "stays as it was signed by a trigger of its own",
    "trail.weekline": "belongs to its week, and stays as it was signed",
    "agencies.pledge": DATED,
    "agencies.termsofuse": DATED,
    "agencies.pledgesignature": ONCE,
    "agencies.termsacceptance": ONCE,
    "people.handedover": "is written once, and says itself what went from whom to whom",
    "people.invitation": "is sent and used or taken back once, each with an event that says by whom",
    "worklist.snooze": "is put down and ended once each, each with an event that says by whom",
    "worklist.passedon": ONCE,
    "worklist.dueitem": "is opened and closed once, each with an event that says by whom",
    "notices.notice": "is made once; that it was read or left out is added once",
    "notices.letter": "is written once; each try and its end has an event",
    "notices.preference": "is somebody’s own wish, each with an event",
    "notices.calendarfeed": "is made and ended once, each with an event",
    "notices.servicetrouble": "begins and ends once, each with an event",
    "notices.reaching": "is somebody’s own wish and number, each change with an event",
    "notices.mailtrouble": "counts what an address refused, each with an event",
    "desk.draft": PASSING,
    "desk.submission": PASSING,
    "desk.backgroundjob": PASSING,
    "guardian.userobjectpermission": "stays empty: grants have a table of their own",
    "demo.practicenote": "is invented",
}

DECLARED = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
KEPT = {model.pgh_tracked_model._meta.label_lower: model for model in histories()}


def sensitive(found: Iterable[type[models.Model]], classes: Classes) -> Iterator[str]:
    for model in found:
        said = classes.get(model._meta.label_lower, {})
        if model not in KEPT.values() and set(said.values()) - {Privacy.OPEN}:
            yield model._meta.label_lower


def forgotten(found: Iterable[type[models.Model]], classes: Classes, excused: Mapping[str, str]) -> list[str]:
    return sorted(set(sensitive(found, classes)) - set(KEPT) - set(excused))


def test_every_sensitive_row_has_a_history_or_a_reason() -> None:
    assert forgotten(DECLARED, classes_of_all_fields(), WITHOUT_HISTORY) == []
    assert set(WITHOUT_HISTORY) <= {model._meta.label_lower for model in DECLARED} - set(KEPT)


def test_a_model_without_either_is_caught() -> None:
    excused = {name: why for name, why in WITHOUT_HISTORY.items() if name != "desk.draft"}
    assert forgotten(DECLARED, classes_of_all_fields(), excused) == ["desk.draft"]


@pytest.mark.parametrize("name", KEPT)
def test_a_history_holds_every_field_but_secrets_and_what_is_derived(name: str) -> None:
    tracked = KEPT[name].pgh_tracked_model
    left_out = {field.name for field in tracked._meta.local_fields} - {field.name for field in KEPT[name]._meta.fields}
    derived = {field.name for field in tracked._meta.local_fields if isinstance(field, models.GeneratedField)}
    assert left_out - derived <= {
        "cases.child": {"keys", "other_names", "numbers", "compared_at"},
        "network.item": {"keys", "same"},
        "cases.casegrant": {"sort_rank", "sort_review", "is_restricted"},
        "agencies.user": {"password", "last_login", "version", "updated_at"},
    }.get(name, set())


@pytest.mark.parametrize("name", KEPT)
def test_inserts_changes_and_deletions_have_a_trigger_each(name: str) -> None:
    kept = {
        str(trigger.operation) for model, trigger in pgtrigger.registered() if model is KEPT[name].pgh_tracked_model
    }
    assert kept == {"INSERT", "UPDATE", "DELETE"}


@pytest.mark.django_db
def test_the_triggers_run_as_the_owner_and_nothing_switches_them_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("""select p.proname, p.prosecdef, p.proconfig, t.tgenabled from pg_trigger t
            join pg_proc p on p.oid = t.tgfoid where p.proname like 'pgtrigger\\_%'""")
        found = cursor.fetchall()
        cursor.execute("select set_config('pgtrigger.ignore', '{insert_insert}', true)")
        cursor.execute("select _pgtrigger_should_ignore('insert_insert')")
        assert cursor.fetchone() == (False,)
    assert len(found) == 3 * len(KEPT)
    for name, definer, settings, enabled in found:
        assert (name, definer, enabled) == (name, True, "O")
        assert settings == ["search_path=pg_catalog, public, pg_temp"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", KEPT)
def test_the_portals_own_roles_may_only_read(name: str) -> None:
    table = KEPT[name]._meta.db_table
    with connection.cursor() as cursor:
        for role in ("portal_app", "portal_system"):
            cursor.execute(
                "select array(select p from unnest(array['select','insert','update','delete','truncate']) p"
                " where has_table_privilege(%s, %s, p) or (p in ('insert', 'update')"
                " and has_any_column_privilege(%s, %s, p)))",
                [role, table, role, table],
            )
            assert cursor.fetchone() == (["select"],)
        cursor.execute("select has_table_privilege('portal_app', 'pghistory_context', 'select')")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_histories_stand_behind_the_wall_wherever_the_rows_do() -> None:
    with the_owner(), connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where relrowsecurity")
        behind = {table for (table,) in cursor.fetchall()}
    for model in KEPT.values():
        tracked = model.pgh_tracked_model._meta.db_table
        assert (model._meta.db_table in behind) == (tracked in behind), model
    assert "cases_entryhistory" in behind
