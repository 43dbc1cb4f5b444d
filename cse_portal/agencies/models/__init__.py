"""Partnerships, their agencies, the people in them and the roles they hold."""

from cse_portal.agencies.models.groups import AccessGroup
from cse_portal.agencies.models.organisation import Agency, Partnership
from cse_portal.agencies.models.people import Membership, MembershipQuerySet, User, UserManager

__all__ = ["AccessGroup", "Agency", "Membership", "MembershipQuerySet", "Partnership", "User", "UserManager"]
