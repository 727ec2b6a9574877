"""Trusted documents: their ids, and the manifests they come in."""

import hashlib

import pytest

from domain.document import DocumentId, id_of, read_id, texts_of_manifest

TEXT = "{ __typename }"
DIGEST = hashlib.sha256(TEXT.encode()).hexdigest()


def test_an_id_is_the_hash_of_every_character() -> None:
    assert id_of(TEXT) == f"sha256:{DIGEST}" != id_of(TEXT + " ")


@pytest.mark.parametrize("given", [f"sha256:{DIGEST}", DIGEST])
def test_an_id_is_read_with_and_without_its_prefix(given: str) -> None:
    assert read_id(given) == id_of(TEXT)
    assert isinstance(read_id(given), DocumentId)


@pytest.mark.parametrize("given", ["", "sha256:", DIGEST[:-1], DIGEST.upper(), f"md5:{DIGEST}", f"{DIGEST}\n", TEXT])
def test_what_is_no_id(given: str) -> None:
    assert read_id(given) is None


@pytest.mark.parametrize(
    ("manifest", "names"),
    [
        ({"abc": TEXT, "def": "{ a: __typename }"}, ["abc", "def"]),
        (
            {
                "format": "apollo-persisted-query-manifest",
                "version": 1,
                "operations": [{"id": DIGEST, "name": "One", "type": "query", "body": TEXT}],
            },
            ["One"],
        ),
    ],
)
def test_manifests_of_the_usual_tools(manifest: object, names: list[str]) -> None:
    texts = texts_of_manifest(manifest)
    assert list(texts) == names and TEXT in texts.values()


@pytest.mark.parametrize(
    "manifest", [[], {}, None, {"a": 1}, {"operations": [{"id": "x"}]}, {"operations": ["x"]}, "x"]
)
def test_what_is_no_manifest(manifest: object) -> None:
    with pytest.raises(ValueError, match="manifest"):
        texts_of_manifest(manifest)
