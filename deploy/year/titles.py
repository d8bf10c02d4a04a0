"""2015: the two titles that the Ministry of Civil Affairs gave the district."""

from __future__ import annotations

from functools import partial

from deploy.year.year import Year

HONOURS = (
    ("全国和谐社区建设示范城区", "2015-04-24"),
    ("全国第三批社区治理和服务创新实验区", "2015-07-01"),
)
"""Of the second the article says the month alone; its first day is a default."""


def awarded(year: Year, title: str, day: str) -> None:
    """The Ministry gives a title."""
    year.at(f"{day}T15:00")
    year.act(year.admin, "councils", "/district/honours", title=title, awarded_by="民政部", awarded_on=day)
    year.say(f"民政部授予“{title}” · the district is given a title")


HARMONIOUS, EXPERIMENTAL = (partial(awarded, title=title, day=day) for title, day in HONOURS)
