"""The portal's settings as the demo has them, with the null pages and the counting of SQL beside them."""

from cse_portal.settings import *  # noqa: F403
from cse_portal.settings import MIDDLEWARE as PORTAL_MIDDLEWARE

ROOT_URLCONF = "tests.load.urls"
MIDDLEWARE = ["tests.load.counting.Counting", *PORTAL_MIDDLEWARE]
# One address signs in hundreds of times: the limits are still looked up and counted, and never reached.
ACCOUNT_RATE_LIMITS = {"login": "1000000/m/ip", "login_failed": "1000000/m/ip"}
