"""Partnerships, their agencies, the people in them, the roles they hold, and who stands in for whom."""

from cse_portal.agencies.models.delegation import Delegation, DelegationQuerySet
from cse_portal.agencies.models.groups import AccessGroup
from cse_portal.agencies.models.organisation import Agency, Partnership
from cse_portal.agencies.models.people import Membership, MembershipQuerySet, User, UserManager
from cse_portal.agencies.models.sessions import PortalSession
from cse_portal.agencies.models.sign_in import ExternalIdentity, FailedSignIns

__all__ = [
    "AccessGroup",
    "Agency",
    "Delegation",
    "DelegationQuerySet",
    "ExternalIdentity",
    "FailedSignIns",
    "Membership",
    "MembershipQuerySet",
    "Partnership",
    "PortalSession",
    "User",
    "UserManager",
]
