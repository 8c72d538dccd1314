#!/usr/bin/env bash
# Sets up and builds the program; the last line on standard output is its path.
#
# usage: scripts/build.sh        (environment: see scripts/setup.sh)
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$root/scripts/setup.sh"
build release nmf_app
echo "$root/build/release/nmf"
