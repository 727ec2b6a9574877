"""Every job, in the order in which `stoa jobs all` runs them: what builds on another's result stands behind it."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from domain.graph_learning import GraphLimits
from domain.payment import Processors
from domain.renewal import Dunning
from domain.retention import Retention
from domain.review import Check
from jobs import (
    assign_segments,
    award_badges,
    close_ad_days,
    close_leaderboards,
    compare_segment_rules,
    count_ad_returns,
    count_pressure,
    count_trials,
    embed_contents,
    embed_newcomers,
    end_bans,
    end_services,
    enforce_retention,
    erase_persons,
    expire_orders,
    export_persons,
    forget,
    index_search,
    measure_exposure,
    merge_users,
    offer_seats,
    prune,
    publish_due,
    rank_newcomers,
    reconcile_payments,
    refresh_activity,
    refresh_ad_norms,
    refresh_badges,
    refresh_churn,
    refresh_embeddings,
    refresh_influence,
    refresh_interests,
    refresh_landing,
    refresh_points,
    refresh_reach,
    refresh_reading,
    refresh_recommendation,
    refresh_saved_segments,
    refresh_standing,
    renew_subscriptions,
)
from jobs.job import Job


def registered(
    kept: Callable[[], Retention] = Retention,
    checks: Callable[[], Sequence[Check]] = tuple,
    payments: Callable[[], Processors] = lambda: Processors(()),
    dunning: Callable[[], Dunning] = Dunning,
    graphs: Callable[[], GraphLimits] = GraphLimits,
    spell: timedelta | None = embed_contents.SPELL,
) -> tuple[Job, ...]:
    """The jobs; `kept` tells, at each run, how long what members did is kept, without end by default.

    `checks` tells what looks at a draft before it is published, nothing by default; `payments` by whom renewals are
    charged, nobody by default, and `dunning` how often that is tried; `graphs` what learning from the graph as a whole
    may take of the database. `spell` is how long meanings are made in one run.
    """
    return (
        merge_users.JOB,
        refresh_points.JOB,
        refresh_badges.JOB,
        award_badges.JOB,
        refresh_standing.JOB,
        close_leaderboards.JOB,
        close_ad_days.JOB,
        refresh_activity.JOB,
        refresh_ad_norms.JOB,
        refresh_interests.JOB,
        refresh_recommendation.JOB,
        refresh_influence.job(graphs),
        refresh_embeddings.job(graphs),
        rank_newcomers.JOB,
        embed_newcomers.JOB,
        refresh_landing.JOB,
        assign_segments.JOB,
        compare_segment_rules.JOB,
        refresh_churn.JOB,
        refresh_saved_segments.JOB,
        refresh_reading.JOB,
        refresh_reach.JOB,
        count_ad_returns.JOB,
        count_pressure.JOB,
        count_trials.JOB,
        end_bans.JOB,
        expire_orders.JOB,
        end_services.JOB,
        offer_seats.JOB,
        forget.JOB,
        prune.JOB,
        publish_due.job(checks),
        reconcile_payments.job(payments),
        renew_subscriptions.job(payments, dunning),
        export_persons.JOB,
        erase_persons.JOB,
        enforce_retention.job(kept),
        index_search.JOB,
        embed_contents.job(spell),
        measure_exposure.JOB,
    )


JOBS = registered()
