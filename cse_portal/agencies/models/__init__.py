"""Partnerships and agencies, the people in them and their roles, who stands in for whom, and what was agreed."""

from cse_portal.agencies.models.agreements import Pledge, PledgeSignature, TermsAcceptance, TermsOfUse, Version
from cse_portal.agencies.models.delegation import Delegation, DelegationQuerySet
from cse_portal.agencies.models.organisation import (
    Agency,
    AgencyPartnership,
    AgencyQuerySet,
    LocalAuthority,
    Panel,
    PanelAuthority,
    Partnership,
)
from cse_portal.agencies.models.partnership_settings import OfficeDay, SettingChange, TimescaleSetting
from cse_portal.agencies.models.people import Membership, MembershipQuerySet, User, UserManager

__all__ = [
    "Agency",
    "AgencyPartnership",
    "AgencyQuerySet",
    "Delegation",
    "DelegationQuerySet",
    "LocalAuthority",
    "Membership",
    "MembershipQuerySet",
    "OfficeDay",
    "Panel",
    "PanelAuthority",
    "Partnership",
    "Pledge",
    "PledgeSignature",
    "SettingChange",
    "TermsAcceptance",
    "TermsOfUse",
    "TimescaleSetting",
    "User",
    "UserManager",
    "Version",
]
