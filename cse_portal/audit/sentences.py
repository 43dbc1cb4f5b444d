"""What the trail says to people: what was done, for each kind of event, and to what, for each kind of object."""

from __future__ import annotations

from collections.abc import Mapping

# Past tense and without a subject, since a line of the trail says beside it who did it.
SENTENCES: Mapping[str, str] = {
    "agency.added": "Added an agency",
    "backup.failed": "Could not make a backup",
    "backup.made": "Made a backup",
    "backup.pruned": "Removed old backups",
    "backup.restored": "Restored a backup",
    "case.access_ended": "Ended somebody’s access to a case",
    "case.access_given": "Opened a case to somebody",
    "case.ended_access_cleared": "Cleared away access to cases that had ended",
    "case.looked_at": "Looked at a case",
    "case.nobody_sees_it": "Found that nobody sees an open case",
    "case.opened": "Opened a case",
    "case.restricted": "Restricted a case to named people",
    "case.restriction_lifted": "Lifted the restriction of a case",
    "case.taken_charge_of": "Took on a case that nobody saw",
    "case.unseen_looked_at": "Looked at a case that nobody sees",
    "case.who_sees_looked_at": "Looked at who can see a case",
    "demo.people_loaded": "Loaded the demo’s people",
    "demo.seeded": "Filled the demo",
    "demo.work_loaded": "Loaded the demo’s work",
    "desk.swept": "Removed drafts whose time was over",
    "disposal.approved": "Approved a disposal list",
    "disposal.carried_out": "Carried out a disposal list",
    "disposal.drafted": "Made a disposal list",
    "disposal.failed": "Could not carry out a disposal list",
    "disposal.rejected": "Rejected a disposal list",
    "disposal.reviewed": "Reviewed a disposal list",
    "disposal.withdrawn": "Withdrew a disposal list",
    "download.fetched": "Downloaded a file",
    "download.files_removed": "Removed files whose time was over",
    "download.removed": "Removed a file from My downloads",
    "draft.begun": "Began a draft",
    "draft.sent": "Sent a form that was kept as a draft",
    "draft.set_aside": "Set a draft aside",
    "draft.taken_up_again": "Took up a draft again",
    "due_item.closed": "Closed work to do",
    "due_item.opened": "Added work to do",
    "due_item.read": "Looked at work to do",
    "entry.written": "Wrote in a case",
    "expired.forgotten": "Cleared away sessions and counts whose time was over",
    "hold.lifted": "Lifted a legal hold",
    "hold.placed": "Placed a legal hold",
    "job.asked": "Asked for a file",
    "job.cancelled": "Cancelled a file",
    "job.failed": "Could not make a file",
    "job.finished": "Finished making a file",
    "job.put_back": "Put a file back in the queue",
    "job.started": "Began making a file",
    "job.stopped": "Stopped making a file",
    "job.tried_again": "Asked for a file once more",
    "membership.given": "Gave a person a role in an agency",
    "partnership.founded": "Entered the partnership",
    "password.changed": "Changed a password",
    "person.added": "Added a person",
    "person.signed_in": "Signed in",
    "person.signed_out": "Signed out",
    "practice_note.changed": "Changed a practice note",
    "practice_note.written": "Wrote a practice note",
    "practice_notes.seeded": "Wrote the demo’s practice notes",
    "retention.set": "Set how long a kind of record is kept",
    "search.made": "Searched",
    "second_step.added": "Set up a second step",
    "second_step.removed": "Removed a second step",
    "second_step.renewed": "Renewed a second step",
    "second_step.reset": "Reset a person’s second step",
    "session.ended": "Ended a session",
    "sign_in.failed": "Refused a sign-in",
}

THINGS: Mapping[str, str] = {
    "agencies.agency": "agency",
    "agencies.membership": "role",
    "agencies.partnership": "partnership",
    "agencies.user": "person",
    "cases.case": "case",
    "cases.entry": "entry in a case",
    "demo.practicenote": "practice note",
    "desk.backgroundjob": "file",
    "desk.draft": "draft",
    "operations.backuprun": "backup",
    "operations.disposallist": "disposal list",
    "operations.legalhold": "legal hold",
    "operations.retentionsetting": "period",
    "worklist.dueitem": "work to do",
}


def sentence(kind: str) -> str:
    """A kind that a later release no longer records still reads as words."""
    return SENTENCES.get(kind) or _plain(kind)


def thing(object_kind: str) -> str:
    """What the object of an event is; nothing when the event has none."""
    return THINGS.get(object_kind) or _plain(object_kind.rpartition(".")[2]).lower()


def _plain(code: str) -> str:
    return code.replace(".", " ").replace("_", " ").strip().capitalize()
