"""Invitations, work that changed hands, and access reviews."""

from cse_portal.people.models.handed_over import HandedOver
from cse_portal.people.models.invitation import Invitation, InvitationQuerySet
from cse_portal.people.models.review import AccessReview, AccessReviewQuerySet, ReviewLine

__all__ = [
    "AccessReview",
    "AccessReviewQuerySet",
    "HandedOver",
    "Invitation",
    "InvitationQuerySet",
    "ReviewLine",
]
