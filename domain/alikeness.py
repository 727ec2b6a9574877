"""When two texts are near enough in meaning to be shown beside each other, or to be called the same.

Calibrated on 64 pairs of short questions made for hard cases and on the marked duplicates of a real community;
`benchmarks/meaning.py` prints both, and docs/meaning.md has the figures.
"""

SHOWN = 0.5
"""The least cosine of what is shown to who asks whether that has been asked."""
LIKELY = 0.8
"""The least cosine of what is likely the same."""
