"""The server that start.py opens: a kernel's message goes to the page at once."""

import asyncio
import socket

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado.iostream import IOStream

from open_jupyterlab import PromptConnection


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
