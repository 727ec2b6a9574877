"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): plain JSON, with `next_url` for the pages behind the first."""

from datetime import datetime
from typing import Any

import orjson

from domain.syndication import Channel, Entry, Form, Site, path_of

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel, site: Site) -> bytes:
    """The document of a channel."""
    feed_url = site.base + path_of(channel.subject, channel.name, Form.JSON)
    told = {
        "version": VERSION,
        "title": site.title_of(channel),
        "description": channel.description(site.community),
        "home_page_url": site.home,
        "feed_url": feed_url,
        "next_url": f"{feed_url}?after={channel.next}" if channel.next else None,
        "items": [_item(entry, site) for entry in channel.entries],
    }
    return orjson.dumps(_said(told))


def _item(entry: Entry, site: Site) -> dict[str, Any]:
    content = entry.content
    told = {
        "id": content.id,
        "url": site.page_of(content),
        "external_url": entry.elsewhere,
        "title": content.title,
        "content_html": entry.html,
        "content_text": entry.excerpt if entry.html is None else None,
        "summary": entry.excerpt or None,
        "date_published": _written(entry.published_at),
        "date_modified": _written(entry.updated_at),
        "authors": [{"name": content.author.display_name}] if content.author else None,
        "tags": [tag.name for tag in content.tags] or None,
        "language": entry.text.language if entry.text else None,
    }
    return _said(told)


def _said(told: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown, which the format leaves out."""
    return {name: value for name, value in told.items() if value is not None}


def _written(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
