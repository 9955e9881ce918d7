"""A long list cut into shares: whoever has nothing else to do takes one, under a lease of its own."""

from __future__ import annotations

from dataclasses import replace

from harvesters.deliver import Delivering
from harvesters.limits import Limits
from harvesters.model import Share

#: How often a job's own worker looks whether the others are ready with their shares.
_LOOK_S = 0.2
#: So many shares a worker gets of a list that has fewer than that many times ``share_records``.
_ROUNDS = 4


def share_out(work: Delivering) -> None:
    """Offer a job's records to idle workers and take shares until none is left; one whose worker died is free again.

    Raises:
        AbortJobError: The other side refused too often in a row.
        LeaseLostError: The job was taken over.
    """
    job, engine = work.job, work.engine
    store, limits = engine.store, engine.limits
    store.offer(job, shares_of(store.waiting(job), limits))
    while store.are_shares_left(job):
        taken = store.take_share(limits.lease_s, most=limits.workers, job=job)
        if taken:
            _hand_over(work, taken[1])
            store.end_share(job, taken[1])
        else:
            engine.clock.sleep(_LOOK_S)


def help_out(work: Delivering, share: Share) -> None:
    """Hand over a share of another worker's job, and the next ones while it has any.

    Raises:
        AbortJobError: The other side refused too often in a row; the share is free when its lease ends.
        LeaseLostError: The job was taken over.
    """
    job, engine = work.job, work.engine
    taken: Share | None = share
    while taken:
        _hand_over(work, taken)
        following = engine.store.take_share(engine.limits.lease_s, most=engine.limits.workers, job=job)
        if following is None:  # before our last share ends, for then the job may
            engine.sink.finish()
        engine.store.end_share(job, taken)
        taken = following[1] if following else None


def _hand_over(work: Delivering, share: Share) -> None:
    """Hand over a share while its lease is renewed."""
    job, engine = work.job, work.engine
    with engine.living(lambda: engine.store.keep_share(job, share, engine.limits.lease_s)) as alive:
        replace(work, engine=alive).hand_over(share)


def shares_of(waiting: int, limits: Limits) -> int:
    """Into how many shares to cut; 0 for a list that is not worth it.

    So few that each is worth the taking, and so many that nobody waits long for the last one.
    """
    if limits.workers < 2:
        return 0
    of = max(waiting // limits.share_records, min(waiting // limits.deliver_batch, _ROUNDS * limits.workers))
    return of if of > 1 else 0
