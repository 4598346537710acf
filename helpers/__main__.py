"""What `python3 start.py retrain` and `classify` run: `python -m helpers retrain FOLDER`."""

import sys

from helpers.retraining import main

sys.exit(main())
