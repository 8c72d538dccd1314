#!/usr/bin/env bash
# Formats every tracked C++ file in place (.clang-format).
#
# usage: scripts/format.sh
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

"$root/scripts/setup.sh" --lint
cd "$root"
git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format -i
