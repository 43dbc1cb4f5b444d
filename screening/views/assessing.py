"""The score of an assessment: proposed by its author, signed off by a manager, countersigned where it is lower."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse

from cse_portal.agencies.models import Membership
from cse_portal.agencies.roles import Permission
from cse_portal.cases.access import marks_for
from cse_portal.cases.queries import agencies_to_open_to
from screening import actions, form_names, queries
from screening.forms.assessing import CountersignForm, ProposalForm, SendBackForm, SignForm
from screening.forms.deeds import YES
from screening.guards import ResultDeed, ToolDeed
from screening.instruments.shape import Result
from screening.presenters.assessing import waiting_page
from screening.presenters.result import live
from screening.presenters.then_and_now import then_and_now
from screening.refused import NOBODY_COUNTERSIGNS, NOT_YOURS_TO_SIGN, PARTS_OPEN
from screening.workflow import Deed

SUBMITTED = "Your assessment is before your manager. Until it is signed off, the score before it holds."
SIGNED = "The assessment is signed off, and its score holds from now on."
TO_COUNTER = "It is signed off. {name} is asked to countersign the lower score; until then the score before it holds."
SENT_BACK = "It is sent back to {name}, who sees your words."
AGREED = "You countersigned the lower score. It holds from now on."
STAYS = "The score stays as it was. Your reason stands with the assessment."


class OfAssessment(ToolDeed):
    """What the pages of a proposed score share; a screening has none of them."""

    def look_up(self, **kwargs: Any) -> None:
        super().look_up(**kwargs)
        if self.request.user.is_authenticated and not self.tool.is_score:
            raise Http404

    @cached_property
    def before(self) -> Result | None:
        return queries.score_before(self.tool)

    def initial_of(self, record: Any) -> dict[str, Any]:
        return {}


class Propose(ResultDeed, OfAssessment):
    """Of an assessment, before a manager."""

    permission = Permission.ASSESS
    kind, form_class = form_names.PROPOSE, ProposalForm

    def form_kwargs(self) -> dict[str, Any]:
        marks, agencies = marks_for(self.person), agencies_to_open_to(self.case)
        return {"whole": self.draft.whole, "before": self.before, "marks": marks, "agencies": agencies}

    def perform(self, form: ProposalForm) -> str:
        actions.submit_assessment(tool=self.tool, version=self.opened_version, proposal=form.proposal, by=self.person)
        messages.success(self.request, SUBMITTED)
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        return self.why_not(Deed.SUBMIT) or (PARTS_OPEN if queries.open_parts(self.tool) else "")

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Result of the assessment",
            "title": f"Result of the assessment of {self.case.child.initials}",
            "button": "Put it before a manager",
            "tool": self.tool,
            "instrument": self.draft.whole.instrument,
            "draft": self.draft,
            "page": live(self.draft.whole),
            "before": self.before,
        }


class SignOff(OfAssessment):
    permission = Permission.SIGN_OFF
    kind, form_class = form_names.SIGN, SignForm
    template_name = "screening/sign_off.html"
    deed = Deed.SIGN_OFF

    @cached_property
    def countersigners(self) -> list[Membership] | None:
        """None where the score is not lower."""
        lower = bool(self.tool.proposed) and queries.is_lower(self.tool, self.tool.proposed)
        return queries.may_countersign(self.tool, but=self.person) if lower else None

    def form_kwargs(self) -> dict[str, Any]:
        return {"countersigners": self.countersigners}

    def perform(self, form: SignForm) -> str:
        chosen = form.countersigner_chosen
        actions.sign_off_assessment(
            tool=self.tool,
            version=self.opened_version,
            signature=actions.Signature(form.cleaned_data["words"], chosen),
            by=self.person,
        )
        messages.success(self.request, TO_COUNTER.format(name=chosen.user.name) if chosen else SIGNED)
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        wrote = queries.authors_of(self.tool) | {self.tool.decided_by_id}
        if why := self.why_not(self.deed) or (NOT_YOURS_TO_SIGN if self.person.pk in wrote else ""):
            return why
        return NOBODY_COUNTERSIGNS if self.deed is Deed.SIGN_OFF and self.countersigners == [] else ""

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Sign off an assessment",
            "title": f"Sign off the assessment of {self.case.child.initials}",
            "button": "Sign off",
            "tool": self.tool,
            "page": waiting_page(self.tool, self.draft.sections, self.before) if self.tool.proposed else None,
        }


class SendBack(SignOff):
    kind, form_class = form_names.SEND_BACK, SendBackForm  # type: ignore[assignment]
    template_name = "screening/deed.html"
    deed = Deed.SEND_BACK

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def perform(self, form: Any) -> str:
        author = self.tool.decided_by or self.tool.written_by
        actions.send_back_assessment(
            tool=self.tool, version=self.opened_version, because=form.cleaned_data["because"], by=self.person
        )
        messages.success(self.request, SENT_BACK.format(name=author.name))
        return reverse("screening:of_case", kwargs={"ref": self.case.ref})

    def back(self) -> str:
        return reverse("screening:sign_off", kwargs={"ref": self.tool.ref})

    def words(self) -> dict[str, Any]:
        return {"heading": "Send the assessment back", "button": "Send back", "tool": self.tool}


class Countersign(OfAssessment):
    """For the one who was asked by name, and had no part in it."""

    permission = Permission.COUNTERSIGN
    kind, form_class = form_names.COUNTER, CountersignForm
    template_name = "screening/countersign.html"
    decides_by = ("agrees",)

    def form_kwargs(self) -> dict[str, Any]:
        return {"proposed": self.proposed, "before": self.before}

    @property
    def proposed(self) -> Result:
        return self.draft.whole.instrument.result(self.tool.proposed or "0")

    def perform(self, form: CountersignForm) -> str:
        agrees = form.cleaned_data["agrees"] == YES
        actions.countersign_assessment(
            tool=self.tool,
            version=self.opened_version,
            agrees=agrees,
            words=form.cleaned_data["words"],
            by=self.person,
        )
        messages.success(self.request, AGREED if agrees else STAYS)
        return reverse("screening:tool", kwargs={"ref": self.tool.ref})

    def not_now(self) -> str:
        asked = self.tool.countersigner
        if asked is not None and asked.user_id != self.person.pk:
            return f"{asked.user.name} is asked to countersign it."
        return self.why_not(Deed.COUNTERSIGN)

    def words(self) -> dict[str, Any]:
        return {
            "heading": "Countersign the step-down",
            "title": f"Countersign the score of {self.case.child.initials}",
            "button": "Countersign",
            "tool": self.tool,
            "comparison": then_and_now(self.person, self.case, now_ref=self.tool.ref),
            "page": waiting_page(self.tool, self.draft.sections, self.before) if self.tool.proposed else None,
        }
