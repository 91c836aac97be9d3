"""Importing over HTTP, with everything people really send."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

Json = dict[str, Any]
Answer = Any  # the response of the test client, which is of httpx or of httpx2
Import = Callable[..., Answer]

RUSSIAN = "Центральный комитет обсудил положение в Китае. Решение принято единогласно.\n"
ENGLISH = "The Central Committee discussed the situation in China. It was decided at once.\n"


def codes(document: Json) -> list[str]:
    return [notice["code"] for notice in document["notices"]]


def test_an_upload_is_described(upload: Import) -> None:
    answer = upload("source", RUSSIAN.encode(), "решение.txt")
    assert answer.status_code == 201, answer.text
    document = answer.json()
    assert (document["name"], document["language"], document["side"]) == (
        "решение.txt",
        "ru",
        "source",
    )
    assert (document["segments"], codes(document)) == (2, [])


def test_the_original_bytes_come_back_as_they_were(client: TestClient, upload: Import) -> None:
    data = RUSSIAN.replace("\n", "\r\n").encode("cp1251")
    document = upload("source", data, "a/б'.txt").json()
    answer = client.get(f"/api/v1/documents/{document['id']}/original")
    assert answer.content == data
    assert answer.headers["content-disposition"] == ("attachment; filename*=UTF-8''%D0%B1%27.txt")
    assert answer.headers["content-type"] == "application/octet-stream"


NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\Anna\\text.txt": "text.txt",
    "a\u202eb\x07.txt": "a b .txt",
    "..": "untitled",
    "/": "untitled",
    "x" * 300 + ".md": "x" * 197 + ".md",
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_file_name_is_only_a_name(name: str) -> None:
    from workbench.services.importing import safe_name

    assert safe_name(name) == NAMES[name]


REFUSED = {
    "empty": (b"", {}),
    "only blanks": (b" \n\t\n", {}),
    "only a byte order mark": (b"\xef\xbb\xbf", {}),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, {}),
    "a program": (b"\x7fELF" + bytes(range(256)) * 40, {}),
    "NUL characters": (b"One sentence.\0 Another one.\n", {"encoding": "utf-8"}),
    "the wrong encoding": (RUSSIAN.encode("cp1251"), {"encoding": "utf-8"}),
    "no such encoding": (RUSSIAN.encode(), {"encoding": "klingon-8"}),
    "an encoding that is none of text": (RUSSIAN.encode(), {"encoding": "zip_codec"}),
    "a language that is no tag": (RUSSIAN.encode(), {"language": "../ru"}),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(
    client: TestClient, project: Json, upload: Import, case: str
) -> None:
    data, fields = REFUSED[case]
    answer = upload("source", data, "file.txt", **fields)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 20
    assert client.get(f"/api/v1/projects/{project['id']}").json()["documents"] == []


PASTED_REFUSALS = {
    "NUL": "One.\0Two.",
    "half a surrogate pair": "One \ud800 two.",
    "nothing": "",
    "only blanks": " \n ",
}


@pytest.mark.parametrize("case", PASTED_REFUSALS)
def test_a_pasted_text_that_is_none_is_refused(
    client: TestClient, project: Json, case: str
) -> None:
    import json

    body = {"side": "target", "name": "a", "text": PASTED_REFUSALS[case]}
    answer = client.post(
        f"/api/v1/projects/{project['id']}/documents/text",
        content=json.dumps(body),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 422, answer.text


def test_a_text_on_the_wrong_side_is_taken_with_a_notice(paste: Import) -> None:
    document = paste("source", ENGLISH).json()
    assert codes(document) == ["language-mismatch"]
    assert "import each on the other side" in document["notices"][0]["message"]


def test_the_same_file_twice_is_taken_with_a_notice(upload: Import) -> None:
    assert codes(upload("target", ENGLISH.encode()).json()) == []
    assert codes(upload("target", ENGLISH.encode()).json()) == ["same-file"]
    assert "same-file" in codes(upload("source", ENGLISH.encode()).json())


def test_ten_megabytes_on_one_line_are_imported(client: TestClient, upload: Import) -> None:
    data = (RUSSIAN.strip() + " ").encode() * 2_000  # scaled down; ten megabytes by hand
    answer = upload("source", data)
    assert answer.status_code == 201, answer.text
    assert answer.json()["segments"] == 4_000
    page = client.get(
        f"/api/v1/documents/{answer.json()['id']}/segments", params={"limit": 2000}
    ).json()
    assert len(page["items"]) == 2_000
    assert page["next"] is not None


def test_uploads_at_the_same_time_are_all_kept(
    client: TestClient, project: Json, upload: Import
) -> None:
    def send(number: int) -> int:
        answer = upload("target", (ENGLISH * (number + 1)).encode(), f"{number}.txt")
        return int(answer.status_code)

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(send, range(6))) == [201] * 6
    names = [d["name"] for d in client.get(f"/api/v1/projects/{project['id']}").json()["documents"]]
    assert sorted(names) == [f"{n}.txt" for n in range(6)]


def test_spans_of_a_segment_count_as_a_browser_counts(client: TestClient, upload: Import) -> None:
    text = "The clef 𝄞 stands here<sup>[8]</sup> and the rest follows.\n"
    document = upload("target", text.encode(), "notes.md").json()
    segment = client.get(f"/api/v1/documents/{document['id']}/segments").json()["items"][0]
    mark = next(span for span in segment["spans"] if span["kind"] == "note_mark")
    units = segment["text"].encode("utf-16-le")
    assert "[8]" in units[2 * mark["start"] : 2 * mark["end"]].decode("utf-16-le")


SPLIT_BY_PAGE = (
    "The delegates of the northern districts had by then already agreed upon the\n\n"
    "resolution that the commission put before them.\n\n"
    "A new paragraph follows it.\n"
)


def test_a_page_break_join_can_be_refused_and_accepted(client: TestClient, upload: Import) -> None:
    document = upload("target", SPLIT_BY_PAGE.encode(), "pages.txt").json()
    assert [join["accepted"] for join in document["joins"]] == [True]
    address = f"/api/v1/documents/{document['id']}/joins/0"
    refused = client.put(address, json={"accepted": False}).json()
    assert refused["segments"] == document["segments"] + 1
    assert client.put(address, json={"accepted": True}).json()["segments"] == document["segments"]
    assert client.put(address[:-1] + "7", json={"accepted": True}).status_code == 404


def test_a_join_stays_once_an_alignment_uses_the_document(
    client: TestClient, alignment: Json
) -> None:
    address = f"/api/v1/documents/{alignment['source_document_id']}"
    answer = client.delete(address)
    assert (answer.status_code, answer.json()["code"]) == (409, "document-in-use")


def test_a_document_nobody_uses_can_be_removed(client: TestClient, paste: Import) -> None:
    address = f"/api/v1/documents/{paste('target', ENGLISH).json()['id']}"
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
