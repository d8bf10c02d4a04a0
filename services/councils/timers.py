"""What becomes due in councils."""

from __future__ import annotations

from services.councils.domain.pledge import PLEDGES, pledge_due
from services.councils.domain.pledge_commands import MissPledge
from shared.contracts.councils.pledge import PledgeMade, PledgeMissed, PledgesEnded, PledgesExpected
from shared.kernel.decider import Step
from shared.kernel.timer import Timer

# --- pledges of resident units ----------------------------------------------

PLEDGE_DUE = Timer(
    name="pledge-due",
    decider=PLEDGES,
    starts=frozenset({PledgesExpected, PledgeMade, PledgeMissed}),
    stops=frozenset({PledgesEnded}),
    due=pledge_due,
    steps=lambda unit_id, _pledges, _context: (Step(PLEDGES, unit_id, MissPledge()),),
)

TIMERS = (PLEDGE_DUE,)
