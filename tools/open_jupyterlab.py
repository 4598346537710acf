"""JupyterLab as the course opens it: it keeps the port that it chose, and a kernel's messages go to the page at once.

TCP would else hold a small message back until the one before it is acknowledged, up to 40 ms, and a picture comes
between two small messages (benchmarks/sliders.py, benchmarks/playing.py).
"""

import sys

from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyterlab.labapp import LabApp
from tornado.netutil import bind_sockets


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A kernel's connection to the page that does not wait for acknowledgements."""

    def connect(self):
        """Switch Nagle's algorithm off, then connect as usual."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


class FirmServer(ServerApp):
    """A server that holds a free port from the moment it has found it: two that start at once never want the same."""

    def _find_http_port(self):
        super()._find_http_port()
        try:
            self.held = bind_sockets(self.port, self.ip)
        except OSError:  # Taken since the line before; ends when Jupyter finds no free port.
            self._find_http_port()

    def _bind_http_server_tcp(self):
        self.http_server.add_sockets(self.held)
        return True


if __name__ == "__main__":
    option = f"--ServerApp.kernel_websocket_connection_class={__name__}.{PromptConnection.__name__}"
    LabApp.serverapp_class = FirmServer
    sys.exit(LabApp.launch_instance([option, *sys.argv[1:]]))
