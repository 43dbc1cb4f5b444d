"""Who or what is linked with whom, how, since when, and how anybody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django import forms

from cse_portal.cases.models import Case
from cse_portal.network.actions import LinkSaid
from cse_portal.network.forms.graded import GRADE_FIELDS, GradedForm
from cse_portal.network.forms.items import AsksOfItem, asked_as
from cse_portal.network.item_kinds import FIELDS, PLACES, ItemKind, PlaceKind
from cse_portal.network.link_kinds import CHILD, Choice, choice, choices
from cse_portal.network.models import Item
from cse_portal.ui.asked import PLAIN, narrative
from cse_portal.ui.dates import Bound, in_words
from cse_portal.ui.fields import DateField, Option
from cse_portal.ui.forms import PortalForm

ANOTHER = "new"
WHICH = "Select which of these it is, or that it is none of them"
LINK_FIELDS = ("link", "since", "is_about", "until", "words", "known_from")
FindItems = Callable[[dict[str, Any]], Sequence[Item]]
FindCase = Callable[[str], Case | None]


class LinkForm(GradedForm):
    """`here` and `there` are the sorts of the two ends; the words of the choices are read from here."""

    error_labels: ClassVar[dict[str, str]] = {"since": "Day", "until": "Last day", "link": "How they are linked"}

    link = forms.ChoiceField(
        label="How are they linked?", choices=[], error_messages={"required": "Select how they are linked"}
    )
    since = DateField(
        label="When was that, or since when?",
        bound=Bound.TODAY_OR_PAST,
        required=False,
        help_text="Leave it empty if nobody knows",
    )
    is_about = forms.BooleanField(label="This day is approximate", required=False)
    until = DateField(label="Until when, if it went on and has ended?", bound=Bound.TODAY_OR_PAST, required=False)
    words = narrative("What do you know about it?", rows=3, most=4000, required=False)
    known_from = forms.CharField(
        label="How do you know?",
        max_length=200,
        widget=PLAIN,
        help_text="Who saw, heard or said it. Leave out who must not be named",
        error_messages={"required": "Enter how you know"},
    )

    def __init__(self, *args: Any, here: str, there: str, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = choices(here, there) if there else []
        self.fields["link"].choices = [  # type: ignore[attr-defined]
            ("", "Choose how"),
            *((one.code, f"{name} {one.words} …") for one in offered),
        ]
        self.order_fields([*LINK_FIELDS, *GRADE_FIELDS])

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        since, until = said.get("since"), said.get("until")
        if until and not since and "since" not in self.errors:
            self.add_error("since", "Enter since when, too")
        if since and until and until < since:
            self.add_error("until", "Last day must be the same as or after the first")
        return said

    @property
    def chosen(self) -> Choice:
        return choice(self.cleaned_data["link"])

    def said(self, **told_in: Any) -> LinkSaid:
        said = {name: self.cleaned_data[name] for name in ("since", "until", "is_about", "words", "known_from")}
        return LinkSaid(kind=self.chosen.kind, **said, grade=self.grade, **told_in)


class AddForm(AsksOfItem, LinkForm):
    """With somebody new, or with one that is on record: where it may be, the form comes back and asks."""

    sort_code = forms.CharField(required=False, widget=forms.HiddenInput)
    told_in = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, there: str, find: FindItems, find_case: FindCase, own: str, **kwargs: Any) -> None:
        super().__init__(*args, there=there, **kwargs)
        self._find_case, self._own = find_case, own
        self.case: Case | None = None
        self._matches: dict[str, Item] = {}
        first: list[str] = []
        if there == CHILD:
            self.fields["child"] = _child()
            first = ["child"]
        elif there:
            kind = ItemKind(there)
            self.ask_of(kind)
            self._ask_which(find)
            first = ["label", "match", *FIELDS[kind]]
        self.order_fields([*first, *LINK_FIELDS, *GRADE_FIELDS])

    def _ask_which(self, find: FindItems) -> None:
        given = {name: self._given(name) for name in (*FIELDS[self.sort], "match")}
        self._matches = {one.ref: one for one in find(given)}
        if self._matches:
            self.fields["match"] = forms.ChoiceField(
                label="This may be on record already. Is it one of these?",
                widget=forms.RadioSelect,
                choices=[
                    *((ref, Option(str(one.label), hint=_known_by(one))) for ref, one in self._matches.items()),
                    (ANOTHER, Option("None of these: add it as new")),
                ],
                error_messages=dict.fromkeys(("required", "invalid_choice"), WHICH),
            )

    def _given(self, name: str) -> str:
        return str((self.data.get(name) if self.is_bound else self.initial.get(name)) or "")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if "child" in self.fields:
            self._clean_child(said)
            return said
        if self.known is None:
            self.clean_of_item(said)
        return said

    def _clean_child(self, said: dict[str, Any]) -> None:
        if not said.get("child"):
            return
        self.case = self._find_case(said["child"])
        if self.case is None:
            self.add_error("child", "Enter the reference of a case that you may write in")
        elif self.case.ref == self._own:
            self.add_error("child", "Enter the case of another child")

    @property
    def known(self) -> Item | None:
        """One that is on record."""
        return self._matches.get(self.cleaned_data.get("match") or "")

    def said(self, **told_in: Any) -> LinkSaid:
        """What was typed of one that is on record stays with the link: its own record is put right by itself."""
        said = super().said(**told_in)
        told = "\n".join(self._told_of(self.known)) if self.known else ""
        return replace(said, words="\n\n".join(filter(None, (said.words, told))))

    def _told_of(self, known: Item) -> Iterator[str]:
        on_record = asked_as(known)
        for name in FIELDS[self.sort]:
            typed = self.cleaned_data.get(name)
            if typed not in (None, "", on_record[name]):
                yield f"{str(self.fields[name].label).rstrip('?')}: {self._in_words(name, typed)}"

    def _in_words(self, name: str, typed: Any) -> str:
        if isinstance(typed, date):
            return in_words(typed)
        return PLACES[PlaceKind(typed)] if name == "place_kind" else ", ".join(str(typed).splitlines())


def _child() -> forms.CharField:
    return forms.CharField(
        label="Which child? The reference of the case",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "list": "cases-to-choose"}),
        error_messages={"required": "Enter the reference of the child’s case"},
    )


def _known_by(item: Item) -> str:
    """Enough to tell two of the same name apart."""
    also = f"also {', '.join(item.aliases[:3])}" if item.aliases else ""
    ages = f"{item.age_from} to {item.age_to}" if item.age_from is not None else ""
    words = (also, ages, item.number, item.plate, item.platform, item.address.replace("\n", ", "), item.postcode)
    return ". ".join(filter(None, words)) or f"Recorded by {item.agency}"


class WhyForm(PortalForm):
    """For whatever needs nothing but its reason."""

    why = forms.CharField(
        label="Why?",
        max_length=500,
        help_text="Everybody who may read it reads this, too",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why"},
    )
