"""The built site on a web server as GitHub Pages is one: below a folder, with no headers of its own."""

import contextlib
import functools
import http.server
import threading
from pathlib import Path

SITE = Path(__file__).parents[2] / "_site"
UNDER = "/some/course/"
TYPES = {".wasm": "application/wasm", ".mjs": "text/javascript", ".js": "text/javascript"}  # systems know others
NO_OUTSIDE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"  # for Chromium


class Pages(http.server.SimpleHTTPRequestHandler):
    """Files of the site; `changed` has other content for some of them, as after an update."""

    protocol_version = "HTTP/1.1"
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, **TYPES}

    def __init__(self, *arguments, changed, **more):
        self.changed = changed
        super().__init__(*arguments, **more)

    def do_GET(self):
        name = self.path.split("?")[0].removeprefix(UNDER)
        if name not in self.changed:
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(name))
        self.send_header("Content-Length", str(len(self.changed[name])))
        self.end_headers()
        self.wfile.write(self.changed[name])

    def translate_path(self, path):
        return super().translate_path(path.removeprefix(UNDER) if path.startswith(UNDER) else "/nothing-is-here")

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(changed):
    """Serve the site; yield its address."""
    handler = functools.partial(Pages, directory=str(SITE), changed=changed)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{UNDER}"
    finally:
        server.shutdown()
        server.server_close()
