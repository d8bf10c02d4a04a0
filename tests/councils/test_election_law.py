"""By which law an election is called: that of its day, of its kind of committee and of its electorate."""

from __future__ import annotations

import pytest

from services.councils.domain.election_preparation import KINDS, VILLAGES
from services.councils.domain.election_refusals import WrongElectorate
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.councils.election import ElectionCalled
from shared.contracts.refusals import WrongRegime
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from tests.councils.elections import DISTRICT, POLICY, call, day
from tests.councils.poll import Poll, checked


def test_a_village_elects_by_a_law_that_is_not_entered():
    checked(Poll(CommitteeKind.VILLAGERS), "2014-09-01", DISTRICT, call(), WrongRegime())


def law_of_the_test(key, value, on):
    entry = PolicyEntry(key=key, value=value, effective_on=day(on), basis="of the test", provenance=Provenance.DEFAULT)
    return POLICY.adopt(entry)


def test_once_their_law_is_entered_villages_elect_too():
    poll = Poll(CommitteeKind.VILLAGERS, law_of_the_test(VILLAGES, True, "2014-01-01"))
    checked(poll, "2014-09-01", DISTRICT, call(), [ElectionCalled])


ELECTORATES = {
    "the day before, all adults elect": ("2014-11-19", [ElectionCalled]),
    "from the day on they do not": ("2014-11-20", WrongElectorate(("HOUSEHOLD_DELEGATES",))),
}


@pytest.mark.parametrize(("on", "then"), ELECTORATES.values(), ids=ELECTORATES.keys())
def test_a_law_that_knows_delegates_alone(on, then):
    law = law_of_the_test(KINDS, ("HOUSEHOLD_DELEGATES",), "2014-11-20")
    checked(Poll(policy=law), "2014-09-01", DISTRICT, call(on), then)
