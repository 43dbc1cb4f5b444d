"""How somebody wants to hear by e-mail of each kind of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from cse_portal.agencies.timescales import Timescale, Unit, in_words
from cse_portal.notices.models.notices import HOW_TITLES
from cse_portal.notices.news_kinds import ByText, News, all_news
from cse_portal.notices.numbers import read_mobile
from cse_portal.notices.queries import text_field
from cse_portal.ui.fields import PhoneField
from cse_portal.ui.forms import PortalForm
from cse_portal.worklist.kinds import all_kinds
from cse_portal.worklist.ladders import Amounts, How

OPTIONS = [(how.value, title) for how, title in HOW_TITLES.items()]
TEXT_OPTIONS = [(How.AT_ONCE.value, "By text message, too"), (How.NOT.value, "No text message")]
Asked = tuple[str, str, How]


class WaysForm(PortalForm):
    """What is urgent is not asked: it always comes at once."""

    def __init__(
        self, *args: Any, chosen: Mapping[str, How], hours: Amounts, quiet: tuple[int, int] | None = None,
        takes_texts: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._takes_texts, self._usual = takes_texts, usual_hours(hours)
        self._ask_hours(quiet)
        for news in texts_asked_of() if takes_texts else ():
            self.fields[f"text_{news.code}"] = forms.ChoiceField(
                label=news.title,
                choices=TEXT_OPTIONS,
                widget=forms.Select(attrs={"class": "govuk-select"}),
                initial=chosen.get(text_field(news.code), How.AT_ONCE).value,
            )
        for code, label, usual in (*work_asked_of(), *news_asked_of()):
            self.fields[_name(code)] = forms.ChoiceField(
                label=label,
                choices=OPTIONS,
                widget=forms.Select(attrs={"class": "govuk-select"}),
                initial=chosen.get(code, usual).value,
                error_messages={"required": f"Select how you hear of {label[0].lower()}{label[1:]}"},
            )

    def _ask_hours(self, quiet: tuple[int, int] | None) -> None:
        """Never less rest than the partnership's: what it holds back at night stays held back."""
        starts, wakes = self._usual
        start, end = quiet or self._usual
        for name, label, hours, initial in (
            ("quiet_from", "Rest in the evening from", range(12, starts + 1), min(start, starts)),
            ("quiet_until", "Until the morning at", range(wakes, 12), max(end, wakes)),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[(str(hour), in_words(hour, Unit.OCLOCK)) for hour in hours],
                widget=forms.Select(attrs={"class": "govuk-select"}),
                initial=str(initial),
            )

    @property
    def hours(self) -> list[BoundField]:
        return [self["quiet_from"], self["quiet_until"]]

    @property
    def quiet(self) -> tuple[int, int] | None:
        """None where they are the partnership's: if it changes them, theirs change with it."""
        said = (int(self.cleaned_data["quiet_from"]), int(self.cleaned_data["quiet_until"]))
        return None if said == self._usual else said

    @property
    def text_fields(self) -> list[BoundField]:
        return [self[f"text_{news.code}"] for news in texts_asked_of()] if self._takes_texts else []

    @property
    def texts(self) -> dict[str, How]:
        asked = texts_asked_of() if self._takes_texts else []
        return {news.code: How(self.cleaned_data[f"text_{news.code}"]) for news in asked}

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        return [
            ("Work that is due", [self[_name(code)] for code, _, _ in work_asked_of()]),
            ("News", [self[_name(code)] for code, _, _ in news_asked_of()]),
        ]

    @property
    def ways(self) -> dict[str, How]:
        asked = (*work_asked_of(), *news_asked_of())
        return {code: How(self.cleaned_data[_name(code)]) for code, _, _ in asked}


def _name(code: str) -> str:
    """Never a word that a form in a browser means itself by, as `matches` is."""
    return f"how_{code}"


class MobileForm(PortalForm):
    mobile = PhoneField(
        label="Mobile number",
        help_text="A UK number, such as 07700 900123. Only the portal’s own text messages use it.",
    )

    def clean_mobile(self) -> str:
        number = read_mobile(self.cleaned_data["mobile"])
        if number is None:
            raise forms.ValidationError("Enter a UK mobile number, like 07700 900123")
        return number


class CodeForm(PortalForm):
    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label="Code from the text message",
        help_text="Six figures. It works for 15 minutes.",
        widget=forms.TextInput(
            attrs={"class": "govuk-input--width-5", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
        error_messages={"required": "Enter the code from the text message", "invalid": "The code is six figures"},
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


def usual_hours(hours: Amounts) -> tuple[int, int]:
    return hours[Timescale.QUIET_FROM], hours[Timescale.QUIET_UNTIL]


def texts_asked_of() -> list[News]:
    return [news for news in all_news() if news.by_text is ByText.WISHED]


def work_asked_of() -> list[Asked]:
    """By code, title and what is usual."""
    kinds = sorted(all_kinds(), key=lambda kind: kind.label)
    return [(kind.code, kind.label, How.DAILY) for kind in kinds if not kind.ladder.is_urgent]


def news_asked_of() -> list[Asked]:
    return [(news.code, news.title, news.how) for news in all_news() if not news.is_urgent]
