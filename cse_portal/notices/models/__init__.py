"""Who was told what, by the portal itself and by e-mail."""

from cse_portal.notices.models.feeds import CalendarFeed
from cse_portal.notices.models.letters import Letter, MailTrouble
from cse_portal.notices.models.notices import Notice, NoticeQuerySet, Preference
from cse_portal.notices.models.reaching import Reaching
from cse_portal.notices.models.service import ServiceTrouble

__all__ = [
    "CalendarFeed",
    "Letter",
    "MailTrouble",
    "Notice",
    "NoticeQuerySet",
    "Preference",
    "Reaching",
    "ServiceTrouble",
]
