"""Settings of a learner's server in a class: the image has them in /etc/jupyter; `start.py test class` uses them."""

import secrets

c = get_config()  # noqa: F821

# A kernel's sockets are files of its own: with TCP, two kernels that start at once may be given the same port.
c.KernelManager.transport = "ipc"

# Which notebooks are trusted is remembered by her server, not in her home: on a full disk she could open none.
c.NotebookNotary.db_file = ":memory:"
c.NotebookNotary.secret = secrets.token_bytes(1024)

# A kernel whose notebook nobody has open ends after half an hour: each keeps about 90 MB.
c.MappingKernelManager.cull_idle_timeout = 1800
