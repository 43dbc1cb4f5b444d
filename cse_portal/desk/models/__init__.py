"""What the desk keeps: drafts, the forms already sent, background work, and how wording changes over time."""

from cse_portal.desk.models.draft import Draft, DraftQuerySet, Ending
from cse_portal.desk.models.job import BackgroundJob, BackgroundJobQuerySet
from cse_portal.desk.models.submission import Submission
from cse_portal.desk.models.wording import WordingCount

__all__ = ["BackgroundJob", "BackgroundJobQuerySet", "Draft", "DraftQuerySet", "Ending", "Submission", "WordingCount"]
