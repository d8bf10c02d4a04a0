"""An integrator's own program: `python follow.py REDIS_URL LOG POSITION` prints what came after POSITION, for ever."""

import hashlib
import sys
from typing import Any

import redis

url, log, position = sys.argv[1], sys.argv[2], int(sys.argv[3])
server: Any = redis.Redis.from_url(url)
while True:
    for _, entries in server.xread({log: f"{position}-0"}, count=200, block=1000):
        for entry_id, fields in entries:
            position += 1
            assert entry_id == b"%d-0" % position, "a position was left out"
            print(position, hashlib.sha256(fields[b"ce"]).hexdigest(), flush=True)
