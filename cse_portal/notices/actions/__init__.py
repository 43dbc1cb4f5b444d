"""Telling people: reminders of work, news, and the letters that carry both."""

from cse_portal.notices.actions.feeds import end_feed, make_feed, note_fetched
from cse_portal.notices.actions.inbox import choose_ways, mark_all_read, mark_read
from cse_portal.notices.actions.letters import (
    claim_letters,
    claim_receipts,
    note_delivered,
    note_dropped,
    note_failed,
    note_refused,
    note_returned,
    note_sent,
    try_again,
)
from cse_portal.notices.actions.news import post_news
from cse_portal.notices.actions.reminding import look_at_all_again, remind_batch, tell_all_again
from cse_portal.notices.actions.texting import ask_for_code, confirm_code, forget_mobile, write_texts
from cse_portal.notices.actions.troubles import end_troubles_of_leavers, send_again_to
from cse_portal.notices.actions.watching import watch_over_jobs
from cse_portal.notices.actions.writing import write_letters

__all__ = [
    "ask_for_code",
    "choose_ways",
    "claim_letters",
    "claim_receipts",
    "confirm_code",
    "end_feed",
    "end_troubles_of_leavers",
    "forget_mobile",
    "look_at_all_again",
    "make_feed",
    "mark_all_read",
    "mark_read",
    "note_delivered",
    "note_dropped",
    "note_failed",
    "note_fetched",
    "note_refused",
    "note_returned",
    "note_sent",
    "post_news",
    "remind_batch",
    "send_again_to",
    "tell_all_again",
    "try_again",
    "watch_over_jobs",
    "write_letters",
    "write_texts",
]
