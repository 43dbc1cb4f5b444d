"""How private each field of the practice room is: as private as a real case, so that it teaches."""

from __future__ import annotations

from cse_portal.core.classification import RECORD, Classes, Privacy

FIELDS: Classes = {
    "demo.practicenote": RECORD
    | {"agency": Privacy.OPEN, "written_by": Privacy.PERSONAL}
    | dict.fromkeys(
        ("title", "happened_on", "child_said", "what_happened", "worry", "what_next"), Privacy.CASE_SENSITIVE
    ),
}
