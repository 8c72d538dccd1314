#!/usr/bin/env bash
# Sets up, builds, then runs `nmf fit CONFIG`.
#
# usage: scripts/run.sh [CONFIG] [option of nmf fit]...
#   CONFIG  default: configs/notebook.yaml, with its archive from scripts/get_newsgroups.sh; where
#           there is none, configs/notebook-counts.yaml (the same documents as word counts)
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

config="$root/configs/notebook.yaml"
if [[ $# -gt 0 && $1 != -* ]]; then
  config="$1"
  shift
fi

nmf="$("$root/scripts/build.sh" | tail -n 1)"
if [[ $config -ef $root/configs/notebook.yaml ]] &&
  ! "$root/scripts/get_newsgroups.sh" >/dev/null 2>&1; then
  config="$root/configs/notebook-counts.yaml"
  say "the 20 Newsgroups archive is not to be had (scripts/get_newsgroups.sh says why): running configs/notebook-counts.yaml, the word counts of the same documents"
fi
exec "$nmf" fit "$config" "$@"
