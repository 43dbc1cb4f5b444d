"""How somebody wants to hear by e-mail of each kind of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from cse_portal.notices.models.notices import HOW_TITLES
from cse_portal.notices.news_kinds import all_news
from cse_portal.ui.forms import PortalForm
from cse_portal.worklist.kinds import all_kinds
from cse_portal.worklist.ladders import How

OPTIONS = [(how.value, title) for how, title in HOW_TITLES.items()]
Asked = tuple[str, str, How]


class WaysForm(PortalForm):
    """What is urgent is not asked: it always comes at once."""

    def __init__(self, *args: Any, chosen: Mapping[str, How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label, usual in (*work_asked_of(), *news_asked_of()):
            self.fields[_name(code)] = forms.ChoiceField(
                label=label,
                choices=OPTIONS,
                widget=forms.Select(attrs={"class": "govuk-select"}),
                initial=chosen.get(code, usual).value,
                error_messages={"required": f"Select how you hear of {label[0].lower()}{label[1:]}"},
            )

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


def work_asked_of() -> list[Asked]:
    """By code, title and what is usual."""
    return [(kind.code, kind.label, How.DAILY) for kind in all_kinds() if not kind.ladder.is_urgent]


def news_asked_of() -> list[Asked]:
    return [(news.code, news.title, news.how) for news in all_news() if not news.is_urgent]
