"""The article's facts as data: what it says, where that is asked, how the answer is counted, and what happened for it.

Numbers of sources are those of the domain model; A is the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deploy.seeding import sections
from deploy.year import counting
from deploy.year.asking import Address, Fact, Origin

COMMUNITIES = Address("councils", "/v1/public/communities", "communities")
DISTRICT = Address("councils", "/v1/public/district")
HIERARCHIES = Address("councils", "/v1/public/hierarchies")
WORKING_COMMITTEES = Address("councils", "/v1/party-working-committees", "working_committees")
UNITS = Address("councils", "/v1/resident-units", "units")
TRAININGS = Address("councils", "/v1/trainings", "trainings")
STATISTICS = Address("associations", "/v1/associations/statistics?as_of=2015-12-31")
ASSOCIATIONS = Address("associations", "/v1/public/associations", "associations")
COMMITTEES = Address("councils", "/v1/committees", "committees")
PROJECTS = Address("grants", "/v1/public/infra-projects?as_of=2016-04-14", "infra_projects")
NAMED: Final[Mapping[str, str]] = {
    each["name_zh"]: each["community"] for each in sections("associations.yaml")["named"]
}


def words(*several: str) -> frozenset[str]:
    """Several words in no order."""
    return frozenset(several)


NINE = words("东关", "清真巷", "国际村", "周家泉", "富强巷", "大众", "泰宁", "青藏花园", "互中")
FOUR_DEPARTMENTS = words("MZ", "JS", "JY", "WS")
"""民政、计生、就业、卫生, as the codes of items have them."""

FACTS: Final = (
    Fact("社区 communities", 12, (COMMUNITIES,), counting.number, "community-established", Origin.SEEDED, "S3"),
    Fact(
        *("点名的社区 communities named", NINE, (COMMUNITIES,), counting.of_these("name_zh", NINE)),
        *("community-established", Origin.SEEDED),
    ),
    Fact(
        *("改革试点 pilot begins", words("2013-09-29"), (COMMUNITIES,), counting.every("founded_on")),
        *("community-established", Origin.SEEDED, "S3"),
    ),
    Fact("一委 working committees", 12, (WORKING_COMMITTEES,), counting.number, "working-committee-formed"),
    Fact(
        "兼职委员来自 part-time members from",
        words("PUBLIC_INSTITUTION", "NON_PUBLIC_ENTERPRISE", "SOCIAL_ORG", "PROPERTY_COMPANY"),
        (WORKING_COMMITTEES, UNITS),
        counting.part_time,
        "part-time-member-appointed",
    ),
    Fact(
        *("两中心 centres", words("12 × 2"), (COMMUNITIES,), counting.centres),
        *("centre-opened", Origin.SEEDED, "A, S2, S3"),
        rests_on=12,
    ),
    Fact(
        "撤销的街道 subdistricts withdrawn",
        words("东关大街", "清真巷", "大众街", "周家泉", "火车站", "八一路", "林家崖"),
        (Address("councils", "/v1/streets", "streets"),),
        counting.withdrawn,
        "street-listed",
        Origin.SEEDED,
        "S3, S43",
    ),
    Fact(
        "职能调整 functions borne by",
        words(
            *("PARTY_LEADERSHIP → PARTY_WORKING_COMMITTEE", "ECONOMY → DISTRICT"),
            *("URBAN_ENFORCEMENT → DISTRICT", "PUBLIC_SERVICE → CENTRE"),
        ),
        (DISTRICT,),
        counting.borne,
        "function-transferred",
        Origin.SEEDED,
    ),
    Fact(
        *("居委会 residents' committees", 39, (COMMITTEES,), counting.number_where("kind", "RESIDENTS")),
        *("committee-founded kind=RESIDENTS", Origin.SEEDED, "S43"),
    ),
    Fact(
        *("村委会 villagers' committees", 20, (COMMITTEES,), counting.number_where("kind", "VILLAGERS")),
        *("committee-founded kind=VILLAGERS", Origin.SEEDED, "S43"),
    ),
    Fact(
        "居委会所属社区 committees lie in",
        words("纺织 → 互中", "园山 → 大众"),
        (HIERARCHIES,),
        counting.belonging(("纺织", "园山")),
        "committee-assigned",
        Origin.SEEDED,
    ),
    Fact(
        *("两到三个窗口的大厅 halls with 2-3 windows", 12, (Address("intake", "/v1/halls", "halls"),), counting.halls),
        *("hall-opened", Origin.SEEDED),
    ),
    Fact(
        "进驻部门 departments at the window",
        FOUR_DEPARTMENTS,
        (Address("intake", "/v1/public/items", "items"),),
        counting.departments(FOUR_DEPARTMENTS),
        "item-published",
        Origin.SEEDED,
    ),
    Fact(
        "换届选举 election of the ninth term",
        words("9 · 2014"),
        (Address("councils", "/v1/elections", "elections"),),
        counting.terms,
        "election-filed",
    ),
    Fact(
        "三会一评 three meetings and one appraisal",
        words("OPINION", "TOPIC", "DECISION", "REPORT"),
        (Address("councils", "/v1/meetings?committee_id={committee}", "meetings"),),
        counting.every("kind"),
        "meeting-opened",
    ),
    Fact(
        "居务监督经费和补助 supervision funds, yuan",
        words("SMALL 2,000", "CHAIR 3,000", "MEMBER 2,000"),
        (Address("councils", "/v1/supervision-committees/{committee}/entitlements", "entitlements"),),
        counting.entitlements,
        "working-funds-entitled",
        source="S7",
    ),
    Fact(
        "绩效补助 performance stipends, yuan",
        words("stated 9,000", "paid 6,200", "waiting 0", "withheld 0"),
        (Address("grants", "/v1/public/stipends?committee_id={committee}&year=2015", "stipends"),),
        counting.stipends,
        "performance-released",
        source="S7",
    ),
    Fact(
        "民主评议 residents appraise",
        words("COMMITTEE_MEMBER", "SERVICE_CENTRE", "RESIDENT_UNIT", "SUPERVISION_MEMBER"),
        (Address("councils", "/v1/appraisals?state=CONCLUDED", "appraisals"),),
        counting.every("subject_kind"),
        "appraisal-concluded",
    ),
    Fact(
        "共驻共建 joint activities",
        words("SOCIAL", "MASS", "PUBLIC_GOOD"),
        (Address("councils", "/v1/public/joint-activities", "activities"),),
        counting.every("subject"),
        "joint-activity-held",
    ),
    Fact(
        "培训课程 courses",
        words(
            *("第九届“两委”成员基础能力培训", "社区综合管理服务信息平台建设业务培训"),
            *("社会救助政策培训", "政府购买养老服务培训"),
        ),
        (TRAININGS,),
        counting.every("topic"),
        "training-held",
    ),
    Fact(
        *("培训形式 forms of training", words("AT_MEETINGS", "COURSE", "VISIT"), (TRAININGS,), counting.every("form")),
        "training-held",
    ),
    Fact(
        "专项资金 special fund, yuan",
        words("39 × 100,000"),
        (Address("grants", "/v1/public/funds?period=2015", "funds"),),
        counting.sums,
        "special-fund-allocated",
        rests_on=39,
    ),
    Fact("登记社团 registered 2015", 14, (STATISTICS,), counting.value("registered"), "registered"),
    Fact("备案社团 filed 2015", 103, (STATISTICS,), counting.value("filed"), "filed"),
    Fact(
        "点名的社团 associations named",
        words(*(f"{name} → {community}" for name, community in NAMED.items())),
        (ASSOCIATIONS, COMMUNITIES),
        counting.placed(NAMED),
        "association-drafted",
    ),
    Fact(
        "社团活动 activities",
        words("POLICY_TALK", "THEME_SERVICE", "PATROL", "HELPING_THE_POOR", "MEDIATION", "PERFORMANCE"),
        (Address("associations", "/v1/public/held-activities", "activities"),),
        counting.every("kind"),
        "activity-reported",
    ),
    Fact(
        "综合办公服务中心 area of a complex, m²",
        frozenset({300, 500}),
        tuple(
            Address("casework", f"/v1/policies?key=infra.min_area.{each}", "policies") for each in ("existing", "new")
        ),
        counting.areas,
        "policy-adopted",
        Origin.SEEDED,
    ),
    Fact("基础设施项目 infrastructure projects", 12, (PROJECTS,), counting.number, "source-applied-for"),
    Fact(
        *("已完成 completed", words("为民", "德令哈路"), (PROJECTS, COMMITTEES, COMMUNITIES)),
        *(counting.standing("COMPLETED"), "construction-completed"),
    ),
    Fact(
        *("建设中 under construction", words("东兴", "青藏花园"), (PROJECTS, COMMITTEES, COMMUNITIES)),
        *(counting.standing("UNDER_CONSTRUCTION"), "construction-started"),
    ),
    Fact(
        *("已签购房合同 purchase signed", words("泰宁", "纺织", "园山"), (PROJECTS, COMMITTEES, COMMUNITIES)),
        *(counting.standing("CONTRACT_SIGNED"), "premises-contract-signed"),
    ),
    Fact(
        "选址 site selected",
        words("夏都花园", "团结", "树林巷", "康南", "康西"),
        (PROJECTS, COMMITTEES, COMMUNITIES),
        counting.standing("SITE_SELECTED"),
        "site-selected",
    ),
    Fact(
        "荣誉称号 titles",
        words("2015-04 全国和谐社区建设示范城区", "2015-07 全国第三批社区治理和服务创新实验区"),
        (DISTRICT,),
        counting.titled,
        "honour-awarded",
    ),
)
