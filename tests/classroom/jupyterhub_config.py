"""The hub of the tests: its one password lets anybody in, and the servers run here, with the settings of deploy/."""

import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).parents[2]
FOLDER = pathlib.Path(os.environ["CLASSROOM"])  # Short: the path of a kernel's socket may have 107 characters.
PORT, HUB_PORT, API_PORT = os.environ["CLASSROOM_PORTS"].split()
PROGRAMS = pathlib.Path(sys.executable).parent

c = get_config()  # noqa: F821
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{HUB_PORT}"
c.JupyterHub.db_url = f"sqlite:///{FOLDER}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(FOLDER / "cookie_secret")
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{API_PORT}"
c.ConfigurableHTTPProxy.pid_file = str(FOLDER / "proxy.pid")
c.ConfigurableHTTPProxy.command = [str(PROGRAMS.parent / "proxy/node_modules/.bin/configurable-http-proxy")]

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.DummyAuthenticator.password = os.environ.pop("CLASSROOM_PASSWORD")

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{FOLDER}/homes/{{username}}"
c.Spawner.cmd = [str(PROGRAMS / "jupyterhub-singleuser")]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 600  # Forty who start at once on two busy cores.
c.Spawner.environment = {  # As in deploy/Dockerfile.
    "JUPYTER_CONFIG_PATH": str(ROOT / "deploy" / "jupyter"),
    "JUPYTER_RUNTIME_DIR": lambda spawner: f"{FOLDER}/run/{spawner.user.name}",
    "IPYTHONDIR": lambda spawner: f"{FOLDER}/run/{spawner.user.name}/ipython",
    "MPLCONFIGDIR": lambda spawner: f"{FOLDER}/run/{spawner.user.name}/matplotlib",
    "OPENBLAS_NUM_THREADS": "1",
}
