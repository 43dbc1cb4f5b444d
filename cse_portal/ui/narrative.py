"""The text box for telling what happened: it offers better words as people write, and never blocks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from cse_portal.ui.language import prompts


class NarrativeTextarea(forms.Textarea):
    """Every narrative field uses this; the prompts stand below the box, with or without JavaScript."""

    template_name = "ui/forms/narrative.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["prompts"] = prompts(str(value)) if value else []
        if field_id := widget["attrs"].get("id"):
            widget["attrs"] |= {
                "data-module": "portal-language",
                "data-prompts": f"{field_id}-prompts",
                "data-table": reverse("desk:language_table"),
            }
        return context
