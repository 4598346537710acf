"""The server that start.py opens: a kernel's message goes to the page at once."""

import asyncio
import socket

import pytest
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.iostream import IOStream

from open_jupyterlab import FirmServer, PromptConnection


class Page(KernelWebsocketHandler):
    """A page's end of a kernel's websocket, with nothing but its TCP stream."""

    def __init__(self, stream):
        self.stream = stream

    def set_nodelay(self, value):
        self.stream.set_nodelay(value)


@pytest.fixture
def stream():
    async def opened(tcp):
        return IOStream(tcp)

    with socket.socket() as tcp:
        yield asyncio.run(opened(tcp))


def test_a_connection_does_not_wait_for_acknowledgements_and_then_connects_as_usual(stream, monkeypatch):
    waits = []
    ask = lambda: stream.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0  # noqa: E731
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: waits.append(ask()) or "connected")
    assert ask()
    assert PromptConnection(websocket_handler=Page(stream)).connect() == "connected" and waits == [False]


@pytest.fixture
def server():
    """Servers that want the same port, or another near it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = []

    def one(**more):
        made.append(FirmServer(ip="127.0.0.1", port=port, port_retries=20, **more))
        return made[-1]

    yield one
    for tcp in [tcp for server in made for tcp in getattr(server, "held", [])]:
        tcp.close()


def test_servers_that_start_at_once_have_a_port_each(server):
    servers = [server() for _ in range(3)]
    for one in servers:
        one._find_http_port()
    assert len({one.port for one in servers}) == 3
    assert all(one.held[0].getsockname() == ("127.0.0.1", one.port) for one in servers)


def test_a_port_that_is_taken_at_the_last_moment_is_given_up(server, monkeypatch):
    first, second = server(), server()
    first._find_http_port()
    usual, looked = ServerApp._find_http_port, []
    only_later = lambda self: looked.append(1) or (usual(self) if looked[1:] else None)  # noqa: E731
    monkeypatch.setattr(ServerApp, "_find_http_port", only_later)
    second._find_http_port()
    assert len(looked) == 2 and second.port != first.port
