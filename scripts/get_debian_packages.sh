#!/usr/bin/env bash
# Makes data/debian-packages.jsonl: the long English description of every Debian package, one JSON
# object a line with the fields id (package), label (section) and text. Needs nothing but apt.
#
# usage: scripts/get_debian_packages.sh        (configs/debian-packages.yaml reads the file)
#
# The lists are brought by apt into data/apt-lists, from the sources of this machine and without
# root; the machine's own lists stay as they are. Does nothing where the file is there.
set -euo pipefail
# shellcheck source=scripts/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

target="$root/data/debian-packages.jsonl"
if [[ -s $target ]]; then exit; fi
command -v apt-get >/dev/null || fail "this is no Debian: apt-get is missing"

lists="$root/data/apt-lists"
mkdir -p "$lists/partial"
options=(-o Acquire::Languages=en -o "Dir::State::lists=$lists" -o "Dir::Cache::pkgcache="
  -o "Dir::Cache::srcpkgcache=" -o APT::Sandbox::User=root)
say "bringing apt's lists (about 20 MB) to data/apt-lists"
apt-get "${options[@]}" -q update >"$lists/log" 2>&1 ||
  { tail -n 5 "$lists/log" >&2; fail "apt can't bring its lists (its last lines are above)"; }

# index KIND: the text of all lists of a kind, Packages or Translations.
index() {
  # shellcheck disable=SC2016  # apt's variable
  apt-get "${options[@]}" indextargets --format '$(FILENAME)' "Created-By: $1" | sort |
    xargs -r -d '\n' /usr/lib/apt/apt-helper "${options[@]}" cat-file
}

# Lines `S package section` and `T package description`, the description escaped for JSON; a package
# that several lists have comes once, as the first of them has it.
{
  index Packages | awk '/^Package: /{package = $2} /^Section: /{print "S\t" package "\t" $2}'
  index Translations | awk '
    function escaped(line) {
      gsub(/\\/, "&&", line); gsub(/"/, "\\\\&", line); gsub(/[\t\r]/, " ", line)
      return line
    }
    function flush() { if (text != "") print "T\t" package "\t" text; text = "" }
    /^Package: /{flush(); package = $2}
    /^Description-en: /{text = escaped(substr($0, 17))}
    /^ /{if (text != "") text = text "\\n" ($0 == " ." ? "" : escaped(substr($0, 2)))}
    END {flush()}'
} | awk -F '\t' '
    $1 == "S" {if (!($2 in section)) section[$2] = $3; next}
    !seen[$2]++ {printf "{\"id\": \"%s\", \"label\": \"%s\", \"text\": \"%s\"}\n", $2, section[$2], $3}' |
  LC_ALL=C sort >"$target.partial"
[[ $(wc -l <"$target.partial") -gt 1000 ]] || fail "apt's lists hold no descriptions: see $lists"
mv "$target.partial" "$target"
rm -rf "$lists"
say "$(wc -l <"$target") descriptions: $target"
