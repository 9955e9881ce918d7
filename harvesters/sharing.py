"""A long list cut into shares: whoever has nothing else to do takes one, under a lease of its own."""

from __future__ import annotations

from dataclasses import replace

from harvesters.deliver import Delivering
from harvesters.model import Share

#: How often a job's own worker looks whether the others are ready with their shares.
_LOOK_S = 0.2


def share_out(work: Delivering) -> None:
    """Offer a job's records to idle workers and take shares until none is left; one whose worker died is free again.

    Raises:
        AbortJobError: The other side refused too often in a row.
        LeaseLostError: The job was taken over.
    """
    job, engine = work.job, work.engine
    store, limits = engine.store, engine.limits
    of = store.waiting(job) // limits.share_records if limits.workers > 1 else 0
    store.offer(job, of if of > 1 else 0)
    while store.are_shares_left(job):
        taken = store.take_share(limits.lease_s, most=limits.workers, job=job)
        if taken:
            hand_over(work, taken[1])
        else:
            engine.clock.sleep(_LOOK_S)


def hand_over(work: Delivering, share: Share) -> None:
    """Hand over a share while its lease is renewed.

    Raises:
        AbortJobError: The other side refused too often in a row; the share is free when its lease ends.
        LeaseLostError: The job was taken over.
    """
    job, engine = work.job, work.engine
    with engine.living(lambda: engine.store.keep_share(job, share, engine.limits.lease_s)) as alive:
        replace(work, engine=alive).hand_over(share)
    engine.store.end_share(job, share)
