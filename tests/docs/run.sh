#!/usr/bin/env bash
# Holds a page of docs/ against its example: the page shows the program as it is, and what it prints.
#
# usage: tests/docs/run.sh PAGE SOURCE PROGRAM [ARGUMENT...]     PAGE: docs/NAME.md, with the source in
#                                                                its first block of cpp, the output in
#                                                                its first block of text
set -euo pipefail
page="$1" source="$2"
shift 2

# The first block of a language, without its fences.
block() { awk -v fence="\`\`\`$1" '$0 == fence && !done { on = 1; next } $0 == "```" && on { on = 0; done = 1 } on' "$page"; }

diff --label "$page" --label "$source" <(block cpp) "$source"
diff --label "$page" --label "output" <(block text) <("$@")
