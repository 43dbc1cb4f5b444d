"""Every stored field and how private it is."""

import importlib.util
from importlib import import_module
from typing import Any

from house.docs.reference import page as whole_page
from house.docs.reference import table


def classes_of_all_fields() -> dict[str, dict[str, Any]]:
    """Model by model ("agencies.user"), what the apps' `classification` modules say of each field."""
    from django.apps import apps

    found: dict[str, dict[str, Any]] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.classification"
        # core.classification holds the words themselves, and no model
        if importlib.util.find_spec(name) and hasattr(import_module(name), "FIELDS"):
            found |= import_module(name).FIELDS
    return found


def page() -> str:
    from cse_portal.core.classification import MEANINGS

    intro = (
        "From each app's `classification.py`. Exports, redaction and the scrubbing of demo data follow it.\n\n"
        + "\n".join(f"* **{kind.value}**: {meaning}" for kind, meaning in MEANINGS.items())
    )
    rows = [
        [f"`{model}`", f"`{field}`", kind.value]
        for model, classes in sorted(classes_of_all_fields().items())
        for field, kind in classes.items()
    ]
    return whole_page("Fields", intro, table(["Model", "Field", "Class"], rows))
