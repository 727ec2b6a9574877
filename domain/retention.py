"""How long what is known of members is kept, kind by kind: what isn't named here is kept as long as the member."""

from datetime import timedelta

from domain.export import KEPT

EXPORTS = KEPT
"""A document can be fetched for so long, and is deleted then."""

EXPORT_REQUESTS = timedelta(days=365)
"""After so long nobody needs to know that there was a document."""

PROOFS = timedelta(days=3 * 365)
"""So long after an erasure it can be shown what the person had consented to. Receipts and tombstones are kept."""
