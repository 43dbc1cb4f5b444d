"""How sure it is, and who may read it: asked of every piece of information."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cse_portal.cases.marked_form import MarkedForm
from cse_portal.network.actions.writing import Grade
from cse_portal.network.grading import INFORMATIONS, SHARINGS, SOURCES, Sharing
from cse_portal.ui.asked import lines, radios
from cse_portal.ui.fields import Option

GRADE_FIELDS = ("source", "information", "sharing", "conditions", "handling", "named")


def graded(titles: Mapping[Any, tuple[str, str]]) -> list[tuple[str, Option]]:
    return [(one.value, Option(title, hint=hint)) for one, (title, hint) in titles.items()]


class GradedForm(MarkedForm):
    field_order: Iterable[str] | None = GRADE_FIELDS

    source = radios(
        "How reliable is the source?",
        graded(SOURCES),
        error_messages={"required": "Select how reliable the source is"},
    )
    information = radios(
        "How does the source know?",
        graded(INFORMATIONS),
        error_messages={"required": "Select how the source knows"},
    )
    sharing = radios(
        "May it be shared?",
        [
            (one.value, Option(title, reveals="conditions" if one is Sharing.CONDITIONS else ()))
            for one, title in SHARINGS.items()
        ],
        error_messages={"required": "Select whether it may be shared"},
    )
    conditions = lines("On which conditions?", required=False, help_text="Like “not to the family before 3 December”")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("sharing") == Sharing.CONDITIONS and not said.get("conditions"):
            self.add_error("conditions", "Enter on which conditions it may be shared")
        return said

    @property
    def grade(self) -> Grade:
        said = self.cleaned_data
        return Grade(
            source=said["source"],
            information=said["information"],
            sharing=said["sharing"],
            conditions=said["conditions"] if said["sharing"] == Sharing.CONDITIONS else "",
            handling=self.mark,
            named_agencies=tuple(self.named_agencies),
        )

    @staticmethod
    def graded_as(row: Any) -> dict[str, Any]:
        """As a form shows what is on record; agencies by their references."""
        return {name: getattr(row, name) for name in GRADE_FIELDS if name != "named"}
