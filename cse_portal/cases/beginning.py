"""Before a record is begun: how like a record must be for the person to say that it is of another child."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cse_portal.cases.resembling import Likeness

MOST_SHOWN = 10
SO_ALIKE = 0.9  # the same name, or the same number: nobody begins a second record by overlooking the first


def best(found: Iterable[Mapping[int, Likeness]]) -> list[tuple[int, Likeness]]:
    """Of several ways to ask, the best answer for each case; the likeliest first."""
    of_case: dict[int, Likeness] = {}
    for answers in found:
        for case, likeness in answers.items():
            of_case[case] = max(likeness, of_case.get(case, likeness))
    ranked = sorted(of_case.items(), key=lambda one: (-one[1].score, one[0]))
    return ranked[:MOST_SHOWN]


def must_say_other(likenesses: Iterable[Likeness]) -> bool:
    return any(one.score >= SO_ALIKE for one in likenesses)
