"""Files as their owners fetch them: made by the worker's own code, read as they are sent."""

from __future__ import annotations

from django.urls import reverse

from cse_portal.agencies.roles import Role
from cse_portal.desk.building import build
from cse_portal.desk.models import BackgroundJob
from tests.access.asking import Asker
from tests.access.canaries import Answer
from tests.access.relations import (
    Standing,
)


def made_file(asker: Asker, standing: Standing, role: Role, job: BackgroundJob) -> Answer:
    """As it comes to the owner; what the worker logged and wrote meanwhile is part of the answer."""
    asker.logs.taken()
    build(job.ref)
    logged = asker.logs.taken()
    answer = asker.ask(standing, role, reverse("desk:job_file", kwargs={"ref": job.ref}))
    answer.elsewhere["the worker's log"] = logged
    return answer
