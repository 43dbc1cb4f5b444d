"""Small pictures inside marks: drawn by attributes only, silent for screen readers, in the mark's own colour."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from django.utils.safestring import SafeString


def drawn(size: int, inside: str, *, solid: bool = True) -> SafeString:
    fill = ' fill="currentColor"' if solid else ""
    return SafeString(
        f'<svg width="{size}" height="{size}" viewBox="0 0 {size} {size}"{fill} aria-hidden="true" focusable="false">'
        f"{inside}</svg>"
    )


DIAMOND = drawn(10, '<path d="M5 0 10 5 5 10 0 5z"/>')
RATING = {
    "red": drawn(12, '<rect x="1" y="1" width="10" height="10"/>'),
    "amber": drawn(12, '<path d="M6 .5 11.800 11H.2z"/>'),
    "green": drawn(12, '<circle cx="6" cy="6" r="5"/>'),
    "none": drawn(12, '<circle cx="6" cy="6" r="4.400" fill="none" stroke="currentColor" stroke-width="1.600"/>'),
}
HANDLING = {
    "shared": drawn(
        12,
        '<path d="M3 6 9 2.200M3 6l6 3.800" stroke="currentColor" stroke-width="1.300"/>'
        '<circle cx="3" cy="6" r="2"/><circle cx="9" cy="2.200" r="1.800"/><circle cx="9" cy="9.800" r="1.800"/>',
    ),
    "own": drawn(12, '<path d="M1 11V5l5-4 5 4v6z"/>'),
    "named": drawn(
        12,
        '<circle cx="3.200" cy="4" r="2.100"/><circle cx="8.800" cy="4" r="2.100"/>'
        '<path d="M0 11c0-3.500 6-3.500 6 0zM6 11c0-3.500 6-3.500 6 0z"/>',
    ),
    "health": drawn(12, '<path d="M4.400 1h3.200v3.400H11v3.200H7.600V11H4.400V7.600H1V4.400h3.400z"/>'),
    "police": drawn(12, '<path d="M6 .5 11 2.400v3.400c0 3-2.200 4.800-5 5.900-2.800-1.100-5-2.900-5-5.900V2.400z"/>'),
}
RINGED = '<circle cx="9" cy="9" r="7.200" fill="none" stroke="currentColor" stroke-width="{width}"/>'
ALARM = drawn(
    18,
    RINGED.format(width=2) + '<path d="M9 4.600V10" stroke="currentColor" stroke-width="2.200"/>'
    '<circle cx="9" cy="12.700" r="1.300" fill="currentColor"/>',
    solid=False,
)
PAUSE = drawn(
    18,
    RINGED.format(width=1.6) + '<path d="M7 6v6M11 6v6" stroke="currentColor" stroke-width="2"/>',
    solid=False,
)
TICK = drawn(
    18,
    '<circle cx="9" cy="9" r="7.500" fill="currentColor"/>'
    '<path d="m5.400 9.300 2.500 2.400 4.800-5" fill="none" stroke="#fff" stroke-width="2"/>',
    solid=False,
)
CHAIN = drawn(
    34,
    '<g fill="none" stroke="currentColor" stroke-width="3"><rect x="2.500" y="11" width="17" height="12" rx="6"/>'
    '<rect x="14.500" y="11" width="17" height="12" rx="6"/></g>',
    solid=False,
)
SORTED = {
    "ascending": drawn(12, '<path d="M6 2.500 11 9.500H1z"/>'),
    "descending": drawn(12, '<path d="M6 9.500 1 2.500h10z"/>'),
    "none": drawn(12, '<path d="M6 .8 9.500 5h-7zM6 11.200 2.500 7h7z"/>'),
}


@lru_cache(maxsize=32)
def pie(twelfths: int) -> SafeString:
    """A clock face filled clockwise; whole and empty faces need no arc."""
    ring = '<circle cx="9" cy="9" r="7.500" fill="#fff" stroke="currentColor" stroke-width="1.600"/>'
    twelfths = min(12, max(0, twelfths))
    if twelfths == 0:
        return drawn(18, ring, solid=False)
    if twelfths == 12:
        return drawn(18, ring + '<circle cx="9" cy="9" r="6" fill="currentColor"/>', solid=False)
    angle = 2 * pi * twelfths / 12
    x, y = 9 + 6 * sin(angle), 9 - 6 * cos(angle)
    large = 1 if twelfths > 6 else 0
    return drawn(18, f'{ring}<path d="M9 9V3A6 6 0 {large} 1 {x:.1f} {y:.1f}Z" fill="currentColor"/>', solid=False)


@lru_cache(maxsize=8)
def bars(filled: int) -> SafeString:
    """Three rising bars, as many filled as the score says."""
    heights = ((0.6, 9.6, 3.8), (6.6, 5.1, 8.3), (12.6, 0.6, 12.8))
    drawn_bars = "".join(
        f'<rect x="{x}" y="{y}" width="4.200" height="{height}" '
        f'fill="{"currentColor" if place < filled else "none"}" stroke="currentColor" stroke-width="1.200"/>'
        for place, (x, y, height) in enumerate(heights)
    )
    return SafeString(
        f'<svg width="18" height="14" viewBox="0 0 18 14" aria-hidden="true" focusable="false">{drawn_bars}</svg>'
    )
