"""2013: each community has its working committee (一委); heads of resident units sit in it part time (兼职委员)."""

from __future__ import annotations

from deploy.year.year import Year

FORMED_ON, SEATED_ON = "2013-09-29", "2013-10-08"
UNITS = {
    "PUBLIC_INSTITUTION": "示例小学",
    "NON_PUBLIC_ENTERPRISE": "示例商贸公司",
    "SOCIAL_ORG": "示例志愿者协会",
    "PROPERTY_COMPANY": "示例物业公司",
}
"""One unit of each kind whose heads may sit part time, in each community."""

PARTY_MEMBERS = 12


def working_committees(year: Year) -> None:
    """Form them: a secretary full time, and the heads of four units."""
    year.at(f"{SEATED_ON}T09:00")
    year.each(lambda community: _form(year, *community), enumerate(year.communities))
    year.say(
        "12 个社区党工委成立，四类单位党组织负责人任兼职委员 · working committees with part-time members of each kind"
    )


def _form(year: Year, n: int, community: str) -> None:
    id_ = year.communities[community]["id"]
    by, path = year.office(id_), f"/communities/{id_}/party-working-committee"
    year.act(by, "councils", path, formed_on=FORMED_ON)
    secretary = {"person_id": year.enter(f"{community}书记", 10 * n), "role": "SECRETARY", "from_on": FORMED_ON}
    year.act(by, "councils", f"{path}/full-time-members", **secretary)
    for place, (kind, name) in enumerate(UNITS.items(), 1):
        head = year.enter(f"{community}{name.removeprefix('示例')}负责人", 10 * n + place)
        unit = _unit(year, community, kind, name, head)
        year.act(by, "councils", f"{path}/part-time-members", unit_id=unit, person_id=head, from_on=SEATED_ON)


def _unit(year: Year, community: str, kind: str, name: str, head: str) -> str:
    unit = year.make(
        *(year.admin, "councils", "/resident-units"),
        community_id=year.communities[community]["id"],
        kind=kind,
        name_zh=f"{name}（{community}）",
        party_org={"head_id": head, "party_member_count": PARTY_MEMBERS},
        resident_from_on=FORMED_ON,
    )
    year.made[f"{kind} {community}"] = unit
    return unit
