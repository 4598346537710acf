"""A real JupyterHub on this computer, and learners who use it as their pages would: logins, websockets, messages."""

import contextlib
import json
import os
import pathlib
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid

import psutil
import requests
import websocket
from jupyter_server.services.kernels.connection.base import deserialize_binary_message

import start

CONFIG = pathlib.Path(__file__).with_name("jupyterhub_config.py")
LONGEST = 600  # Seconds that anything may take: forty who start at once on two busy cores.
TRAINING = """
from helpers import create, load_characters, train
characters = load_characters()
while True:
    for step in train(create(64, 64, 2, seed=1), *characters.training[:2], eta=0.5, epochs=100):
        pass
"""


def free_ports(count):
    """Return ports of this computer that nobody uses now."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(done, what, every=0.2):
    """Return what `done` gives as soon as it is true."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        given = done()
        if given:
            return given
        time.sleep(every)
    raise TimeoutError(f"{what} has not come in {LONGEST} s")


class Hub:
    """JupyterHub with its proxy, in a folder of its own; when it closes, all that it started has ended."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="class-"))
        ports = free_ports(3)
        self.url = f"http://127.0.0.1:{ports[0]}"
        venv = start.ROOT / start.CLASS_VENV
        # On a computer that others use too, nobody else may log in: a learner's server runs as you.
        self.password = secrets.token_hex(16)
        told = {"CLASSROOM": str(self.folder), "CLASSROOM_PORTS": " ".join(map(str, ports))}
        environ = start.clean_environ(**told, CLASSROOM_PASSWORD=self.password)
        environ = {name: text for name, text in environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
        environ["PATH"] = os.pathsep.join([str(start.environment_python(venv).parent), environ["PATH"]])
        with open(self.folder / "hub.log", "wb") as log:
            self.process = subprocess.Popen(
                [str(start.environment_python(venv)), "-m", "jupyterhub", "--config", str(CONFIG)],
                cwd=self.folder,
                env=environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_for(self.is_up, "the hub")
        except BaseException:
            self.close()
            raise

    def is_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the hub ended:\n{self.log()[-3000:]}")
        try:
            return requests.get(f"{self.url}/hub/health", timeout=5).ok
        except requests.ConnectionError:
            return False

    def log(self):
        """Return what the hub, its proxy and all servers have written."""
        return (self.folder / "hub.log").read_text("utf-8", errors="replace")

    def home(self, name):
        """Return the folder of a learner's files."""
        return self.folder / "homes" / name

    def processes(self):
        """Return the hub's descendants: the proxy, and each learner's server and kernels."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def close(self):
        """End the hub, which ends its servers; return what was left of them and had to be ended."""
        mine = self.processes() if self.process.poll() is None else []
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(LONGEST)
        _, left = psutil.wait_procs(mine, timeout=20)
        for process in left:
            process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        return left

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Learner:
    """One who logs in, opens a notebook, runs its cells and moves sliders."""

    def __init__(self, hub, name):
        self.hub, self.name, self.pages = hub, name, requests.Session()
        self.url = f"{hub.url}/user/{name}"
        self.lives, self.kernel, self.socket = {}, None, None

    # ---- Her server

    def log_in(self):
        """Log in by the form and wait until her server answers; return the seconds."""
        began = time.monotonic()
        self.knock(self.hub.password).raise_for_status()
        wait_for(self.answers, f"the server of {self.name}", every=0.5)
        return time.monotonic() - began

    def knock(self, password):
        """Send the form of the login page; return the answer."""
        login = f"{self.hub.url}/hub/login"
        self.pages.get(login, timeout=LONGEST).raise_for_status()
        form = {"username": self.name, "password": password, "_xsrf": self.token("/hub/")}
        return self.pages.post(login, data=form, timeout=LONGEST)

    def token(self, path):
        return self.pages.cookies.get("_xsrf", path=path)

    def answers(self):
        answer = self.pages.get(f"{self.url}/lab", timeout=LONGEST)
        return answer.ok and "/hub/" not in answer.url

    def ask(self, method, path, **more):
        """Ask her server as JupyterLab does; return the answer."""
        headers = {"X-XSRFToken": self.token(f"/user/{self.name}/") or ""}
        return self.pages.request(method, f"{self.url}/{path}", headers=headers, timeout=LONGEST, **more)

    def get(self, path):
        """Return a file of hers: a notebook as its dictionary."""
        answer = self.ask("GET", f"api/contents/{path}")
        answer.raise_for_status()
        return answer.json()["content"]

    def save(self, path, notebook):
        """Save a notebook as JupyterLab does; return the answer."""
        return self.ask("PUT", f"api/contents/{path}", json={"type": "notebook", "format": "json", "content": notebook})

    def pull(self, repository, folder="course"):
        """Follow the teacher's link: nbgitpuller brings her folder up to date. Return what it said."""
        there = {"repo": str(repository), "branch": "main", "targetpath": folder}
        lines = self.ask("GET", "git-pull/api", params=there).text.splitlines()
        said = [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: {")]
        if not said or said[-1]["phase"] != "finished":
            raise RuntimeError(f"the pull of {self.name} failed: {said[-3:]}")
        return said

    # ---- Her kernel

    def open(self, path):
        """Open a notebook with a kernel of its own; return the seconds until the kernel answers."""
        began = time.monotonic()
        kind = {"path": path, "name": path.split("/")[-1], "type": "notebook", "kernel": {"name": "python3"}}
        answer = self.ask("POST", "api/sessions", json=kind)
        answer.raise_for_status()
        self.kernel = answer.json()["kernel"]["id"]
        self.connect()
        self.run("")
        return time.monotonic() - began

    def connect(self):
        """Open the channel between page and kernel."""
        self.session = uuid.uuid4().hex
        cookies = [f"{cookie.name}={cookie.value}" for cookie in self.pages.cookies if cookie.path != "/hub/"]
        self.socket = websocket.create_connection(
            f"{self.url.replace('http', 'ws', 1)}/api/kernels/{self.kernel}/channels?session_id={self.session}",
            cookie="; ".join(cookies),
            timeout=LONGEST,
            sockopt=[(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)],
        )

    def send(self, kind, content, channel="shell"):
        """Send a message to the kernel; return its id."""
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session, "username": self.name}
        header |= {"version": "5.3", "date": ""}
        message = {"channel": channel, "header": header, "parent_header": {}, "metadata": {}, "content": content}
        self.socket.send(json.dumps(message))
        return header["msg_id"]

    def receive(self):
        """Return the next message of the kernel; remember the live pictures that it opens."""
        kind, frame = self.frame()
        message = json.loads(frame) if kind == websocket.ABNF.OPCODE_TEXT else deserialize_binary_message(frame)
        if message["msg_type"] == "comm_open":
            state = message["content"]["data"].get("state", {})
            if "picture" in state:
                self.lives[message["content"]["comm_id"]] = state
        return message

    def frame(self):
        """Return kind and content of what the channel brings next; the server's pings keep it open, but say nothing."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            kind, content = self.socket.recv_data(control_frame=True)
            if kind not in (websocket.ABNF.OPCODE_PING, websocket.ABNF.OPCODE_PONG):
                return kind, content
        raise TimeoutError(f"the kernel of {self.name} has said nothing for {LONGEST} s")

    def answer_to(self, sent):
        """Return all that the kernel says to this cell, up to its reply and its "idle"; an error is raised."""
        said, replied, idle = [], False, False
        while not (replied and idle):
            message = self.receive()
            if message["parent_header"].get("msg_id") == sent:
                said.append(message)
                replied |= message["msg_type"] == "execute_reply"
                idle |= message["content"].get("execution_state") == "idle"
                if message["msg_type"] == "error":
                    raise RuntimeError("\n".join(message["content"]["traceback"]))
                if message["content"].get("status") == "aborted":
                    raise RuntimeError("the kernel has left out this cell")
        return said

    def run(self, code):
        """Run a cell; return what the kernel said."""
        return self.answer_to(self.start(code))

    def start(self, code):
        """Begin to run a cell, and do not wait for it."""
        return self.send(
            "execute_request", {"code": code, "silent": False, "allow_stdin": False, "stop_on_error": False}
        )

    def run_all(self, path):
        """Run every cell of a notebook of hers; return the seconds, and how many live pictures they opened."""
        began, before = time.monotonic(), len(self.lives)
        for cell in self.get(path)["cells"]:
            if cell["cell_type"] == "code":
                self.run(cell["source"])
        return time.monotonic() - began, len(self.lives) - before

    def train(self):
        """Begin a training that never ends."""
        self.training = self.start(TRAINING)

    def interrupt(self):
        """Press the interrupt button and wait until the training has ended."""
        self.ask("POST", f"api/kernels/{self.kernel}/interrupt").raise_for_status()
        try:
            self.answer_to(self.training)
        except RuntimeError as stopped:
            assert "KeyboardInterrupt" in str(stopped), stopped

    # ---- Her sliders

    def slider(self):
        """Return the live picture with the most sliders, and the first of these."""

        def slides(comm):
            return [row for row in self.lives[comm]["controls"] if row["kind"] == "slider"]

        comm = max(self.lives, key=lambda comm: len(slides(comm)))
        return comm, slides(comm)[0]

    def move(self, comm, name, value):
        """Move a slider as the page does; return the seconds until the picture for this value is there."""
        values = {**self.lives[comm]["values"], name: value}
        began = time.perf_counter()
        self.send("comm_msg", {"comm_id": comm, "data": {"method": "update", "state": {"values": values}}})
        while True:
            message = self.receive()
            if message["msg_type"] == "comm_msg" and message["content"]["comm_id"] == comm:
                data = message["content"]["data"]
                picture = data.get("state", {}).get("picture") if data["method"] == "update" else None
                if picture and picture["values"].get(name) == value:
                    took = time.perf_counter() - began
                    self.lives[comm] |= {"values": values, "picture": picture}
                    return took

    def drag(self, moves, pause=0.1):
        """Move a slider there and back; return the milliseconds of each move. Every picture must be another one."""
        comm, row = self.slider()
        took, stops = [], round((row["max"] - row["min"]) / row["step"])
        for number in range(moves):
            value = round(row["min"] + row["step"] * ((7 * number + 3) % stops), 6)
            before = self.lives[comm]["picture"]["text"]
            took.append(1000 * self.move(comm, row["name"], value))
            assert self.lives[comm]["picture"]["text"] != before, f"the picture does not follow {row['name']} = {value}"
            time.sleep(pause)
        return took

    # ---- Her processes

    def processes(self):
        """Return her server and her kernels."""
        found = {"server": [], "kernels": []}
        for one in self.hub.processes():
            with contextlib.suppress(psutil.Error):  # It has just ended.
                if one.environ().get("JUPYTERHUB_USER") == self.name:
                    found["kernels" if "ipykernel_launcher" in one.cmdline() else "server"].append(one)
        return found

    def memory(self):
        """Return the megabytes of her server and of her kernels; what several processes share is shared out."""
        told = {part: [one.memory_full_info() for one in found] for part, found in self.processes().items()}
        return {part: sum(getattr(info, "pss", info.uss) for info in infos) / 1e6 for part, infos in told.items()}

    def close(self):
        if self.socket:
            self.socket.close()
