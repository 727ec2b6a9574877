"""Every job, in the order in which `stoa jobs all` runs them: what builds on another's result stands behind it."""

from jobs import assign_segments, refresh_activity
from jobs.job import Job

JOBS: tuple[Job, ...] = (refresh_activity.JOB, assign_segments.JOB)
