"""How somebody wants to hear by e-mail of each kind of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from cse_portal.notices.models.notices import HOW_TITLES
from cse_portal.notices.news_kinds import all_news
from cse_portal.ui.fields import Option
from cse_portal.ui.forms import PortalForm
from cse_portal.worklist.kinds import all_kinds
from cse_portal.worklist.ladders import How

OPTIONS = [(how.value, Option(title)) for how, title in HOW_TITLES.items()]


class WaysForm(PortalForm):
    """What is urgent is not asked: it always comes at once."""

    def __init__(self, *args: Any, chosen: Mapping[str, How], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label, usual in asked_of():
            self.fields[code.replace(".", "__")] = forms.ChoiceField(
                label=label,
                choices=OPTIONS,
                widget=forms.RadioSelect,
                initial=chosen.get(code, usual).value,
                error_messages={"required": f"Select how you hear of {label[0].lower()}{label[1:]}"},
            )

    @property
    def ways(self) -> dict[str, How]:
        return {name.replace("__", "."): How(how) for name, how in self.cleaned_data.items() if how}


def asked_of() -> list[tuple[str, str, How]]:
    """Kinds of work first, then news; by code, title and what is usual."""
    work = [(kind.code, kind.label, How.DAILY) for kind in all_kinds() if not kind.ladder.is_urgent]
    return work + [(news.code, news.title, news.how) for news in all_news() if not news.is_urgent]
