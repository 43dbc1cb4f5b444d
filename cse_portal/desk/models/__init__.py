"""What the desk keeps: drafts, the forms already sent, and how wording changes over time."""

from cse_portal.desk.models.draft import Draft, DraftQuerySet, Ending
from cse_portal.desk.models.submission import Submission
from cse_portal.desk.models.wording import WordingCount

__all__ = ["Draft", "DraftQuerySet", "Ending", "Submission", "WordingCount"]
