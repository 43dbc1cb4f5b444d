"""What people asked of the trail, and what they decided about what it showed."""

from cse_portal.trail.models.alarm import Alarm, Canary, Finding
from cse_portal.trail.models.search import TrailSearch
from cse_portal.trail.models.week import Week, WeekLine

__all__ = ["Alarm", "Canary", "Finding", "TrailSearch", "Week", "WeekLine"]
