"""The files of a Stack Exchange dump, in XML or CSV, all read as rows with the same column names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from importers.stackexchange.xml_rows import XmlTable
from importers.tables import Columns, Table, find


@dataclass(frozen=True)
class Kind:
    """One kind of file: its name in each format, its columns, and how XML attributes and codes are called there."""

    xml: str
    csv: str
    required: tuple[str, ...]
    attributes: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


POST_TYPES = {"1": "question", "2": "answer", "4": "tag_wiki_excerpt", "5": "tag_wiki"}
VOTE_TYPES = {"1": "accepted", "2": "up", "3": "down", "5": "bookmark"}

USERS = Kind(
    "Users.xml",
    "users.csv",
    ("user_id",),
    {"Id": "user_id", "CreationDate": "created_at", "DisplayName": "display_name"},
)
POSTS = Kind(
    "Posts.xml",
    "posts.csv",
    ("post_id", "post_type"),
    {
        "Id": "post_id",
        "PostTypeId": "post_type",
        "ParentId": "parent_id",
        "OwnerUserId": "owner_user_id",
        "CreationDate": "created_at",
        "Title": "title",
        "Tags": "tags",
        "Body": "body_html",
        "AcceptedAnswerId": "accepted_answer_id",
        "ClosedDate": "closed_at",
    },
    {"post_type": POST_TYPES},
)
COMMENTS = Kind(
    "Comments.xml",
    "comments.csv",
    ("comment_id", "post_id"),
    {"Id": "comment_id", "PostId": "post_id", "UserId": "user_id", "CreationDate": "created_at", "Text": "text"},
)
VOTES = Kind(
    "Votes.xml",
    "votes.csv",
    ("vote_id", "post_id", "vote_type"),
    {"Id": "vote_id", "PostId": "post_id", "VoteTypeId": "vote_type", "CreationDate": "date", "UserId": "user_id"},
    {"vote_type": VOTE_TYPES},
)
LINKS = Kind(
    "PostLinks.xml",
    "post_links.csv",
    ("post_id", "related_post_id"),
    {
        "Id": "link_id",
        "CreationDate": "created_at",
        "PostId": "post_id",
        "RelatedPostId": "related_post_id",
        "LinkTypeId": "link_type_id",
    },
)
TAGS = Kind("Tags.xml", "tags.csv", ("tag",), {"Id": "tag_id", "TagName": "tag"})
BADGES = Kind(
    "Badges.xml",
    "badges.csv",
    ("badge_id", "user_id", "name", "awarded_at", "class"),
    {
        "Id": "badge_id",
        "UserId": "user_id",
        "Name": "name",
        "Date": "awarded_at",
        "Class": "class",
        "TagBased": "tag_based",
    },
)


def open_file(directory: Path, kind: Kind) -> Table | XmlTable | None:
    """The file of that kind, XML before CSV, either of them plain or gzipped; None when there is none."""
    for name in (kind.xml, f"{kind.xml}.gz"):
        if (directory / name).is_file():
            return XmlTable(directory / name, kind.attributes, kind.codes)
    return find(directory, kind.csv, Columns(kind.required, {}))
