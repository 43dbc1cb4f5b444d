"""My work as its page shows it, and its filter."""

from cse_portal.worklist.presenters.filters import read_filter
from cse_portal.worklist.presenters.my_work import my_work

__all__ = ["my_work", "read_filter"]
