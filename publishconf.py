# The public site: `make publish`, or name this file with `pelican -s publishconf.py`.

import os
import sys

sys.path.append(os.curdir)
from pelicanconf import *

# If your site is available via HTTPS, make sure SITEURL begins with https://
SITEURL = "https://example.org"
RELATIVE_URLS = False
DELETE_OUTPUT_DIRECTORY = True
