"""``python -m toolkit`` is ``nota``."""

import sys

from .cli import main

sys.exit(main())
