"""A child is referred: from what is known already, with the least that MASH needs to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from django import forms

from cse_portal.cases.models import Case
from cse_portal.ui.asked import PLAIN, lines, narrative, radios
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm
from referrals.actions import About, Form
from referrals.forms.marked import REASON, MarkedForm
from referrals.sources import (
    BASES,
    CIRCUMSTANCES,
    CONSENTS,
    NEEDS_WORDS,
    NONE_OF_THESE,
    SOURCES,
    URGENCIES,
    Basis,
    Channel,
    Circumstance,
    Consent,
    Source,
    Urgency,
)
from screening.models import Tool

NO_SCREENING = "none"
BY_PORTAL, BY_PHONE, BY_BOROUGH = Channel.PORTAL.value, Channel.PHONE.value, Channel.BOROUGH.value


class ReferForm(MarkedForm):
    error_labels: ClassVar[dict[str, str]] = {
        "worry": "What worries you",
        "childs_words": "What the child says",
        "consent_words": "Why it is shared",
        "who_knows": "Who knows",
        "named": "Which agencies",
    }

    channel = radios(
        "How did you hear of it?",
        [
            (BY_PORTAL, Option("My own agency is worried")),
            (BY_PHONE, Option("Somebody rang MASH", hint="Say below who it was, and read it back to them")),
            (BY_BOROUGH, Option("Another borough wrote", hint="Say below who it was")),
        ],
        error_messages={"required": "Select how you heard of it"},
    )
    raised_by = forms.CharField(label="Who rang or wrote, and as what", max_length=200, required=False, widget=PLAIN)
    raised_by_phone = forms.CharField(label="Their phone number", max_length=30, required=False, widget=PLAIN)
    is_read_back = forms.BooleanField(label="I read it back to them, and they agreed", required=False)
    source = forms.ChoiceField(
        label="Who was worried first?",
        widget=forms.Select(attrs={"class": "govuk-select"}),
        choices=[("", "Choose one"), *((one.value, title) for one, title in SOURCES.items())],
        error_messages={"required": "Select who was worried first"},
    )
    tool = radios("Which screening goes with it?", [], error_messages={"required": "Select a screening, or none"})
    worry = narrative(
        "What worries you?",
        rows=6,
        most=10000,
        help_text="What was seen or said, when and where. Who else may be in danger",
        error_messages={"required": "Enter what worries you"},
    )
    childs_words = narrative(
        "What does the child say?",
        required=False,
        most=REASON,
        help_text="In their own words: what they say happened, and what they want to happen",
    )
    others = forms.MultipleChoiceField(
        label="Are other children on this referral?",
        help_text="Each has a clock, a decision and an answer of their own. The same words stand in each record: "
        "write of the others by their initials",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    urgency = radios(
        "How soon must something happen?",
        [(one.value, Option(title, hint=hint)) for one, (title, hint) in URGENCIES.items()],
        error_messages={"required": "Select how soon something must happen"},
    )
    circumstances = forms.MultipleChoiceField(
        label="Is any of this so?",
        help_text="Any of them makes this the child-protection route",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            *((one.value, Option(words)) for one, words in CIRCUMSTANCES.items()),
            (NONE_OF_THESE, Option("None of these, or not that I know of", divider="or")),
        ],
        error_messages={"required": "Select what is so, or that none of it is"},
    )
    consent = radios(
        "Do the family or the young person agree that you share this?",
        [(one.value, Option(title, hint=hint)) for one, (title, hint) in CONSENTS.items()],
        error_messages={"required": "Select whether they agree"},
    )
    consent_words = lines(
        "If not: why is it shared all the same?",
        required=False,
        help_text="Needed where they do not agree or were not asked",
    )
    basis = radios(
        "On what lawful ground do you share it?",
        [(one.value, Option(title, hint=hint)) for one, (title, hint) in BASES.items()],
        error_messages={"required": "Select the lawful ground"},
    )
    who_knows = lines("Who in the family knows that you refer?", required=False)

    field_order = (
        *(
            "channel",
            "raised_by",
            "raised_by_phone",
            "is_read_back",
            "source",
            "tool",
            "worry",
            "childs_words",
            "others",
        ),
        *("urgency", "circumstances", "consent", "consent_words", "basis", "who_knows", "handling", "named"),
    )

    def __init__(
        self,
        *args: Any,
        screenings: Sequence[tuple[Tool, str]],
        others: Sequence[Case],
        types_for_others: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._others = {one.ref: one for one in others}
        self._offer_others()
        self._tools = {one.ref: one for one, _ in screenings}
        self._types_for_others = types_for_others
        if not types_for_others:
            for name in ("channel", "raised_by", "raised_by_phone", "is_read_back"):
                del self.fields[name]
        if screenings:
            choices = [(tool.ref, Option(words)) for tool, words in screenings]
            none = (NO_SCREENING, Option("None", divider="or"))
            self.fields["tool"].choices = [*choices, none]  # type: ignore[attr-defined]
        else:
            del self.fields["tool"]

    def _offer_others(self) -> None:
        if not self._others:
            del self.fields["others"]
            return
        self.fields["others"].choices = [  # type: ignore[attr-defined]
            (ref, Option(f"{one.child.name}, {one.child.age}", hint=f"Case {ref}"))
            for ref, one in self._others.items()
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("channel") in (BY_PHONE, BY_BOROUGH) and not str(said.get("raised_by") or "").strip():
            self.add_error("raised_by", "Enter who rang or wrote")
        consent = said.get("consent")
        needs_words = {one.value for one in NEEDS_WORDS}
        if consent in needs_words and not str(said.get("consent_words") or "").strip():
            self.add_error("consent_words", "Enter why it is shared without their agreement")
        circumstances = said.get("circumstances") or []
        if NONE_OF_THESE in circumstances and len(circumstances) > 1:
            self.add_error("circumstances", "Select what is so, or that none of it is, and not both")
        return said

    @property
    def form(self) -> Form:
        said = self.cleaned_data
        consent = Consent(said["consent"])
        return Form(
            source=Source(said["source"]),
            consent=consent,
            basis=Basis(said["basis"]),
            consent_words=said["consent_words"] if consent in NEEDS_WORDS else "",
            who_knows=said["who_knows"],
            **self._caller(said),
        )

    def _caller(self, said: dict[str, Any]) -> dict[str, Any]:
        channel = Channel(said.get("channel") or BY_PORTAL)
        if channel is Channel.PORTAL:
            return {"channel": channel}
        rang = {name: said[name] for name in ("raised_by", "raised_by_phone", "is_read_back")}
        return {"channel": channel, **rang}

    def about(self, case: Case) -> About:
        said = self.cleaned_data
        return About(
            case=case,
            worry=said["worry"],
            urgency=Urgency(said["urgency"]),
            childs_words=said["childs_words"],
            circumstances=tuple(Circumstance(one) for one in said["circumstances"] if one != NONE_OF_THESE),
            handling=self.mark,
            named_agencies=tuple(self.named_agencies),
            tool=self._tools.get(said.get("tool", "")),
        )

    def all_of_them(self, case: Case) -> list[About]:
        """The child of this page first; what a child says, and the screening, stand with that child alone."""
        first = self.about(case)
        chosen = [self._others[ref] for ref in self.cleaned_data.get("others") or ()]
        return [first, *(replace(first, case=one, childs_words="", tool=None) for one in chosen)]


class WithdrawForm(PortalForm):
    because = lines("Why do you withdraw it?", error_messages={"required": "Enter why you withdraw it"})


class ReadForm(PortalForm):
    """Nothing is asked: the button is the deed."""
