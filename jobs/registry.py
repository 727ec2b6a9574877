"""Every job, in the order in which `stoa jobs all` runs them: what builds on another's result stands behind it."""

from jobs import (
    assign_segments,
    erase_persons,
    forget,
    prune,
    refresh_activity,
    refresh_interests,
    refresh_recommendation,
)
from jobs.job import Job

JOBS: tuple[Job, ...] = (
    refresh_activity.JOB,
    refresh_interests.JOB,
    refresh_recommendation.JOB,
    assign_segments.JOB,
    forget.JOB,
    prune.JOB,
    erase_persons.JOB,
)
