"""The server's own limit: the least work a bot can do to echo, with no library between it and HTTP."""

import asyncio
import json
import os
from typing import Any

import aiohttp


async def main() -> None:
    """Poll the server named by TELEGRAM_API_URL and answer everything side by side until ended."""
    base = f"{os.environ['TELEGRAM_API_URL']}/bot{os.environ['TELEGRAM_BOT_TOKEN']}"
    offset = 0
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=32)) as session:
        while True:
            async with session.post(f"{base}/getUpdates", data={"offset": offset, "timeout": 30}) as answer:
                updates = json.loads(await answer.read())["result"]
            offset = max((update["update_id"] + 1 for update in updates), default=offset)
            await asyncio.gather(*(echo(session, base, update) for update in updates))


async def echo(session: aiohttp.ClientSession, base: str, update: dict[str, Any]) -> None:
    """Send back what was written."""
    message = update["message"]
    values = {"chat_id": message["chat"]["id"], "text": message["text"]}
    async with session.post(f"{base}/sendMessage", data=values) as answer:
        await answer.read()


if __name__ == "__main__":
    asyncio.run(main())
