"""The words for how private a field is."""

from __future__ import annotations

from cse_portal.core.classification import MEANINGS, RECORD, Privacy
from cse_portal.core.models import Record


def test_every_class_says_what_it_means() -> None:
    assert set(MEANINGS) == set(Privacy)


def test_what_every_record_carries_is_open_and_complete() -> None:
    carried = {field.name for field in Record._meta.get_fields()} | {"id"}
    assert set(RECORD) == carried
    assert set(RECORD.values()) == {Privacy.OPEN}
