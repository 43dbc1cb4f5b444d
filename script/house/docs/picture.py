"""The picture of who may know whom, drawn from the import contract and each room's own sentence."""

import ast
import textwrap
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from house.places import ROOT

CONTRACT = "Stages and rooms import downward only"
STAGES = ("reporting", "mase", "referrals", "screening")
WIRING = "urls, celery, wsgi, asgi, settings, env"

WIDTH, MARGIN, GAP, ARROW = 960, 24, 12, 56
LINE, TOP, BOTTOM = 17, 30, 12
LETTER = 6.6  # width of an average letter at 13px
TEAL, INK, PALE, EDGE, DIM = "#124c5c", "#0b0c0c", "#eef4f5", "#b7cbd0", "#484f53"
FONT = "'Inter Variable', Inter, system-ui, 'Segoe UI', arial, sans-serif"


@dataclass(frozen=True)
class Box:
    title: str
    words: str
    is_stage: bool


def rows(root: Path = ROOT) -> list[list[Box]]:
    """The layers of the contract, top to bottom, each with its siblings."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["name"] == CONTRACT)
    return [_row(layer, root) for layer in layers]


def _row(layer: str, root: Path) -> list[Box]:
    names = [name.strip() for name in layer.replace(":", "|").split("|")]
    if "cse_portal.urls" in names:
        return [Box(WIRING, "Wiring, no logic.", False)]
    return [Box(name.removeprefix("cse_portal."), _sentence(name, root), name in STAGES) for name in names]


def _sentence(name: str, root: Path) -> str:
    """What a room says of itself in its first line."""
    source = (root / name.replace(".", "/") / "__init__.py").read_text()
    return (ast.get_docstring(ast.parse(source)) or "").splitlines()[0]


def architecture(root: Path = ROOT) -> str:
    body, y = [], 64
    for row in rows(root):
        drawn, height = _draw_row(row, y)
        body += drawn
        y += height + GAP
    height = y + MARGIN - GAP
    return "\n".join([*_head(height), *_arrow(64, y - GAP), *body, "</svg>"]) + "\n"


def _head(height: int) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-family="{FONT}" role="img" aria-labelledby="title desc">'
    )
    yield '<title id="title">Who may know whom</title>'
    yield '<desc id="desc">Rooms in layers; each imports only from the layers beneath it. Siblings do not import each other.</desc>'  # noqa: E501
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    yield f'<text x="{MARGIN}" y="40" font-size="20" font-weight="700" fill="{INK}">Who may know whom</text>'


def _arrow(top: int, bottom: int) -> Iterator[str]:
    x, middle = MARGIN + 14, (top + bottom) // 2
    yield f'<path d="M{x} {top}V{bottom - 10}" stroke="{TEAL}" stroke-width="2"/>'
    yield f'<path d="M{x - 7} {bottom - 12}h14l-7 12z" fill="{TEAL}"/>'
    yield (
        f'<text x="{x + 20}" y="{middle}" font-size="13" fill="{DIM}" text-anchor="middle" '
        f'transform="rotate(-90 {x + 20} {middle})">imports only downward</text>'
    )


def _draw_row(row: list[Box], y: int) -> tuple[list[str], int]:
    left = MARGIN + ARROW
    width = (WIDTH - MARGIN - left - GAP * (len(row) - 1)) / len(row)
    texts = [textwrap.wrap(box.words, int((width - 24) / LETTER)) for box in row]
    height = TOP + LINE * max(map(len, texts)) + BOTTOM
    drawn: list[str] = []
    for number, (box, lines) in enumerate(zip(row, texts, strict=True)):
        drawn += _draw_box(box, lines, left + number * (width + GAP), y, width, height)
    return drawn, height


def _draw_box(box: Box, lines: list[str], x: float, y: int, width: float, height: int) -> Iterator[str]:
    fill, ink = (TEAL, "#ffffff") if box.is_stage else (PALE, INK)
    yield f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{height}" rx="4" fill="{fill}" stroke="{EDGE}"/>'
    yield (
        f'<text x="{x + 12:.0f}" y="{y + 22}" font-size="15" font-weight="700" fill="{ink}">{escape(box.title)}</text>'
    )
    for number, line in enumerate(lines):
        yield (
            f'<text x="{x + 12:.0f}" y="{y + TOP + 13 + number * LINE}" font-size="13" fill="{ink}">'
            f"{escape(line, quote=False)}</text>"
        )
