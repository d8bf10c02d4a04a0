#!/bin/sh
# The same with curl: follow.sh URL TOKEN POSITION, where URL ends in /v1/log/stream; resumes by Last-Event-ID.
curl -sN -H "Authorization: Bearer $2" -H "Last-Event-ID: $3" "$1" |
while IFS= read -r line; do
    case $line in
    "id: "*) position=${line#id: } ;;
    "data: "*) printf '%s %s\n' "$position" "$(printf '%s' "${line#data: }" | sha256sum | cut -d' ' -f1)" ;;
    esac
done
