"""How the handbook's pictures are taken: a site of their own, the people of the tests, and a scene for each task."""

import os
import sys
from pathlib import Path

import django

# The scenes use what the tests of whole pages use, and that knows the models.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policyatlas.settings")
django.setup()
