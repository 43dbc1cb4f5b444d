"""Partnerships and agencies, the people in them and their roles, who stands in for whom, and what was agreed."""

from cse_portal.agencies.models.agreements import Pledge, PledgeSignature, TermsAcceptance, TermsOfUse, Version
from cse_portal.agencies.models.delegation import Delegation, DelegationQuerySet
from cse_portal.agencies.models.groups import AccessGroup
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
from cse_portal.agencies.models.sessions import PortalSession
from cse_portal.agencies.models.sign_in import ExternalIdentity, FailedSignIns

__all__ = [
    "AccessGroup",
    "Agency",
    "AgencyPartnership",
    "AgencyQuerySet",
    "Delegation",
    "DelegationQuerySet",
    "ExternalIdentity",
    "FailedSignIns",
    "LocalAuthority",
    "Membership",
    "MembershipQuerySet",
    "OfficeDay",
    "Panel",
    "PanelAuthority",
    "Partnership",
    "Pledge",
    "PledgeSignature",
    "PortalSession",
    "SettingChange",
    "TermsAcceptance",
    "TermsOfUse",
    "TimescaleSetting",
    "User",
    "UserManager",
    "Version",
]
