#!/usr/bin/env bash
# Brings the 20 Newsgroups archive ("by date") to data/; its path is the last line on standard output.
#
# usage: scripts/get_newsgroups.sh
#
# Taken as it is where it lies in data/ or in ../shared/corpora/; else downloaded from where
# scikit-learn takes it, then from its home page, and held against its SHA-256. Exit code 1 and one
# line on standard error where it can't be had.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

archive="$root/data/20news-bydate.tar.gz"
shared="$root/../shared/corpora/20news-bydate.tar.gz"
urls=(https://ndownloader.figshare.com/files/5975967
  http://qwone.com/~jason/20Newsgroups/20news-bydate.tar.gz)
sha256=8f1b2514ca22a5ade8fbb9cfa5727df95fa587f4c87b786e15c759fa66d95610

download() {
  if command -v curl >/dev/null; then
    curl --fail --silent --location --connect-timeout 2 --speed-limit 1000 --speed-time 20 \
      --output "$2" "$1"
  else
    wget --quiet --tries=1 --connect-timeout=2 --dns-timeout=2 --read-timeout=20 \
      --output-document="$2" "$1"
  fi
}

# Written under another name first: what has the archive's name is whole.
fetch_to() {
  if [[ -f $shared ]]; then
    cp "$shared" "$1"
    return
  fi
  for url in "${urls[@]}"; do
    if [[ -t 2 ]]; then say "downloading $url"; fi
    if download "$url" "$1" && sha256sum --check --status <<<"$sha256  $1"; then return; fi
  done
  return 1
}

if [[ ! -f $archive ]]; then
  mkdir -p "$root/data"
  part="$(mktemp "$archive.XXXXXX")"
  trap 'rm -f "$part"' EXIT
  fetch_to "$part" ||
    fail "the 20 Newsgroups archive could not be downloaded, or was not the known one; put it at data/20news-bydate.tar.gz"
  chmod 644 "$part"
  mv "$part" "$archive"
fi
echo "$archive"
