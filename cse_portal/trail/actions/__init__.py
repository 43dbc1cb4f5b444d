"""What is done about the trail: each is itself written into it."""

from cse_portal.trail.actions.searching import ask_for_spreadsheet, make_search, note_entry_read, note_results_read

__all__ = ["ask_for_spreadsheet", "make_search", "note_entry_read", "note_results_read"]
