"""A network between a hub and a node, on one machine."""
import asyncio


class Cable:
    """Forwards what is sent to ports. While it is pulled nothing gets through, and neither side is told: connections stay open, and new ones come to nobody."""

    def __init__(self):
        self.plugged = asyncio.Event()
        self.plugged.set()
        self.servers, self.tasks, self.connections = [], set(), set()

    async def to(self, port):
        """A port that leads to one of the node's."""
        server = await asyncio.start_server(lambda *hub: self.connect(port, *hub), "127.0.0.1", 0)
        self.servers.append(server)
        return server.sockets[0].getsockname()[1]

    def reaches(self, hub):
        """Whether somebody whom the node knows by an address is at this cable's other end."""
        return any("%s:%d" % connection.node[1].get_extra_info("sockname") == hub for connection in self.connections)

    def pull(self):
        self.plugged.clear()

    def plug(self, lost=False):
        """What was sent meanwhile arrives late; or it is lost, and the hub's connections are reset, while the node's wait for a hub that will never say anything more."""
        if lost:
            for connection in self.connections:
                connection.lost = True
                connection.hub[1].close()
        self.plugged.set()

    async def connect(self, port, reader, writer):
        if self.plugged.is_set():
            connection = Connection(self.plugged, (reader, writer), await asyncio.open_connection("127.0.0.1", port))
            self.connections.add(connection)
            self.tasks.update([asyncio.create_task(connection.forward()), asyncio.create_task(connection.answer())])
        else:
            await self.plugged.wait()
            writer.close()

    async def close(self):
        self.plugged.set()
        for server in self.servers:
            server.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for connection in self.connections:
            connection.close()


class Connection:
    """From the hub to the node, and back."""

    def __init__(self, plugged, hub, node):
        self.plugged, self.hub, self.node, self.lost = plugged, hub, node, False

    async def forward(self):
        await self.pipe(self.hub[0], self.node[1])
        # A node that is not told keeps its half.
        if not self.lost:
            self.node[1].close()

    async def answer(self):
        await self.pipe(self.node[0], self.hub[1])
        self.hub[1].close()

    async def pipe(self, reader, writer):
        data = True
        try:
            while data and not self.lost:
                data = await reader.read(1 << 16)
                await self.plugged.wait()
                if data and not self.lost:
                    writer.write(data)
                    await writer.drain()
        except ConnectionError:
            pass

    def close(self):
        for _, writer in (self.hub, self.node):
            writer.close()
