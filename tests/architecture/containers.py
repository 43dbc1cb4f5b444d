"""The Dockerfile and the compose file, read into what they name."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

from tests.architecture.source import ROOT

DOCKERFILE = ROOT / "Dockerfile"
COMPOSE = ROOT / "docker-compose.yml"

# Images of others: what stands between the colons must at least name a major version.
PINNED = re.compile(r"^[a-z/]+:\d[\w.-]*$")


@dataclass(frozen=True)
class Instruction:
    stage: int
    word: str
    rest: str


def instructions(text: str) -> list[Instruction]:
    """Line by line, continued lines joined, stages counted from 1."""
    joined = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.M))
    found, stage = [], 0
    for line in filter(None, map(str.strip, joined.splitlines())):
        word, _, rest = line.partition(" ")
        stage += word == "FROM"
        found.append(Instruction(stage, word, " ".join(rest.split())))
    return found


def dockerfile() -> list[Instruction]:
    return instructions(DOCKERFILE.read_text())


def compose() -> dict[str, Any]:
    return yaml.safe_load(COMPOSE.read_text())


def portal_services() -> dict[str, dict[str, Any]]:
    """The services that run our image."""
    return {name: one for name, one in compose()["services"].items() if "build" in one}


def last(word: str) -> str:
    """What the last stage says with this word; a health check's command among them."""
    stages = dockerfile()[-1].stage
    return [one.rest for one in dockerfile() if one.word == word and one.stage == stages][-1]


def image_command() -> list[str]:
    return json.loads(last("CMD"))


def command_of(service: dict[str, Any]) -> list[str]:
    return service.get("command", image_command())
