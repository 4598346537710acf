"""What `python3 start.py retrain` and `classify` run: `python -m helpers retrain FOLDER`."""

import sys

from helpers.lessons.transfer_learning.retraining import main

sys.exit(main())
