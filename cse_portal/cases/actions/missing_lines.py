"""What a missing episode writes into the chronology; what was learnt under marks stays on the episode."""

from __future__ import annotations

from cse_portal.cases import missing_rules as rules
from cse_portal.cases.actions.lines import note_line
from cse_portal.cases.line_kinds import LineKind
from cse_portal.cases.models import MissingEpisode
from cse_portal.core.actor import Actor


def note_missing(*, episode: MissingEpisode, by: Actor) -> None:
    """One line, which grows with the episode; of one that was struck it says so."""
    began, ended = (one.astimezone(rules.LONDON) if one else None for one in (episode.began_at, episode.ended_at))
    if began is None:
        return
    note_line(
        case=episode.case,
        kind=LineKind.MISSING,
        headline=_headline(episode),
        words=episode.struck_because or _words(episode),
        happened_on=began.date(),
        happened_at=None if episode.is_about else began.time(),
        until_on=ended.date() if ended and ended.date() != began.date() else None,
        is_significant=episode.struck_at is None,
        source=episode,
        agency=episode.agency,
        by=by,
    )


def _headline(episode: MissingEpisode) -> str:
    if episode.struck_at:
        return "A missing episode was recorded in error"
    kind = episode.get_kind_display()
    return f"{kind} for {episode.length}" if episode.ended_at else f"{kind}: reported"


def _words(episode: MissingEpisode) -> str:
    if episode.ended_at is None:
        return episode.circumstances
    where = f" at {episode.found_where}" if episode.found_where else ""
    return f"{episode.get_returned_display()}{where}."


def note_interview(*, episode: MissingEpisode, by: Actor) -> None:
    at = episode.interviewed_at
    if at is None or episode.ended_at is None:
        return
    local = at.astimezone(rules.LONDON)
    within = rules.length(episode.ended_at, at)
    note_line(
        case=episode.case,
        kind=LineKind.INTERVIEW,
        headline=f"Return home interview held after {within}",
        words=episode.interview_said,
        happened_on=local.date(),
        happened_at=local.time(),
        is_significant=True,
        source=episode,
        by=by,
    )
