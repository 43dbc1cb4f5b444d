"""On what ground a case is shared: tables are total, and consent is the ground only where it was given."""

from __future__ import annotations

import pytest

from cse_portal.cases.sharing import (
    ANSWERS,
    BASES,
    BASIS_HINTS,
    LEVELS,
    MODELS,
    NEEDS,
    NEEDS_WORDS,
    POLICE_OUTCOMES,
    Asked,
    Basis,
    Level,
    Model,
    Need,
    PoliceOutcome,
    wrong_with,
)


def test_every_table_is_total() -> None:
    for table, codes in (
        (BASES, Basis),
        (ANSWERS, Asked),
        (NEEDS, Need),
        (MODELS, Model),
        (LEVELS, Level),
        (POLICE_OUTCOMES, PoliceOutcome),
    ):
        assert set(table) == set(codes)  # type: ignore[call-overload]
    assert set(BASIS_HINTS) <= set(Basis)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("asked", Asked)
def test_only_consent_needs_consent(basis: Basis, asked: Asked) -> None:
    assert bool(wrong_with(basis, asked)) is (basis is Basis.CONSENT and asked is not Asked.AGREED)
    assert (asked in NEEDS_WORDS) is (asked is not Asked.AGREED)
