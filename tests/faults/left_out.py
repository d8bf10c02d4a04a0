"""Which commands the load does not get through, and why: the others of these services it does, whatever is struck."""

from __future__ import annotations

from collections.abc import Mapping

READ = "nothing of it is read whole that somebody would review"
NOTICE = "a second notice has to be over, of five working days"
A_MONTH, HALF_A_YEAR, A_YEAR = (f"{time} has to pass" for time in ("a month", "half a year", "a year"))
ALL = "every committee would need its money, those too that are founded meanwhile"

BY_ITSELF = "the timer ends a notice once its days are over"

LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "intake": {},
    "casework": {
        "/v1/accesses/{id}/review": READ,
        "/v1/case-lists/notice-ends": BY_ITSELF,
    },
    "councils": {
        "/v1/accesses/{id}/review": READ,
    },
    "grants": {
        "/v1/accesses/{id}/review": READ,
        "/v1/allocation-rounds/{id}/closure": ALL,
        "/v1/fund-projects/{id}/referral": A_MONTH,
        "/v1/reward-rounds/{id}/confirmation": NOTICE,
        **{
            f"/v1/reward-applications/{{id}}/{act}": NOTICE
            for act in ("payment", "returned-payments", "account", "report")
        },
        "/v1/reward-applications/{id}/recoveries": HALF_A_YEAR,
    },
    "associations": {
        "/v1/accesses/{id}/review": READ,
        "/v1/associations/{id}/annual-reports": A_YEAR,
        "/v1/associations/{id}/inspections": A_YEAR,
    },
}
