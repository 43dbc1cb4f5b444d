"""What only the machine's own package manager has: WeasyPrint's libraries, Chromium, Redis."""

import os
import shutil
import sys

from house.places import PYTHON
from house.processes import attempt
from house.says import meaning, note

WEASYPRINT = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-dejavu-core",
)
CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
CHROMIUM_VARIABLE = "PLAYWRIGHT_CHROMIUM"
MAC_CHROMIUM = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def can_install() -> bool:
    """Whether we may use apt ourselves."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def command_for(*packages: str, brew: str = "") -> str:
    """The one command for a person to run."""
    if sys.platform == "darwin":
        return f"brew install {brew or ' '.join(packages)}"
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def apt_install(what: str, *packages: str) -> bool:
    """Install with apt; on failure say so in one line and go on."""
    note(f"Installing {what} with apt …")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = [
        "apt-get",
        "install",
        "--yes",
        "--quiet",
        "--no-install-recommends",
        *packages,
    ]
    done = attempt(install, env=env)
    if done.returncode:
        attempt(["apt-get", "update", "--quiet"], env=env)
        done = attempt(install, env=env)
    if done.returncode:
        note(f"apt could not install {what}. {meaning(done.stdout) or ''}".rstrip())
    return done.returncode == 0


def weasyprint_works() -> bool:
    """Whether PDFs can be made: the import needs libraries that no wheel carries."""
    return attempt([PYTHON, "-c", "import weasyprint"]).returncode == 0


def ensure_weasyprint() -> None:
    """Get the libraries when we may, else name the command; the portal runs without them."""
    if weasyprint_works():
        return
    if can_install() and apt_install("what PDF files need", *WEASYPRINT) and weasyprint_works():
        return
    note(
        "PDF files cannot be made yet, and their pages say so. To have them: " + command_for(*WEASYPRINT, brew="pango")
    )


def chromium() -> str | None:
    """The browser for the browser tests, if there is one."""
    named = os.environ.get(CHROMIUM_VARIABLE)
    if named:
        return named
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    return found or (MAC_CHROMIUM if os.path.exists(MAC_CHROMIUM) else None)


def ensure_chromium() -> str | None:
    """Find a browser, or install one when we may."""
    if not chromium() and can_install():
        apt_install("Chromium for the browser tests", "chromium")
    return chromium()
