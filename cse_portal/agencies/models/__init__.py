"""Partnerships, their agencies, the people in them and the roles they hold."""

from cse_portal.agencies.models.organisation import Agency, Partnership
from cse_portal.agencies.models.people import Membership, MembershipQuerySet, User, UserManager
from cse_portal.agencies.models.sessions import PortalSession
from cse_portal.agencies.models.sign_in import ExternalIdentity, FailedSignIns

__all__ = [
    "Agency",
    "ExternalIdentity",
    "FailedSignIns",
    "Membership",
    "MembershipQuerySet",
    "Partnership",
    "PortalSession",
    "User",
    "UserManager",
]
