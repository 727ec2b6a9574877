"""RSS 2.0 with full texts, as feed readers take it. Written by feedgenerator, Django's own generator standing alone."""

import re
from datetime import UTC, datetime
from typing import Any

from feedgenerator import Rss201rev2Feed

from domain.syndication import Channel, Entry, Form, Site, path_of

MEDIA_TYPE = "application/rss+xml"
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold in any spelling."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Rss(Rss201rev2Feed):  # type: ignore[misc]  # the library has no types
    def rss_attributes(self) -> dict[str, str]:
        namespaces = {"xmlns:content": "http://purl.org/rss/1.0/modules/content/", "xml:base": self.feed["link"]}
        return {**super().rss_attributes(), **namespaces}

    def latest_post_date(self) -> datetime:
        """Of an empty channel always the same, unlike the clock, so that its document is."""
        return super().latest_post_date() if self.items else _NEVER

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        if self.feed["next_url"] is not None:
            handler.addQuickElement("atom:link", None, {"rel": "next", "href": self.feed["next_url"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["canonical"] is not None:
            handler.addQuickElement("atom:link", None, {"rel": "canonical", "href": item["canonical"]})
        if item["content"] is not None:
            handler.addQuickElement("content:encoded", item["content"])


def rss(channel: Channel, site: Site) -> bytes:
    """The document of a channel."""
    feed_url = site.base + path_of(channel.subject, channel.name, Form.RSS)
    feed = _Rss(
        title=_fit(site.title_of(channel)),
        link=site.home,
        description=_fit(channel.description(site.community)),
        feed_url=feed_url,
        next_url=f"{feed_url}?after={channel.next}" if channel.next else None,
    )
    for entry in channel.entries:
        feed.add_item(**_item(entry, site))
    return str(feed.writeString("utf-8")).encode()


def _item(entry: Entry, site: Site) -> dict[str, Any]:
    content = entry.content
    return {
        "title": _fit(content.title),
        "link": site.page_of(content) or entry.elsewhere or site.home,
        "description": _fit(entry.excerpt),
        "content": None if entry.html is None else _fit(entry.html),
        "author_name": _fit(content.author.display_name) if content.author else None,
        "pubdate": entry.published_at,
        "updateddate": entry.updated_at,
        "unique_id": content.id,
        "unique_id_is_permalink": False,
        "categories": [_fit(tag.name) for tag in content.tags],
        "canonical": entry.elsewhere,
    }


def _fit(text: str) -> str:
    return _UNFIT.sub("", text)
