"""Winter 2014: members of the new committees are trained (培训), in the three forms that the article names."""

from __future__ import annotations

from deploy.year.year import NAMED_COMMITTEES, Year

COURSES = (
    ("COURSE", "2014-12-15", "第九届“两委”成员基础能力培训", 16),
    ("AT_MEETINGS", "2014-12-19", "社区综合管理服务信息平台建设业务培训", 4),
    ("COURSE", "2014-12-22", "社会救助政策培训", 8),
    ("VISIT", "2014-12-26", "政府购买养老服务培训", 8),
)
"""The courses that it names: which of them was held how is invented."""


def courses(year: Year) -> None:
    """The chairs of ten committees attend each of them."""
    chairs = [year.made[f"chair of {name}"] for name in NAMED_COMMITTEES]
    committees = [year.committees[name].id for name in NAMED_COMMITTEES]
    for form, day, topic, hours in COURSES:
        year.at(f"{day}T18:00")
        session = {"form": form, "topic": topic, "hours": hours, "held_on": day, "committees": committees}
        year.act(year.clerk, "councils", "/trainings", **session, attendees=chairs)
    year.say("以会代训、集中培训、观摩学习 · four courses in three forms")
