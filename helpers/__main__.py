"""What `python3 start.py retrain`, `classify` and `progress` run, such as `python -m helpers retrain FOLDER`."""

import sys

if sys.argv[1:2] == ["progress"]:
    from helpers.lessons.learners import main
else:
    from helpers.lessons.transfer_learning.retraining import main

sys.exit(main())
