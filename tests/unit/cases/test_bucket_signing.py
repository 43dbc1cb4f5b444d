"""Requests are signed as AWS’s own published examples are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cse_portal.cases.bucket_signing import Key, query_of, signed_headers

KEY = Key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
HOST, AT = "examplebucket.s3.amazonaws.com", datetime(2013, 5, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("method", "path", "query", "headers", "data", "signature"),
    [
        (
            *("GET", "/test.txt", {}, {"range": "bytes=0-9"}, b""),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            *("PUT", "/test$file.text", {}),
            {"date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"},
            b"Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        (
            *("GET", "/", {"lifecycle": ""}, {}, b""),
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            *("GET", "/", {"prefix": "J", "max-keys": "2"}, {}, b""),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ],
)
def test_a_request_is_signed_as_published(
    method: str, path: str, query: dict[str, str], headers: dict[str, str], data: bytes, signature: str
) -> None:
    found = signed_headers(method, HOST, path, query=query, headers=headers, data=data, key=KEY, at=AT)
    assert found["Authorization"].endswith(f"Signature={signature}")
    assert KEY.secret not in str(found)


def test_a_query_is_written_in_one_way() -> None:
    assert query_of({"prefix": "a b/é", "list-type": "2"}) == "list-type=2&prefix=a%20b%2F%C3%A9"
