#!/usr/bin/env bash
# Opens a report in Chromium and looks at what it does. Skips (77) where that or Python is missing.
#
# usage: tests/report/browser_test.sh PROGRAM [FOLDER-FOR-SCREENSHOTS]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

skip() {
  echo "skipped: $1"
  exit 77
}
command -v python3 >/dev/null || skip "no python3"
browser="$(command -v chromium || command -v chromium-browser || command -v google-chrome)" ||
  skip "no chromium (apt-get install chromium)"
exec python3 -B "$here/browser_test.py" "$browser" "$@"
