"""The published language of associations: every event of its log."""

from shared.contracts import access, erasure, known
from shared.contracts.associations import (
    activity,
    association,
    association_name,
    community,
    credit_code,
    filing_numbers,
    founding_guide,
    need,
    person_in_charge,
    window_filing,
)
from shared.kernel.messages import kinds

SERVICE = "associations"

EVENTS = kinds(
    association.AssociationEvent,
    association_name.AssociationNameEvent,
    credit_code.CreditCodeEvent,
    filing_numbers.FilingNumbersEvent,
    person_in_charge.PersonInChargeEvent,
    community.CommunityEvent,
    activity.ActivityEvent,
    activity.ActivityTokenEvent,
    activity.ActivityBoxEvent,
    need.NeedEvent,
    founding_guide.FoundingGuideEvent,
    known.PolicyKnownEvent,
    known.CalendarKnownEvent,
    access.AccessEvent,
    erasure.ErasureAnswerEvent,
    window_filing.WindowFilingEvent,
)
