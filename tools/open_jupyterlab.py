"""JupyterLab as the course opens it: each message of a kernel goes to the page at once.

TCP would else hold a small message back until the one before it is acknowledged, up to 40 ms, and a picture comes
between two small messages (benchmarks/sliders.py, benchmarks/playing.py).
"""

import sys

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyterlab.labapp import LabApp


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A kernel's connection to the page that does not wait for acknowledgements."""

    def connect(self):
        """Switch Nagle's algorithm off, then connect as usual."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


if __name__ == "__main__":
    option = f"--ServerApp.kernel_websocket_connection_class={__name__}.{PromptConnection.__name__}"
    sys.exit(LabApp.launch_instance([option, *sys.argv[1:]]))
