"""The shared front half of every page of a case: the reason to see it, and the reason to look."""

from cse_portal.cases.guards.case_guarded import CaseGuarded
from cse_portal.cases.guards.deeds import CaseChange, CaseDeed
from cse_portal.cases.guards.pairs import PairDeed, PairGuarded, version_of

__all__ = ["CaseChange", "CaseDeed", "CaseGuarded", "PairDeed", "PairGuarded", "version_of"]
