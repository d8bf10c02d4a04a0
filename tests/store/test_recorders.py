"""The recorder suites of PyPI `eventsourcing`, test by test, on each server."""

from __future__ import annotations

import unittest

import pytest
from eventsourcing.tests import persistence

from tests.store.conftest import SERVERS
from tests.store.recorders import LogAggregateRecorder, LogProcessRecorder, OpenLog

SUITES = {
    persistence.AggregateRecorderTestCase: LogAggregateRecorder,
    persistence.ApplicationRecorderTestCase: LogProcessRecorder,
    persistence.TrackingRecorderTestCase: LogProcessRecorder,
    persistence.ProcessRecorderTestCase: LogProcessRecorder,
    persistence.NonInterleavingNotificationIDsBaseCase: LogProcessRecorder,
}
CASES = [
    pytest.param(suite, name, id=f"{suite.__name__}.{name}")
    for suite in SUITES
    for name in unittest.TestLoader().getTestCaseNames(suite)
] + [
    pytest.param(
        persistence.ApplicationRecorderTestCase, "optional_test_insert_subscribe", id="optional_test_insert_subscribe"
    )
]


@pytest.fixture
def opened(request, running):
    opened = OpenLog(running.get(request.param).url)
    yield opened
    opened.close()


@pytest.mark.parametrize("opened", SERVERS, indirect=True)
@pytest.mark.parametrize(("suite", "name"), CASES)
def test_the_log_is_a_recorder(opened, suite: type[unittest.TestCase], name: str):
    judged = type(suite.__name__, (suite,), {"create_recorder": lambda _: SUITES[suite](opened)})
    result = unittest.TestResult()
    judged(name).run(result)
    assert result.testsRun == 1
    assert not result.skipped
    assert result.wasSuccessful(), result.failures + result.errors
