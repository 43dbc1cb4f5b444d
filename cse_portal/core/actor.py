"""Who acts: a signed-in person, or the system with a stated purpose. A stranger is only ever written about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Person(Protocol):
    """The little that the lower rooms need to know about a signed-in person."""

    @property
    def pk(self) -> int: ...


@dataclass(frozen=True)
class System:
    """The portal acting by itself: in a job, an import or a command."""

    purpose: str

    def __post_init__(self) -> None:
        if not self.purpose.strip():
            raise ValueError("The system must say why it acts")


@dataclass(frozen=True)
class Stranger:
    """Somebody who has not signed in: known by nothing but where the request came from."""


Actor = Person | System
