"""The key of an invitation: long, different each time, and not to be read from its digest."""

from __future__ import annotations

from cse_portal.people.invitation_keys import digest_of, new_key


def test_keys_are_long_and_differ() -> None:
    keys = {new_key() for _ in range(200)}
    assert len(keys) == 200
    assert min(map(len, keys)) >= 43


def test_a_digest_tells_nothing_and_takes_whatever_an_address_holds() -> None:
    key = new_key()
    assert key not in digest_of(key)
    assert digest_of(key) == digest_of(key) != digest_of(key + "x")
    assert len(digest_of("\ud800odd")) == 64
