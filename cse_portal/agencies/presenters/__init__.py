"""What the pages of people and agencies show, and the frame of every page."""

from cse_portal.agencies.presenters.page_frame import Frame, SessionClock, frame, session_limits

__all__ = ["Frame", "SessionClock", "frame", "session_limits"]
