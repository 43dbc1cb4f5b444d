"""Forms at MASH: taking, handing over, rating, the clock, asking agencies, deciding, telling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from cse_portal.agencies.models import Agency, Membership
from cse_portal.ui.asked import PLAIN, lines, narrative, radios
from cse_portal.ui.dates import Bound
from cse_portal.ui.fields import DateField, MomentField, Option
from cse_portal.ui.forms import PortalForm
from referrals.actions import Decision
from referrals.forms.marked import REASON, offer_people
from referrals.sources import BASES, Basis
from referrals.workflow import OUTCOMES, RATINGS, Outcome, Rating


class TakeForm(PortalForm):
    """Nothing is asked, unless somebody else has it."""

    marks_optional = False

    takes_over = forms.BooleanField(
        label="We have spoken, and I take it over",
        error_messages={"required": "Speak with whoever has it first, then tick the box"},
    )

    def __init__(self, *args: Any, is_taken: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_taken:
            del self.fields["takes_over"]


class HandOverForm(PortalForm):
    to = forms.ChoiceField(
        label="Who takes it?", widget=forms.RadioSelect, error_messages={"required": "Select who takes it"}
    )

    def __init__(self, *args: Any, people: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {one.ref: one for one in people}
        offer_people(self.fields["to"], self._people)

    @property
    def chosen(self) -> Membership:
        return self._people[self.cleaned_data["to"]]


class RateForm(PortalForm):
    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"because": "Why"}

    rating = radios(
        "How is it rated?",
        [(one.value, Option(title, hint=hint)) for one, (title, hint) in RATINGS.items()],
        error_messages={"required": "Select how it is rated"},
    )
    because = narrative("Why?", required=False, most=REASON, help_text="Needed where the rating changes")

    def __init__(self, *args: Any, before: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._before = before

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self._before and not str(said.get("because") or "").strip():
            self.add_error("because", "Enter why the rating changes")
        return said

    @property
    def rated(self) -> Rating:
        return Rating(self.cleaned_data["rating"])


class PauseForm(PortalForm):
    until = MomentField(label="Until when?", bound=Bound.TODAY_OR_FUTURE)
    because = lines("What is waited for?", error_messages={"required": "Enter what is waited for"})


class ResumeForm(PortalForm):
    """Nothing is asked: the button is the deed."""


class AskForm(PortalForm):
    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {"question": "What you ask"}

    agencies = forms.MultipleChoiceField(
        label="Which agencies may know the child?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select at least one agency"},
    )
    question = narrative(
        "What do you ask them, and what for?",
        most=REASON,
        help_text="They learn the child’s name, date of birth and this question, and not the rest of the referral",
        error_messages={"required": "Enter what you ask"},
    )
    basis = radios(
        "On what lawful ground?",
        [(one.value, Option(title, hint=hint)) for one, (title, hint) in BASES.items()],
        error_messages={"required": "Select the lawful ground"},
    )

    def __init__(self, *args: Any, agencies: Sequence[tuple[Agency, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._agencies = {str(one.ref): one for one, _ in agencies}
        self.fields["agencies"].choices = [  # type: ignore[attr-defined]
            (str(one.ref), Option(one.name, hint=why)) for one, why in agencies
        ]

    @property
    def chosen(self) -> list[Agency]:
        return [self._agencies[ref] for ref in self.cleaned_data["agencies"]]

    @property
    def ground(self) -> Basis:
        return Basis(self.cleaned_data["basis"])


class DecisionForm(PortalForm):
    """Nothing is chosen beforehand, unless an officer proposed it."""

    marks_optional = False
    error_labels: ClassVar[dict[str, str]] = {
        "because": "Why",
        "feedback": "What whoever referred is told",
        "team": "Which team",
        "to_borough": "Which borough",
    }

    outcome = radios(
        "What follows?",
        [
            (one.value, Option(said.title, hint=said.follows, reveals="to_borough" if one is Outcome.TRANSFER else ()))
            for one, said in OUTCOMES.items()
        ],
        error_messages={"required": "Select what follows"},
    )
    team = forms.ChoiceField(
        label="Which team takes it on?",
        help_text="For early help, an assessment or a strategy discussion",
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
    )
    to_borough = forms.CharField(label="Which borough, and who there", max_length=200, required=False, widget=PLAIN)
    because = narrative("Why?", most=REASON, error_messages={"required": "Enter why you decide so"})
    feedback = narrative(
        "What we tell whoever referred", most=REASON, error_messages={"required": "Enter what they are told"}
    )

    tells_police = forms.BooleanField(
        label="Tell the police of the suspicion",
        required=False,
        help_text="Also without evidence, so that suspicions add up. They give a reference back",
    )

    def __init__(self, *args: Any, teams: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._teams = {str(one.ref): one for one in teams}
        offered = [("", "Choose a team"), *((ref, one.name) for ref, one in self._teams.items())]
        self.fields["team"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome = Outcome(said["outcome"]) if said.get("outcome") else None
        if outcome and OUTCOMES[outcome].needs_team and not said.get("team"):
            self.add_error("team", "Select the team that takes it on")
        if outcome is Outcome.TRANSFER and not str(said.get("to_borough") or "").strip():
            self.add_error("to_borough", "Enter which borough, and who there")
        return said

    @property
    def decision(self) -> Decision:
        said = self.cleaned_data
        team = self._teams.get(said["team"])
        words = (said["because"], said["feedback"], team, said["to_borough"], said["tells_police"])
        return Decision(Outcome(said["outcome"]), *words)


class SendBackForm(PortalForm):
    error_labels: ClassVar[dict[str, str]] = {"because": "What is to be put right"}
    because = narrative(
        "What is to be put right?", most=REASON, error_messages={"required": "Enter what is to be put right"}
    )


class ToldForm(PortalForm):
    marks_optional = False
    on = DateField(label="On which day did you speak with them?", bound=Bound.TODAY_OR_PAST)
    words = lines("Anything they said", required=False)
    handed_to = lines(
        "Who in the other borough took the referral, and when?",
        required=False,
        help_text="Until this is answered it stays on your list",
    )

    def __init__(self, *args: Any, is_transfer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_transfer:
            del self.fields["handed_to"]


class BecauseForm(PortalForm):
    because = lines("Why is it not needed any more?", error_messages={"required": "Enter why it is not needed"})
