"""Who was told what, by the portal itself and by e-mail."""

from cse_portal.notices.models.letters import Letter, MailTrouble
from cse_portal.notices.models.notices import Notice, NoticeQuerySet, Preference
from cse_portal.notices.models.reaching import Reaching

__all__ = ["Letter", "MailTrouble", "Notice", "NoticeQuerySet", "Preference", "Reaching"]
