#!/bin/sh
# Resolves pyproject.toml into versions and hashes for every system and Python from 3.11 on.
# all.txt is what a checkout installs; core.txt, a part of it, is what the wheel alone needs.
set -eu
cd "$(dirname "$0")/.."

resolve() { # file, options
    file=$1
    shift
    uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@" -o "$file"
}

resolve lock/all.txt --all-extras "$@"
resolve lock/core.txt --constraint lock/all.txt
if grep -n '://' lock/all.txt lock/core.txt; then
    echo "a lock must name no address" >&2
    exit 1
fi
