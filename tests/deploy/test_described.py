"""What each service says of itself: every schema that its OpenAPI document names is there."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from deploy.registry import SERVICES
from tests.intake.samples import CALENDAR, POLICY
from tests.runtime.served import served

NAMED = re.compile(r'"#/components/schemas/([^"]+)"')


@pytest.mark.parametrize("service", SERVICES)
async def test_every_schema_that_a_service_names_is_described(service, tmp_path):
    parts = import_module(f"services.{service}.app").PARTS
    async with served(parts, tmp_path, POLICY, CALENDAR) as here:
        answer = await here.http.get(f"/{service}/openapi.json")
    named = set(NAMED.findall(answer.text))
    assert named
    assert not named - answer.json()["components"]["schemas"].keys()
