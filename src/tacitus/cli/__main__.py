"""`python -m tacitus.cli` is the `tacitus` command."""

import sys

from tacitus.cli import main

sys.exit(main())
