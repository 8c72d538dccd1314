#!/usr/bin/env bash
# Who may include what: data flows one way through the rooms, third parties stay within their walls.
#
# usage: scripts/lint/includes.sh        prints each include that breaks a rule; then exit code 1
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
cd "$root"

# What each room may include of the library besides itself (a pattern for "nmf/...").
declare -A may_include=(
  [core]='-'
  [corpus]='core/*'
  [text]='core/*|corpus/*'
  [factorization]='core/*'
  [model]='core/*|corpus/*|text/*|factorization/*'
  [evaluation]='core/*|corpus/*|text/*|factorization/*|model/*'
  [report]='core/*|corpus/*|text/*|factorization/*|model/*|evaluation/*'
  [config]='core/*|*/options.h|corpus/vocabulary_file.h'
)
# Where each third party may be included (a pattern for the room; app is one here).
declare -A wall=(
  ['yaml-cpp/*']='config'
  ['unicode/*']='text'
  ['archive.h|archive_entry.h']='corpus|core'
  ['csv.h']='corpus'
  ['simdjson.h']='corpus|core'
  ['pcre2.h|libstemmer*']='text'
  ['cxxopts*']='app'
  ['torch/*|ATen/*|c10/*']='factorization|model|evaluation|report|app'
)

broken=0
complain() {
  echo "$1: $2"
  broken=1
}
# within NAME PATTERN: `case` takes no alternatives from a variable, an extended glob does.
shopt -s extglob
within() {
  # shellcheck disable=SC2053  # a pattern on purpose
  [[ $1 == @($2) ]]
}

check_include() {
  local where="$1" room="$2" included="$3"
  if [[ $included == nmf/* && $room != app ]] && ! within "$included" "nmf/$room/*" &&
    ! within "${included#nmf/}" "${may_include[$room]-}"; then
    complain "$where" "$room/ includes \"$included\"; it may include only its own and: ${may_include[$room]-nothing, it is not in the table}"
  fi
  for party in "${!wall[@]}"; do
    if within "$included" "$party" && ! within "$room" "${wall[$party]}"; then
      complain "$where" "$room/ includes <$included>, which only ${wall[$party]} may"
    fi
  done
}

while IFS=: read -r file line text; do
  room="${file#lib/nmf/}"
  included="${text#*[<\"]}"
  check_include "$file:$line" "${room%%/*}" "${included%%[>\"]*}"
done < <(git grep -nE '^ *# *include' -- 'lib/nmf/*.h' 'lib/nmf/*.cpp' 'app/*.h' 'app/*.cpp')
exit "$broken"
