#!/usr/bin/env bash
# What CI may do with a translation: align it, check it, score it against a reference, and fail if it is not good enough.
#   examples/ci/translations.sh [OUT]     memories and reports go into the folder OUT
#   MIN_CHRF=80                           the least chrF that passes
# Exit code 1 if the score is below that, 2 if something could not be done.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
examples=$here/..
out=${1:-translations}
mkdir -p "$out"

align() { duilian align --quiet -s zh -t en "$examples/article.zh.txt" "$1" -o "$2"; }
align "$examples/article.en.txt" "$out/candidate.tmx"
align "$here/reference.en.txt" "$out/reference.tmx"

# The example has faults planted in it: they are reported, and do not stop what follows. Without --exit-zero they would.
duilian check "$out/candidate.tmx" --glossary "$examples/glossary.tsv" --exit-zero \
    --output-format concise --output-file "junit=$out/check.xml"

# Units are matched by their sources. The summary of the job is written where GitHub says.
duilian score "$out/candidate.tmx" --reference "$out/reference.tmx" -t en --confidence \
    --min "chrf=${MIN_CHRF:-80}" --output-format text --output-file "junit=$out/score.xml" \
    --output-file "github-summary=${GITHUB_STEP_SUMMARY:-$out/score.md}"
