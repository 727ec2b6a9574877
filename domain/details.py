"""What contents of some kinds say of themselves beside their text, such as where the source of a project is."""

from collections.abc import Mapping

from pydantic import HttpUrl, TypeAdapter, ValidationError

from domain.content import ContentKind
from domain.errors import InvalidInput
from domain.text import required_line

MAX_URL = 2_000
MAX_WORDS = 200
"""Characters of what isn't an address."""


FIELDS: Mapping[ContentKind, tuple[str, ...]] = {
    ContentKind.OPEN_SOURCE: ("repository_url", "licence", "programming_language"),
    ContentKind.TALK: ("event", "recording_url"),
    ContentKind.CASE_STUDY: ("industry", "outcome"),
    ContentKind.PROJECT: ("project_url", "project_status"),
}
"""The fields that a kind has; all others have none."""
URLS = frozenset({"repository_url", "recording_url", "project_url"})

_URL = TypeAdapter(HttpUrl)
PATH = ("input", "details")


def details_of(kind: ContentKind, given: Mapping[str, str | None], path: tuple[str, ...] = PATH) -> dict[str, str]:
    """The fields that were given, checked; those left out aren't in it.

    Raises:
        InvalidInput: the kind doesn't have one, it is no address of the web, or it is too long.
    """
    fields = FIELDS.get(kind, ())
    out: dict[str, str] = {}
    for name, value in given.items():
        if value is None:
            continue
        if name not in fields:
            has = f"has {', '.join(map(_api_name, fields))}" if fields else "has none"
            raise InvalidInput(f"{kind} {has} of these; leave `{_api_name(name)}` out.", (*path, _api_name(name)))
        out[name] = _checked(name, value, (*path, _api_name(name)))
    return out


def web_address(text: str, path: tuple[str, ...]) -> str:
    """An address that begins with http or https, in one spelling, so that two that are the same look the same.

    Raises:
        InvalidInput: it isn't one.
    """
    try:
        url = _URL.validate_python(text.strip())
    except ValidationError:
        url = None
    if url is None or len(str(url)) > MAX_URL or url.username or url.password:
        raise InvalidInput(f"Give an address such as https://example.org/x, at most {MAX_URL:,} characters.", path)
    return str(url)


def _checked(name: str, value: str, path: tuple[str, ...]) -> str:
    if name in URLS:
        return web_address(value, path)
    return required_line(value, MAX_WORDS, f"Say it in 1 to {MAX_WORDS} characters.", path)


def _api_name(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
