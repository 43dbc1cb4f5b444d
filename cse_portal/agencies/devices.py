"""What a person would call the device they signed in on, from what its browser says of itself."""

from __future__ import annotations

UNKNOWN = "A device that does not say what it is"
LONGEST = 1_000

# The first that fits: browsers name each other in what they say.
BROWSERS = (
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android device"),
    ("CrOS", "a Chromebook"),
    ("Windows", "a Windows computer"),
    ("Macintosh", "a Mac"),
    ("Linux", "a Linux computer"),
)


def in_words(says: str) -> str:
    says = says[:LONGEST]
    browser = next((name for mark, name in BROWSERS if mark in says), "")
    system = next((name for mark, name in SYSTEMS if mark in says), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or (system[0].upper() + system[1:] if system else UNKNOWN)
