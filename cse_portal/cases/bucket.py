"""Documents in a bucket (S3, or what speaks like it): private, encrypted there, and handed out by the portal alone."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, NoReturn
from urllib.parse import quote, urlsplit

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from cse_portal.cases.bucket_signing import Key, query_of, signed_headers
from cse_portal.core import clock

PATIENCE = 30  # seconds
GONE = 404
LISTED = re.compile(r"<(Key|Prefix)>([^<]*)</\1>")
FOLDERS = re.compile(r"<CommonPrefixes>(.*?)</CommonPrefixes>", re.DOTALL)
GOES_ON = re.compile(r"<NextContinuationToken>([^<]*)</NextContinuationToken>")


class BucketTrouble(OSError):
    """It did not answer, or not as it should; the storage before it treats it as a disk that fails."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    data: bytes


class BucketStorage(Storage):
    """No file in it has an address that a browser could open."""

    def __init__(
        self, *, bucket: str, endpoint: str, region: str, key_id: str, secret: str, kms_key: str = ""
    ) -> None:
        self._place, self._bucket, self._kms_key = urlsplit(endpoint), bucket, kms_key
        self._key = Key(key_id, secret, region)

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        return ContentFile(self._ask("GET", name).data)

    def _save(self, name: str, content: Any) -> str:
        content.seek(0)
        self._ask("PUT", name, data=content.read(), headers=self._kept_privately())
        return name

    def _kept_privately(self) -> dict[str, str]:
        # the owner's alone: in effect "private", which buckets without lists of rights refuse
        told = {"x-amz-acl": "bucket-owner-full-control", "content-type": "application/octet-stream"}
        if not self._kms_key:
            return {**told, "x-amz-server-side-encryption": "AES256"}
        own = {"x-amz-server-side-encryption-aws-kms-key-id": self._kms_key}
        return {**told, "x-amz-server-side-encryption": "aws:kms", **own}

    def delete(self, name: str) -> None:
        self._ask("DELETE", name)

    def exists(self, name: str) -> bool:
        try:
            self._ask("HEAD", name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        return int(self._ask("HEAD", name).headers["content-length"])

    def get_modified_time(self, name: str) -> datetime:
        return parsedate_to_datetime(self._ask("HEAD", name).headers["last-modified"])

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Folders and files, a thousand at a time, as a bucket tells them."""
        begins = f"{path.strip('/')}/" if path.strip("/") else ""
        folders: list[str] = []
        files: list[str] = []
        query = {"list-type": "2", "delimiter": "/", "prefix": begins}
        while True:
            said = self._ask("GET", "", query=query).data.decode()
            inside = "".join(FOLDERS.findall(said))
            folders += [unescape(name)[len(begins) :].rstrip("/") for _, name in LISTED.findall(inside)]
            files += [unescape(name)[len(begins) :] for what, name in LISTED.findall(said) if what == "Key"]
            more = GOES_ON.search(said)
            if more is None:
                return folders, files
            query["continuation-token"] = unescape(more[1])

    def url(self, name: str | None) -> NoReturn:
        raise NotImplementedError("A document has no address: the portal hands it out")

    def _ask(
        self, method: str, name: str, *, query: Mapping[str, str] | None = None, data: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:  # fmt: skip
        path = f"{self._place.path.rstrip('/')}/{self._bucket}/{name}"
        said, told, host = query or {}, headers or {}, self._place.netloc
        signed = signed_headers(method, host, path, query=said, headers=told, data=data, key=self._key, at=clock.now())
        where = quote(path) + (f"?{query_of(query)}" if query else "")
        answer = self._sent(method, where, data, signed)
        if answer.status == GONE:
            raise FileNotFoundError(name)
        if answer.status >= 300:
            raise BucketTrouble(f"The bucket answered {answer.status}")
        return answer

    def _sent(self, method: str, where: str, data: bytes, headers: Mapping[str, str]) -> Answer:
        """One connection a request: a file is fetched once in a while, and a kept one may have gone stale."""
        is_open = self._place.scheme == "http"
        of = http.client.HTTPConnection if is_open else http.client.HTTPSConnection
        connection = of(self._place.netloc, timeout=PATIENCE)
        try:
            connection.request(method, where, body=data or None, headers=dict(headers))
            found = connection.getresponse()
            said = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, said, found.read())
        except http.client.HTTPException as wrong:
            raise BucketTrouble("The bucket broke off") from wrong
        finally:
            connection.close()
