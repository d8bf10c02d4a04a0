"""Births and identities: a log is born once, and a service that knew a log takes no other in its place."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from shared.kernel.envelope import LogName
from shared.runtime.telemetry import logger
from shared.store.port import LogIdentity, WrongEpoch, WrongLog
from shared.store.redis_log import RedisLog


async def identity_of(log: RedisLog, log_name: LogName, state_dir: Path) -> LogIdentity:
    """The identity to work under. Raises `WrongLog` or `WrongEpoch` when the server's is not the one known here.

    Where neither this place nor the server knows a log, it is born.
    """
    path = state_dir / "identity" / f"{log_name.division}-{log_name.service}.json"
    there = await log.identify()
    if path.exists():
        known = LogIdentity(**json.loads(path.read_text()))
        if there is None or there.log_id != known.log_id:
            raise WrongLog(f"{log_name.service}: the server does not hold log {known.log_id}; was it flushed?")
        if there.epoch < known.epoch:
            raise WrongEpoch(f"{log_name.service}: the server's epoch {there.epoch} is older than {known.epoch}")
    elif there is None:
        there = await log.birth(str(uuid.uuid4()))
        logger().info("a log is born", log=log_name.service, log_id=there.log_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps({"log_id": there.log_id, "epoch": there.epoch}))
    draft.rename(path)
    return there
