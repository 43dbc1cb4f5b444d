"""Contrast of two colours as WCAG counts it, and colours that stay readable."""

from __future__ import annotations

Colour = tuple[float, float, float]

BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (255.0, 255.0, 255.0)
ENOUGH_FOR_TEXT = 4.5


def read_colour(written: str) -> Colour:
    digits = written.removeprefix("#")
    red, green, blue = (float(int(digits[place : place + 2], 16)) for place in (0, 2, 4))
    return red, green, blue


def write_colour(colour: Colour) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in colour)


def luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def ratio(one: str, other: str) -> float:
    """From 1, no difference, to 21, black on white."""
    darker, lighter = sorted((luminance(read_colour(one)), luminance(read_colour(other))))
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: Colour, other: Colour, share: float) -> Colour:
    """The colour with this share, 0 to 1, of another in it."""
    red, green, blue = (part + (into - part) * share for part, into in zip(colour, other, strict=True))
    return red, green, blue


def readable_under_white(written: str) -> str:
    """The nearest darker shade on which white words can be read."""
    colour = read_colour(written)
    for step in range(101):
        shade = write_colour(mix(colour, BLACK, step / 100))
        if ratio(shade, "#ffffff") >= ENOUGH_FOR_TEXT:
            return shade
    return "#000000"


def brand_shades(written: str) -> dict[str, str]:
    """A partnership's colour and what the pages derive from it, by CSS property."""
    brand = read_colour(readable_under_white(written))
    return {
        "--brand": write_colour(brand),
        "--brand-dark": write_colour(mix(brand, BLACK, 0.28)),
        "--brand-tint": write_colour(mix(brand, WHITE, 0.88)),
        "--brand-mid": write_colour(mix(brand, WHITE, 0.25)),
        "--govuk-brand-colour": write_colour(brand),
    }
