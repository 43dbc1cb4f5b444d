"""What a link was told in; stages above add their own, since a link knows it by its reference alone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Origin(StrEnum):
    CASE = "case"
    EPISODE = "episode"
    MEETING = "meeting"
    SCREENING = "screening"
    PANEL = "panel"


TITLES: Mapping[Origin, str] = {
    Origin.CASE: "Recorded in the case",
    Origin.EPISODE: "From a missing episode",
    Origin.MEETING: "From a meeting",
    Origin.SCREENING: "From a screening or assessment",
    Origin.PANEL: "From the panel",
}
