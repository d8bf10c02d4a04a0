"""Faults planted into a copy of what was observed: each sentence names one, and the invariant that must see it."""

from __future__ import annotations

from tests.faults.planted import ballots, dues, files, hall, log, money, path, registers, seats, sent, told, votes
from tests.faults.planting import Planted

PLANTED: Planted = {
    **sent.PLANTED,
    **log.PLANTED,
    **path.PLANTED,
    **hall.PLANTED,
    **told.PLANTED,
    **ballots.PLANTED,
    **files.PLANTED,
    **money.PLANTED,
    **dues.PLANTED,
    **registers.PLANTED,
    **votes.PLANTED,
    **seats.PLANTED,
}
