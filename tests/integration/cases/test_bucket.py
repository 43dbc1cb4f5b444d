"""Documents in a bucket: put there encrypted and private, fetched by the portal, swept, and never half there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.urls import reverse

from cse_portal.cases import document_store
from cse_portal.cases.bucket import BucketTrouble
from cse_portal.cases.document_kinds import NO_ROOM, DocumentRefused
from cse_portal.cases.models import Case, DocumentVersion
from cse_portal.core import clock
from tests.integration.cases.conftest import Browse, Cast
from tests.integration.cases.fake_bucket import FakeBucket, fake_bucket
from tests.integration.cases.test_documents import LETTER, added
from tests.reading import one_of

OPTIONS = {"bucket": "papers", "region": "eu-west-2", "key_id": "ours", "secret": "secret"}


@pytest.fixture
def bucket(settings: Any) -> Iterator[FakeBucket]:
    with fake_bucket("papers") as made:
        use(settings, made)
        yield made


def use(settings: Any, made: FakeBucket, **more: str) -> None:
    backend = {"BACKEND": "cse_portal.cases.bucket.BucketStorage"}
    options = {**OPTIONS, "endpoint": made.endpoint, **more}
    settings.STORAGES = {**settings.STORAGES, "documents": {**backend, "OPTIONS": options}}


def test_what_is_kept_is_private_encrypted_and_comes_back(bucket: FakeBucket) -> None:
    kept = document_store.keep(b"She came late twice")
    assert bucket.files == {kept.name: b"She came late twice"}
    (put,) = [headers for method, _, headers in bucket.told if method == "PUT"]
    assert (put["x-amz-acl"], put["x-amz-server-side-encryption"]) == ("bucket-owner-full-control", "AES256")
    assert put["authorization"].startswith("AWS4-HMAC-SHA256 Credential=ours/")
    assert "secret" not in str(put)
    assert document_store.fetch(kept.name, kept.sha256) == b"She came late twice"
    assert document_store.is_there(kept.name)
    store = storages[document_store.ALIAS]
    assert store.size(kept.name) == 19
    with pytest.raises(NotImplementedError):
        store.url(kept.name)
    document_store.remove(kept.name)
    assert not document_store.is_there(kept.name)


def test_a_key_of_ones_own_encrypts(bucket: FakeBucket, settings: Any) -> None:
    use(settings, bucket, kms_key="arn:aws:kms:eu-west-2:1:key/2")
    document_store.keep(b"x")
    (put,) = [headers for method, _, headers in bucket.told if method == "PUT"]
    assert put["x-amz-server-side-encryption"] == "aws:kms"
    assert put["x-amz-server-side-encryption-aws-kms-key-id"].endswith("key/2")


def test_what_was_changed_or_is_gone_is_not_handed_out(bucket: FakeBucket) -> None:
    kept = document_store.keep(b"She came late twice")
    bucket.files[kept.name] = b"She came on time"
    with pytest.raises(document_store.NotThere):
        document_store.fetch(kept.name, kept.sha256)
    bucket.files.clear()
    with pytest.raises(document_store.NotThere):
        document_store.fetch(kept.name, kept.sha256)


def test_a_bucket_that_fails_keeps_nothing_half(bucket: FakeBucket, settings: Any) -> None:
    bucket.fails_with = 503
    with pytest.raises(DocumentRefused, match=NO_ROOM[:40]):
        document_store.keep(b"x")
    with pytest.raises(BucketTrouble):
        document_store.is_there("aa/b")
    bucket.endpoint = "http://127.0.0.1:9"
    use(settings, bucket)
    with pytest.raises(DocumentRefused, match=NO_ROOM[:40]):
        document_store.keep(b"x")


def test_what_no_row_names_is_found_page_by_page(bucket: FakeBucket) -> None:
    kept = [document_store.keep(bytes([number])).name for number in range(5)]
    assert list(document_store.abandoned(clock.now(), set())) == []
    with time_machine.travel(clock.now() - timedelta(days=2)):
        assert sorted(document_store.abandoned(clock.now() + timedelta(days=2), {kept[0]})) == sorted(kept[1:])


@pytest.mark.django_db
def test_a_download_comes_through_the_portal(bucket: FakeBucket, led: Case, cast: Cast, browse: Browse) -> None:
    document = added(led, cast["social_worker"])
    version = one_of(DocumentVersion.objects.filter(document=document))
    answer = browse("social_worker").post(reverse("cases:download_document", kwargs={"ref": version.ref}))
    assert answer.status_code == 200
    assert answer.content == LETTER
    assert bucket.endpoint not in str(answer.headers)
