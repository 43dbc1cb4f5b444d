"""The MASH product as a file, made in the background, with what its owner may read and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cse_portal.agencies import access
from cse_portal.agencies.roles import Permission
from cse_portal.cases.case_files import copy_of
from cse_portal.cases.team_queries import Seen
from cse_portal.desk.building import Progress
from cse_portal.desk.kinds import CannotBuild, background
from cse_portal.desk.models import BackgroundJob
from cse_portal.ui.documents import MISSING_PART, CannotRender
from referrals import queries
from referrals.documents import product_pdf
from referrals.models import ReferredChild
from referrals.paper_kinds import PRODUCT
from referrals.presenters.triage import TriagePage

GONE = "You no longer see this referral, so there is no file."


def may_have(person: Any, parameters: Mapping[str, Any]) -> bool:
    return queries.sees_referred(person, str(parameters.get("referral", "")))


@background(kind=PRODUCT, title="Referral: PDF", permission=Permission.SEE_CASES, may_have=may_have)
def product(job: BackgroundJob, progress: Progress) -> None:
    """Whether its owner still may read it is asked once more before anything is written."""
    referred = _referred(job)
    page = TriagePage(referred, job.owner, Seen(job.owner, referred.case, access.granted(job.owner, referred.case)))
    progress.report(1, 2, "Laying out the pages")
    try:
        whole = product_pdf(copy_of(job, referred.case, f"Referral to MASH, {referred.case.child.initials}"), page)
    except CannotRender:
        raise CannotBuild(MISSING_PART) from None
    _referred(job)
    with progress.file("referral.pdf", "application/pdf") as out:
        out.write(whole)


def _referred(job: BackgroundJob) -> ReferredChild:
    found = queries.referred_by_ref(job.owner, str(job.parameters.get("referral", "")))
    if found is None:
        raise CannotBuild(GONE)
    return found
