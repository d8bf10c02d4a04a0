"""The table of facts names everything that the article says in numbers, names and kinds, and each fact can be asked."""

from __future__ import annotations

from collections import Counter

import pytest

from deploy.year.asking import Answer
from deploy.year.associations import of_seed
from deploy.year.facts import FACTS, NAMED
from deploy.year.play import NotAsTheArticle, compare

EVERY = """
社区 点名的社区 改革试点 一委 兼职委员来自 两中心 撤销的街道 职能调整 居委会 村委会 居委会所属社区
两到三个窗口的大厅 进驻部门
换届选举 三会一评 居务监督经费和补助 绩效补助 民主评议 共驻共建 培训课程 培训形式
专项资金 登记社团 备案社团 点名的社团 社团活动
综合办公服务中心 基础设施项目 已完成 建设中 已签购房合同 选址 荣誉称号
"""


def test_every_fact_of_the_list_is_named_once():
    assert [fact.name.split()[0] for fact in FACTS] == EVERY.split()


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_is_asked_of_a_service_and_rests_on_an_event(fact):
    assert all(address.path.startswith("/v1/") for address in fact.asked)
    assert fact.event.split()[0].islower()
    assert fact.source


@pytest.mark.parametrize(
    ("answer", "aggregates", "equal"),
    [(12, 12, True), (12, 11, False), (12, 0, False), (11, 12, False)],
    ids=["as many as it says", "one event too few", "a constant", "another number"],
)
def test_a_number_counts_with_as_many_aggregates_behind_it(answer, aggregates, equal):
    communities = FACTS[0]
    assert Answer(communities, communities.asked[0], answer, aggregates).equal is equal


def test_words_count_with_at_least_one_event_behind_them():
    titles = FACTS[-1]
    answers = [Answer(titles, titles.asked[0], titles.says, aggregates) for aggregates in (0, 1)]
    assert [answer.equal for answer in answers] == [False, True]


def test_one_fact_that_is_answered_otherwise_ends_the_demonstration():
    communities = FACTS[0]
    as_told = Answer(communities, communities.asked[0], 12, 12)
    compare([as_told])
    with pytest.raises(NotAsTheArticle):
        compare([as_told, Answer(communities, communities.asked[0], 11, 11)])


def test_thirteen_associations_are_named_and_the_others_say_that_they_are_examples():
    every = list(of_seed())
    assert Counter(each.track for each in every) == {"REGISTERED": 14, "FILED": 103}
    assert {each.name_zh for each in every if each.named} == set(NAMED)
    assert all("示例" in each.name_zh for each in every if not each.named)
    assert len({(each.community, each.name_zh) for each in every}) == 117
